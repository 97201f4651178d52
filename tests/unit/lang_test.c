/* SPDX-License-Identifier: MIT */
/* lang_test.c - language tags and guesses. */
#include "text/lang.h"

#include "suite.h"

static void check_tag(const char *tag, const char *want)
{
    struct arena arena;
    arena_init(&arena, 1 << 20);
    struct str got = lang_canonical(&arena, str_of(tag));
    if (!str_eq(got, str_of(want)))
        fail_msg("%s: got \"%.*s\", expected \"%s\"", tag, STR_ARG(got), want);
    arena_free(&arena);
}

static void tags_come_out_canonical(void **state)
{
    (void)state;
    check_tag("en", "en");
    check_tag(" EN_us ", "en-US");
    check_tag("zh-hant-tw", "zh-Hant-TW");
    check_tag("es-419", "es-419");
    check_tag("de-CH-1996", "de-CH-1996");
    check_tag("en_GB.UTF-8", "en-GB");
    check_tag("en-UK", "en-GB");
    check_tag("fr, en", "fr");
    check_tag("iw", "he");
    check_tag("jp", "ja");
    check_tag("", "");
    check_tag("english", "");
    check_tag("x-default", "");
    check_tag("und", "");
    check_tag("e", "");
    check_tag("utf-8", "");
    check_tag("zh-cmn-Hans-CN", "zh-cmn-Hans-CN");
    check_tag("sl-rozaj-biske", "sl-rozaj-biske");
    check_tag("en-US-Latn", "en-US");
    check_tag("de-8", "de");
    check_tag("en-u-co-phonebk", "en");
    check_tag("en-", "en");
    check_tag("en-<b>", "en");
    check_tag("{{lang}}", "");
}

static void guess(const char *text, const char *want)
{
    struct str got = lang_detect(str_of(text));
    if (!str_eq(got, str_of(want)))
        fail_msg("%s: got \"%.*s\", expected \"%s\"", text, STR_ARG(got), want);
}

static void languages_in_latin_letters_are_told_apart(void **state)
{
    (void)state;
    guess("The house was built in the last year of the war, and it has been "
          "empty for most of the time since then.",
          "en");
    guess("Das Haus wurde im letzten Jahr des Krieges gebaut und ist seitdem "
          "die meiste Zeit nicht bewohnt.",
          "de");
    guess("La maison a été construite dans la dernière année de la guerre et "
          "elle est restée vide pour la plupart du temps.",
          "fr");
    guess("La casa fue construida en el último año de la guerra y ha estado "
          "vacía la mayor parte del tiempo.",
          "es");
    guess("A casa foi construída no último ano da guerra e não está ocupada "
          "na maior parte do tempo.",
          "pt");
    guess("La casa è stata costruita nell'ultimo anno della guerra e non è "
          "abitata per la maggior parte del tempo.",
          "it");
    guess("Het huis werd in het laatste jaar van de oorlog gebouwd en staat "
          "sindsdien het grootste deel van de tijd leeg.",
          "nl");
    guess("Huset byggdes under det sista året av kriget och har inte varit "
          "bebott för det mesta sedan dess.",
          "sv");
    guess("Huset blev bygget i det sidste år af krigen, og det har ikke "
          "været beboet meget efter det.",
          "da");
    guess("Huset ble bygget i det siste året av krigen, og det har ikke vært "
          "mye bebodd etter det.",
          "no");
    guess("Talo on rakennettu sodan viimeisenä vuonna ja se on ollut tyhjä, "
          "mutta nyt siinä asuu joku.",
          "fi");
    guess("Dom został zbudowany w ostatnim roku wojny i nie jest zamieszkany "
          "przez większość czasu, ale to się zmieni.",
          "pl");
    guess("Dům byl postaven v posledním roce války a je od té doby prázdný, "
          "ale to se již změní, protože se o něj někdo stará.",
          "cs");
    guess("A ház a háború utolsó évében épült, és azóta is üres, de már csak "
          "egy kicsit kell várni, hogy ez megváltozzon.",
          "hu");
    guess("Ev savaşın son yılında yapıldı ve o zamandan beri çok boş, ama "
          "daha sonra bir aile için hazır olacak.",
          "tr");
    guess("Ngôi nhà được xây trong năm cuối của chiến tranh và không có "
          "người ở từ khi đó.",
          "vi");
}

static void scripts_and_letters_tell_the_others(void **state)
{
    (void)state;
    guess("Дом был построен в последний год войны и с тех пор пустует", "ru");
    guess("Будинок був побудований в останній рік війни і відтоді порожній "
          "через її наслідки",
          "uk");
    guess("Къщата е построена в последната година на войната и оттогава е "
          "празна",
          "bg");
    guess("この家は戦争の最後の年に建てられ、それ以来空き家になっている", "ja");
    guess("这座房子建于战争的最后一年，从那以后一直空着没有人住", "zh");
    guess("이 집은 전쟁의 마지막 해에 지어졌으며 그 이후로 비어 있다", "ko");
    guess("تم بناء المنزل في السنة الأخيرة من الحرب وهو فارغ منذ ذلك", "ar");
    guess("این خانه در آخرین سال جنگ ساخته شد و از آن زمان خالی است", "fa");
    guess("הבית נבנה בשנה האחרונה של המלחמה ומאז הוא ריק", "he");
    guess("Το σπίτι χτίστηκε τον τελευταίο χρόνο του πολέμου", "el");
    guess("घर युद्ध के अंतिम वर्ष में बनाया गया था और तब से खाली है ।", "hi");
    guess("บ้านถูกสร้างขึ้นในปีสุดท้ายของสงคราม", "th");
}

/* A wrong guess would be written into the archive; silence is not. */
static void unsure_is_empty(void **state)
{
    (void)state;
    guess("", "");
    guess("12345 67890 !!! ???", "");
    guess("Foo bar baz", "");
    guess("Lorem ipsum dolor sit amet consectetur adipiscing elit sed do "
          "eiusmod tempor incididunt",
          "");
    guess("Kubernetes Docker Terraform Ansible Jenkins Prometheus Grafana", "");
}

static void writing_direction(void **state)
{
    (void)state;
    assert_true(lang_is_rtl(S("ar")));
    assert_true(lang_is_rtl(S("he-IL")));
    assert_true(lang_is_rtl(S("FA_ir")));
    assert_true(lang_is_rtl(S("az-Arab")));
    assert_false(lang_is_rtl(S("ur-Latn")));
    assert_false(lang_is_rtl(S("en")));
    assert_false(lang_is_rtl(S("are")));
    assert_false(lang_is_rtl(S("")));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(tags_come_out_canonical),
        cmocka_unit_test(languages_in_latin_letters_are_told_apart),
        cmocka_unit_test(scripts_and_letters_tell_the_others),
        cmocka_unit_test(unsure_is_empty),
        cmocka_unit_test(writing_direction),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
