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
    assert_int_equal(person_lead(S("Авторы")), 0);
    assert_int_equal(person_lead(S("文/张三")), 3);
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
        TEST(test_long_bylines_are_bounded),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
