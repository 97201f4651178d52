/* SPDX-License-Identifier: MIT */
/* date_test.c - dates as pages write them. */
#include "date_sample.h"

static void parses_machine_forms(void **state)
{
    (void)state;
    static const struct sample SAMPLES[] = {
        {"", "2020-10-20", "2020-10-20"},
        {"", "2020-10-20T18:00:00Z", "2020-10-20T18:00:00Z"},
        {"", "2020-10-20T18:00:00.123+02:00", "2020-10-20T18:00:00+02:00"},
        {"", "2020-10-20 18:00:00 -0500", "2020-10-20T18:00:00-05:00"},
        {"", "2020-10-20T18:00", "2020-10-20T18:00:00"},
        {"", "2020-10-20T18:00+0530", "2020-10-20T18:00:00+05:30"},
        {"", "20201020T180000Z", "2020-10-20T18:00:00Z"},
        {"", "20201020180000", "2020-10-20T18:00:00"},
        {"", "202010201830", "2020-10-20T18:30:00"},
        {"", "20201020", "2020-10-20"},
        {"", "2020-10", "2020-10"},
        {"", "2020/10/20 18:00", "2020-10-20T18:00:00"},
        {"", "Tue, 20 Oct 2020 18:00:00 GMT", "2020-10-20T18:00:00Z"},
        {"", "Tue, 20 Oct 2020 18:00:00 +0200", "2020-10-20T18:00:00+02:00"},
        {"", "Tuesday, 20-Oct-20 18:00:00 GMT", "2020-10-20T18:00:00Z"},
        {"", "Tue Oct 20 2020 18:00:00 GMT+0200 (CEST)",
         "2020-10-20T18:00:00+02:00"},
        {"", "Tue Oct 20 18:00:00 +0000 2020", "2020-10-20T18:00:00Z"},
        {"", "Tue Oct 20 18:00:00 EDT 2020", "2020-10-20T18:00:00-04:00"},
        {"", "1603216800", "2020-10-20T18:00:00Z"},
        {"", "1603216800000", "2020-10-20T18:00:00Z"},
        {"", "1582934400", "2020-02-29T00:00:00Z"},
        {"", "2020-02-30", ""},
        {"", "2020-13-01", ""},
        {"", "0000-00-00 00:00:00", ""},
        {"", "1970-01-01T00:00:00Z", ""},
        {"", "2101-01-01", ""},
        {"", "", ""},
        {"", "yesterday", ""},
        {"", "99999999999999999999", ""},
    };
    CHECK(SAMPLES, false);
}

/* 03/04/2020 is in April or in March: the language tells, unless one of the
 * numbers can be no month. */
static void orders_numbers_by_language(void **state)
{
    (void)state;
    static const struct sample SAMPLES[] = {
        {"en-US", "03/04/2020", "2020-03-04"},
        {"en", "03/04/2020", "2020-03-04"},
        {"en-GB", "03/04/2020", "2020-04-03"},
        {"fr", "03/04/2020", "2020-04-03"},
        {"en-GB", "03/14/2020", "2020-03-14"},
        {"en-US", "14/03/2020", "2020-03-14"},
        {"de", "3.4.2020", "2020-04-03"},
        {"en-US", "3.4.2020", "2020-04-03"},
        {"de", "3. 4. 2020, 18.30 Uhr", "2020-04-03T18:30:00"},
        {"de", "03.04.20", "2020-04-03"},
        {"", "31-12-2019", "2019-12-31"},
    };
    CHECK(SAMPLES, false);
}

static void reads_names_of_months(void **state)
{
    (void)state;
    static const struct sample SAMPLES[] = {
        {"en", "October 20, 2020", "2020-10-20"},
        {"en", "20th of October 2020", "2020-10-20"},
        {"en", "Oct. 20th, 2020 at 6:05 p.m. EST", "2020-10-20T18:05:00-05:00"},
        {"en", "20 Sept 2020", "2020-09-20"},
        {"en", "Published: Tuesday 20 October 2020, 12:10 AM",
         "2020-10-20T00:10:00"},
        {"en", "October 2020", "2020-10"},
        {"en", "20 Oct '20", "2020-10-20"},
        {"es", "20 de octubre de 2020", "2020-10-20"},
        {"es", "20 de septiembre del 2020 a las 18:00", "2020-09-20T18:00:00"},
        {"de", "Dienstag, 20. März 2020 um 18:30 Uhr", "2020-03-20T18:30:00"},
        {"de", "20. Jänner 2020", "2020-01-20"},
        {"fr", "1er février 2020 à 18h30", "2020-02-01T18:30:00"},
        {"fr", "20 août 2020", "2020-08-20"},
        {"pt", "20 de março de 2020 às 18h05", "2020-03-20T18:05:00"},
        {"it", "20 gennaio 2020 alle 18:00", "2020-01-20T18:00:00"},
        {"nl", "20 maart 2020", "2020-03-20"},
        {"pl", "20 października 2020", "2020-10-20"},
        {"pl", "20 listopada 2020", "2020-11-20"},
        {"hr", "20. listopada 2020.", "2020-10-20"},
        {"ru", "20 октября 2020, 18:00", "2020-10-20T18:00:00"},
        {"ru", "20 МАЯ 2020 г. в 18:00", "2020-05-20T18:00:00"},
        {"uk", "20 жовтня 2020 року", "2020-10-20"},
        {"cs", "20. října 2020", "2020-10-20"},
        {"sk", "20. októbra 2020", "2020-10-20"},
        {"sv", "20 oktober 2020 kl. 18.00", "2020-10-20T18:00:00"},
        {"da", "20. maj 2020", "2020-05-20"},
        {"nb", "20. desember 2020", "2020-12-20"},
        {"fi", "20. lokakuuta 2020 klo 18.00", "2020-10-20T18:00:00"},
        {"hu", "2020. október 20. 18:00", "2020-10-20T18:00:00"},
        {"ro", "20 octombrie 2020", "2020-10-20"},
        {"tr", "20 Ağustos 2020", "2020-08-20"},
        {"tr", "20 ŞUBAT 2020", "2020-02-20"},
        {"el", "20 Οκτωβρίου 2020", "2020-10-20"},
        {"el", "20 ΜΑΪΟΥ 2020", "2020-05-20"},
        {"bg", "20 октомври 2020 г.", "2020-10-20"},
        {"sr", "20. октобар 2020.", "2020-10-20"},
        {"sl", "20. oktober 2020", "2020-10-20"},
        {"id", "20 Agustus 2020", "2020-08-20"},
        {"ms", "20 Ogos 2020", "2020-08-20"},
        {"vi", "20 tháng 10, 2020", "2020-10-20"},
        {"vi", "Ngày 20 tháng 10 năm 2020", "2020-10-20"},
        {"ca", "20 d\u2019octubre de 2020", "2020-10-20"},
        {"lt", "2020 m. spalio 20 d.", "2020-10-20"},
        {"lv", "2020. gada 20. oktobris", "2020-10-20"},
        {"et", "20. oktoober 2020", "2020-10-20"},
        {"ar", "20 أكتوبر 2020", "2020-10-20"},
        {"he", "20 באוקטובר 2020", "2020-10-20"},
        {"hi", "20 अक्टूबर 2020", "2020-10-20"},
        {"ja", "2020年10月20日 18時30分", "2020-10-20T18:30:00"},
        {"ja", "2020年 10月 20日(火) 18:30", "2020-10-20T18:30:00"},
        {"zh", "2020年1月2日", "2020-01-02"},
        {"ko", "2020년 10월 20일", "2020-10-20"},
        {"ko", "2020.10.20. 18:30", "2020-10-20T18:30:00"},
        {"en", "20 Octopus 2020", ""},
        {"en", "Marching 20, 2020", ""},
    };
    CHECK(SAMPLES, false);
}

/* Arabic has a name of the Levant and one of Egypt, and some pages both. */
static void reads_months_of_the_levant(void **state)
{
    (void)state;
    static const struct sample SAMPLES[] = {
        {"ar", "24 نيسان / أبريل 2020 09:22", "2020-04-24T09:22:00"},
        {"ar", "20 تشرين الأول 2020", "2020-10-20"},
        {"ar", "20 تشرين الثاني / نوفمبر 2020", "2020-11-20"},
        {"ar", "20 كانون الثاني 2020", "2020-01-20"},
        {"ar", "20 كانون الأول 2020", "2020-12-20"},
    };
    CHECK(SAMPLES, false);
}

/* A search must not take prices, versions, years or times for dates. */
static void finds_inside_text(void **state)
{
    (void)state;
    static const struct sample SAMPLES[] = {
        {"en", "By Ann | 3 min read | Updated Oct 20, 2020 | 14 comments",
         "2020-10-20"},
        {"en", "In 2019 it cost 20.50; on 20 May 2020 it cost 30.",
         "2020-05-20"},
        {"en", "In May 2020 nothing happened", ""},
        {"en", "version 1.2.2020.4 or 10.2.33.4", ""},
        {"en", "call 555-10-2020", ""},
        {"en", "2019-20 season", ""},
        {"en", "", ""},
    };
    CHECK(SAMPLES, true);
}

static void reads_paths(void **state)
{
    (void)state;
    static const struct {
        const char *path, *want;
    } SAMPLES[] = {
        {"/2020/10/20/title", "2020-10-20"},
        {"/world/2020/oct/20/title", "2020-10-20"},
        {"/news/20201020-title.html", "2020-10-20"},
        {"/2020-10-20-title", "2020-10-20"},
        {"/a/2020/1020/b", "2020-10-20"},
        {"/2020/10/title", "2020-10"},
        {"/title-20-10-2020.html", "2020-10-20"},
        {"/id/12345678", ""},
        {"/2020/99/1", ""},
        {"/story2020-10-20", ""},
        {"/", ""},
    };
    for (size_t i = 0; i < sizeof SAMPLES / sizeof *SAMPLES; i++) {
        struct date date = {0};
        bool ok = date_of_path(str_of(SAMPLES[i].path), LATEST, &date);
        struct str got = ok ? date_format(&arena, &date) : S("");
        if (!str_eq(got, str_of(SAMPLES[i].want)))
            fail_msg("%s: %.*s", SAMPLES[i].path, STR_ARG(got));
    }
}

static void compares_moments(void **state)
{
    (void)state;
    struct date a, b;
    assert_true(date_parse(S("2020-10-20T18:00:00+02:00"), S(""), LATEST, &a));
    assert_true(date_parse(S("2020-10-20T16:00:00Z"), S(""), LATEST, &b));
    assert_int_equal(date_cmp(&a, &b), 0);
    assert_true(date_parse(S("2020-10-21"), S(""), LATEST, &b));
    assert_true(date_cmp(&a, &b) < 0);
}

/* Long runs must not be looked at again and again: without a bound this takes
 * minutes. */
static void is_linear(void **state)
{
    (void)state;
    size_t len = 1u << 20;
    struct arena big;
    arena_init(&big, 64u << 20);
    char *text = arena_alloc(&big, len);
    static const char *const FILLS[] = {"a",     "1",     "1 ", "may ", "é",
                                        "20.",   " ",     "१",  "१ ",   "二〇",
                                        "令和5", "มี.ค. ", "ب١"};
    for (size_t f = 0; f < sizeof FILLS / sizeof *FILLS; f++) {
        size_t step = strlen(FILLS[f]);
        for (size_t i = 0; i < len; i++)
            text[i] = FILLS[f][i % step];
        struct date date;
        int64_t start = clock_ms();
        assert_false(date_find(str_make(text, len), S("en"), LATEST, &date));
        assert_true(clock_ms() - start < 20000);
    }
    arena_free(&big);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(parses_machine_forms),
        cmocka_unit_test(orders_numbers_by_language),
        cmocka_unit_test(reads_names_of_months),
        cmocka_unit_test(reads_months_of_the_levant),
        cmocka_unit_test(finds_inside_text),
        cmocka_unit_test(reads_paths),
        cmocka_unit_test(compares_moments),
        cmocka_unit_test(is_linear),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
