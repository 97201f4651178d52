/* SPDX-License-Identifier: MIT */
/* client_start.c - begin a hop: judge where it goes, and send it. */
#include "net/client_state.h"

#include "base/memory.h"
#include "net/guard.h"

static const char *referer_of(const struct client *client,
                              const struct order *order)
{
    const char *referer = order_referer(order);
    if (order->is_seed && !referer)
        referer = client->options.referer;
    bool is_downgrade = referer && str_istarts(str_of(referer), S("https:")) &&
                        str_starts(str_of(order_url(order)), S("http:"));
    return is_downgrade ? NULL : referer;
}

/* Ask the past: the answer is there at once. */
static enum op_status recall(struct client *client, struct order *order,
                             const char *url)
{
    const struct past *past = client->options.past;
    struct recalled *recalled = memory_alloc(sizeof *recalled);
    if (!recalled)
        return OP_NO_MEMORY;
    *recalled =
        (struct recalled){.next = client->recalled,
                          .result = {.tag = order, .has_connected = true}};
    enum op_status status =
        past->recall(past->context, url, &recalled->result.exchange,
                     &recalled->result.error);
    if (status == OP_NO_MEMORY) {
        memory_free(recalled);
        return status;
    }
    client->recalled = recalled;
    return OP_OK;
}

/* Is the past to answer, as far as it goes? */
static bool is_past(const struct client *client, const char *url)
{
    const struct past *past = client->options.past;
    return past && (!past->asks_web || past->knows(past->context, url));
}

static enum op_status send_order(struct client *client, struct order *order)
{
    static const enum fetch_kind kinds[LANES] = {
        [LANE_ROBOTS] = FETCH_ROBOTS,
        [LANE_PAGE] = FETCH_PAGE,
        [LANE_ASSET] = FETCH_ASSET,
    };
    struct host *host = order->origin->host;
    char *public_url = string_public_url(str_of(order_url(order)));
    if (!public_url)
        return OP_NO_MEMORY;
    struct fetch_request request = {
        .url = order_url(order),
        .public_url = public_url,
        .referer = referer_of(client, order),
        .kind = kinds[order->lane],
        .max_bytes = order->max_bytes,
        .may_be_private = client_may_be_private(client, host),
        .has_secrets = *host->is_given,
        .etag = order->etag,
        .last_modified = order->last_modified,
        .tag = order,
    };
    enum op_status status = is_past(client, public_url)
                                ? recall(client, order, public_url)
                                : fetch_start(client->fetch, &request);
    memory_free(public_url);
    return status;
}

static void start(struct client *client, struct order *order)
{
    struct host *host = order->origin->host;
    int64_t now = clock_ms();
    if (!order->first_ms)
        order->first_ms = now;
    if (send_order(client, order)) {
        client_fail(client, order, OP_NO_MEMORY, OP_STAGE_FETCH,
                    "out of memory");
        return;
    }
    client->current = order;
    client->active++;
    host->active++;
    host->started_ms = now;
    hosts_update(&client->hosts, host);
}

void client_start(struct client *client, struct order *order)
{
    const struct op_error *death = order->origin->death;
    struct host *host = order->origin->host;
    if (death) {
        client_fail(client, order, death->status, death->stage, death->text);
        return;
    }
    struct target target = client_look(client, str_of(order_url(order)), NULL);
    if (target.status)
        client_fail(client, order, target.status, OP_STAGE_URL,
                    "out of memory");
    else if (is_past(client, target.bare.at))
        start(client, order);
    else if (host_is_private(host->name) &&
             !client_may_be_private(client, host))
        client_fail(client, order, OP_PRIVATE_ADDRESS, OP_STAGE_GUARD,
                    "links may not lead to a private address");
    else if (client_asks_robots(client, order, target.path))
        start(client, order);
}
