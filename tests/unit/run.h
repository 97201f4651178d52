/* SPDX-License-Identifier: MIT */
/* run.h - ask a server of wire.h through a client, and note what comes. */
#ifndef TESTS_RUN_H
#define TESTS_RUN_H

#include "net/client.h"

#include "wire.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#define OK(body) "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n" body
#define ANSWERS  300

struct answer {
    enum op_status status;
    enum op_stage stage;
    char text[256], body[64], final_url[128];
    int http_status;
    unsigned tries, hops;
    bool is_truncated;
};

/* What a run of requests gave, by tag. */
struct run {
    struct answer answers[ANSWERS];
    unsigned count, order[ANSWERS], observed;
    struct wire wire;
    struct client *client;
};

static void note(void *context, void *tag, struct response *response)
{
    struct run *run = context;
    size_t i = (size_t)(uintptr_t)tag;
    struct answer *answer = &run->answers[i];
    assert_non_null(response);
    *answer = (struct answer){.status = response->error.status,
                              .stage = response->error.stage,
                              .tries = response->tries};
    snprintf(answer->text, sizeof answer->text, "%s", response->error.text);
    snprintf(answer->body, sizeof answer->body, "%.*s",
             STR_ARG(response->body));
    snprintf(answer->final_url, sizeof answer->final_url, "%s",
             response->final_url);
    if (response->last) {
        answer->http_status = response->last->http_status;
        answer->is_truncated = response->last->is_truncated;
    }
    for (struct exchange *hop = response->hops; hop; hop = hop->next)
        answer->hops++;
    run->order[run->count++] = (unsigned)i;
    response_free(response);
}

static void observe(void *context, const struct exchange *exchange,
                    struct str robots_of)
{
    struct run *run = context;
    assert_non_null(exchange->url);
    (void)robots_of;
    run->observed++;
}

static struct client_options quick(void)
{
    struct client_options options = client_defaults();
    options.delay_ms = 0;
    options.ignores_robots = true;
    options.retries = 0;
    options.stall_timeout_ms = 1000;
    options.transfer_timeout_ms = 3000;
    return options;
}

static void open_run(struct run *run, const struct wire_route *routes,
                     const struct client_options *options)
{
    *run = (struct run){.wire = wire_open(routes)};
    run->client = client_new(options, note, run, NULL);
    assert_non_null(run->client);
    client_observe(run->client, observe, run);
}

static void ask(struct run *run, const char *url, enum request_kind kind,
                unsigned tag)
{
    char full[256];
    snprintf(full, sizeof full, "%s", url);
    if (url[0] == '/')
        snprintf(full, sizeof full, "http://127.0.0.1:%d%s", run->wire.port,
                 url);
    struct request request = {
        .url = str_of(full), .kind = kind, .tag = (void *)(uintptr_t)tag};
    assert_int_equal(client_add(run->client, &request), OP_OK);
}

static void finish(struct run *run)
{
    int64_t end = clock_ms() + 30000;
    while (client_run(run->client, 1000) > 0)
        assert_true(clock_ms() < end);
}

static inline void finish_some(struct run *run, int ms)
{
    int64_t end = clock_ms() + ms;
    while (clock_ms() < end)
        client_run(run->client, (int)(end - clock_ms()));
}

static void close_run(struct run *run)
{
    client_free(run->client);
    wire_close(&run->wire);
}

#endif
