/* SPDX-License-Identifier: MIT */
/* facts_test.c - what else a page says of its article, and what it does not. */
#include "made_page.h"

static const char *text_of(struct str value)
{
    return arena_cstring(&arena, value);
}

/* What else was said of a field: "source=value", with a blank in between. */
static const char *others(const char *field)
{
    struct str all = S("");
    for (size_t i = 0; i < article->sources.len; i++) {
        const struct field_source *source = &article->sources.at[i];
        for (size_t k = 0; k < source->alternative_count &&
                           str_eq(source->field, str_of(field));
             k++)
            all = arena_printf(&arena, "%.*s%s%.*s=%.*s", STR_ARG(all),
                               all.len ? " " : "",
                               STR_ARG(source->alternatives[k].source),
                               STR_ARG(source->alternatives[k].value));
    }
    return text_of(all);
}

static const char *canonical(const char *href)
{
    struct str link =
        arena_printf(&arena, "<link rel=canonical href='%s'>", href);
    read_page(&(struct made_page){.head = text_of(link)});
    return text_of(article->canonical_url);
}

static void test_a_canonical_that_is_no_page_s(void **state)
{
    (void)state;
    assert_string_equal(canonical("/ferries/last"),
                        "https://example.org/ferries/last");
    assert_string_equal(canonical("https://example.org/"), "");
    assert_string_equal(canonical("mailto:pier@example.org"), "");
    read_page(&(struct made_page){
        .head = "<link rel=canonical href=/>"
                "<meta property=og:url content=https://example.org/last>"});
    assert_string_equal(text_of(article->canonical_url),
                        "https://example.org/last");
}

/* Of the page, and not of a picture in it. */
static void test_the_licence(void **state)
{
    (void)state;
    static const char BY[] = "https://creativecommons.org/licenses/by/4.0/";
    struct str rel =
        arena_printf(&arena, "<a rel=license href=%s>Free</a>", BY);
    struct str link = arena_printf(
        &arena, "</article><footer><a href=%s>CC BY</a></footer>", BY);
    struct str photo = arena_printf(
        &arena, PROSE "<p>Photo: <a href=%s>CC BY</a></p>" PROSE, BY);
    read_page(&(struct made_page){.end = text_of(rel)});
    assert_string_equal(text_of(article->license), BY);
    read_page(&(struct made_page){.end = text_of(link)});
    assert_string_equal(text_of(article->license), BY);
    read_page(&(struct made_page){.below = text_of(photo)});
    assert_string_equal(text_of(article->license), "");
    read_page(&(struct made_page){0});
    assert_string_equal(text_of(article->license), "");
}

static void test_conflicts_are_kept(void **state)
{
    (void)state;
    read_page(&(struct made_page){
        .head = "<meta property=og:title content='No ferry any more'>"
                "<meta name=author content='Peter Vik'>"
                "<meta property=article:published_time content=2020-10-20>"
                "<meta name=dc.date content=2020-03-02>",
        .below = "<p class=author>Anna Holm</p><p>Peter Vik</p>"});
    assert_string_equal(text_of(article->title), "The last ferry");
    assert_non_null(strstr(others("title"), "og:title=No ferry any more"));
    assert_int_equal(article->authors.len, 1);
    assert_string_equal(text_of(article->authors.at[0]), "Peter Vik");
    assert_non_null(strstr(others("authors"), "byline=Anna Holm"));
    assert_string_equal(text_of(article->published), "2020-10-20");
    assert_string_equal(others("published"), "dc.date=2020-03-02");
}

#define NEWS(headline)                                                         \
    "<script type=application/ld+json>{\"@context\": "                         \
    "\"https://schema.org\", \"@type\": \"NewsArticle\", \"headline\": "       \
    "\"" headline "\"}</script>"

static void test_news_are_called_as_their_heading_and_window(void **state)
{
    (void)state;
    static const char SHARED[] =
        "<meta property=og:title content='Why a harbour mourns its ships'>"
        "<meta name=twitter:title content='Why a harbour mourns its ships'>";
    struct str head =
        arena_printf(&arena, "%s%s", SHARED, NEWS("The last ferry"));
    read_page(&(struct made_page){.head = text_of(head)});
    assert_string_equal(text_of(article->title), "The last ferry");
    read_page(&(struct made_page){.head = text_of(head),
                                  .h1 = "Goodbye to the boats of old"});
    assert_string_equal(text_of(article->title),
                        "Why a harbour mourns its ships");
}

/* A quotation mark ends the attribute: in both metas, but not in the h1. */
static void test_a_title_cut_short_in_every_meta(void **state)
{
    (void)state;
    read_page(&(struct made_page){
        .head = "<meta property=og:title content=\"Ropes and crates and the "
                "one \"harbour dog\"\">"
                "<meta name=twitter:title content=\"Ropes and crates and the "
                "one \"harbour dog\"\">" NEWS(""),
        .h1 = "Ropes and crates and the one \"harbour dog\""});
    assert_string_equal(text_of(article->title),
                        "Ropes and crates and the one \"harbour dog\"");
}

static void test_what_is_not_said_stays_empty(void **state)
{
    (void)state;
    read_page(&(struct made_page){0});
    assert_int_equal(article->authors.len, 0);
    assert_string_equal(text_of(article->published), "");
    assert_string_equal(text_of(article->modified), "");
    assert_string_equal(text_of(article->site_name), "");
    assert_string_equal(text_of(article->image), "");
    assert_string_equal(others("title"), "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_a_canonical_that_is_no_page_s),
        TEST(test_the_licence),
        TEST(test_conflicts_are_kept),
        TEST(test_news_are_called_as_their_heading_and_window),
        TEST(test_a_title_cut_short_in_every_meta),
        TEST(test_what_is_not_said_stays_empty),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
