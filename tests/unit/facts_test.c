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
    assert_string_equal(canonical("https://example.org/index.html"), "");
    assert_string_equal(canonical("https://example.org/en/"), "");
    assert_string_equal(canonical("http://localhost:3000/ferry"), "");
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

/* What a template says of all its pages is not what they are written in. */
static void test_the_language_of_the_text(void **state)
{
    (void)state;
    static const char GERMAN[] =
        "<p>Die F\u00e4hre f\u00e4hrt, wenn die Flut es erlaubt, und niemand "
        "am "
        "Hafen hat je nach einem Fahrplan gefragt. Die Taue sind aufgerollt, "
        "die Kisten sind gez\u00e4hlt, und der Hund des Hafenmeisters "
        "schl\u00e4ft "
        "die ganze Zeit in der Sonne, weil er nicht mit an Bord darf.</p>";
    struct str text = arena_printf(&arena,
                                   "<html lang=en-US><title>Die F\u00e4hre"
                                   "</title><article><h1>Die F\u00e4hre</h1>"
                                   "%s%s%s</article>",
                                   GERMAN, GERMAN, GERMAN);
    assert_int_equal(article_extract(&arena, text, S(""), S("text/html"), NULL,
                                     &article, NULL),
                     OP_OK);
    assert_string_equal(text_of(article->language), "de");
    assert_string_equal(others("language"), "html lang=en-US");
    read_page(&(struct made_page){.lang = "en-US"});
    assert_string_equal(text_of(article->language), "en-US");
}

static const char *image(const char *head)
{
    read_page(&(struct made_page){.head = head});
    return text_of(article->image);
}

#define OG "<meta property=og:image content=https://example.org/up/"

/* A site's mark, and what stands where no image is, are no image of it. */
static void test_images_that_are_none(void **state)
{
    (void)state;
    assert_string_equal(image(OG "logo.png>"), "");
    assert_string_equal(image(OG "harbour-logo-512x512.png>"), "");
    assert_string_equal(image(OG "default_og_image.jpg>"), "");
    assert_string_equal(image(OG "placeholder.png>"), "");
    assert_string_equal(image(OG "undefined>"), "");
    assert_string_equal(image("<meta property=og:image "
                              "content=https://secure.gravatar.com/avatar/a1>"),
                        "");
    assert_string_equal(image(OG "logo-contest-winner.jpg>"),
                        "https://example.org/up/logo-contest-winner.jpg");
    assert_string_equal(image(OG "share.jpg>"),
                        "https://example.org/up/share.jpg");
    assert_string_equal(image(OG "logo.png>"
                                 "<meta name=twitter:image content=/boat.jpg>"),
                        "https://example.org/boat.jpg");
    read_page(&(struct made_page){
        .below = "<div itemprop=image itemscope><meta itemprop=url "
                 "content=/pier.jpg></div>"});
    assert_string_equal(text_of(article->image),
                        "https://example.org/pier.jpg");
}

static void test_a_licence_in_words(void **state)
{
    (void)state;
    static const char BY[] = "https://creativecommons.org/licenses/by/4.0/";
    read_page(&(struct made_page){
        .head = "<script type='application/ld+json'>{\"@type\":\"Article\","
                "\"license\":\"All rights reserved\"}</script>"});
    assert_string_equal(text_of(article->license), "");
    struct str own = arena_printf(
        &arena, "<p>This article is free: <a href=%s>CC BY</a>.</p>", BY);
    read_page(&(struct made_page){.end = text_of(own)});
    assert_string_equal(text_of(article->license), BY);
    struct str figure = arena_printf(
        &arena,
        "<figure><img src=a.png><figcaption>Ann, <a rel=license href=%s>CC BY"
        "</a></figcaption></figure>",
        BY);
    read_page(&(struct made_page){.below = text_of(figure)});
    assert_string_equal(text_of(article->license), "");
}

static const char *site(const char *title, const char *head)
{
    struct str all =
        arena_printf(&arena,
                     "<html lang=en><title>%s</title>%s<article><h1>The last "
                     "ferry</h1>" PROSE PROSE PROSE "</article>",
                     title, head);
    assert_int_equal(article_extract(&arena, all,
                                     S("https://example.org/ferry"),
                                     S("text/html"), NULL, &article, NULL),
                     OP_OK);
    return text_of(article->site_name);
}

static void test_who_publishes(void **state)
{
    (void)state;
    assert_string_equal(site("The last ferry - Pier Notes", ""), "Pier Notes");
    assert_string_equal(site("Pier Notes: The last ferry", ""), "Pier Notes");
    assert_string_equal(site("The last ferry - Travel",
                             "<meta property=article:section content=Travel>"),
                        "");
    assert_string_equal(site("The last ferry - A - B", ""), "");
    assert_string_equal(
        site(
            "The last ferry",
            "<script type='application/ld+json'>[{\"@type\":\"WebSite\","
            "\"name\":\"Pier Notes\"},{\"@type\":\"Article\",\"publisher\":"
            "{\"@type\":[\"Person\",\"Organization\"],\"name\":\"Anna Holm\"}}]"
            "</script>"),
        "Pier Notes");
    assert_string_equal(
        site("The last ferry",
             "<meta property=og:site_name content='{{ site.name }}'>"),
        "");
    assert_string_equal(
        site("A storm, Pier Notes",
             "<meta property=og:site_name content='Pier Notes'><meta "
             "property=og:title content='Pier Notes: The last ferry'>"),
        "Pier Notes");
    assert_string_equal(text_of(article->title), "The last ferry");
}

static void test_tags_in_many_places(void **state)
{
    (void)state;
    read_page(&(struct made_page){
        .head = "<meta name=citation_keywords content='tides; ferries'>"});
    assert_int_equal(article->tags.len, 2);
    read_page(&(struct made_page){
        .end = "<div class=post-footer><a rel=tag href=/t>tides</a></div>"});
    assert_int_equal(article->tags.len, 1);
    read_page(&(struct made_page){
        .end =
            "</article><div class=sidebar><a rel=tag href=/t>tides</a></div>"});
    assert_int_equal(article->tags.len, 0);
}

static void test_a_menu_is_no_path(void **state)
{
    (void)state;
#define STEP "<a href=/t>Travel</a><a href=/b>Boats</a><a href=/p>Piers</a>"
    read_page(
        &(struct made_page){.above = "<div class=breadcrumbs>" STEP "</div>"});
    assert_int_equal(article->categories.len, 2);
    read_page(&(struct made_page){
        .above = "<div class=breadcrumbs>" STEP STEP STEP "</div>"});
    assert_int_equal(article->categories.len, 0);
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
        TEST(test_the_language_of_the_text),
        TEST(test_images_that_are_none),
        TEST(test_a_licence_in_words),
        TEST(test_who_publishes),
        TEST(test_tags_in_many_places),
        TEST(test_a_menu_is_no_path),
        TEST(test_what_is_not_said_stays_empty),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
