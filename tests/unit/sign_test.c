/* SPDX-License-Identifier: MIT */
/* sign_test.c - lines with which an article is signed, told from its end. */
#include "made_page.h"

/* Does such a last line stay in the text? */
static bool stays(const char *line)
{
    struct str end = arena_printf(&arena, "<p>%s</p>", line);
    read_page(&(struct made_page){.end = arena_cstring(&arena, end)});
    assert_true(str_find(article->text, S("The ferry leaves")) != STR_NONE);
    return str_find(article->text, str_of(line)) != STR_NONE;
}

static void test_signs(void **state)
{
    (void)state;
    static const char *const LINES[] = {
        "(agencies)",
        "[Harbour Press, Port Ellen]",
        "Source: The harbour master's office",
        "Quelle: Hafenamt",
        "Źródło: Kapitanat portu",
        "来源：港口日报",
        "(Reporting by Ann Rope and Bo Tar; editing by Cy Deck)",
        "Additional reporting by Bo Tar",
        "责任编辑：王小船",
    };
    for (size_t i = 0; i < sizeof LINES / sizeof *LINES; i++) {
        if (stays(LINES[i]))
            fail_msg("stays: %s", LINES[i]);
    }
}

static void test_ends(void **state)
{
    (void)state;
    static const char *const LINES[] = {
        "The source: a spring behind the harbour, which nobody had seen.",
        "(He was wrong about the dog, though, as they found in the evening, "
        "when the ferry came back with it, wet and glad and smelling of fish.)",
        "[All of this was written down for the museum, years later.]",
        "(Not) all of them left (yet).",
        "Reporting the ferry late was what they did next, and it was in vain.",
    };
    for (size_t i = 0; i < sizeof LINES / sizeof *LINES; i++) {
        if (!stays(LINES[i]))
            fail_msg("goes: %s", LINES[i]);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_signs),
        TEST(test_ends),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
