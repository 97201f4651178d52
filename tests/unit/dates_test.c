/* SPDX-License-Identifier: MIT */
/* dates_test.c - which of a page's dates is the article's. */
#include "made_page.h"

/* The published date of a page, whose head, and lines around the headline,
 * are given. */
static const char *published(const char *url, const char *head,
                             const char *above, const char *below)
{
    read_page(&(struct made_page){.url = url,
                                  .head = head,
                                  .above = above,
                                  .h1 = "A morning at the harbour",
                                  .below = below});
    return arena_cstring(&arena, article->published);
}

#define URL "https://example.org/a-morning"

static void test_what_is_said_for_machines(void **state)
{
    (void)state;
    assert_string_equal(published(URL,
                                  "<meta property=article:published_time "
                                  "content=2020-10-20T07:00:12+02:00>",
                                  "", "<p>1 May 2021</p>"),
                        "2020-10-20T07:00:12+02:00");
    assert_string_equal(
        published(URL, "<meta name=w-published-date content=2020-10-20>", "",
                  ""),
        "2020-10-20");
}

static void test_what_stands_near_the_headline(void **state)
{
    (void)state;
    assert_string_equal(
        published(URL, "", "<div class=date-header>20 October 2020</div>", ""),
        "2020-10-20");
    assert_string_equal(
        published(
            URL, "", "",
            "<div class='meta widget'><span>20 October 2020</span></div>"),
        "2020-10-20");
    assert_string_equal(published(URL, "", "",
                                  "<p>(20 October 2020) The scales are wiped "
                                  "dry before the boats come in.</p>"),
                        "2020-10-20");
    assert_string_equal(published(URL, "", "", ""), "");
}

static void test_the_day_of_the_newsroom(void **state)
{
    (void)state;
    const char *meta = "<meta property=article:published_time "
                       "content=2020-10-21T02:00:12Z>";
    assert_string_equal(
        published("https://example.org/2020/10/20/a-morning", meta, "", ""),
        "2020-10-20");
    assert_string_equal(
        published("https://example.org/2019/10/20/a-morning", meta, "", ""),
        "2020-10-21T02:00:12Z");
}

static void test_the_date_of_a_capture_is_not_the_article_s(void **state)
{
    (void)state;
    assert_string_equal(published("https://web.archive.org/web/20190717140047/"
                                  "http://example.org/2014/01/27/a-morning",
                                  "", "", ""),
                        "2014-01-27");
    assert_string_equal(published("https://web.archive.org/web/20190717140047/"
                                  "http://example.org/a-morning",
                                  "", "", ""),
                        "");
}

/* Digits of other scripts are seen where nothing marks a date. */
static void test_digits_of_another_script(void **state)
{
    (void)state;
    static const struct {
        const char *lang, *below, *want;
    } SAMPLES[] = {
        {"hi", "<p>१ मार्च २०२३</p>", "2023-03-01"},
        {"ar", "<p>نشر في ١ مارس ٢٠٢٣</p>", "2023-03-01"},
        {"fa", "<div class=date>۱۰ اسفند ۱۴۰۱</div>", "2023-03-01"},
        {"th", "<time>๑ มี.ค. ๖๖</time>", "2023-03-01"},
        {"zh", "<p>二〇二三年三月一日</p>", "2023-03-01"},
    };
    for (size_t i = 0; i < sizeof SAMPLES / sizeof *SAMPLES; i++) {
        read_page(&(struct made_page){.lang = SAMPLES[i].lang,
                                      .url = URL,
                                      .h1 = "A morning at the harbour",
                                      .below = SAMPLES[i].below});
        assert_string_equal(arena_cstring(&arena, article->published),
                            SAMPLES[i].want);
    }
}

static void test_a_change_is_the_only_date(void **state)
{
    (void)state;
    assert_string_equal(
        published(URL, "", "", "<p>Updated: 20 October 2020</p>"),
        "2020-10-20");
    assert_string_equal(arena_cstring(&arena, article->modified), "2020-10-20");
}

/* Data of a later edition; but a day's difference may be a time zone's. */
static void test_the_earlier_day_that_readers_see(void **state)
{
    (void)state;
    const char *meta = "<meta property=article:published_time "
                       "content=2020-10-20T01:00:12Z>";
    assert_string_equal(
        published(URL, meta, "", "<time datetime=2019-03-02>2 March</time>"),
        "2019-03-02");
    assert_string_equal(
        published(URL, meta, "",
                  "<time datetime=2019-03-02>Updated 2 March 2019</time>"),
        "2020-10-20T01:00:12Z");
    assert_string_equal(published(URL, meta, "",
                                  "<time datetime=2020-10-19T23:30:00Z>"
                                  "20 October</time>"),
                        "2020-10-20T01:00:12Z");
    assert_string_equal(
        published(URL, meta, "", "<time datetime=2021-03-02>2 March</time>"),
        "2020-10-20T01:00:12Z");
}

/* Machines disagree, and readers see what some of them are told. */
static void test_the_later_day_that_some_machines_are_told(void **state)
{
    (void)state;
    const char *draft = "<script type=application/ld+json>{\"@type\":"
                        "\"Article\",\"datePublished\":\"2020-03-02\"}"
                        "</script>";
    struct str both = arena_printf(
        &arena, "%s<meta property=article:published_time content=2020-10-20>",
        draft);
    const char *seen = "<p class=date>20 October 2020</p>";
    assert_string_equal(published(URL, arena_cstring(&arena, both), "", seen),
                        "2020-10-20");
    assert_string_equal(published(URL, arena_cstring(&arena, both), "", ""),
                        "2020-03-02");
    assert_string_equal(published(URL, draft, "", seen), "2020-03-02");
}

/* Next to the headline a line says when, whatever is told elsewhere. */
static void test_a_line_next_to_the_headline(void **state)
{
    (void)state;
    const char *meta = "<meta name=date content=2020-10-21T11:52:23>";
    assert_string_equal(
        published(URL, meta, "", "<p><b>Stand: 20.10.2020 18:00 Uhr</b></p>"),
        "2020-10-20T18:00:00");
    assert_string_equal(
        published(URL, meta, "",
                  "<p>Seen from the pier on 20 October 2020, at night</p>"),
        "2020-10-21T11:52:23");
}

/* The same moment: what the newsroom's clock says is what readers see. */
/* So many nodes that what stands behind them is not near any more. */
static const char *many_nodes(const char *behind)
{
    struct str nodes = S("");
    for (int i = 0; i < 150; i++)
        nodes = arena_join(&arena, nodes, S("<i>a</i>"));
    nodes = arena_join(&arena, nodes, str_of(behind));
    return arena_cstring(&arena, nodes);
}

static void test_a_day_between_headline_and_text(void **state)
{
    (void)state;
    static const char ASIDE[] = "<div class=sidebar><h4>Published</h4><div "
                                "class=post-date>20 October 2020</div></div>";
    assert_string_equal(published(URL, "", "", many_nodes(ASIDE)),
                        "2020-10-20");
}

static void test_a_dateline_that_begins_the_text(void **state)
{
    (void)state;
    assert_string_equal(
        published(URL, "", "",
                  "<div class=teaser-text><p>Harbour office, 20 October 2020 "
                  "<b>-</b> The scales are wiped dry before the boats come in, "
                  "and whoever comes too late waits on the pier for the next "
                  "day.</p></div>"),
        "2020-10-20");
}

static void test_a_day_to_come_is_not_published(void **state)
{
    (void)state;
    assert_string_equal(
        published(URL, "", "", "<p>Next review due: 11 January 2029</p>"), "");
    assert_string_equal(
        published(URL, "", "",
                  "<div class=date>Next review due: 11 January 2029</div>"
                  "<p class=meta>3 September 2024</p>"),
        "2024-09-03");
}

static void test_a_day_behind_the_title_s_bar(void **state)
{
    (void)state;
    static const struct {
        const char *title, *day;
    } TITLES[] = {
        {"A morning | The Buoy | 28.04.2023", "2023-04-28"},
        {"28.04.2023", ""},
        {"A morning | 12 crates of 2023", ""},
    };
    for (size_t i = 0; i < sizeof TITLES / sizeof *TITLES; i++) {
        struct str html = arena_printf(
            &arena,
            "<title>%s</title><article><h1>A morning</h1>" PROSE PROSE PROSE
            "</article>",
            TITLES[i].title);
        assert_int_equal(article_extract(&arena, html, S(URL), S("text/html"),
                                         NULL, &article, NULL),
                         OP_OK);
        assert_true(str_eq(article->published, str_of(TITLES[i].day)));
    }
}

static void test_slashes_for_a_country(void **state)
{
    (void)state;
    const char *line = "<p class=date>12/03/2021</p>";
    assert_string_equal(published(URL, "", "", line), "2021-12-03");
    assert_string_equal(
        published(URL, "<meta property=og:locale content=en_GB>", "", line),
        "2021-03-12");
}

static void test_a_day_earlier_in_the_same_time_zone(void **state)
{
    (void)state;
    assert_string_equal(
        published(URL,
                  "<meta property=article:published_time "
                  "content=2020-10-21T09:00:00-07:00>",
                  "", "<time datetime=2020-10-20T14:50:00-07:00>then</time>"),
        "2020-10-20T14:50:00-07:00");
    assert_string_equal(published(URL,
                                  "<meta property=article:published_time "
                                  "content=2020-10-21T09:00:00Z>",
                                  "",
                                  "<time datetime=2020-10-20T23:50:00Z>then"
                                  "</time>"),
                        "2020-10-21T09:00:00Z");
}

static void test_the_time_zone_is_kept(void **state)
{
    (void)state;
    const char *meta = "<meta property=article:published_time "
                       "content=2020-10-20T22:04:00Z>"
                       "<meta name=date content=2020-10-21T00:04:00+02:00>";
    const char *other = "<meta property=article:published_time "
                        "content=2020-10-20T22:04:00Z>"
                        "<meta name=date content=2020-10-21T07:04:00+02:00>";
    assert_string_equal(published(URL, meta, "", ""),
                        "2020-10-21T00:04:00+02:00");
    assert_string_equal(published(URL, other, "", ""), "2020-10-20T22:04:00Z");
}

/* Germans write dots; a program that writes slashes writes as Americans do. */
static void test_slashes_for_machines(void **state)
{
    (void)state;
    read_page(&(struct made_page){
        .lang = "de",
        .head = "<meta name=date content='11/01/2023 12:43:42'>"});
    assert_string_equal(arena_cstring(&arena, article->published),
                        "2023-11-01T12:43:42");
}

/* A day that the moment was in no place on earth is another day. */
static void test_an_offset_leaves_the_day_alone(void **state)
{
    (void)state;
    const char *url = "https://example.org/2020/10/19/a-morning";
    assert_string_equal(published(url,
                                  "<meta property=article:published_time "
                                  "content=2020-10-20T13:04:00-05:00>",
                                  "", ""),
                        "2020-10-20T13:04:00-05:00");
    assert_string_equal(published(url,
                                  "<meta property=article:published_time "
                                  "content=2020-10-20T13:04:00Z>",
                                  "", ""),
                        "2020-10-20T13:04:00Z");
}

static void test_beside_the_headline_one_day_will_do(void **state)
{
    (void)state;
    static const char ONE[] =
        "<aside class=sidebar><p>Published</p><p class=post-date>"
        "8 July 2020</p></aside>";
    static const char SEVERAL[] =
        PROSE "<aside class=sidebar><p class=post-date>8 July 2020</p>"
              "<p class=post-date>7 July 2020</p></aside>";
    assert_string_equal(published(URL, "", "", ONE), "2020-07-08");
    assert_string_equal(published(URL, "", "", SEVERAL), "");
}

/* "published|modified" of a page in a language. */
static const char *both(const char *lang, const char *head, const char *below)
{
    read_page(&(struct made_page){
        .lang = lang, .url = URL, .head = head, .below = below});
    return arena_cstring(&arena, arena_printf(&arena, "%.*s|%.*s",
                                              STR_ARG(article->published),
                                              STR_ARG(article->modified)));
}

static void test_a_line_tells_both(void **state)
{
    (void)state;
    static const char BOTH[] = "2024-05-03|2024-05-05";
    assert_string_equal(
        both("en", "", "<p>Published 3 May 2024, last updated 5 May 2024</p>"),
        BOTH);
    assert_string_equal(
        both("en", "", "<p>Updated 5 May 2024. First published 3 May 2024</p>"),
        BOTH);
    assert_string_equal(both("de", "",
                             "<p>Veröffentlicht: 03.05.2024 Aktualisiert: "
                             "05.05.2024</p>"),
                        BOTH);
    assert_string_equal(
        both("ja", "", "<p>公開日：2024年5月3日 更新日：2024年5月5日</p>"),
        BOTH);
    assert_string_equal(
        both("tr", "", "<p>Giriş: 03.05.2024 Güncelleme: 05.05.2024</p>"),
        BOTH);
    assert_string_equal(
        both("ru", "", "<p>Опубликовано 3 мая 2024, обновлено 5 мая 2024</p>"),
        BOTH);
    assert_string_equal(both("el", "", "<p>Ενημερώθηκε: 5 Μαΐου 2024</p>"),
                        "2024-05-05|2024-05-05");
}

static void test_nothing_is_changed_before_it_is_there(void **state)
{
    (void)state;
    assert_string_equal(both("en",
                             "<meta property=article:published_time "
                             "content=2024-05-03T10:00:00Z><meta property="
                             "article:modified_time "
                             "content=2024-05-03T09:00:00Z>",
                             ""),
                        "2024-05-03T10:00:00Z|");
    assert_string_equal(both("en",
                             "<meta property=article:published_time "
                             "content=2024-05-03><meta property="
                             "article:modified_time "
                             "content=2024-05-03T09:00:00Z>",
                             ""),
                        "2024-05-03|2024-05-03T09:00:00Z");
}

/* A date in a sentence is of what the sentence tells. */
static void test_sentences_tell_of_something_else(void **state)
{
    (void)state;
    assert_string_equal(
        both("en", "", "<p>The fair will be held on 3 May 2024 in Oslo.</p>"),
        "|");
    assert_string_equal(both("en", "", "<p>Oslo, 3 May 2024.</p>"),
                        "2024-05-03|");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_what_is_said_for_machines),
        TEST(test_what_stands_near_the_headline),
        TEST(test_the_day_of_the_newsroom),
        TEST(test_the_date_of_a_capture_is_not_the_article_s),
        TEST(test_digits_of_another_script),
        TEST(test_a_change_is_the_only_date),
        TEST(test_the_earlier_day_that_readers_see),
        TEST(test_the_later_day_that_some_machines_are_told),
        TEST(test_a_line_next_to_the_headline),
        TEST(test_a_day_between_headline_and_text),
        TEST(test_a_dateline_that_begins_the_text),
        TEST(test_a_day_to_come_is_not_published),
        TEST(test_a_day_behind_the_title_s_bar),
        TEST(test_slashes_for_a_country),
        TEST(test_a_day_earlier_in_the_same_time_zone),
        TEST(test_the_time_zone_is_kept),
        TEST(test_slashes_for_machines),
        TEST(test_an_offset_leaves_the_day_alone),
        TEST(test_beside_the_headline_one_day_will_do),
        TEST(test_a_line_tells_both),
        TEST(test_nothing_is_changed_before_it_is_there),
        TEST(test_sentences_tell_of_something_else),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
