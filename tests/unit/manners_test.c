/* SPDX-License-Identifier: MIT */
/* manners_test.c - robots.txt, pauses, limits, cookies: a good guest. */
#include "run.h"

#include <offprint/limits.h>

static void obeys_robots(void **state)
{
    (void)state;
    static struct run run;
    static const struct wire_route routes[] = {
        {.path = "/robots.txt",
         .bytes = WIRE(OK("User-agent: *\nDisallow: /no\n"))},
        {.path = "/yes", .bytes = WIRE(OK("yes"))},
        {.path = "/over",
         .bytes = WIRE("HTTP/1.1 302 Found\r\nLocation: /no\r\n"
                       "Content-Length: 0\r\n\r\n")},
        {.path = NULL}};
    struct client_options options = quick();
    options.ignores_robots = false;
    open_run(&run, routes, &options);
    ask(&run, "/yes", REQUEST_SEED, 0);
    ask(&run, "/no", REQUEST_SEED, 1);
    ask(&run, "/no/image.png", REQUEST_ASSET, 2);
    ask(&run, "/over", REQUEST_PAGE, 3);
    finish(&run);
    assert_int_equal(run.answers[0].status, OP_OK);
    for (size_t i = 1; i <= 3; i++)
        assert_int_equal(run.answers[i].status, OP_ROBOTS);
    /* robots.txt once and first; nothing of what is forbidden. */
    assert_int_equal(run.wire.seen->count, 3);
    assert_string_equal(run.wire.seen->path[0], "/robots.txt");
    assert_int_equal(run.observed, 3);
    close_run(&run);
}

static void forbids_all(struct str answer, enum wire_end end,
                        enum op_status wanted)
{
    static struct run run;
    struct wire_route routes[] = {
        {.path = "/robots.txt", .bytes = answer, .end = end},
        {.path = "/", .bytes = WIRE(OK("home"))},
        {.path = NULL}};
    struct client_options options = quick();
    options.ignores_robots = false;
    open_run(&run, routes, &options);
    ask(&run, "/", REQUEST_SEED, 0);
    ask(&run, "/other", REQUEST_SEED, 1);
    finish(&run);
    assert_int_equal(run.answers[0].status, wanted);
    assert_int_equal(run.wire.seen->count, wanted == OP_OK ? 3 : 1);
    close_run(&run);
}

static void knows_what_no_robots_means(void **state)
{
    (void)state;
    forbids_all(S("HTTP/1.1 404 No\r\nContent-Length: 0\r\n\r\n"), WIRE_CLOSE,
                OP_OK);
    forbids_all(S("HTTP/1.1 403 No\r\nContent-Length: 0\r\n\r\n"), WIRE_CLOSE,
                OP_OK);
    forbids_all(S("HTTP/1.1 500 No\r\nContent-Length: 0\r\n\r\n"), WIRE_CLOSE,
                OP_ROBOTS);
    forbids_all(S(""), WIRE_HANG, OP_TIMEOUT);
    forbids_all(S(""), WIRE_CLOSE, OP_RESET);
}

static void pauses_between_requests(void **state)
{
    (void)state;
    static struct run run;
    static const struct wire_route routes[] = {{.path = NULL}};
    struct client_options options = quick();
    options.delay_ms = 100;
    int64_t start = clock_ms();
    open_run(&run, routes, &options);
    for (unsigned i = 0; i < 5; i++)
        ask(&run, i < 3 ? "/image" : "/page",
            i < 3 ? REQUEST_ASSET : REQUEST_PAGE, i);
    ask(&run, "/seed", REQUEST_SEED, 5);
    finish(&run);
    struct wire_seen *seen = run.wire.seen;
    assert_int_equal(seen->count, 6);
    /* A busy machine may be late, but never early. */
    for (int i = 1; i < 6; i++)
        assert_true(seen->at_ms[i] - start >= 99 * i);
    /* Pages first, though images came first. */
    for (size_t i = 0; i < 6; i++)
        assert_string_equal(seen->path[i], i < 2    ? "/page"
                                           : i == 2 ? "/seed"
                                                    : "/image");
    close_run(&run);
}

static void expect_at_once(const struct client_options *options, unsigned most)
{
    static struct run run;
    const struct wire_route routes[] = {{.path = "/slow",
                                         .bytes = WIRE(OK("x")),
                                         .gather = most,
                                         .delay_ms = 250},
                                        {.path = NULL}};
    open_run(&run, routes, options);
    for (unsigned i = 0; i < 10; i++)
        ask(&run, "/slow", REQUEST_SEED, i);
    finish(&run);
    assert_int_equal(run.count, 10);
    assert_int_equal(run.wire.seen->most, most);
    close_run(&run);
}

static void limits_transfers_per_host(void **state)
{
    (void)state;
    struct client_options options = quick();
    options.parallel_host = 3;
    expect_at_once(&options, 3);
    /* Whoever says nothing is polite, unless no pause is wanted. */
    options.parallel_host = 0;
    options.parallel_max = 9;
    options.delay_ms = 1;
    expect_at_once(&options, OP_PARALLEL_HOST);
    options.delay_ms = 0;
    expect_at_once(&options, 9);
}

static void reads_any_robots(void **state)
{
    (void)state;
    static struct run run;
#define TO(where)                                                              \
    "HTTP/1.1 302 Found\r\nLocation: " where "\r\n"                            \
    "Content-Length: 0\r\n\r\n"
    static const struct wire_route routes[] = {
        /* Four redirects are followed, and the rules are then obeyed. */
        {.path = "/robots.txt", .bytes = WIRE(TO("/r1"))},
        {.path = "/r1", .bytes = WIRE(TO("/r2"))},
        {.path = "/r2", .bytes = WIRE(TO("/r3"))},
        {.path = "/r3", .bytes = WIRE(TO("/r4"))},
        {.path = "/r4", .bytes = WIRE(OK("User-agent: *\nDisallow: /no"))},
        {.path = NULL}};
    static const struct wire_route maze[] = {
        {.path = "/robots.txt", .bytes = WIRE(TO("/r1"))},
        {.path = "/r1", .bytes = WIRE(TO("/robots.txt"))},
        {.path = "/no", .bytes = WIRE(OK("yes"))},
        {.path = NULL}};
    /* The rules come first, and then more than anybody reads. */
    static const struct wire_route big[] = {
        {.path = "/robots.txt",
         .bytes = WIRE(OK("User-agent: *\nDisallow: /no\n#")),
         .repeat = 100000},
        {.path = NULL}};
    static const struct wire_route *const all[] = {routes, maze, big};
    static const enum op_status wanted[] = {OP_ROBOTS, OP_OK, OP_ROBOTS};
    struct client_options options = quick();
    options.ignores_robots = false;
    for (size_t i = 0; i < 3; i++) {
        open_run(&run, all[i], &options);
        ask(&run, "/no", REQUEST_SEED, 0);
        finish(&run);
        assert_int_equal(run.answers[0].status, wanted[i]);
        close_run(&run);
    }
}

static void waits_as_long_as_robots_ask(void **state)
{
    (void)state;
    static struct run run;
    static const struct wire_route routes[] = {
        {.path = "/robots.txt",
         .bytes = WIRE(OK("User-agent: *\nCrawl-delay: 0.3\n"))},
        {.path = NULL}};
    struct client_options options = quick();
    options.ignores_robots = false;
    int64_t start = clock_ms();
    open_run(&run, routes, &options);
    ask(&run, "/1", REQUEST_SEED, 0);
    ask(&run, "/2", REQUEST_SEED, 1);
    finish(&run);
    const int64_t *at = run.wire.seen->at_ms;
    assert_int_equal(run.wire.seen->count, 3);
    assert_true(at[1] - start >= 299 && at[2] - start >= 599);
    close_run(&run);
}

/* A host that has too much to do gets time, and the others do not wait. */
static void lets_busy_hosts_rest(void **state)
{
    (void)state;
    static struct run busy, free_run;
    static const struct wire_route routes[] = {
        {.path = "/a",
         .bytes = WIRE("HTTP/1.1 503 Busy\r\nRetry-After: 2\r\n"
                       "Content-Length: 0\r\n\r\n"),
         .times = 1},
        {.path = NULL}};
    struct client_options options = quick();
    options.retries = 1;
    open_run(&busy, routes, &options);
    open_run(&free_run, routes + 1, &options);
    ask(&busy, "/a", REQUEST_SEED, 0);
    finish_some(&busy, 300);
    char url[64];
    snprintf(url, sizeof url, "http://127.0.0.1:%d/x", free_run.wire.port);
    ask(&busy, "/b", REQUEST_SEED, 1);
    ask(&busy, url, REQUEST_SEED, 2);
    finish(&busy);
    assert_int_equal(busy.order[0], 2);
    struct wire_seen *seen = busy.wire.seen;
    assert_int_equal(seen->count, 3);
    assert_true(seen->at_ms[1] - seen->at_ms[0] >= 1950);
    assert_true(free_run.wire.seen->at_ms[0] < seen->at_ms[1]);
    close_run(&busy);
    close_run(&free_run);
}

/* A jar that strangers fill does not grow for ever, nor does the header. */
static void bounds_cookies(void **state)
{
    (void)state;
    static struct run run;
    static char sets[200000];
    size_t len = (size_t)snprintf(sets, sizeof sets, "HTTP/1.1 200 OK\r\n");
    char filler[3000];
    memset(filler, 'x', sizeof filler);
    for (int i = 0; i < 40; i++)
        len += (size_t)snprintf(sets + len, sizeof sets - len,
                                "Set-Cookie: c%d=%.2900s\r\n", i, filler);
    len += (size_t)snprintf(sets + len, sizeof sets - len,
                            "Set-Cookie: to=others; Domain=com\r\n"
                            "Content-Length: 0\r\n\r\n");
    struct wire_route routes[] = {{.path = "/set", .bytes = {sets, len}},
                                  {.path = NULL}};
    struct client_options options = quick();
    open_run(&run, routes, &options);
    ask(&run, "/set", REQUEST_SEED, 0);
    finish(&run);
    ask(&run, "/then", REQUEST_SEED, 1);
    finish(&run);
    assert_int_equal(run.answers[0].status, OP_OK);
    assert_int_equal(run.answers[1].http_status, 404);
    assert_true(run.wire.seen->lengths[1] > 2900);
    assert_true(run.wire.seen->lengths[1] < 10000);
    close_run(&run);
}

/* Five answers of 40 KB at 100 KB/s: the last may begin after 1.6 s, and does
 * not wait ten times as long. */
static void keeps_to_a_rate(void **state)
{
    (void)state;
    static struct run run;
    static char big[40000] = OK("");
    struct wire_route routes[] = {{.path = "/a", .bytes = {big, sizeof big}},
                                  {.path = NULL}};
    struct client_options options = quick();
    options.bytes_per_second = 100000;
    options.parallel_host = 1;
    int64_t begun = clock_ms();
    open_run(&run, routes, &options);
    for (unsigned i = 0; i < 5; i++)
        ask(&run, "/a", REQUEST_SEED, i);
    finish(&run);
    assert_int_equal(run.count, 5);
    assert_in_range(run.wire.seen->at_ms[4] - begun, 1600, 16000);
    close_run(&run);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(obeys_robots),
        cmocka_unit_test(knows_what_no_robots_means),
        cmocka_unit_test(reads_any_robots),
        cmocka_unit_test(pauses_between_requests),
        cmocka_unit_test(waits_as_long_as_robots_ask),
        cmocka_unit_test(limits_transfers_per_host),
        cmocka_unit_test(lets_busy_hosts_rest),
        cmocka_unit_test(bounds_cookies),
        cmocka_unit_test(keeps_to_a_rate),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
