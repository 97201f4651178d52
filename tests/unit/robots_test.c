/* SPDX-License-Identifier: MIT */
/* robots_test.c - what a site asks of robots. */
#include "net/robots.h"

#include <offprint/limits.h>

#include "suite_json.h"

static struct arena arena;

static int set_up(void **state)
{
    (void)state;
    arena_init(&arena, 64u << 20);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    arena_free(&arena);
    return 0;
}

/* Path and query of a URL, as they stand. */
static struct str path_of(struct str url)
{
    size_t colon = str_find(url, S("://"));
    struct str rest = str_from(url, colon == STR_NONE ? url.len : colon + 3);
    return str_from(rest, str_until(rest, "/"));
}

static bool ask(const char *text, const char *path)
{
    return robots_allows(robots_parse(&arena, str_of(text), S("offprint")),
                         str_of(path));
}

/* Catches: any departure from Google's parser, which sites are tested with. */
static void google_cases_hold(void **state)
{
    (void)state;
    json_t *tests = suite_load("robots/cases.json"), *test;
    size_t i, failed = 0, run = 0;
    json_array_foreach(tests, i, test)
    {
        struct robots *robots = robots_parse(&arena, suite_str(test, "robots"),
                                             suite_str(test, "agent"));
        bool want = json_is_true(json_object_get(test, "allowed"));
        run++;
        if (robots_allows(robots, path_of(suite_str(test, "url"))) == want)
            continue;
        failed++;
        fprintf(stderr, "fails: %zu %.*s\n", i,
                STR_ARG(suite_str(test, "robots")));
    }
    json_decref(tests);
    assert_true(run > 140);
    assert_int_equal(failed, 0);
}

/* Catches: files that a strict reader would take for empty. */
static void odd_files_are_read(void **state)
{
    (void)state;
    static const char *const forbidding[] = {
        "\xef\xbb\xbfUser-agent: *\nDisallow: /",
        "User-agent: *\rDisallow: /\r",
        "User-agent: *\r\n\r\nDisallow: /",
        "useragent:*\ndissallow:/",
        "User-agent: * # all\nDisallow : / # everything",
        "User-agent: OffPrint/1.0\nDisallow: /",
        "User-agent: a\nUser-agent: offprint\nDisallow: /",
        "User-agent: *\nCrawl-delay: 3\nDisallow: /",
        "User-agent: *\nDisallow: *",
        "User-agent: *\nDisallow: /*",
        "User-agent: *\nDisallow: /%61?\nDisallow: /p",
        "User-agent: *\nDisallow: /*$",
        "User-agent: *\nDisallow: /p*e$",
        "User-agent: offprint\nAllow: /x\nUser-agent: *\nAllow: /\n"
        "User-agent: offprint\nDisallow: /",
    };
    static const char *const allowing[] = {
        "",
        "Disallow: /",
        "User-agent: *\nDisallow:",
        "User-agent: offprintbot\nDisallow: /",
        "User-agent: *bot\nDisallow: /",
        "User-agent: offprint\n\nUser-agent: other\nAllow: /\n"
        "User-agent: *\nDisallow: /",
        "<!doctype html><title>User-agent: *</title>\n<p>Disallow: /</p>",
        "User-agent: *\nDisallow: page",
        "User-agent: *\nDisallow: /page$x",
        "User-agent: *\nDisallow: /pag$",
        "User-agent: *\nDisallow: /*a*a",
        "User-agent: *\nDisallow: /page**e$x",
    };
    for (size_t i = 0; i < sizeof forbidding / sizeof *forbidding; i++)
        if (ask(forbidding[i], "/page"))
            fail_msg("allows: %s", forbidding[i]);
    for (size_t i = 0; i < sizeof allowing / sizeof *allowing; i++)
        if (!ask(allowing[i], "/page"))
            fail_msg("forbids: %s", allowing[i]);
}

/* Catches: escapes that match only when written in the same case. */
static void escapes_compare_without_case(void **state)
{
    (void)state;
    assert_false(ask("User-agent: *\nDisallow: /%c3%a9", "/%C3%A9"));
    assert_false(ask("User-agent: *\nDisallow: /\xc3\xa9", "/%c3%a9"));
    assert_true(ask("User-agent: *\nDisallow: /", "/robots.txt"));
    assert_false(ask("User-agent: *\nDisallow: /", ""));
}

/* Catches: a delay taken from another group, or cut to whole seconds. */
static void delays_and_sitemaps_are_kept(void **state)
{
    (void)state;
    struct robots *robots = robots_parse(
        &arena,
        S("Sitemap: https://e.org/a.xml\nUser-agent: slow\nCrawl-delay: 30\n"
          "User-agent: *\nCrawl-delay: 0.25\nDisallow: /x\n"
          "site-map: https://e.org/b.xml # two\nsitemap:\n"),
        S("offprint"));
    assert_int_equal(robots->crawl_delay_ms, 250);
    assert_int_equal(robots->sitemap_count, 2);
    assert_true(str_eq(robots->sitemaps[0], S("https://e.org/a.xml")));
    assert_true(str_eq(robots->sitemaps[1], S("https://e.org/b.xml")));
    static const struct {
        const char *text;
        int64_t ms;
    } delays[] = {
        {"10", 10000},  {"1.5", 1500},       {".5", 500},
        {"2,25", 2250}, {"1.23456", 1234},   {"99999999999999999999", 86400000},
        {"x", -1},      {"-1", -1},          {".", -1},
        {"5 s", 5000},  {"1.9999999", 1999},
    };
    for (size_t i = 0; i < sizeof delays / sizeof *delays; i++) {
        struct str text = arena_printf(&arena, "User-agent: *\nCrawl-delay: %s",
                                       delays[i].text);
        robots = robots_parse(&arena, text, S("offprint"));
        assert_int_equal(robots->crawl_delay_ms, delays[i].ms);
    }
}

static void a_failing_server_forbids_all(void **state)
{
    (void)state;
    assert_false(robots_allows(&ROBOTS_FORBID_ALL, S("/")));
    assert_false(robots_allows(&ROBOTS_FORBID_ALL, S("/a?b")));
    assert_true(robots_allows(NULL, S("/")));
}

static struct str repeat(const char *piece, size_t times, const char *before)
{
    struct str part = str_of(piece), head = str_of(before);
    char *text = arena_alloc(&arena, head.len + part.len * times);
    memcpy(text, head.at, head.len);
    for (size_t i = 0; i < times; i++)
        memcpy(text + head.len + i * part.len, part.at, part.len);
    return str_make(text, head.len + part.len * times);
}

/* Catches: memory or time that grows with what a server sends; a rule cut in
 * half that forbids more than it says. */
static void huge_files_are_bounded(void **state)
{
    (void)state;
    struct str text =
        repeat("Disallow: /page/with/a/long/name\n", 160000, "User-agent: *\n");
    assert_true(text.len > 5000000);
    struct robots *robots = robots_parse(&arena, text, S("offprint"));
    assert_true(robots->rule_count < OP_MAX_ROBOTS_BYTES / 33);
    assert_true(robots_allows(robots, S("/page/with")));
    text = repeat("a", 300000, "User-agent: *\nDisallow: /x\nDisallow: /");
    robots = robots_parse(&arena, text, S("offprint"));
    assert_false(robots_allows(robots, S("/x")));
    assert_true(robots_allows(robots, S("/aaaa")));
    text = str_make("User-agent: *\nDisallow: /\0x\n\0", 29);
    assert_true(
        robots_allows(robots_parse(&arena, text, S("offprint")), S("/y")));
}

/* Catches: matching that tries every way to spread the stars (this would take
 * longer than the universe has), or that is quadratic. */
static void stars_cost_little(void **state)
{
    (void)state;
    struct str text = repeat("a*", 200000, "User-agent: *\nDisallow: /*");
    struct str path = repeat("a", 8000, "/");
    int64_t start = clock_ms();
    struct robots *robots = robots_parse(&arena, text, S("offprint"));
    assert_true(robots_allows(robots, path));
    text =
        repeat("Disallow: /*a*a*a*a*a*a*a*a*a*a*b\n", 10000, "User-agent: *\n");
    robots = robots_parse(&arena, text, S("offprint"));
    for (int i = 0; i < 5; i++)
        assert_true(robots_allows(robots, path));
    assert_true(clock_ms() - start < 5000);
}

/* Catches: reads outside of the text, whatever it is. */
static void any_bytes_are_read_safely(void **state)
{
    (void)state;
    static const char *const PIECES[] = {
        "User-agent",  "*",   ":",        " ",       "Disallow",
        "Allow",       "/",   "\n",       "\r",      "$",
        "%",           "%c3", "\xc3",     "#",       "\xef\xbb\xbf",
        "Crawl-delay", "1.",  "offprint", "Sitemap", "/index.htm",
        "a",
    };
    uint32_t seed = 7;
    for (int i = 0; i < 20000; i++) {
        struct buf text;
        buf_init(&text, 4096);
        for (uint32_t n = seed % 30; n; n--) {
            seed = seed * 1664525 + 1013904223;
            buf_put(
                &text,
                str_of(
                    PIECES[(seed >> 16) % (sizeof PIECES / sizeof *PIECES)]));
        }
        seed = seed * 1664525 + 1013904223;
        struct robots *robots =
            robots_parse(&arena, buf_str(&text), S("offprint"));
        for (size_t k = 0; k < robots->rule_count; k++)
            assert_true(robots->rules[k].pattern.len > 0);
        robots_allows(robots, buf_str(&text));
        buf_free(&text);
        if (i % 1000 == 0)
            arena_reset(&arena);
    }
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(google_cases_hold),
        TEST(odd_files_are_read),
        TEST(escapes_compare_without_case),
        TEST(delays_and_sitemaps_are_kept),
        TEST(a_failing_server_forbids_all),
        TEST(huge_files_are_bounded),
        TEST(stars_cost_little),
        TEST(any_bytes_are_read_safely),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
