/* SPDX-License-Identifier: MIT */
/* client.c - ask for many URLs at once, as a good guest. */
#include "net/client.h"

#include "base/memory.h"
#include "net/fetch.h"
#include "net/guard.h"
#include "net/hosts.h"
#include "net/reason.h"
#include "net/retry.h"
#include <offprint/limits.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#define AGENT                S("offprint") /* our name in robots.txt */
#define MAX_ROBOTS_HOPS      5             /* RFC 9309 section 2.3.1.2 */
#define MAX_CONNECT_FAILURES 3
#define SLOWEST_PAUSE_MS     10000
#define FIRST_SLOW_MS        500
#define SCRATCH_BYTES        (4u << 20)

struct client {
    struct client_options options;
    client_done *done;
    client_observer *observe;
    void *context, *observe_context;
    struct fetch *fetch;
    struct arena arena, scratch; /* of the client; of one look at a URL */
    struct hosts hosts;
    struct order *newest;  /* all that are open */
    struct queue answered; /* over, to be handed out */
    struct order *current; /* the latest under way, for the progress line */
    size_t open;
    unsigned active;
};

/* --- looking at URLs ------------------------------------------------------ */

/* A URL, understood. The strings last until the next look. */
struct target {
    struct url url;
    struct origin *origin;    /* NULL unless it is a web URL */
    struct str with_userinfo; /* as asked of libcurl */
    struct str path;          /* and query, as asked of robots.txt */
    enum op_status status;    /* OP_BAD_URL, OP_NO_MEMORY */
};

static void look(struct client *client, struct str input, const char *base,
                 struct target *target)
{
    struct arena *scratch = &client->scratch;
    struct url from;
    if (base && url_parse(scratch, str_of(base), NULL, &from))
        base = NULL;
    target->status =
        url_parse(scratch, input, base ? &from : NULL, &target->url);
    if (target->status || !url_is_web(&target->url))
        return;
    struct str bare = url_request(scratch, &target->url, false);
    target->with_userinfo = url_request(scratch, &target->url, true);
    target->path = str_from(bare, url_origin(scratch, &target->url).len);
    target->origin = hosts_origin(&client->hosts, scratch, &target->url);
}

/* The one place where the arenas may escape. */
static struct target target_of(struct client *client, struct str input,
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

static bool may_be_private(const struct client *client, const struct host *host)
{
    return client->options.allows_private || *host->is_given;
}

/* --- the end of an order -------------------------------------------------- */

static void give_answer(struct client *client, struct order *order)
{
    queue_push(&client->answered, order);
}

static void robots_done(struct client *client, struct order *order);

static void finish(struct client *client, struct order *order)
{
    struct response *response = order_response(order);
    if (response && !response->final_url)
        response->final_url = string_public_url(str_of(order_url(order)));
    if (order->asks_for)
        robots_done(client, order);
    else
        give_answer(client, order);
}

static void forget(struct client *client, struct order *order)
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

static void remember(struct client *client, struct order *order)
{
    order->older = client->newest;
    if (order->older)
        order->older->newer = order;
    client->newest = order;
    client->open++;
}

static bool deliver(struct client *client)
{
    bool has_any = client->answered.first != NULL;
    struct order *order;
    while ((order = queue_shift(&client->answered))) {
        struct response *response = order_response(order);
        void *tag = order->tag;
        order->response = NULL;
        forget(client, order);
        order_free(order);
        client->done(client->context, tag, response);
    }
    return has_any;
}

/* --- robots.txt ----------------------------------------------------------- */

static const struct robots *read_robots(struct client *client, struct str text)
{
    jmp_buf escape;
    client->arena.escape = &escape;
    if (setjmp(escape))
        return &ROBOTS_FORBID_ALL;
    return robots_parse(&client->arena, arena_dup(&client->arena, text), AGENT);
}

static void heed(struct client *client, struct origin *origin)
{
    const struct robots *robots = origin->robots;
    struct host *host = origin->host;
    if (!robots || robots->crawl_delay_ms <= host->pause_ms)
        return;
    bool is_long = robots->crawl_delay_ms > OP_MAX_CRAWL_DELAY_MS;
    int64_t pause = is_long ? OP_MAX_CRAWL_DELAY_MS : robots->crawl_delay_ms;
    if (pause > host->pause_ms)
        host->pause_ms = pause;
    hosts_update(&client->hosts, host);
}

static void set_death(struct origin *origin, const struct op_error *error)
{
    if (!origin->death)
        origin->death = memory_alloc(sizeof *origin->death);
    if (origin->death)
        *origin->death = *error;
}

/* RFC 9309 section 2.3.1: 4xx and endless redirects allow everything, 5xx
 * forbids everything. When the network fails, the pages fail of the same. */
static const struct robots *judge_robots(struct client *client,
                                         struct origin *origin,
                                         struct response *response)
{
    enum op_status status = response->error.status;
    int http = response->last ? response->last->http_status : 0;
    if (status == OP_OK || (status == OP_TOO_LARGE && http == 200))
        return read_robots(client, buf_str(&response->body));
    if (http >= 500)
        return &ROBOTS_FORBID_ALL;
    if (status == OP_REDIRECT || status == OP_HTTP_STATUS ||
        status == OP_UNAUTHORISED)
        return NULL;
    set_death(origin, &response->error);
    return &ROBOTS_FORBID_ALL;
}

static void robots_done(struct client *client, struct order *order)
{
    struct origin *origin = order->asks_for;
    origin->robots = order->response
                         ? judge_robots(client, origin, order->response)
                         : &ROBOTS_FORBID_ALL;
    origin->robots_state = ROBOTS_KNOWN;
    heed(client, origin);
    forget(client, order);
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
    remember(client, order);
    origin->robots_state = ROBOTS_ASKED;
    hosts_queue(&client->hosts, order);
    return OP_OK;
}

/* --- the beginning of a hop ----------------------------------------------- */

static void fail_dead(struct order *order)
{
    const struct op_error *death = order->origin->death;
    order_fail(order, death->status, death->stage, "%s", death->text);
}

/* Does robots.txt let it pass now? When not, the order is taken care of. */
static bool passes_robots(struct client *client, struct order *order,
                          struct str path)
{
    struct origin *origin = order->origin;
    if (client->options.ignores_robots || order->asks_for)
        return true;
    if (origin->robots_state == ROBOTS_UNKNOWN && ask_robots(client, origin)) {
        order_fail(order, OP_NO_MEMORY, OP_STAGE_ROBOTS, "out of memory");
        finish(client, order);
        return false;
    }
    if (origin->robots_state == ROBOTS_ASKED) {
        queue_push(&origin->parked, order);
        return false;
    }
    if (robots_allows(origin->robots, path))
        return true;
    order_fail(order, OP_ROBOTS, OP_STAGE_ROBOTS, "%s",
               origin->robots == &ROBOTS_FORBID_ALL
                   ? "robots.txt cannot be had, so nothing may be fetched"
                   : "robots.txt forbids it");
    finish(client, order);
    return false;
}

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
        .may_be_private = may_be_private(client, host),
        .has_secrets = *host->is_given,
        .tag = order,
    };
    enum op_status status = fetch_start(client->fetch, &request);
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
        order_fail(order, OP_NO_MEMORY, OP_STAGE_FETCH, "out of memory");
        finish(client, order);
        return;
    }
    client->current = order;
    client->active++;
    host->active++;
    host->started_ms = now;
    hosts_update(&client->hosts, host);
}

static void try_start(struct client *client, struct order *order)
{
    if (order->origin->death) {
        fail_dead(order);
        finish(client, order);
        return;
    }
    struct target target = target_of(client, str_of(order_url(order)), NULL);
    struct host *host = order->origin->host;
    if (target.status) {
        order_fail(order, target.status, OP_STAGE_URL, "out of memory");
        finish(client, order);
    } else if (host_is_private(host->name) && !may_be_private(client, host)) {
        order_fail(order, OP_PRIVATE_ADDRESS, OP_STAGE_GUARD,
                   "the host is private: %.*s", STR_ARG(host->name));
        finish(client, order);
    } else if (passes_robots(client, order, target.path)) {
        start(client, order);
    }
}

static void start_due(struct client *client)
{
    unsigned max = client->options.parallel_max > 0
                       ? (unsigned)client->options.parallel_max
                       : 1;
    struct order *order;
    int64_t now = clock_ms();
    while (client->active < max && (order = hosts_take(&client->hosts, now)))
        try_start(client, order);
}

/* --- the end of a hop ----------------------------------------------------- */

/* Wait and try again, if there is a try and time left. */
static bool try_again(struct client *client, struct order *order,
                      int64_t wait_ms)
{
    const struct client_options *options = &client->options;
    int64_t now = clock_ms();
    int64_t spent = now - order->first_ms + wait_ms;
    if (order->retries >= options->retries || wait_ms > OP_MAX_RETRY_WAIT_MS ||
        (options->retry_max_ms > 0 && spent > options->retry_max_ms))
        return false;
    order->retries++;
    order->due_ms = now + wait_ms;
    buf_clear(&order->response->body);
    order->response->error = (struct op_error){0};
    hosts_delay(&client->hosts, order);
    return true;
}

static int64_t backoff_of(const struct order *order)
{
    uint64_t seed = str_hash(str_of(order->text), 0);
    return retry_backoff_ms(order->retries, seed);
}

/* A host with too much to do is asked half as often from now on, and by fewer
 * at a time. */
static void slow_down(struct client *client, struct host *host, int64_t wait_ms)
{
    int64_t pause = host->pause_ms * 2;
    if (pause < FIRST_SLOW_MS)
        pause = FIRST_SLOW_MS;
    if (pause > SLOWEST_PAUSE_MS)
        pause = SLOWEST_PAUSE_MS;
    if (pause > host->pause_ms)
        host->pause_ms = pause;
    host->limit = host->limit > 1 ? host->limit / 2 : 1;
    int64_t until = clock_ms() + wait_ms;
    if (wait_ms <= OP_MAX_RETRY_WAIT_MS && until > host->resumes_ms)
        host->resumes_ms = until;
    hosts_update(&client->hosts, host);
}

static bool is_redirect(int status)
{
    return status == 301 || status == 302 || status == 303 || status == 307 ||
           status == 308;
}

/* Was the URL asked before in this chain? Going round once is pardoned when a
 * cookie was handed out on the way: that is how cookie walls work. */
static bool goes_round(struct order *order, struct str url)
{
    bool was_asked = false, has_cookie = false;
    const struct exchange *hop = order->response->hops;
    for (; hop; hop = hop->next) {
        if (!is_redirect(hop->http_status))
            continue;
        was_asked = was_asked || str_eq(str_of(hop->url), url);
        has_cookie =
            has_cookie || exchange_header(hop, S("Set-Cookie")).at != NULL;
    }
    if (!was_asked || (has_cookie && !order->is_pardoned)) {
        order->is_pardoned = order->is_pardoned || was_asked;
        return false;
    }
    return true;
}

static const char *check_target(struct client *client, struct order *order,
                                const struct target *target)
{
    int max = order->asks_for ? MAX_ROBOTS_HOPS : client->options.max_redirects;
    if (target->status)
        return "redirect to what is no URL";
    if (!target->origin)
        return "redirect to what is neither http nor https";
    if (order->redirects >= max)
        return "too many redirects";
    char *url = string_public_url(target->with_userinfo);
    bool is_loop = url && goes_round(order, str_of(url));
    memory_free(url);
    return is_loop ? "redirects in a circle" : NULL;
}

static void follow(struct client *client, struct order *order,
                   struct str location)
{
    struct target target =
        target_of(client, location, order->response->last->url);
    const char *why = check_target(client, order, &target);
    char *hop = why || target.status == OP_NO_MEMORY
                    ? NULL
                    : string_copy(target.with_userinfo);
    if (why) {
        order_fail(order, OP_REDIRECT, OP_STAGE_FETCH,
                   "%s, after %u hops: %.*s", why, order->redirects + 1u,
                   STR_ARG(location));
        finish(client, order);
        return;
    }
    if (!hop) {
        order_fail(order, OP_NO_MEMORY, OP_STAGE_FETCH, "out of memory");
        finish(client, order);
        return;
    }
    memory_free(order->hop);
    order->hop = hop;
    order->origin = target.origin;
    order->redirects++;
    order->retries = 0;
    hosts_queue(&client->hosts, order);
}

static void decode(struct order *order)
{
    struct response *response = order->response;
    const struct exchange *last = response->last;
    struct op_error error = {0};
    buf_clear(&response->body);
    enum op_status status =
        response_decode(exchange_header(last, S("Content-Encoding")),
                        buf_str(&last->body), &response->body, &error);
    if (status && !response->error.status)
        order_fail(order, status, OP_STAGE_DECODE, "%s", error.text);
}

static bool is_success(int status)
{
    return status >= 200 && status < 300 && status != 204 && status != 205 &&
           status != 206;
}

static void fail_status(struct order *order, int status, int64_t wait_ms)
{
    bool is_refusal = status == 401 || status == 403 || status == 407;
    const char *reason = http_reason(status);
    char note[64] = "";
    if (wait_ms >= 0 && retry_is_busy(status))
        snprintf(note, sizeof note, " (asks to wait %lld s)",
                 (long long)(wait_ms / 1000));
    else if (is_redirect(status))
        snprintf(note, sizeof note, " without Location");
    else if (status < 300 || status == 304)
        snprintf(note, sizeof note, ", not asked for");
    order_fail(order, is_refusal ? OP_UNAUTHORISED : OP_HTTP_STATUS,
               OP_STAGE_FETCH, "%d%s%s%s", status, *reason ? " " : "", reason,
               note);
}

static void judge_status(struct client *client, struct order *order)
{
    const struct exchange *last = order->response->last;
    int status = last->http_status;
    struct str location = exchange_header(last, S("Location"));
    if (is_redirect(status) && location.len > 0) {
        follow(client, order, location);
        return;
    }
    struct str header = exchange_header(last, S("Retry-After"));
    int64_t asked = retry_after_ms(header, (int64_t)time(NULL));
    int64_t wait = asked >= 0 ? asked : backoff_of(order);
    if (retry_is_busy(status))
        slow_down(client, order->origin->host, wait);
    if (retry_helps_http(status) && try_again(client, order, wait))
        return;
    if (!is_success(status))
        fail_status(order, status, asked);
    decode(order);
    bool is_cut = order->response->error.status == OP_TRUNCATED;
    if (!is_cut || !try_again(client, order, backoff_of(order)))
        finish(client, order);
}

/* The circuit breaker: who was never reached is not tried again, and who was
 * reached before has three chances. */
static void note_health(struct origin *origin,
                        const struct fetch_result *result)
{
    if (result->has_connected) {
        origin->has_answered = true;
        origin->failures = 0;
        return;
    }
    origin->failures++;
    if (!origin->has_answered || origin->failures >= MAX_CONNECT_FAILURES)
        set_death(origin, &result->error);
}

static void judge(struct client *client, struct order *order,
                  const struct fetch_result *result)
{
    struct origin *origin = order->origin;
    note_health(origin, result);
    if (order_append(order, result->exchange)) {
        finish(client, order);
        return;
    }
    if (result->error.status == OP_OK) {
        judge_status(client, order);
        return;
    }
    if (!origin->death && retry_helps(result->error.status) &&
        try_again(client, order, backoff_of(order)))
        return;
    order->response->error = result->error;
    if (order->response->last)
        decode(order);
    finish(client, order);
}

static void collect(struct client *client)
{
    struct fetch_result result;
    while (fetch_next(client->fetch, &result)) {
        struct order *order = result.tag;
        struct host *host = order->origin->host;
        client->active--;
        host->active--;
        hosts_update(&client->hosts, host);
        if (client->observe)
            client->observe(client->observe_context, result.exchange);
        judge(client, order, &result);
    }
}

/* --- the public face ------------------------------------------------------ */

struct client *client_new(const struct client_options *options,
                          client_done *done, void *context,
                          struct op_error *err)
{
    struct client *client = memory_alloc(sizeof *client);
    if (!client) {
        error_set(err, OP_NO_MEMORY, OP_STAGE_FETCH, S(""), "out of memory");
        return NULL;
    }
    *client =
        (struct client){.options = *options, .done = done, .context = context};
    arena_init(&client->arena, OP_MAX_JOB_MEMORY);
    arena_init(&client->scratch, SCRATCH_BYTES);
    int64_t pause = options->delay_ms < 0 ? OP_DELAY_MS : options->delay_ms;
    unsigned limit =
        options->parallel_host > 0 ? (unsigned)options->parallel_host : 1;
    hosts_init(&client->hosts, &client->arena, pause, limit);
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
    fetch_free(client->fetch);
    while (client->newest) {
        struct order *order = client->newest;
        forget(client, order);
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

static size_t limit_of(const struct request *request)
{
    if (request->max_bytes)
        return request->max_bytes;
    return request->kind == REQUEST_ASSET ? OP_MAX_ASSET_BYTES
                                          : OP_MAX_PAGE_BYTES;
}

/* A host given by hand may be private; what was refused before is forgotten. */
static void trust(struct origin *origin)
{
    *origin->host->is_given = true;
    if (origin->death && origin->death->status == OP_PRIVATE_ADDRESS) {
        memory_free(origin->death);
        origin->death = NULL;
        origin->robots_state = ROBOTS_UNKNOWN;
    }
}

enum op_status client_add(struct client *client, const struct request *request)
{
    struct target target = target_of(client, request->url, NULL);
    if (target.status == OP_NO_MEMORY)
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
    remember(client, order);
    if (!target.origin) {
        order_fail(order, OP_BAD_URL, OP_STAGE_URL, "%s",
                   target.status ? "not a URL" : "neither http nor https");
        finish(client, order);
        return OP_OK;
    }
    if (order->is_seed)
        trust(target.origin);
    hosts_queue(&client->hosts, order);
    return OP_OK;
}

static int64_t least(int64_t a, int64_t b)
{
    return a < b ? a : b;
}

size_t client_run(struct client *client, int timeout_ms)
{
    int64_t end = clock_ms() + timeout_ms;
    while (!deliver(client) && client->open > 0) {
        start_due(client);
        int64_t now = clock_ms();
        if (client->answered.first)
            continue;
        bool is_full = client->active >= (unsigned)client->options.parallel_max;
        int64_t until = is_full ? end : least(end, hosts_due(&client->hosts));
        fetch_wait(client->fetch, (int)(until > now ? until - now : 0));
        collect(client);
        if (clock_ms() >= end && !client->answered.first)
            break;
    }
    return client->open;
}

void client_cancel(struct client *client)
{
    fetch_stop(client->fetch);
    client->active = 0;
    hosts_clear(&client->hosts);
    client->answered = (struct queue){0};
    struct order *order = client->newest, *older;
    for (; order; order = older) {
        older = order->older;
        if (order->asks_for) {
            forget(client, order);
            order_free(order);
            continue;
        }
        order_fail(order, OP_INTERRUPTED, OP_STAGE_FETCH, "interrupted");
        finish(client, order);
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

const char *client_version(void)
{
    return fetch_version();
}
