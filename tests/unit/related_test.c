/* SPDX-License-Identifier: MIT */
/* related_test.c - which links a page presents as related posts.
 *
 * Each case is a small page at /2020/the-harbour-wall/ and what is found in it:
 * kind, path and title of every post. */
#include "article/related.h"

#include "fresh_arena.h"
#include "html/parse.h"

#define TEXT                                                                   \
    "<p>The wall was built in three summers, by men who were paid by the "     \
    "yard and slept in the boats. Nobody wrote their names down, and the "     \
    "ledger that has the stones has no room for them.</p>"

#define PAGE "https://example.org/2020/the-harbour-wall/"

static const char *const KINDS[] = {
    [RELATED_INLINE_LABEL] = "label", [RELATED_SERIES] = "series",
    [RELATED_SECTION] = "section",    [RELATED_JSON_LD] = "data",
    [RELATED_IN_BODY] = "body",
};

static const char *here = PAGE;
static str_list authors;

/* The article of a page that has `after` behind its text. */
static const struct article *read(const char *after)
{
    struct document *doc;
    static const struct parse_options SLOW = {.timeout_ms = 60000};
    struct str html =
        arena_printf(&arena,
                     "<title>x</title><body><article><h1>The harbour wall</h1>"
                     "%s%s%s%s%s</article>",
                     TEXT, TEXT, TEXT, TEXT, after);
    assert_int_equal(html_parse(&arena, html, &SLOW, &doc, NULL), OP_OK);
    struct page *page = page_make(&arena, doc, str_of(here));
    struct article *article = arena_new(&arena, struct article);
    article->authors = authors;
    related_find(page, body_find(page), article);
    return article;
}

static struct str path_of(struct str url)
{
    str_cut(&url, str_find(url, S("//")) + 2);
    return str_from(url, str_until(url, "/"));
}

/* "kind path (title); ..." of the posts found. */
static const char *related(const char *after)
{
    const struct article *article = read(after);
    struct str all = S("");
    for (size_t i = 0; i < article->related.len; i++) {
        const struct related_post *post = &article->related.at[i];
        all = arena_printf(&arena, "%.*s%s%s %.*s (%.*s)", STR_ARG(all),
                           all.len ? "; " : "", KINDS[post->kind],
                           STR_ARG(path_of(post->url)), STR_ARG(post->title));
    }
    return arena_cstring(&arena, all);
}

static void test_under_a_heading(void **state)
{
    (void)state;
    assert_string_equal(
        related("<h3>Related posts</h3><ul><li><a href='/2019/a-pier-of-oak/'>"
                "A pier of oak</a></ul>"),
        "section /2019/a-pier-of-oak/ (A pier of oak)");
    assert_string_equal(
        related("<h3>Most read</h3><ul><li><a href='/2019/a-pier-of-oak/'>"
                "A pier of oak</a></ul>"),
        "");
}

static void test_the_label_beats_the_class_of_its_list(void **state)
{
    (void)state;
    assert_string_equal(
        related("<h3>Related posts</h3><ul class=ranking><li>"
                "<a href='/2019/a-pier-of-oak/'>A pier of oak</a><li>"
                "<a href='/2018/ropes-and-tar-again/'>Ropes again</a></ul>"),
        "section /2019/a-pier-of-oak/ (A pier of oak); "
        "section /2018/ropes-and-tar-again/ (Ropes again)");
    /* A list within the list is another matter, and so is what is paid for. */
    assert_string_equal(
        related("<h3>Related posts</h3><ul><li>"
                "<a href='/2019/a-pier-of-oak/'>A pier of oak</a></ul>"
                "<ul class=popular><li>"
                "<a href='/2018/ropes-and-tar-again/'>Ropes again</a></ul>"),
        "section /2019/a-pier-of-oak/ (A pier of oak)");
    assert_string_equal(
        related("<h3>You may like</h3><div class=sponsored-list>"
                "<a href='/2019/a-pier-of-oak/'>A pier of oak</a></div>"),
        "");
}

static void test_an_index_before_the_list(void **state)
{
    (void)state;
    assert_string_equal(
        related("<section><div><h3>Related posts</h3><a href='/blog'>All</a>"
                "</div><div><a href='/2019/a-pier-of-oak/'>A pier of oak</a>"
                "<a href='/2018/ropes-and-tar-again/'>Ropes</a></div>"
                "</section>"),
        "section /2019/a-pier-of-oak/ (A pier of oak); "
        "section /2018/ropes-and-tar-again/ (Ropes)");
    /* One link behind it may be anything. */
    assert_string_equal(
        related("<section><div><h3>See also</h3><a href='/boats'>Boats</a>"
                "</div><div><a href='/2019/a-pier-of-oak/'>Oak</a></div>"
                "</section>"),
        "");
}

static void test_the_open_tab_is_the_label(void **state)
{
    (void)state;
    assert_string_equal(
        related("<h4><a href='#'>Related articles</a>"
                "<a href='#'>More from author</a></h4><div>"
                "<a href='/2019/a-pier-of-oak/'>A pier of oak</a></div>"),
        "section /2019/a-pier-of-oak/ (A pier of oak)");
    assert_string_equal(
        related("<h4><a href='#'>More from author</a>"
                "<a href='#'>Related articles</a></h4><div>"
                "<a href='/2019/a-pier-of-oak/'>A pier of oak</a></div>"),
        "");
}

static void test_the_footer_of_the_article(void **state)
{
    (void)state;
    static const char LIST[] = "<h3>Related posts</h3>"
                               "<a href='/2019/a-pier-of-oak/'>A pier</a>";
    struct str inside = arena_printf(&arena, "<footer>%s</footer>", LIST);
    struct str outside =
        arena_printf(&arena, "</article><footer>%s</footer>", LIST);
    assert_string_equal(related(inside.at),
                        "section /2019/a-pier-of-oak/ (A pier)");
    assert_string_equal(related(outside.at), "");
}

static void test_headlines_of_cards(void **state)
{
    (void)state;
    /* A URL of one word says nothing; a headline under the label does. */
    assert_string_equal(
        related("<h3>Related posts</h3><div><a href='/dredging'><img alt='Mud'>"
                "</a><h4><a href='/dredging'>Forty years of dredging</a></h4>"
                "</div>"),
        "section /dredging (Forty years of dredging)");
    assert_string_equal(
        related("<h3>Related posts</h3><div><a href='/dredging'>Dredging</a>"
                "</div>"),
        "");
    assert_string_equal(
        related("<h3>Related posts</h3><div><h4><a href='/tag/dredging'>All "
                "about dredging</a></h4></div>"),
        "");
}

static void test_titles(void **state)
{
    (void)state;
    assert_string_equal(
        related("<h3>Related posts</h3><div>"
                "<a href='/2019/a-pier-of-oak/'><img alt='Photograph of men'>"
                "</a><a href='/2019/a-pier-of-oak/'>A pier</a></div>"),
        "section /2019/a-pier-of-oak/ (A pier)");
    assert_string_equal(
        related(
            "<h3>Related posts</h3><div><a href='/2019/a-pier-of-oak/'>"
            "<span>Ada Marsh, 3 May</span><h4>A pier of oak</h4></a></div>"),
        "section /2019/a-pier-of-oak/ (A pier of oak)");
}

static void test_lists_that_somebody_chose(void **state)
{
    (void)state;
    assert_string_equal(
        related("<ul><li><a href='/2019/a-pier-of-oak/'>A pier of oak</a>"
                "<li><a href='/2018/ropes-and-tar-again/'>Ropes and tar</a>"
                "</ul>" TEXT),
        "label /2019/a-pier-of-oak/ (A pier of oak); "
        "label /2018/ropes-and-tar-again/ (Ropes and tar)");
    struct str items = S("");
    for (int i = 0; i < 16; i++)
        items = arena_printf(&arena,
                             "%.*s<li><a href='/2019/the-boat-of-a-man-%d/'>"
                             "The boat of a man</a>",
                             STR_ARG(items), i);
    struct str all = arena_printf(&arena, "<ul>%.*s</ul>" TEXT, STR_ARG(items));
    assert_null(strstr(related(all.at), "label"));
    assert_string_equal(related("<h3>Related posts</h3><a href="
                                "'/the-long-news.php?cat=4'>A pier of oak</a>"),
                        "");
}

static void test_people_are_no_posts(void **state)
{
    (void)state;
    static const char BY[] = "<p>Our man at the harbour, in this long line of "
                             "text, is <a href='/writers/a-man-of-harbours'>"
                             "Ada Marsh</a>, who has seen it all.</p>";
    authors = (str_list){0};
    assert_string_equal(related(BY),
                        "body /writers/a-man-of-harbours (Ada Marsh)");
    *vec_push(&authors, &arena) = S("Ada Marsh");
    assert_string_equal(related(BY), "");
    authors = (str_list){0};
}

static void test_copies_in_an_archive(void **state)
{
    (void)state;
    here = "https://archive.example/web/2015/https://a.example/the-wall-here/";
    assert_string_equal(
        related("<h3>Related posts</h3><a href='/web/2015/https://a.example/"
                "a-pier-of-oak/'>A pier</a> <a href='/web/2015/http://"
                "b.example/a-pier-of-elm/'>Another</a>"
                "<a href='/help-for-our-users/'>Help</a>"),
        "section /web/2015/https://a.example/a-pier-of-oak/ (A pier)");
    here = PAGE;
}

static void test_reasons(void **state)
{
    (void)state;
    const struct article *article =
        read("<div class='grid list--related'><a href="
             "'/2019/a-pier-of-oak/'>A pier</a></div>");
    assert_int_equal(article->related.len, 1);
    assert_string_equal(arena_cstring(&arena, article->related.at[0].reason),
                        "block of class 'list--related'");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_under_a_heading),
        TEST(test_the_label_beats_the_class_of_its_list),
        TEST(test_an_index_before_the_list),
        TEST(test_the_open_tab_is_the_label),
        TEST(test_the_footer_of_the_article),
        TEST(test_headlines_of_cards),
        TEST(test_titles),
        TEST(test_lists_that_somebody_chose),
        TEST(test_people_are_no_posts),
        TEST(test_copies_in_an_archive),
        TEST(test_reasons),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
