/* SPDX-License-Identifier: MIT */
/* host_test.c - domains, IP addresses, registrable domains. */
#include "net/host.h"

#include "idna_known.h"
#include "suite_json.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

static enum host_kind parse(struct str input, char out[8192], struct str *text)
{
    struct sink sink = {.at = out, .max = 8192};
    enum host_kind kind = host_parse(input, true, &sink);
    *text = sink_str(&sink);
    return sink.is_full ? HOST_NONE : kind;
}

static bool idna_case_passes(const json_t *test)
{
    char out[8192];
    struct str have, want = suite_str(test, "output");
    bool parsed = parse(suite_str(test, "input"), out, &have) != HOST_NONE;
    return want.at ? parsed && str_eq(have, want) : !parsed;
}

static bool is_known(size_t i, const size_t *known, size_t count)
{
    for (size_t k = 0; k < count; k++)
        if (known[k] == i)
            return true;
    return false;
}

static void judge_suite(const char *name, const size_t *known, size_t count)
{
    json_t *tests = suite_load(name), *test;
    size_t i, run = 0, failed = 0, unexpected = 0;
    json_array_foreach(tests, i, test)
    {
        if (!json_is_object(test))
            continue;
        run++;
        if (idna_case_passes(test))
            continue;
        failed++;
        if (!is_known(i, known, count)) {
            unexpected++;
            fprintf(stderr, "fails: %zu <%.*s>\n", i,
                    STR_ARG(suite_str(test, "input")));
        }
    }
    json_decref(tests);
    printf("%s: %zu of %zu pass\n", name, run - failed, run);
    assert_true(run > 80);
    assert_int_equal(unexpected, 0);
}

/* Catch: IDNA done otherwise than in a browser, beyond libidn2's own gaps. */
static void toascii_cases_hold(void **state)
{
    (void)state;
    judge_suite("wpt/toascii.json", KNOWN_TOASCII, COUNT(KNOWN_TOASCII));
}

static void idna_v2_cases_hold(void **state)
{
    (void)state;
    judge_suite("wpt/IdnaTestV2.json", KNOWN_IDNA_V2, COUNT(KNOWN_IDNA_V2));
}

/* Catches: wrong kind, or text that is not normalised. */
static void kinds_are_told(void **state)
{
    (void)state;
    static const struct {
        const char *input, *text;
        enum host_kind kind;
    } cases[] = {
        {"EXAMPLE.org", "example.org", HOST_NAME},
        {"0x7f.1", "127.0.0.1", HOST_IPV4},
        {"017700000001", "127.0.0.1", HOST_IPV4},
        {"%31%2e2.3.4", "1.2.3.4", HOST_IPV4},
        {"１２7。0.0.1", "127.0.0.1", HOST_IPV4},
        {"[::FFFF:1.2.3.4]", "[::ffff:102:304]", HOST_IPV6},
        {"[1:0:0:2:0:0:0:3]", "[1:0:0:2::3]", HOST_IPV6},
        {"i❤.ws", "xn--i-7iq.ws", HOST_NAME},
        {"ab--c.BÜCHER.de", "ab--c.xn--bcher-kva.de", HOST_NAME},
        {"1.2.3.256", "", HOST_NONE},
        {"1.2.3.4.5", "", HOST_NONE},
        {"foo.0x", "", HOST_NONE},
        {"[::1", "", HOST_NONE},
        {"[1:2:3:4:5:6:7::8:9]", "", HOST_NONE},
        {"[::1:2:3:4:5:6:7:8]", "", HOST_NONE},
        {"[1:2:3:4:5:6:7:]", "", HOST_NONE},
        {"[::1.2.3]", "", HOST_NONE},
        {"[::01.2.3.4]", "", HOST_NONE},
        {"[]", "", HOST_NONE},
        {"[", "", HOST_NONE},
        {"a b", "", HOST_NONE},
        {"a%00b", "", HOST_NONE},
        {"a\xff.de", "", HOST_NONE},
        {"\xc2\xad", "", HOST_NONE}, /* nothing but a soft hyphen */
        {"a／b", "", HOST_NONE},     /* becomes a slash */
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        char out[8192];
        struct str text;
        enum host_kind kind = parse(str_of(cases[i].input), out, &text);
        if (kind != cases[i].kind ||
            (kind != HOST_NONE && !str_eq(text, str_of(cases[i].text))))
            fail_msg("%s: %d %.*s", cases[i].input, (int)kind, STR_ARG(text));
    }
}

/* Catches: blogs of a shared host taken for one site, suffixes cut wrongly,
 * addresses treated as names. */
static void sites_are_told(void **state)
{
    (void)state;
    static const char *const cases[][2] = {
        {"www.bbc.co.uk", "bbc.co.uk"},
        {"news.bbc.co.uk.", "bbc.co.uk"},
        {"example.org", "example.org"},
        {"a.b.Example.org", "Example.org"},
        {"x.wordpress.com", "x.wordpress.com"},
        {"www.x.wordpress.com", "x.wordpress.com"},
        {"www.wordpress.com", "wordpress.com"},
        {"wordpress.com", "wordpress.com"},
        {"notwordpress.com", "notwordpress.com"},
        {"x.blogspot.com", "x.blogspot.com"},
        {"x.blogspot.co.uk", "x.blogspot.co.uk"},
        {"x.github.io", "x.github.io"},
        {"a.x.github.io", "x.github.io"},
        {"github.io", "github.io"},
        {"co.uk", "co.uk"},
        {"localhost", "localhost"},
        {"10.0.0.1", "10.0.0.1"},
        {"[::1]", "[::1]"},
        {"www.xn--bcher-kva.de", "xn--bcher-kva.de"},
        {"a.b.unknowntld", "b.unknowntld"},
        {"", ""},
        {".", "."},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct str site = host_site(str_of(cases[i][0]));
        if (!str_eq(site, str_of(cases[i][1])))
            fail_msg("%s: %.*s", cases[i][0], STR_ARG(site));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(toascii_cases_hold),
        cmocka_unit_test(idna_v2_cases_hold),
        cmocka_unit_test(kinds_are_told),
        cmocka_unit_test(sites_are_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
