/* SPDX-License-Identifier: MIT */
/* retry_test.c - when to try again, how long to wait, and through what. */
#include "net/retry.h"

#include "net/proxy.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#define NOW 1700000000 /* Tue, 14 Nov 2023 22:13:20 GMT */

static void reads_retry_after(void **state)
{
    (void)state;
    assert_int_equal(retry_after_ms(S(" 2 "), NOW), 2000);
    assert_int_equal(retry_after_ms(S("0"), NOW), 0);
    assert_int_equal(retry_after_ms(S("Tue, 14 Nov 2023 22:13:50 GMT"), NOW),
                     30000);
    assert_int_equal(retry_after_ms(S("Tue, 14 Nov 2023 22:13:10 GMT"), NOW),
                     0);
    assert_int_equal(retry_after_ms(S(""), NOW), -1);
    assert_int_equal(retry_after_ms(S("soon"), NOW), -1);
    assert_int_equal(retry_after_ms(S("-3"), NOW), -1);
    assert_int_equal(retry_after_ms(S("1.5"), NOW), -1);
    /* Absurd, and beyond any integer: long, but no overflow. */
    int64_t day_ms = 24 * 3600 * 1000;
    assert_true(retry_after_ms(S("99999999999999999999999"), NOW) > day_ms);
    assert_true(retry_after_ms(S("9223372036854775807"), NOW) > day_ms);
    assert_true(retry_after_ms(S("Fri, 31 Dec 9999 23:59:59 GMT"), NOW) >
                day_ms);
}

static void backs_off_the_same_way_again(void **state)
{
    (void)state;
    bool has_differed = false;
    for (unsigned retry = 0; retry < 20; retry++) {
        int64_t wait = retry_backoff_ms(retry, 1);
        int64_t middle = (int64_t)500 << (retry < 7 ? retry : 7);
        assert_true(wait >= middle * 3 / 4 && wait <= middle * 5 / 4);
        assert_int_equal(wait, retry_backoff_ms(retry, 1));
        has_differed = has_differed || wait != retry_backoff_ms(retry, 2);
    }
    assert_true(has_differed);
}

static void knows_what_may_pass(void **state)
{
    (void)state;
    assert_true(retry_helps(OP_RESET) && retry_helps(OP_TRUNCATED));
    assert_false(retry_helps(OP_TLS) || retry_helps(OP_DNS) ||
                 retry_helps(OP_TOO_LARGE) || retry_helps(OP_BAD_RESPONSE));
    assert_true(retry_helps_http(429) && retry_helps_http(500));
    assert_false(retry_helps_http(404) || retry_helps_http(501));
}

static void matches_exceptions_of_proxies(void **state)
{
    (void)state;
    struct str list = S("localhost, .example.org 10.0.0.0/8,192.168.1.7 "
                        "[::1],fd00::/8");
    assert_true(proxy_excepts(list, S("localhost")));
    assert_true(proxy_excepts(list, S("example.org")));
    assert_true(proxy_excepts(list, S("www.EXAMPLE.org.")));
    assert_true(proxy_excepts(list, S("10.200.3.4")));
    assert_true(proxy_excepts(list, S("192.168.1.7")));
    assert_true(proxy_excepts(list, S("[::1]")));
    assert_true(proxy_excepts(list, S("[fdab::1]")));
    assert_false(proxy_excepts(list, S("badexample.org")));
    assert_false(proxy_excepts(list, S("example.org.evil.net")));
    assert_false(proxy_excepts(list, S("11.0.0.1")));
    assert_false(proxy_excepts(list, S("192.168.1.77")));
    assert_false(proxy_excepts(list, S("[fe80::1]")));
    assert_true(proxy_excepts(S("*"), S("a")));
    assert_false(proxy_excepts(S(""), S("a")));
    assert_false(proxy_excepts(S("10.0.0.0/99"), S("10.0.0.1")));
    assert_true(proxy_excepts(S("0.0.0.0/0"), S("9.9.9.9")));
}

static void finds_proxies_as_curl_does(void **state)
{
    (void)state;
    static const char *const names[] = {
        "http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY",
        "all_proxy",  "ALL_PROXY",   "no_proxy",   "NO_PROXY"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        unsetenv(names[i]);
    assert_null(proxy_for(NULL, S("http://a/")));
    /* Upper case is what a CGI request's Proxy: header would set. */
    setenv("HTTP_PROXY", "http://evil:1", 1);
    assert_null(proxy_for(NULL, S("http://a/")));
    setenv("http_proxy", "http://p:1", 1);
    setenv("ALL_PROXY", "socks5h://s:2", 1);
    assert_string_equal(proxy_for(NULL, S("http://a/")), "http://p:1");
    assert_string_equal(proxy_for(NULL, S("https://a/")), "socks5h://s:2");
    assert_string_equal(proxy_for("http://mine:3", S("http://a/")),
                        "http://mine:3");
    assert_null(proxy_for("", S("http://a/")));
    setenv("no_proxy", "a.test,[::1]", 1);
    assert_null(proxy_for("http://mine:3", S("http://b.a.test:80/x?a@b")));
    assert_null(proxy_for(NULL, S("http://[::1]:8080/")));
    assert_non_null(proxy_for(NULL, S("http://c.test/a.test")));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_retry_after),
        cmocka_unit_test(backs_off_the_same_way_again),
        cmocka_unit_test(knows_what_may_pass),
        cmocka_unit_test(matches_exceptions_of_proxies),
        cmocka_unit_test(finds_proxies_as_curl_does),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
