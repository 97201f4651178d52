/* SPDX-License-Identifier: MIT */
/* teasers_test.c - related posts that stand in the article are taken out. */
#include "made_page.h"

#define TEASER(n, title, text)                                                 \
    "<p><a href=/2024/" n ">" title "</a> " text "</p>"
#define TEASERS                                                                \
    TEASER("the-tide-tables", "The tide tables of our grandmothers",           \
           "For as long as anybody remembers, the tables hung in the kitchen " \
           "beside the calendar, and nobody dared to correct them.")           \
    TEASER("the-night-watch", "A night with the harbour watch",                \
           "Between two and four in the morning nothing moves, said the "      \
           "watchman, and then told us of the winter when everything did.")    \
    TEASER("the-last-rope-maker", "The last rope maker of the bay",            \
           "His walk is three hundred paces long, and he has gone up and "     \
           "down it every day since he was a boy of eleven.")

static bool has(const char *words)
{
    return str_find(article->text, str_of(words)) != STR_NONE;
}

static void test_a_row_of_teasers_goes(void **state)
{
    (void)state;
    read_page(&(struct made_page){
        .end = "<p><strong>You may also like:</strong></p>" TEASERS});
    assert_int_equal(article->related.len, 3);
    assert_true(has("asked for a timetable"));
    assert_false(has("You may also like"));
    assert_false(has("The tide tables"));
    assert_false(has("between two and four"));
    assert_false(has("three hundred paces"));
}

/* Whole posts, whose links stand behind them or are not known. */
static void test_a_row_of_posts_goes(void **state)
{
    (void)state;
    read_page(&(struct made_page){
        .end =
            "<section><h3>You may also like</h3>"
            "<article class='post post-1'><p>The tables hung in the kitchen "
            "beside the calendar, and nobody dared to correct them, for as "
            "long as anybody remembers; then came the great flood.</p>"
            "</article>"
            "<article class='post post-2'><p>Between two and four in the "
            "morning nothing moves, said the watchman, and then told us of "
            "the winter when everything did.</p><a "
            "href=/2024/the-night-watch>Go on</a></article>"
            "<article class='post post-3'><p>His walk is three hundred paces "
            "long, and he has gone up and down it every day since he was a "
            "boy of eleven.</p><a href=/2024/the-last-rope-maker>Go on</a>"
            "</article></section>"});
    assert_int_equal(article->related.len, 2);
    assert_true(has("asked for a timetable"));
    assert_false(has("You may also like"));
    assert_false(has("the great flood"));
    assert_false(has("between two and four"));
    assert_false(has("three hundred paces"));
}

/* They link to other posts, but do not begin with the link. */
static void test_text_with_links_stays(void **state)
{
    (void)state;
    read_page(&(struct made_page){
        .end = "<h3>Related posts</h3><p>Most of what we know of the rope "
               "makers comes from <a href=/2024/the-last-rope-maker>our visit "
               "to the bay</a>, which took a whole summer of walking up and "
               "down.</p><p>The rest was told to us by the harbour watch, with "
               "whom we <a href=/2024/the-night-watch>spent a night</a> in "
               "January, when everything stood still.</p>"});
    assert_true(has("a whole summer of walking"));
    assert_true(has("when everything stood still"));
}

static void test_a_label_without_its_links_goes(void **state)
{
    (void)state;
    read_page(&(struct made_page){
        .end = "<p><strong>Read more about this:</strong></p><ul "
               "class=related-links><li><a href=/2024/the-tide-tables>The tide "
               "tables of our grandmothers</a></li><li><a "
               "href=/2024/the-night-watch>A night with the harbour "
               "watch</a></li></ul>"});
    assert_int_equal(article->related.len, 2);
    assert_false(has("Read more about this"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_a_row_of_teasers_goes),
        TEST(test_a_row_of_posts_goes),
        TEST(test_text_with_links_stays),
        TEST(test_a_label_without_its_links_goes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
