/* SPDX-License-Identifier: MIT */
/* client_robots.c - ask what robots may do, once per origin. */
#include "net/client_state.h"

#include "base/memory.h"
#include <offprint/limits.h>

#define AGENT S("offprint") /* our name in robots.txt */

static const struct robots *read_robots(struct client *client, struct str text)
{
    jmp_buf escape;
    client->arena.escape = &escape;
    if (setjmp(escape))
        return &ROBOTS_FORBID_ALL;
    return robots_parse(&client->arena, arena_dup(&client->arena, text), AGENT);
}

/* A long delay is cut: a page a day is a way to say no, and robots.txt has a
 * better one. */
static void heed(struct client *client, struct origin *origin)
{
    const struct robots *robots = origin->robots;
    struct host *host = origin->host;
    int64_t pause = robots ? robots->crawl_delay_ms : -1;
    int64_t most = client->options.max_crawl_delay_ms;
    if (pause > most) {
        if (client->listen)
            client->listen(client->listen_context, origin->name, pause, most);
        pause = most;
    }
    if (pause > host->pause_ms)
        host->pause_ms = pause;
    hosts_update(&client->hosts, host);
}

void origin_set_death(struct origin *origin, const struct op_error *error)
{
    if (!origin->death)
        origin->death = memory_alloc(sizeof *origin->death);
    if (origin->death)
        *origin->death = *error;
}

/* RFC 9309 section 2.3.1: 4xx and endless redirects allow everything, what
 * cannot be reached forbids everything. Then the origin's pages fail of the
 * same cause, which says more than "robots" would. */
static const struct robots *judge_robots(struct client *client,
                                         const struct order *order)
{
    const struct response *response = order->response;
    if (!response)
        return &ROBOTS_FORBID_ALL;
    struct op_error error = response->error;
    int http = response->last ? response->last->http_status : 0;
    if (error.status == OP_OK || (error.status == OP_TOO_LARGE && http == 200))
        return read_robots(client, response->body);
    if (http >= 500)
        return &ROBOTS_FORBID_ALL;
    if (error.status == OP_REDIRECT || error.status == OP_HTTP_STATUS ||
        error.status == OP_UNAUTHORISED)
        return NULL;
    if (!order->asks_for->death) {
        (void)error_set(&error, error.status, error.stage, S(""),
                        "robots.txt: %s", response->error.text);
        origin_set_death(order->asks_for, &error);
    }
    return &ROBOTS_FORBID_ALL;
}

void client_robots_done(struct client *client, struct order *order)
{
    struct origin *origin = order->asks_for;
    origin->robots = judge_robots(client, order);
    origin->robots_state = ROBOTS_KNOWN;
    heed(client, origin);
    client_forget(client, order);
    order_free(order);
    hosts_unpark(&client->hosts, origin);
}

static enum op_status ask_robots(struct client *client, struct origin *origin)
{
    struct buf url;
    buf_init(&url, OP_MAX_URL_BYTES + 16);
    buf_put(&url, origin->name);
    buf_puts(&url, "/robots.txt");
    struct order *order = url.failed ? NULL : order_new(buf_str(&url), S(""));
    buf_free(&url);
    if (!order)
        return OP_NO_MEMORY;
    order->origin = order->asks_for = origin;
    order->lane = LANE_ROBOTS;
    order->max_bytes = OP_MAX_ROBOTS_BYTES;
    client_remember(client, order);
    origin->robots_state = ROBOTS_ASKED;
    hosts_queue(&client->hosts, order);
    return OP_OK;
}

bool client_asks_robots(struct client *client, struct order *order,
                        struct str path)
{
    struct origin *origin = order->origin;
    if (client->options.ignores_robots || order->asks_for)
        return true;
    if (origin->robots_state == ROBOTS_UNKNOWN && ask_robots(client, origin)) {
        client_fail(client, order, OP_NO_MEMORY, OP_STAGE_ROBOTS,
                    "out of memory");
        return false;
    }
    if (origin->robots_state == ROBOTS_ASKED) {
        queue_push(&origin->parked, order);
        return false;
    }
    if (robots_allows(origin->robots, path))
        return true;
    bool is_lost = origin->robots == &ROBOTS_FORBID_ALL;
    client_fail(client, order, OP_ROBOTS, OP_STAGE_ROBOTS,
                is_lost ? "robots.txt cannot be had, which forbids all"
                        : "robots.txt forbids it");
    return false;
}
