/* SPDX-License-Identifier: MIT */
/* stamp_test.c - lines above the text that say when it was written. */
#include "made_page.h"

/* Does such a line stay between the headline and the text? */
static bool stays(const char *line)
{
    struct str below = arena_printf(&arena, "<p>%s</p>", line);
    read_page(&(struct made_page){.below = arena_cstring(&arena, below)});
    assert_true(str_find(article->text, S("The ferry leaves")) != STR_NONE);
    return str_find(article->text, str_of(line)) != STR_NONE;
}

static void test_stamps(void **state)
{
    (void)state;
    static const char *const LINES[] = {
        "Published on Thursday 12 January 2012 11:47",
        "Last updated at 7:07 pm on 16 January 2012",
        "Posted at 8:56am, 16 January 2012",
        "Harbour news desk (Port Ellen) 2012-01-12 09:01:22",
        "Mis à jour le 16 janvier 2012 à 9h04 par Anne Corde",
    };
    for (size_t i = 0; i < sizeof LINES / sizeof *LINES; i++) {
        if (stays(LINES[i]))
            fail_msg("stays: %s", LINES[i]);
    }
}

static void test_text(void **state)
{
    (void)state;
    static const char *const LINES[] = {
        "On 16 January 2012, at 7:07 in the evening, the ferry came late.",
        "The ferry of 16 January 2012, and why nobody has seen it since then",
        "Boats leave at 7:07, at 9:15 and, on some days only, at 11:30",
    };
    for (size_t i = 0; i < sizeof LINES / sizeof *LINES; i++) {
        if (!stays(LINES[i]))
            fail_msg("goes: %s", LINES[i]);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_stamps),
        TEST(test_text),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
