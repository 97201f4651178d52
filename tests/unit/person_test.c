/* SPDX-License-Identifier: MIT */
/* person_test.c - names of persons out of bylines. */
#include "article/person.h"
#include "fresh_arena.h"

/* The names in a byline, one after the other with a "+". */
static const char *names(enum person_trust trust, const char *byline)
{
    str_list list = {0};
    person_names(&arena, str_of(byline), trust, &list);
    struct str all = S("");
    for (size_t i = 0; i < list.len; i++)
        all = arena_printf(&arena, "%.*s%s%.*s", STR_ARG(all),
                           all.len ? "+" : "", STR_ARG(list.at[i]));
    return arena_cstring(&arena, all);
}

static void test_leads_and_breaks(void **state)
{
    (void)state;
    assert_string_equal(names(PERSON_LIKELY, "By Ann Lee and Bo Ek"),
                        "Ann Lee+Bo Ek");
    assert_string_equal(names(PERSON_LIKELY, "Von Ina Groß, Jörg Ost"),
                        "Ina Groß+Jörg Ost");
    assert_string_equal(names(PERSON_LIKELY, "ByAnn Lee"), "Ann Lee");
    assert_string_equal(names(PERSON_LIKELY, "Автор: Иван Петров"),
                        "Иван Петров");
    assert_string_equal(names(PERSON_LIKELY, "Por Ana Ruiz y Luis Gil"),
                        "Ana Ruiz+Luis Gil");
    assert_string_equal(names(PERSON_LIKELY, "Ann Lee, Bo Ek & Ann Lee"),
                        "Ann Lee+Bo Ek");
}

/* A lead of one character is the beginning of many words. */
static void test_leads_of_one_character(void **state)
{
    (void)state;
    assert_int_equal(person_lead(S("文章关键词：")), 0);
    assert_int_equal(person_lead(S("文化部")), 0);
    assert_int_equal(person_lead(S("Авторитет")), 0);
    assert_int_equal(person_lead(S("文/张三")), 4);
    assert_int_equal(person_lead(S("文：张三")), 6);
    assert_int_equal(person_lead(S("作者张三")), 6);
    assert_int_equal(person_lead(S("Автор: Иван")), 12);
}

static void test_what_stands_behind_a_name(void **state)
{
    (void)state;
    assert_string_equal(names(PERSON_LIKELY, "Ann Lee, Staff Writer"),
                        "Ann Lee");
    assert_string_equal(names(PERSON_LIKELY, "Ann Lee Senior Editor"),
                        "Ann Lee");
    assert_string_equal(names(PERSON_LIKELY, "By Ann Lee on 3 May 2021"),
                        "Ann Lee");
    assert_string_equal(names(PERSON_LIKELY, "By Ann Lee | Reuters"),
                        "Ann Lee");
    assert_string_equal(names(PERSON_STATED, "Ann Lee, PhD"), "Ann Lee");
    assert_string_equal(names(PERSON_LIKELY, "Bo Ek in Oslo"), "Bo Ek");
}

static void test_what_no_person_is_called(void **state)
{
    (void)state;
    assert_string_equal(names(PERSON_LIKELY, "News Desk"), "");
    assert_string_equal(names(PERSON_LIKELY, "read this first"), "");
    assert_string_equal(names(PERSON_STATED, "admin"), "");
    assert_string_equal(names(PERSON_STATED, "https"), "");
    assert_string_equal(names(PERSON_STATED, "ann@example.org"), "");
    assert_string_equal(names(PERSON_STATED, "Example Verlag GmbH"), "");
    assert_string_equal(names(PERSON_LINKED, ""), "");
}

static void test_trust_decides_on_one_word(void **state)
{
    (void)state;
    assert_string_equal(names(PERSON_LIKELY, "Tobi"), "");
    assert_string_equal(names(PERSON_LINKED, "Tobi"), "Tobi");
    assert_string_equal(names(PERSON_STATED, "Tobi"), "Tobi");
    assert_string_equal(names(PERSON_LIKELY, "李小龙"), "李小龙");
}

/* Words for what was written, pictures beside it or not, lead to a name. */
static void test_what_was_written_leads(void **state)
{
    (void)state;
    static const char *const LED[] = {"A guest post by Ann Lee",
                                      "Words and photos by Ann Lee",
                                      "Words: Ann Lee",
                                      "Photos and words by Ann Lee",
                                      "Propos recueillis par Ann Lee",
                                      "Text und Fotos: Ann Lee",
                                      "Texto: Ann Lee",
                                      "Von unserer Redakteurin Ann Lee",
                                      "Reporter Ann Lee"};
    for (size_t i = 0; i < sizeof LED / sizeof *LED; i++)
        assert_string_equal(names(PERSON_LIKELY, LED[i]), "Ann Lee");
    assert_string_equal(names(PERSON_LIKELY, "Photos by Ann Lee"), "");
    assert_string_equal(names(PERSON_LIKELY, "Review: Silver Harbour"), "");
    assert_string_equal(names(PERSON_LIKELY, "Words: Ann Lee, Photos: Bo Ek"),
                        "Ann Lee");
}

static void test_leads_of_other_scripts(void **state)
{
    (void)state;
    assert_string_equal(names(PERSON_LIKELY, "文/王小明"), "王小明");
    assert_string_equal(names(PERSON_LIKELY, "記者王小明／台北報導"), "王小明");
    assert_string_equal(names(PERSON_LIKELY, "执行编辑部"), "");
    assert_string_equal(names(PERSON_LIKELY, "編集部"), "");
    assert_string_equal(names(PERSON_LIKELY, "编辑：李红"), "");
    assert_string_equal(names(PERSON_LIKELY, "김철수 기자"), "김철수");
    assert_string_equal(names(PERSON_LIKELY, "오늘의날씨"), "");
    assert_string_equal(names(PERSON_LIKELY, "Του Νίκου Παππά"), "Νίκου Παππά");
    assert_string_equal(names(PERSON_LIKELY, "Текст: Анна Иванова"),
                        "Анна Иванова");
    assert_string_equal(names(PERSON_LIKELY, "Фото: Анна Иванова"), "");
    assert_string_equal(names(PERSON_LIKELY, "بقلم: أحمد علي"), "أحمد علي");
    assert_string_equal(names(PERSON_LIKELY, "كتبت منى علي"), "منى علي");
    assert_string_equal(names(PERSON_LIKELY, "โดย สมชาย ใจดี"), "สมชาย ใจดี");
    assert_string_equal(names(PERSON_LIKELY, "Penulis: Siti Rahayu"),
                        "Siti Rahayu");
}

/* "de" and "von" are parts of persons' names, and of all others'. */
static void test_particles(void **state)
{
    (void)state;
    assert_string_equal(
        names(PERSON_LIKELY, "Door Anna de Vries en Jan Bakker"),
        "Anna de Vries+Jan Bakker");
    assert_string_equal(names(PERSON_LIKELY, "Von Ursula von der Leyde"),
                        "Ursula von der Leyde");
    assert_string_equal(names(PERSON_LIKELY, "Museo de la Plata"), "");
}

static void test_where_a_name_ends(void **state)
{
    (void)state;
    assert_string_equal(names(PERSON_LIKELY, "By Ann Lee May 3, 2024"),
                        "Ann Lee");
    assert_string_equal(names(PERSON_LIKELY, "Por Ana Ruiz el 3 de mayo"),
                        "Ana Ruiz");
    assert_string_equal(names(PERSON_LIKELY, "Written by Ann Lee."), "Ann Lee");
    assert_string_equal(names(PERSON_LIKELY, "By Bo Ek Jr."), "Bo Ek Jr.");
    assert_string_equal(names(PERSON_LIKELY, "By Ann Lee, Program Chair"),
                        "Ann Lee");
    assert_string_equal(names(PERSON_STATED, "Ann Lee, Staff Writer"),
                        "Ann Lee");
}

static void test_what_machines_are_told(void **state)
{
    (void)state;
    assert_string_equal(names(PERSON_STATED, "[object Object]"), "");
    assert_string_equal(names(PERSON_STATED, "None"), "");
    assert_string_equal(names(PERSON_STATED, "Sponsored Content"), "");
    assert_string_equal(names(PERSON_STATED, "Contributor"), "");
    assert_string_equal(names(PERSON_STATED, "219.79.38.192"), "");
    assert_string_equal(names(PERSON_STATED, "Фото: Анна Иванова"), "");
    assert_string_equal(names(PERSON_STATED, "Ann Lee And Bo Ek"),
                        "Ann Lee+Bo Ek");
    assert_string_equal(names(PERSON_STATED, "https://x.example/ann"), "");
    assert_string_equal(names(PERSON_STATED, "Редакция"), "");
    assert_string_equal(names(PERSON_STATED, "Lee, Ann; Ek, Bo"),
                        "Ann Lee+Bo Ek");
    assert_string_equal(names(PERSON_STATED, "Ann Lee, PhD; Bo Ek, MD"),
                        "Ann Lee+Bo Ek");
}

static void test_long_bylines_are_bounded(void **state)
{
    (void)state;
    static char text[40000];
    for (size_t i = 0; i + 8 < sizeof text; i += 8)
        memcpy(text + i, "Ab Cdef,", 8);
    assert_string_equal(names(PERSON_STATED, text), "Ab Cdef");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_leads_and_breaks),
        TEST(test_leads_of_one_character),
        TEST(test_what_stands_behind_a_name),
        TEST(test_what_no_person_is_called),
        TEST(test_trust_decides_on_one_word),
        TEST(test_what_was_written_leads),
        TEST(test_leads_of_other_scripts),
        TEST(test_particles),
        TEST(test_where_a_name_ends),
        TEST(test_what_machines_are_told),
        TEST(test_long_bylines_are_bounded),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
