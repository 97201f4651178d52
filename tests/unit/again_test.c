/* SPDX-License-Identifier: MIT */
/* again_test.c - text that a page holds twice is kept once. */
#include "article/article.h"
#include "fresh_arena.h"

static struct article *article;

#define ONE                                                                    \
    "The ferry was late because the lock keeper, a man of few words, had "     \
    "gone to look for his dog on the far side of the canal, and nobody else "  \
    "knew how the old gate was to be opened. "
#define TWO                                                                    \
    "When he came back it was dark, the dog was wet, and the passengers had "  \
    "made a fire on the bank, round which they told each other what they "     \
    "would have done in the town that evening, had there been one; and "       \
    "some of it was even true, as far as anybody could tell. "
#define THREE                                                                  \
    "The lock keeper said that he was sorry, which he had never said before, " \
    "and that the dog was sorry too; then he opened the gate, and the ferry "  \
    "went on by the light of two lamps, slower than the water. "

static size_t times(const char *words)
{
    size_t count = 0, at;
    struct str rest = article->text, said = str_of(words);
    for (; (at = str_find(rest, said)) != STR_NONE; count++)
        rest = str_from(rest, at + said.len);
    return count;
}

static void read_body(const char *html)
{
    struct str page = arena_printf(&arena,
                                   "<title>The late ferry</title><article>"
                                   "<h1>The late ferry</h1>%s</article>",
                                   html);
    assert_int_equal(article_extract(&arena, page,
                                     S("https://example.org/ferry"),
                                     S("text/html"), NULL, &article, NULL),
                     OP_OK);
}

static void test_a_copy_for_print_goes(void **state)
{
    (void)state;
    read_body("<p>" ONE "</p><p>" TWO "</p><p>" THREE
              "</p><div class=text><p>" ONE "</p><p>" TWO "</p><p>" THREE
              "</p></div>");
    assert_int_equal(times("had gone to look for his dog"), 1);
    assert_int_equal(times("the ferry went on by the light"), 1);
}

/* It is one block there, and more follows in it. */
static void test_a_copy_in_one_piece_goes(void **state)
{
    (void)state;
    read_body("<p>" ONE "</p><p>" TWO "</p><p>" THREE "</p><div>" ONE TWO THREE
              "Our list of ferries</div>");
    assert_int_equal(times("had gone to look for his dog"), 1);
    assert_int_equal(times("the ferry went on by the light"), 1);
}

static void test_a_refrain_stays(void **state)
{
    (void)state;
    read_body("<p>" ONE TWO THREE "</p><p>" ONE TWO THREE "</p>");
    assert_int_equal(times("had gone to look for his dog"), 2);
}

static void test_what_is_said_again_amid_other_text_stays(void **state)
{
    (void)state;
    read_body("<p>" ONE "</p><p>" TWO "</p><p>" THREE "</p><p>And so on they "
              "went.</p><p>" ONE "</p><p>Said the keeper.</p>");
    assert_int_equal(times("had gone to look for his dog"), 2);
}

static void test_a_quote_stays(void **state)
{
    (void)state;
    read_body("<p>" ONE "</p><p>" TWO "</p><p>" THREE "</p><blockquote><p>" ONE
              "</p><p>" TWO "</p><p>" THREE
              "</p></blockquote><p>So it was told "
              "to us, and so we tell it, for the sake of the dog.</p>");
    assert_int_equal(times("had gone to look for his dog"), 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_a_copy_for_print_goes),
        TEST(test_a_copy_in_one_piece_goes),
        TEST(test_a_refrain_stays),
        TEST(test_what_is_said_again_amid_other_text_stays),
        TEST(test_a_quote_stays),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
