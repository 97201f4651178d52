/* SPDX-License-Identifier: MIT */
/* client_test.c - redirects, retries, dead hosts, guards, secrets. */
#include "run.h"

/* --- redirects ------------------------------------------------------------ */

static void follows_a_chain_to_its_end(void **state)
{
    (void)state;
    static struct run run;
    static const struct wire_route routes[] = {
        {.path = "/a",
         .bytes = WIRE("HTTP/1.1 301 Moved\r\nLocation: b?x=1#f\r\n"
                       "Content-Length: 0\r\n\r\n")},
        {.path = "/b?x=1", .bytes = WIRE(OK("there"))},
        /* A wall that hands out a cookie and then lets pass. */
        {.path = "/wall", .bytes = WIRE(OK("inside")), .needs = "Cookie: in=1"},
        {.path = "/wall",
         .bytes = WIRE("HTTP/1.1 302 Found\r\nSet-Cookie: in=1\r\n"
                       "Location: /wall\r\nContent-Length: 0\r\n\r\n")},
        /* A wall that never does. */
        {.path = "/maze",
         .bytes = WIRE("HTTP/1.1 302 Found\r\nSet-Cookie: x=1\r\n"
                       "Location: /maze\r\n"
                       "Content-Length: 0\r\n\r\n")},
        {.path = NULL}};
    struct client_options options = quick();
    open_run(&run, routes, &options);
    ask(&run, "/a#top", REQUEST_SEED, 0);
    ask(&run, "/wall", REQUEST_SEED, 1);
    ask(&run, "/maze", REQUEST_SEED, 2);
    finish(&run);
    assert_int_equal(run.answers[0].status, OP_OK);
    assert_string_equal(run.answers[0].body, "there");
    assert_true(str_ends(str_of(run.answers[0].final_url), S("/b?x=1")));
    assert_int_equal(run.answers[0].hops, 2);
    assert_string_equal(run.answers[1].body, "inside");
    assert_int_equal(run.answers[2].status, OP_REDIRECT);
    assert_int_equal(run.answers[2].hops, 2);
    assert_int_equal(run.observed, 6);
    close_run(&run);
}

static void counts_hops(void **state)
{
    (void)state;
    static struct run run;
    static struct wire_route routes[30];
    static char paths[30][8], bytes[30][96];
    for (size_t i = 0; i < 29; i++) {
        snprintf(paths[i], sizeof paths[i], "/%zu", i);
        snprintf(bytes[i], sizeof bytes[i],
                 "HTTP/1.1 302 Found\r\nLocation: /%zu\r\n"
                 "Content-Length: 0\r\n\r\n",
                 i + 1);
        routes[i] =
            (struct wire_route){.path = paths[i], .bytes = str_of(bytes[i])};
    }
    struct client_options options = quick();
    options.max_redirects = 5;
    open_run(&run, routes, &options);
    ask(&run, "/0", REQUEST_SEED, 0);
    finish(&run);
    assert_int_equal(run.answers[0].status, OP_REDIRECT);
    assert_int_equal(run.wire.seen->count, 6);
    close_run(&run);
}

/* --- retries -------------------------------------------------------------- */

static void tries_again_what_may_pass(void **state)
{
    (void)state;
    static struct run run;
    static const struct wire_route routes[] = {
        {.path = "/flaky", .bytes = WIRE(""), .times = 2},
        {.path = "/flaky", .bytes = WIRE(OK("at last"))},
        {.path = "/busy",
         .bytes = WIRE("HTTP/1.1 503 Busy\r\nRetry-After: 1\r\n"
                       "Content-Length: 0\r\n\r\n"),
         .times = 1},
        {.path = "/busy", .bytes = WIRE(OK("free"))},
        {.path = "/never",
         .bytes = WIRE("HTTP/1.1 429 Slow\r\nRetry-After: 86400\r\n"
                       "Content-Length: 0\r\n\r\n")},
        {.path = NULL}};
    struct client_options options = quick();
    options.retries = 2;
    open_run(&run, routes, &options);
    ask(&run, "/flaky", REQUEST_SEED, 0);
    finish(&run);
    assert_string_equal(run.answers[0].body, "at last");
    assert_int_equal(run.answers[0].tries, 3);
    int64_t start = clock_ms();
    ask(&run, "/busy", REQUEST_SEED, 1);
    finish(&run);
    assert_string_equal(run.answers[1].body, "free");
    assert_true(clock_ms() - start >= 1000);
    /* A day is not waited for; the host is not given up for it. */
    start = clock_ms();
    ask(&run, "/never", REQUEST_SEED, 2);
    ask(&run, "/404", REQUEST_SEED, 3);
    finish(&run);
    assert_true(clock_ms() - start < 5000);
    assert_int_equal(run.answers[2].status, OP_HTTP_STATUS);
    assert_non_null(strstr(run.answers[2].text, "86400"));
    assert_int_equal(run.answers[2].tries, 1);
    assert_int_equal(run.answers[3].http_status, 404);
    assert_int_equal(run.answers[3].tries, 1);
    close_run(&run);
}

/* --- hosts that are not there --------------------------------------------- */

static void gives_up_dead_hosts_at_once(void **state)
{
    (void)state;
    static struct run run;
    static const struct wire_route routes[] = {{.path = NULL}};
    struct client_options options = quick();
    options.ignores_robots = false;
    options.retries = 2;
    open_run(&run, routes, &options);
    for (unsigned i = 0; i < 20; i++)
        ask(&run, i % 2 ? "http://nowhere.invalid/x" : "http://127.0.0.1:1/",
            REQUEST_SEED, i);
    ask(&run, "nonsense", REQUEST_SEED, 20);
    ask(&run, "ftp://a/", REQUEST_SEED, 21);
    finish(&run);
    for (size_t i = 0; i < 20; i++)
        assert_int_equal(run.answers[i].status, i % 2 ? OP_DNS : OP_CONNECT);
    assert_string_equal(run.answers[0].text, "connection refused");
    assert_int_equal(run.observed, 2);
    assert_int_equal(run.answers[20].status, OP_BAD_URL);
    assert_int_equal(run.answers[21].status, OP_BAD_URL);
    close_run(&run);
}

static void guards_private_addresses(void **state)
{
    (void)state;
    static struct run run;
    static const struct wire_route routes[] = {
        {.path = "/", .bytes = WIRE(OK("home"))}, {.path = NULL}};
    struct client_options options = quick();
    open_run(&run, routes, &options);
    char entry[64], named[64];
    /* A public name that resolves to this machine, as in DNS rebinding. */
    snprintf(entry, sizeof entry, "public.test:%d:127.0.0.1", run.wire.port);
    snprintf(named, sizeof named, "http://public.test:%d/", run.wire.port);
    const char *const resolve[] = {entry, NULL};
    options.resolve = resolve;
    client_free(run.client);
    run.client = client_new(&options, note, &run, NULL);
    ask(&run, "/", REQUEST_PAGE, 0);
    ask(&run, named, REQUEST_PAGE, 1);
    ask(&run, "http://localhost.:1/", REQUEST_ASSET, 2);
    ask(&run, "http://[::ffff:127.0.0.1]/", REQUEST_PAGE, 3);
    ask(&run, "http://2130706433/", REQUEST_PAGE, 4);
    finish(&run);
    for (size_t i = 0; i < 5; i++) {
        assert_int_equal(run.answers[i].status, OP_PRIVATE_ADDRESS);
        assert_int_equal(run.answers[i].stage, OP_STAGE_GUARD);
    }
    assert_int_equal(run.wire.seen->count, 0);
    /* A seed to come is trusted before it is asked for. */
    char own[64];
    snprintf(own, sizeof own, "http://127.0.0.1:%d/", run.wire.port);
    client_trust(run.client, str_of(own));
    ask(&run, "/", REQUEST_PAGE, 7);
    finish(&run);
    assert_string_equal(run.answers[7].body, "home");
    /* The same by hand, and then by a link too. */
    ask(&run, named, REQUEST_SEED, 5);
    ask(&run, named, REQUEST_ASSET, 6);
    finish(&run);
    assert_string_equal(run.answers[5].body, "home");
    assert_string_equal(run.answers[6].body, "home");
    close_run(&run);
}

static void keeps_secrets_from_strangers(void **state)
{
    (void)state;
    static struct run run, other;
    static const struct wire_route routes[] = {{.path = NULL}};
    struct client_options options = quick();
    const char *const headers[] = {"Authorization: Bearer t0ken", "X-Mine: 1",
                                   NULL};
    options.headers = headers;
    options.cookies = "sid=s3cret";
    options.user = "me:pa55";
    options.allows_private = true;
    open_run(&run, routes, &options);
    open_run(&other, routes, &options);
    char stranger[64];
    snprintf(stranger, sizeof stranger, "http://localhost:%d/",
             other.wire.port);
    ask(&run, "/", REQUEST_SEED, 0);
    ask(&run, stranger, REQUEST_PAGE, 1);
    finish(&run);
    const char *mine = run.wire.seen->request[0];
    const char *theirs = other.wire.seen->request[0];
    assert_non_null(strstr(mine, "t0ken"));
    assert_non_null(strstr(mine, "s3cret"));
    assert_int_equal(other.wire.seen->count, 1);
    assert_null(strstr(theirs, "uthorization"));
    assert_null(strstr(theirs, "s3cret"));
    assert_non_null(strstr(theirs, "X-Mine: 1"));
    close_run(&run);
    close_run(&other);
}

/* --- no request is lost --------------------------------------------------- */

static void answers_all_that_is_cancelled(void **state)
{
    (void)state;
    static struct run run;
    static const struct wire_route routes[] = {
        {.path = "/robots.txt", .bytes = WIRE(""), .end = WIRE_HANG},
        {.path = NULL}};
    struct client_options options = quick();
    options.ignores_robots = false;
    open_run(&run, routes, &options);
    for (unsigned i = 0; i < 200; i++)
        ask(&run, "/", i % 2 ? REQUEST_SEED : REQUEST_ASSET, i);
    assert_int_equal(client_run(run.client, 100), 201);
    client_cancel(run.client);
    assert_int_equal(run.count, 200);
    for (size_t i = 0; i < 200; i++)
        assert_int_equal(run.answers[i].status, OP_INTERRUPTED);
    assert_int_equal(client_run(run.client, 0), 0);
    /* It can be used again. */
    ask(&run, "nonsense", REQUEST_SEED, 0);
    finish(&run);
    assert_int_equal(run.count, 201);
    close_run(&run);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(follows_a_chain_to_its_end),
        cmocka_unit_test(counts_hops),
        cmocka_unit_test(tries_again_what_may_pass),
        cmocka_unit_test(gives_up_dead_hosts_at_once),
        cmocka_unit_test(guards_private_addresses),
        cmocka_unit_test(keeps_secrets_from_strangers),
        cmocka_unit_test(answers_all_that_is_cancelled),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
