/* SPDX-License-Identifier: MIT */
/* client.c - ask for many URLs at once: queue, run, answer. */
#include "net/client.h"

#include "base/memory.h"
#include "net/client_state.h"
#include <offprint/limits.h>
#include <poll.h>
#include <string.h>

#define SCRATCH_BYTES (4u << 20)
#define MAX_STARTS    64 /* before answers are given back */

/* As a browser does, a name and password given by hand for one page are used
 * for all of its origin. */
static struct str log_in(struct arena *scratch, const struct url *url,
                         const struct target *target)
{
    struct str userinfo = target->origin->userinfo;
    if (target->userinfo.len || !userinfo.len)
        return url_request(scratch, url, true);
    size_t scheme = url->protocol.len + S("://").len;
    return arena_printf(scratch, "%.*s://%.*s%.*s", STR_ARG(url->protocol),
                        STR_ARG(userinfo),
                        STR_ARG(str_from(target->bare, scheme)));
}

static void look(struct client *client, struct str input, const char *base,
                 struct target *target)
{
    struct arena *scratch = &client->scratch;
    struct url from, url;
    if (base && url_parse(scratch, str_of(base), NULL, &from))
        base = NULL;
    target->status = url_parse(scratch, input, base ? &from : NULL, &url);
    if (target->status)
        return;
    target->shown = url_public(scratch, &url);
    if (!url_is_web(&url))
        return;
    target->bare = url_request(scratch, &url, false);
    target->path = str_from(target->bare, url_origin(scratch, &url).len);
    target->origin = hosts_origin(&client->hosts, scratch, &url);
    target->userinfo = url_userinfo(&url);
    target->with_userinfo = log_in(scratch, &url, target);
}

/* The one place where the arenas may escape. */
struct target client_look(struct client *client, struct str input,
                          const char *base)
{
    static const struct target none = {.status = OP_NO_MEMORY};
    struct target target = {0};
    jmp_buf escape;
    arena_reset(&client->scratch);
    client->arena.escape = client->scratch.escape = &escape;
    if (setjmp(escape))
        return none;
    look(client, input, base, &target);
    return target;
}

bool client_may_be_private(const struct client *client, const struct host *host)
{
    return client->options.allows_private || *host->is_given;
}

void client_forget(struct client *client, struct order *order)
{
    if (order->newer)
        order->newer->older = order->older;
    else
        client->newest = order->older;
    if (order->older)
        order->older->newer = order->newer;
    if (client->current == order)
        client->current = NULL;
    client->open--;
}

void client_remember(struct client *client, struct order *order)
{
    order->older = client->newest;
    if (order->older)
        order->older->newer = order;
    client->newest = order;
    client->open++;
}

void client_finish(struct client *client, struct order *order)
{
    struct response *response = order_response(order);
    if (response && !response->final_url)
        response->final_url = string_public_url(str_of(order_url(order)));
    if (order->asks_for)
        client_robots_done(client, order);
    else
        queue_push(&client->answered, order);
}

void client_fail(struct client *client, struct order *order,
                 enum op_status status, enum op_stage stage, const char *text)
{
    order_fail(order, status, stage, "%s", text);
    client_finish(client, order);
}

static bool deliver(struct client *client)
{
    bool has_any = client->answered.first != NULL;
    struct order *order;
    while ((order = queue_shift(&client->answered))) {
        struct response *response = order_response(order);
        void *tag = order->tag;
        order->response = NULL;
        client_forget(client, order);
        order_free(order);
        client->done(client->context, tag, response);
    }
    return has_any;
}

/* When the bytes received so far are paid for. libcurl holds a transfer to its
 * rate only once it has lasted for a second or two: pages are over by then. */
static int64_t paid_ms(const struct client *client)
{
    uint64_t rate = client->options.bytes_per_second;
    if (rate == 0)
        return 0;
    double ms = (double)fetch_bytes(client->fetch) * 1000 / (double)rate;
    return client->begun_ms + (int64_t)(ms < 1e15 ? ms : 1e15);
}

static int64_t next_start_ms(const struct client *client)
{
    int64_t due = hosts_due(&client->hosts), paid = paid_ms(client);
    return due > paid ? due : paid;
}

static void start_due(struct client *client)
{
    int64_t now = clock_ms();
    struct order *order = NULL;
    /* All that a dead host was to give is answered here: not all at once. */
    for (size_t i = 0;
         i < MAX_STARTS && !client->is_held && client->active < client->max &&
         paid_ms(client) <= now && (order = hosts_take(&client->hosts, now));
         i++)
        client_start(client, order);
}

static bool next_result(struct client *client, struct fetch_result *result)
{
    struct recalled *recalled = client->recalled;
    if (!recalled)
        return fetch_next(client->fetch, result);
    *result = recalled->result;
    client->recalled = recalled->next;
    memory_free(recalled);
    return true;
}

static void forget_recalled(struct client *client)
{
    struct fetch_result result;
    while (client->recalled && next_result(client, &result))
        exchange_free(result.exchange);
}

static void collect(struct client *client)
{
    struct fetch_result result;
    while (next_result(client, &result)) {
        struct order *order = result.tag;
        struct host *host = order->origin->host;
        client->active--;
        host->active--;
        hosts_update(&client->hosts, host);
        if (client->observe && result.exchange)
            client->observe(client->observe_context, result.exchange,
                            order->asks_for ? order->asks_for->name : S(""));
        client_judge(client, order, &result);
    }
}

static unsigned at_least_one(int count)
{
    return count > 0 ? (unsigned)count : 1;
}

static unsigned parallel_host(const struct client_options *options)
{
    if (options->parallel_host > 0)
        return (unsigned)options->parallel_host;
    return options->delay_ms ? OP_PARALLEL_HOST
                             : at_least_one(options->parallel_max);
}

struct client *client_new(const struct client_options *options,
                          client_done *done, void *context,
                          struct op_error *err)
{
    struct client *client = memory_alloc(sizeof *client);
    if (!client) {
        error_set(err, OP_NO_MEMORY, OP_STAGE_FETCH, S(""), "out of memory");
        return NULL;
    }
    *client = (struct client){.options = *options,
                              .done = done,
                              .context = context,
                              .begun_ms = clock_ms(),
                              .wake = -1};
    arena_init(&client->arena, OP_MAX_JOB_MEMORY);
    arena_init(&client->scratch, SCRATCH_BYTES);
    int64_t pause = options->delay_ms < 0 ? OP_DELAY_MS : options->delay_ms;
    hosts_init(&client->hosts, &client->arena, pause, parallel_host(options));
    client->max = at_least_one(options->parallel_max);
    client->fetch = fetch_new(&client->options, err);
    if (!client->fetch) {
        client_free(client);
        return NULL;
    }
    return client;
}

void client_free(struct client *client)
{
    if (!client)
        return;
    forget_recalled(client);
    fetch_free(client->fetch);
    while (client->newest) {
        struct order *order = client->newest;
        client_forget(client, order);
        order_free(order);
    }
    for (size_t i = 0; i < client->hosts.origins.len; i++) {
        struct origin *origin = client->hosts.origins.entries[i].value;
        if (origin)
            memory_free(origin->death);
    }
    arena_free(&client->arena);
    arena_free(&client->scratch);
    memory_free(client);
}

void client_observe(struct client *client, client_observer *observer,
                    void *context)
{
    client->observe = observer;
    client->observe_context = context;
}

void client_listen(struct client *client, client_listener *listener,
                   void *context)
{
    client->listen = listener;
    client->listen_context = context;
}

static size_t limit_of(const struct request *request)
{
    if (request->max_bytes)
        return request->max_bytes;
    return request->kind == REQUEST_ASSET ? OP_MAX_ASSET_BYTES
                                          : OP_MAX_PAGE_BYTES;
}

/* A host given by hand may be private; what was refused before is forgotten. */
static bool trust(struct client *client, struct origin *origin,
                  struct str userinfo)
{
    jmp_buf escape;
    client->arena.escape = &escape;
    if (setjmp(escape))
        return false;
    if (userinfo.len)
        origin->userinfo = arena_dup(&client->arena, userinfo);
    *origin->host->is_given = true;
    if (origin->death && origin->death->status == OP_PRIVATE_ADDRESS) {
        memory_free(origin->death);
        origin->death = NULL;
        origin->robots_state = ROBOTS_UNKNOWN;
    }
    return true;
}

void client_trust(struct client *client, struct str url)
{
    struct target target = client_look(client, url, NULL);
    if (target.origin)
        (void)trust(client, target.origin, S(""));
}

enum op_status client_add(struct client *client, const struct request *request)
{
    struct target target = client_look(client, request->url, NULL);
    if (target.status == OP_NO_MEMORY)
        return OP_NO_MEMORY;
    bool is_seed = request->kind == REQUEST_SEED && target.origin;
    if (is_seed && !trust(client, target.origin, target.userinfo))
        return OP_NO_MEMORY;
    char *referer = string_public_url(request->referer);
    if (!referer)
        return OP_NO_MEMORY;
    struct order *order = order_new(
        target.origin ? target.with_userinfo : request->url, str_of(referer));
    memory_free(referer);
    if (!order)
        return OP_NO_MEMORY;
    order->tag = request->tag;
    order->max_bytes = limit_of(request);
    order->is_seed = request->kind == REQUEST_SEED;
    order->lane = request->kind == REQUEST_ASSET ? LANE_ASSET : LANE_PAGE;
    order->origin = target.origin;
    if (!order_set_known(order, request->etag, request->last_modified)) {
        order_free(order);
        return OP_NO_MEMORY;
    }
    client_remember(client, order);
    if (!target.origin) {
        order_fail(order, OP_BAD_URL, OP_STAGE_URL, "%s",
                   target.status ? "not a URL" : "neither http nor https");
        client_finish(client, order);
        return OP_OK;
    }
    hosts_queue(&client->hosts, order);
    return OP_OK;
}

static int64_t least(int64_t a, int64_t b)
{
    return a < b ? a : b;
}

void client_wake(struct client *client, int fd)
{
    client->wake = fd;
}

void client_hold(struct client *client, bool holds)
{
    client->is_held = holds;
}

static bool is_woken(const struct client *client)
{
    struct pollfd fd = {.fd = client->wake, .events = POLLIN};
    return poll(&fd, 1, 0) > 0;
}

size_t client_run(struct client *client, int timeout_ms)
{
    int64_t end = clock_ms() + timeout_ms;
    while (!deliver(client) && client->open > 0) {
        start_due(client);
        int64_t now = clock_ms();
        if (client->answered.first)
            continue;
        bool is_full = client->is_held || client->active >= client->max;
        int64_t until = is_full ? end : least(end, next_start_ms(client));
        if (!client->recalled)
            fetch_wait(client->fetch, (int)(until > now ? until - now : 0),
                       client->wake);
        collect(client);
        if (!client->answered.first && (clock_ms() >= end || is_woken(client)))
            break;
    }
    return client->open;
}

void client_cancel(struct client *client)
{
    fetch_stop(client->fetch);
    forget_recalled(client);
    client->active = 0;
    hosts_clear(&client->hosts);
    client->answered = (struct queue){0};
    struct order *order = client->newest, *older;
    for (; order; order = older) {
        older = order->older;
        if (order->asks_for) {
            client_forget(client, order);
            order_free(order);
            continue;
        }
        order_fail(order, OP_INTERRUPTED, OP_STAGE_FETCH, "interrupted");
        client_finish(client, order);
    }
    deliver(client);
}

struct client_stats client_stats(const struct client *client)
{
    const struct order *order = client->active ? client->current : NULL;
    return (struct client_stats){
        .bytes = fetch_bytes(client->fetch),
        .active = client->active,
        .waiting = (unsigned)(client->open - client->active),
        .host = order ? order->origin->host->name.at : "",
    };
}

const char *client_built_with(void)
{
    return fetch_built_with();
}

const char *client_version(struct op_error *err)
{
    return fetch_version(err);
}
