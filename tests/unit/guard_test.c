/* SPDX-License-Identifier: MIT */
/* guard_test.c - which addresses a followed link may reach. */
#include "net/guard.h"

#include <arpa/inet.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static bool ask(const char *text)
{
    struct sockaddr_storage place = {0};
    struct sockaddr_in *v4 = (struct sockaddr_in *)&place;
    struct sockaddr_in6 *v6 = (struct sockaddr_in6 *)&place;
    if (inet_pton(AF_INET, text, &v4->sin_addr) == 1)
        place.ss_family = AF_INET;
    else if (inet_pton(AF_INET6, text, &v6->sin6_addr) == 1)
        place.ss_family = AF_INET6;
    else
        fail_msg("no address: %s", text);
    return address_is_private((struct sockaddr *)&place);
}

static const char *const CLOSED[] = {
    "0.0.0.0",
    "0.255.255.255",
    "10.0.0.0",
    "10.255.255.255",
    "100.64.0.0",
    "100.127.255.255",
    "127.0.0.1",
    "127.255.255.255",
    "169.254.169.254",
    "172.16.0.0",
    "172.31.255.255",
    "192.0.0.8",
    "192.0.0.255",
    "192.0.2.1",
    "192.88.99.1",
    "192.168.0.0",
    "192.168.255.255",
    "198.18.0.0",
    "198.19.255.255",
    "198.51.100.7",
    "203.0.113.255",
    "224.0.0.1",
    "239.255.255.255",
    "240.0.0.1",
    "255.255.255.255",
    "::",
    "::1",
    "fc00::1",
    "fdff::1",
    "fe80::1",
    "febf::1",
    "fec0::1",
    "ff02::1",
    "100::1",
    "100:0:0:1::1",
    "2001:db8::1",
    "2001:2::1",
    "2001:10::1",
    "2001:2f::1",
    "2001:3f::1",
    "3fff::1",
    "3fff:fff::1",
    "5f00::1",
    "64:ff9b:1::1",
    "64:ff9b:1:ffff::8.8.8.8",
    /* an inner address */
    "::ffff:127.0.0.1",
    "::ffff:10.1.2.3",
    "::127.0.0.1",
    "::10.0.0.1",
    "::ffff:0:192.168.0.1",
    "64:ff9b::10.0.0.1",
    "64:ff9b::169.254.169.254",
    "2002:7f00:1::",
    "2002:c0a8:101::1",
    "2002:a9fe:a9fe::",
    "2001:0:7f00:1::",
    "2001:0:808:808:0:0:80ff:fffe",
};

static const char *const OPEN[] = {
    "1.0.0.0",          "9.255.255.255",   "11.0.0.0",
    "100.63.255.255",   "100.128.0.0",     "126.255.255.255",
    "128.0.0.0",        "169.253.255.255", "169.255.0.0",
    "172.15.255.255",   "172.32.0.0",      "191.255.255.255",
    "192.0.1.0",        "192.0.3.0",       "192.167.255.255",
    "192.169.0.0",      "198.17.255.255",  "198.20.0.0",
    "198.51.101.0",     "203.0.114.0",     "223.255.255.255",
    "8.8.8.8",          "2606:4700::1111", "2a00:1450::1",
    "fbff::1",          "2001:db9::1",     "2001:4860:4860::8888",
    "3ffe::1",          "3fff:1000::1",    "5f01::1",
    "2001:40::1",       "101::1",          "::ffff:8.8.8.8",
    "64:ff9b::8.8.8.8", "2002:808:808::1", "2001:0:808:808:0:0:f7f7:f7f7",
};

/* The first and the last address of every range, and its neighbours: catches
 * a prefix that is one bit too long or too short. */
static void ranges_end_where_they_end(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof CLOSED / sizeof *CLOSED; i++)
        if (!ask(CLOSED[i]))
            fail_msg("open: %s", CLOSED[i]);
    for (size_t i = 0; i < sizeof OPEN / sizeof *OPEN; i++)
        if (ask(OPEN[i]))
            fail_msg("closed: %s", OPEN[i]);
}

static void unknown_families_are_private(void **state)
{
    (void)state;
    struct sockaddr local = {.sa_family = AF_UNIX};
    assert_true(address_is_private(&local));
}

/* Catches: a literal that gets past because of brackets, dot or case. */
static void hosts_are_judged_by_their_text(void **state)
{
    (void)state;
    static const char *const closed[] = {
        "127.0.0.1",
        "[::1]",
        "::1",
        "[::ffff:a00:1]",
        "localhost",
        "LOCALHOST",
        "localhost.",
        "a.localhost",
        "a.b.localhost.",
        "127.0.0.1.",
        "0x7f.1",
        "2130706433",
        "localhost.localdomain",
    };
    static const char *const open[] = {
        "8.8.8.8",
        "[2606:4700::1]",
        "example.org",
        "notlocalhost",
        "localhost.example.org",
        "",
        ".",
        "127.0.0.1.example.org",
    };
    for (size_t i = 0; i < sizeof closed / sizeof *closed; i++)
        if (!host_is_private(str_of(closed[i])))
            fail_msg("open: %s", closed[i]);
    for (size_t i = 0; i < sizeof open / sizeof *open; i++)
        if (host_is_private(str_of(open[i])))
            fail_msg("closed: %s", open[i]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(ranges_end_where_they_end),
        cmocka_unit_test(unknown_families_are_private),
        cmocka_unit_test(hosts_are_judged_by_their_text),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
