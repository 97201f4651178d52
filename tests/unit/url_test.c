/* SPDX-License-Identifier: MIT */
/* url_test.c - URLs as browsers understand them. */
#include "net/url.h"

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

/* --- the standard's own cases ------------------------------------------- */

static bool part_is(const json_t *test, const char *key, struct str before,
                    struct str part, struct str after)
{
    struct str want = suite_str(test, key);
    struct str have = arena_join(&arena, before, part);
    have = arena_join(&arena, have, after);
    if (!want.at || str_eq(have, want))
        return true;
    fprintf(stderr, "%s: have %.*s want %.*s\n", key, STR_ARG(have),
            STR_ARG(want));
    return false;
}

/* "?query" as the DOM's `search` shows it: nothing when it is empty. */
static struct str mark(const char *sign, struct str part)
{
    return part.len ? str_of(sign) : S("");
}

static bool parts_match(const json_t *test, const struct url *url)
{
    char port[16] = "";
    if (url->port >= 0)
        snprintf(port, sizeof port, "%d", url->port);
    return part_is(test, "href", S(""), url->href, S("")) &&
           part_is(test, "protocol", S(""), url->protocol, S(":")) &&
           part_is(test, "username", S(""), url->username, S("")) &&
           part_is(test, "password", S(""), url->password, S("")) &&
           part_is(test, "hostname", S(""), url->host, S("")) &&
           part_is(test, "port", S(""), str_of(port), S("")) &&
           part_is(test, "pathname", S(""), url->path, S("")) &&
           part_is(test, "search", mark("?", url->query), url->query, S("")) &&
           part_is(test, "hash", mark("#", url->fragment), url->fragment,
                   S(""));
}

static bool case_passes(const json_t *test)
{
    struct str base_text = suite_str(test, "base");
    bool must_fail = json_is_true(json_object_get(test, "failure"));
    struct url base, url;
    if (base_text.at && url_parse(&arena, base_text, NULL, &base) != OP_OK)
        return must_fail;
    if (url_parse(&arena, suite_str(test, "input"), base_text.at ? &base : NULL,
                  &url) != OP_OK)
        return must_fail;
    return !must_fail && parts_match(test, &url);
}

/* Catches: any departure from the standard, in any scheme. */
static void standard_cases_hold(void **state)
{
    (void)state;
    json_t *tests = suite_load("wpt/urltestdata.json");
    size_t i, failed = 0, run = 0;
    json_t *test;
    json_array_foreach(tests, i, test)
    {
        if (!json_is_object(test))
            continue;
        run++;
        if (!case_passes(test)) {
            failed++;
            fprintf(stderr, "fails: <%.*s> on <%.*s>\n",
                    STR_ARG(suite_str(test, "input")),
                    STR_ARG(suite_str(test, "base")));
        }
    }
    json_decref(tests);
    assert_true(run > 800);
    assert_int_equal(failed, 0);
}

/* Catches: bytes escaped by the wrong set. Only UTF-8 is ours. */
static void percent_encoding_cases_hold(void **state)
{
    (void)state;
    json_t *tests = suite_load("wpt/percent-encoding.json");
    size_t i, run = 0;
    json_t *test;
    json_array_foreach(tests, i, test)
    {
        if (!json_is_object(test))
            continue;
        struct str want = suite_str(json_object_get(test, "output"), "utf-8");
        struct str input =
            arena_join(&arena, S("https://h/?"), suite_str(test, "input"));
        struct url url;
        assert_int_equal(url_parse(&arena, input, NULL, &url), OP_OK);
        assert_true(str_eq(url.query, want));
        run++;
    }
    json_decref(tests);
    assert_true(run > 5);
}

/* --- what is made of a URL ---------------------------------------------- */

static struct url must_parse(const char *text)
{
    struct url url;
    if (url_parse(&arena, str_of(text), NULL, &url) != OP_OK)
        fail_msg("not parsed: %s", text);
    return url;
}

static void same_text(struct str have, const char *want)
{
    if (!str_eq(have, str_of(want)) || have.at[have.len] != '\0')
        fail_msg("have %.*s want %s", STR_ARG(have), want);
}

/* Catches: a page fetched twice, or two pages taken for one. */
static void keys_join_what_is_one_page(void **state)
{
    (void)state;
    static const char *const cases[][2] = {
        {"https://www.example.org/a/?utm_source=x&utm_medium=y#c",
         "example.org/a"},
        {"http://example.org:80/a", "example.org/a"},
        {"http://example.org:443/a", "example.org:443/a"},
        {"https://example.org", "example.org"},
        {"https://u:p@example.org/?b=2&fbclid=1&a=1", "example.org?b=2&a=1"},
        {"https://e.org/%7Eme/%c3%a9%2F?q=%41", "e.org/~me/%C3%A9%2F?q=A"},
        {"https://e.org/?p=1&amp;utm_campaign=2", "e.org?p=1"},
        {"https://e.org/a?&&", "e.org/a"},
        {"https://e.org/a?share=facebook", "e.org/a"},
        {"https://e.org/a?share=4711", "e.org/a?share=4711"},
        {"https://e.org/a?relatedposts_hit=1&relatedposts_position=2&x",
         "e.org/a?x"},
        {"https://e.org/a?ref=b&source=c&id=d", "e.org/a?ref=b&source=c&id=d"},
        {"https://e.org/a?UTM_Source=b", "e.org/a"},
        {"https://e.org/a?x=%", "e.org/a?x=%"},
        {"https://www.com/", "www.com"},
        {"http://[::1]:8080/a", "[::1]:8080/a"},
        {"file:///a/b?utm_a=1#x", "file:///a/b?utm_a=1"},
        {"mailto:a@b#c", "mailto:a@b"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct url url = must_parse(cases[i][0]);
        same_text(url_key(&arena, &url), cases[i][1]);
    }
}

/* Catches: a password or a fragment sent or shown where it must not be. */
static void forms_show_what_they_may(void **state)
{
    (void)state;
    struct url url = must_parse("https://u:p%40@h.org:81/a?utm_id=1&b#c");
    same_text(url_request(&arena, &url, false),
              "https://h.org:81/a?utm_id=1&b");
    same_text(url_request(&arena, &url, true),
              "https://u:p%40@h.org:81/a?utm_id=1&b");
    same_text(url_public(&arena, &url), "https://h.org:81/a?utm_id=1&b#c");
    same_text(url_origin(&arena, &url), "https://h.org:81");
    same_text(url_clean(&arena, &url), "https://u:p%40@h.org:81/a?b");
    assert_int_equal(url_port(&url), 81);
    url = must_parse("http://h.org/?utm_id=1");
    same_text(url_clean(&arena, &url), "http://h.org/");
    assert_int_equal(url_port(&url), 80);
    url = must_parse("https://:p@h.org/");
    same_text(url_public(&arena, &url), "https://h.org/");
    url = must_parse("web+x:/.//a?b#c");
    same_text(url_request(&arena, &url, false), "web+x:/.//a?b");
    same_text(url_origin(&arena, &url), "web+x:");
    same_text(url_decode(&arena, S("a%20b%zz%4")), "a b%zz%4");
}

/* Catches: schemes taken for others; parts that do not lie inside href. */
static void schemes_are_told(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        enum url_scheme scheme;
        bool is_web;
    } cases[] = {
        {"http://a/", URL_HTTP, true},
        {"HTTPS:a", URL_HTTPS, true},
        {"file:///a", URL_FILE, false},
        {"data:,x", URL_OTHER, false},
        {"javascript:alert(1)", URL_OTHER, false},
        {"java\nscript:alert(1)", URL_OTHER, false},
        {"mailto:a@b.c", URL_OTHER, false},
        {"ftp://a/", URL_OTHER, false},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct url url = must_parse(cases[i].text);
        assert_int_equal(url.scheme, cases[i].scheme);
        assert_int_equal(url_is_web(&url), cases[i].is_web);
    }
    struct url a = must_parse("http://a.x.wordpress.com/");
    struct url b = must_parse("https://y.wordpress.com/");
    struct url c = must_parse("https://x.wordpress.com/");
    assert_false(url_same_site(&a, &b));
    assert_true(url_same_site(&a, &c));
}

/* Catches: an overflow at the limit, or a result that cannot be parsed again
 * because escaping made it longer than the limit. */
static void long_urls_are_refused(void **state)
{
    (void)state;
    char text[OP_MAX_URL_BYTES + 2];
    struct url url;
    memset(text, 'a', sizeof text);
    memcpy(text, "http://h/", 9);
    assert_int_equal(
        url_parse(&arena, str_make(text, OP_MAX_URL_BYTES), NULL, &url), OP_OK);
    assert_int_equal(
        url_parse(&arena, str_make(text, OP_MAX_URL_BYTES + 1), NULL, &url),
        OP_BAD_URL);
    text[100] = ' ';
    assert_int_equal(
        url_parse(&arena, str_make(text, OP_MAX_URL_BYTES), NULL, &url),
        OP_BAD_URL);
}

/* --- anything at all ---------------------------------------------------- */

static uint32_t next_random(uint32_t *state)
{
    *state ^= *state << 13;
    *state ^= *state >> 17;
    *state ^= *state << 5;
    return *state;
}

static size_t random_url(char *out, uint32_t *seed)
{
    static const char *const PIECES[] = {
        "http:", "https:",  "file:", "x:",   "//",        "/",   "\\",
        ":",     "@",       "[",     "]",    "::1",       "?",   "#",
        ".",     "..",      "%2e",   "%",    "%00",       "C|",  "c:",
        "é",     "xn--",    "1",     "0x7f", "\t",        "\n",  " ",
        "a",     "b.org",   "ß",     "\xff", "localhost", ":80", ":65536",
        "&",     "utm_a=1", "//",    "☃",    "。",
    };
    size_t len = 0;
    for (uint32_t n = 1 + next_random(seed) % 12; n; n--) {
        const char *piece =
            PIECES[next_random(seed) % (sizeof PIECES / sizeof *PIECES)];
        memcpy(out + len, piece, strlen(piece));
        len += strlen(piece);
    }
    return len;
}

/* Catches: reads and writes outside; a serialised URL that means another, and
 * an href that another parser would read as another host. */
static void any_bytes_keep_the_promises(void **state)
{
    (void)state;
    uint32_t seed = 20240229;
    size_t parsed = 0;
    struct url base = {0};
    for (int i = 0; i < 60000; i++) {
        char text[256];
        struct url url, again;
        if (i % 1000 == 0) {
            arena_reset(&arena);
            base = must_parse(i % 2000 ? "file:///C:/a/b" : "http://h/a/b?c");
        }
        struct str input = str_make(text, random_url(text, &seed));
        if (url_parse(&arena, input, i % 3 ? &base : NULL, &url) != OP_OK)
            continue;
        parsed++;
        if (url_parse(&arena, url.href, NULL, &again) != OP_OK ||
            !str_eq(url.href, again.href) || !str_eq(url.host, again.host) ||
            !str_eq(url.path, again.path))
            fail_msg("<%.*s> gives <%s>", STR_ARG(input), url.href.at);
        struct str key = url_key(&arena, &url);
        struct str clean = url_clean(&arena, &url);
        assert_true(key.len <= url.href.len && clean.len <= url.href.len);
    }
    assert_true(parsed > 10000);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(standard_cases_hold),
        TEST(percent_encoding_cases_hold),
        TEST(keys_join_what_is_one_page),
        TEST(forms_show_what_they_may),
        TEST(schemes_are_told),
        TEST(long_urls_are_refused),
        TEST(any_bytes_keep_the_promises),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
