/* SPDX-License-Identifier: MIT */
/* feed_test.c - lists of addresses of every kind, whole and broken. */
#include "feed/feed.h"

#include "base/buf.h"
#include "base/file.h"
#include "feed/discover.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

/* What a list told, a line an entry: "[list ]url|title|seconds", and
 * "broken LINE". */
static struct buf told;
static size_t entries, broken;

static void on_entry(void *context, const struct feed_entry *entry)
{
    (void)context;
    entries++;
    buf_printf(&told, "%s%.*s|%.*s|", entry->is_list ? "list " : "",
               STR_ARG(entry->url), STR_ARG(entry->title));
    if (entry->seconds != FEED_NO_DATE)
        buf_printf(&told, "%lld", (long long)entry->seconds);
    buf_putc(&told, '\n');
}

static void on_broken(void *context, size_t line, const char *why)
{
    (void)context;
    assert_true(why[0] != '\0');
    broken++;
    buf_printf(&told, "broken %zu\n", line);
}

static const struct feed_sink SINK = {NULL, on_entry, on_broken};

static void forget(void)
{
    buf_free(&told);
    buf_init(&told, 64u << 20);
    entries = broken = 0;
}

/* Read a text in steps; gives the kind, and the status of the end. */
static enum feed_kind read_steps(struct str text, size_t step, const char *url,
                                 enum op_status *status)
{
    struct op_error err;
    forget();
    struct feed *feed = feed_open(str_of(url), &SINK);
    assert_non_null(feed);
    while (text.len)
        feed_put(feed, str_cut(&text, step));
    *status = feed_end(feed, &err);
    enum feed_kind kind = feed_kind(feed);
    feed_close(feed);
    return kind;
}

/* However the bytes come, the same must be told. */
static enum op_status expect(struct str text, enum feed_kind kind,
                             const char *url, const char *want)
{
    static const size_t STEPS[] = {1, 7, 100, 1u << 30};
    enum op_status status = OP_OK;
    for (size_t i = 0; i < sizeof STEPS / sizeof *STEPS; i++) {
        assert_int_equal(read_steps(text, STEPS[i], url, &status), kind);
        assert_string_equal(told.at ? told.at : "", want);
    }
    return status;
}

static void load(const char *name, struct buf *text)
{
    char path[200];
    snprintf(path, sizeof path, "tests/feeds/%s", name);
    buf_init(text, 1u << 20);
    assert_int_equal(file_read(path, text, NULL), OP_OK);
}

static enum op_status expect_file(const char *name, enum feed_kind kind,
                                  const char *url, const char *want)
{
    struct buf text;
    load(name, &text);
    enum op_status status = expect(buf_str(&text), kind, url, want);
    buf_free(&text);
    return status;
}

static const struct {
    const char *name;
    enum feed_kind kind;
    const char *url, *want;
} LISTS[] = {
    {"lines.txt", FEED_LINES, "",
     "https://tide.example/first|The first of them|\n"
     "https://tide.example/second||\n"
     "https://tide.example/third|With wide gaps|\n"},
    {"rss2.xml", FEED_RSS, "",
     "https://tide.example/low?a=1&b=2|Low & high|1603209600\n"
     "https://tide.example/springs|Springs & neaps|1614578400\n"
     "https://tide.example/undated||\n"},
    {"rss1.xml", FEED_RSS, "",
     "https://pier.example/planks|Planks of caf\u00e9s|1118102400\n"},
    {"rss091.xml", FEED_RSS, "https://rope.example/rss.xml",
     "https://rope.example/bowline|Bowline|\n"
     "https://rope.example/sheet-bend|Sheet bend|\n"},
    {"atom.xml", FEED_ATOM, "https://other.example/atom.xml",
     "https://buoy.example/log/green|Green light|1619949600\n"
     "https://buoy.example/log/2019/red|Red light|1546394645\n"},
    {"sitemap.xml", FEED_SITEMAP, "",
     "https://quay.example/cranes||1660003200\n"
     "https://quay.example/ropes?x=1&y=2||1672531200\n"
     "https://quay.example/old||\n"},
    {"sitemapindex.xml", FEED_SITEMAP_INDEX, "",
     "list https://quay.example/sitemap-1.xml.gz||1672531200\n"
     "list https://quay.example/sitemap-2.xml||\n"},
    {"opml.xml", FEED_OPML, "",
     "list https://tide.example/feed?a=1&b=2|Tide Tables|\n"
     "list https://buoy.example/log/atom.xml|Log of the buoy|\n"
     "https://quay.example/cranes|One page|\n"},
    {"feed.json", FEED_JSON, "",
     "https://wind.example/west|West \"wind\" [again]|1581102240\n"
     "https://wind.example/east||1583020800\n"},
    {"omnivore.json", FEED_JSON, "",
     "https://fog.example/signals|Fog signals|1706843045\n"
     "https://fog.example/bells|Bells|1672628645\n"},
    {"bookmarks.html", FEED_ANCHORS, "",
     "https://boat.example/dory|The dory & her oars|1600000100\n"
     "https://boat.example/punt?a=1&b=2|Punt|1700000000\n"
     "broken 13\n"},
    {"pocket.html", FEED_ANCHORS, "",
     "https://chart.example/depths|Depths|1609459200\n"
     "https://chart.example/wrecks|https://chart.example/wrecks|1577836800\n"},
    {"pocket.csv", FEED_CSV, "",
     "https://chart.example/depths|Depths, \"sounded\"|1609459200\n"
     "https://chart.example/wrecks|Two lines|1577836800\n"},
    {"instapaper.csv", FEED_CSV, "",
     "https://lamp.example/keepers|Keepers|1612137600\n"
     "https://lamp.example/oil|Oil, and wick|1612224000\n"},
};

static void reads_each_kind(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof LISTS / sizeof *LISTS; i++)
        assert_int_equal(expect_file(LISTS[i].name, LISTS[i].kind, LISTS[i].url,
                                     LISTS[i].want),
                         OP_OK);
}

/* What is cut off keeps the entries before the cut, and says so. */
static void tells_a_list_that_breaks_off(void **state)
{
    (void)state;
    static const char *const NAMES[] = {"rss2.xml", "atom.xml", "sitemap.xml",
                                        "feed.json", "omnivore.json"};
    for (size_t i = 0; i < sizeof NAMES / sizeof *NAMES; i++) {
        struct buf text;
        enum op_status status;
        load(NAMES[i], &text);
        read_steps(str_sub(buf_str(&text), 0, text.len * 9 / 10), 50,
                   "https://a.example/", &status);
        assert_int_equal(status, OP_TRUNCATED);
        if (!entries)
            fail_msg("%s", NAMES[i]);
        buf_free(&text);
    }
}

static void skips_broken_entries_of_rss(void **state)
{
    (void)state;
    expect_file("broken/rss-tags.xml", FEED_RSS, "",
                "https://leak.example/sound|Sound|\n"
                "broken 4\n"
                "https://leak.example/signs|R and signs|\n"
                "broken 6\n"
                "broken 7\n"
                "https://leak.example/last|Last|\n");
}

static void skips_broken_entries_of_json(void **state)
{
    (void)state;
    expect_file("broken/feed.json", FEED_JSON, "",
                "https://wind.example/one||\n"
                "broken 3\n"
                "broken 4\n"
                "https://wind.example/four||\n");
}

static void skips_broken_outlines(void **state)
{
    (void)state;
    expect_file("broken/opml.xml", FEED_OPML, "",
                "list https://tide.example/feed|R|\n"
                "broken 5\n");
}

/* No entity grows, none reads a file; the entry that needs none is kept. */
static void entities_are_harmless(void **state)
{
    (void)state;
    expect_file("broken/laughs.xml", FEED_RSS, "",
                "https://laugh.example/kept||\n"
                "broken 17\n");
}

static void no_list_is_told_as_such(void **state)
{
    (void)state;
    enum op_status status;
    assert_int_equal(read_steps(S("<html><p>Hello"), 3, "", &status),
                     FEED_PAGE);
    assert_int_equal(status, OP_OK);
    assert_int_equal(
        read_steps(S("<?xml version='1.0'?><html xmlns='http://www.w3.org/"
                     "1999/xhtml'><body/></html>"),
                   9, "", &status),
        FEED_PAGE);
    assert_int_equal(read_steps(S("<svg/>"), 9, "", &status), FEED_OTHER);
    assert_int_equal(status, OP_NOT_HTML);
    assert_int_equal(read_steps(str_make("GIF89a\0\0", 8), 8, "", &status),
                     FEED_OTHER);
    assert_int_equal(status, OP_NOT_HTML);
    assert_int_equal(read_steps(S(""), 1, "", &status), FEED_LINES);
    assert_int_equal(status, OP_OK);
    assert_int_equal(entries + broken, 0);
}

/* A line is told once it is complete, not when the list is. */
static void tells_entries_as_they_come(void **state)
{
    (void)state;
    static const char *const PARTS[] = {
        "https://a.example/\n",
        "<rss><channel><item><link>https://a.example/</link></item>",
        "[{\"url\": \"https://a.example/\"}",
        "url,title\nhttps://a.example/,x\n"};
    for (size_t i = 0; i < sizeof PARTS / sizeof *PARTS; i++) {
        forget();
        struct feed *feed = feed_open(S(""), &SINK);
        feed_put(feed, str_of(PARTS[i]));
        if (i == 1) { /* markup is judged by its first KiB */
            struct buf space;
            buf_init(&space, 1u << 20);
            for (int n = 0; n < 2000; n++)
                buf_putc(&space, ' ');
            feed_put(feed, buf_str(&space));
            buf_free(&space);
        }
        assert_int_equal(entries, 1);
        feed_close(feed);
    }
}

/* An entry beyond all measure is left out, and the next is found. */
static void a_record_has_a_maximum(void **state)
{
    (void)state;
    static const char *const LEADS[] = {
        "https://a.example/1\nhttps://a.example/", "url,t\n\"",
        "[{\"url\": \"https://a.example/1\"},{\"x\": \""};
    static const char *const ENDS[] = {
        "\nhttps://a.example/2\n", "\"\nhttps://a.example/2,x\n",
        "\"},{\"url\": \"https://a.example/2\"}]"};
    char step[4096];
    memset(step, 'x', sizeof step);
    for (size_t i = 0; i < sizeof LEADS / sizeof *LEADS; i++) {
        struct op_error err;
        forget();
        struct feed *feed = feed_open(S(""), &SINK);
        feed_put(feed, str_of(LEADS[i]));
        for (int n = 0; n < 3000; n++)
            feed_put(feed, str_make(step, sizeof step));
        feed_put(feed, str_of(ENDS[i]));
        assert_int_equal(feed_end(feed, &err), OP_OK);
        feed_close(feed);
        assert_true(broken == 1);
        assert_non_null(strstr(told.at, "https://a.example/2|"));
    }
}

static void reads_other_encodings(void **state)
{
    (void)state;
    enum op_status status;
    const char text[] = "<\0r\0s\0s\0>\0<\0i\0t\0e\0m\0>\0<\0l\0i\0n\0k\0>\0"
                        "h\0t\0t\0p\0:\0/\0/\0a\0/\0<\0/\0l\0i\0n\0k\0>\0"
                        "<\0/\0i\0t\0e\0m\0>\0<\0/\0r\0s\0s\0>\0";
    char with_bom[sizeof text + 1] = "\xFF\xFE";
    memcpy(with_bom + 2, text, sizeof text - 1);
    for (size_t step = 1; step < 9; step++) {
        read_steps(str_make(with_bom, sizeof with_bom), step, "", &status);
        assert_string_equal(told.at, "http://a/||\n");
        assert_int_equal(status, OP_OK);
    }
    read_steps(S("\xEF\xBB\xBFhttps://a.example/\n"), 2, "", &status);
    assert_string_equal(told.at, "https://a.example/||\n");
}

static void discovers_the_feed_of_a_page(void **state)
{
    (void)state;
    struct arena arena;
    struct str feed;
    arena_init(&arena, 64u << 20);
    struct str page =
        S("<html><head><base href='/blog/'><link rel=stylesheet href=a.css>"
          "<link rel=alternate type='application/rss+xml' "
          "href='/comments/feed' title='Comments'>"
          "<link rel='ALTERNATE' type='application/atom+xml; charset=utf-8' "
          "href='atom.xml'>"
          "<link rel=alternate type='application/rss+xml' href=rss.xml>");
    assert_int_equal(
        feed_discover(&arena, page, S("https://a.example/"), &feed, NULL),
        OP_OK);
    assert_true(str_eq(feed, S("https://a.example/blog/atom.xml")));
    assert_int_equal(feed_discover(&arena, S("<p>none"),
                                   S("https://a.example/"), &feed, NULL),
                     OP_NOT_HTML);
    arena_free(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_each_kind),
        cmocka_unit_test(tells_a_list_that_breaks_off),
        cmocka_unit_test(skips_broken_entries_of_rss),
        cmocka_unit_test(skips_broken_entries_of_json),
        cmocka_unit_test(skips_broken_outlines),
        cmocka_unit_test(entities_are_harmless),
        cmocka_unit_test(no_list_is_told_as_such),
        cmocka_unit_test(tells_entries_as_they_come),
        cmocka_unit_test(a_record_has_a_maximum),
        cmocka_unit_test(reads_other_encodings),
        cmocka_unit_test(discovers_the_feed_of_a_page),
    };
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    forget();
    buf_free(&told);
    return failed;
}
