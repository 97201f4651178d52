/* SPDX-License-Identifier: MIT */
/* nextpage_test.c - which links are further pages of the same article. */
#include "article/related.h"

#include "fresh_arena.h"
#include "html/parse.h"

#include <stdio.h>

/* The next pages of a page at `path`, one after the other with a space. */
static const char *next_pages(const char *path, const char *html)
{
    struct document *doc;
    static const struct parse_options SLOW = {.timeout_ms = 60000};
    assert_int_equal(html_parse(&arena, str_of(html), &SLOW, &doc, NULL),
                     OP_OK);
    struct str url = arena_printf(&arena, "https://example.org%s", path);
    struct page *page = page_make(&arena, doc, url);
    struct article *article = arena_new(&arena, struct article);
    nextpage_find(page, NULL, article);
    struct str all = S("");
    for (size_t i = 0; i < article->next_pages.len; i++)
        all =
            arena_printf(&arena, "%.*s%s%.*s", STR_ARG(all), all.len ? " " : "",
                         STR_ARG(str_from(article->next_pages.at[i], 19)));
    return arena_cstring(&arena, all);
}

static void test_numbered_pagers(void **state)
{
    (void)state;
    assert_string_equal(next_pages("/2020/a-post/",
                                   "<div class='page-links'>Pages: 1 "
                                   "<a href='/2020/a-post/3/'>3</a>"
                                   "<a href='2/'>2</a></div>"),
                        "/2020/a-post/2/ /2020/a-post/3/");
    assert_string_equal(next_pages("/a-post.html",
                                   "<a href='/a-post-2.html'>2</a>"
                                   "<a href='/a-post,3.html'>Page 3</a>"),
                        "/a-post-2.html /a-post,3.html");
    assert_string_equal(
        next_pages("/show?id=77", "<ul class='pagination'>"
                                  "<a href='/show?id=77&page=2'>next</a></ul>"),
        "/show?id=77&page=2");
    assert_string_equal(next_pages("/a-post", "<link rel=next "
                                              "href='/a-post/page/2'>"),
                        "/a-post/page/2");
}

static void test_only_what_lies_ahead(void **state)
{
    (void)state;
    assert_string_equal(next_pages("/a-post/2/",
                                   "<div class='pager'><a href='/a-post/'>1</a>"
                                   "<a href='/a-post/3/'>3</a></div>"),
                        "/a-post/3/");
}

static void test_never_another_post(void **state)
{
    (void)state;
    assert_string_equal(next_pages("/2020/10/20/a-post/",
                                   "<a rel=next href='/2020/10/21/b-post/'>"
                                   "Next</a>"),
                        "");
    assert_string_equal(next_pages("/story/12", "<a rel=next class=pagination "
                                                "href='/story/13'>Next</a>"),
                        "");
    /* Another id, another host, the archive of a month, a front page. */
    assert_string_equal(
        next_pages("/show?id=77", "<a href='/show?id=78&page=2'>2</a>"), "");
    assert_string_equal(
        next_pages("/a-post", "<a href='https://other.example/a-post/2'>2</a>"),
        "");
    assert_string_equal(next_pages("/2019/10", "<a href='/2019/10/12'>12</a>"),
                        "");
    assert_string_equal(next_pages("/", "<a href='/page/2'>2</a>"), "");
}

static void test_not_the_pages_of_comments(void **state)
{
    (void)state;
    assert_string_equal(
        next_pages("/a-post/",
                   "<p>Long text of the article, long enough to be most of "
                   "what the page says, and then some more of it.</p>"
                   "<div class='comment-navigation'>"
                   "<a href='/a-post/2/'>2</a></div>"),
        "");
}

static void test_links_that_only_hold_a_number(void **state)
{
    (void)state;
    assert_string_equal(
        next_pages("/a-post",
                   "<a href='/a-post/2'>Two ways to say what was never said "
                   "before in so many words</a><a href='/a-post/07'>07</a>"
                   "<a href='/a-post/99'>99</a>"),
        "");
}

static void test_all_on_one_page(void **state)
{
    (void)state;
    static const struct {
        const char *link, *found;
    } CASES[] = {
        {"<a href='/a-post?view=all'>Auf einer Seite lesen</a>",
         "/a-post?view=all /a-post?page=2"},
        {"<a href='/a-post/all'>View all</a>", "/a-post/all /a-post?page=2"},
        {"<a href='/a-post?page=3'>View as single page</a>",
         "/a-post?page=2 /a-post?page=3"},
        {"<a href='/a-post'>Single page</a>", "/a-post?page=2"},
        {"<a href='/b-post?view=all'>Single page</a>", "/a-post?page=2"},
        {"<a href='https://o.example/a-post?all'>Single page</a>",
         "/a-post?page=2"},
        {"<a href='/a-post/photos'>View all photos</a>", "/a-post?page=2"},
    };
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        char html[512];
        snprintf(html, sizeof html,
                 "<div class=pagination><a href='/a-post?page=2'>2</a>%s</div>",
                 CASES[i].link);
        assert_string_equal(next_pages("/a-post", html), CASES[i].found);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_numbered_pagers),
        TEST(test_only_what_lies_ahead),
        TEST(test_never_another_post),
        TEST(test_not_the_pages_of_comments),
        TEST(test_links_that_only_hold_a_number),
        TEST(test_all_on_one_page),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
