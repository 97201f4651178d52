/* SPDX-License-Identifier: MIT */
/* client_judge.c - end a hop: follow it, try it again, or call it an answer. */
#include "net/client_state.h"

#include "base/memory.h"
#include "net/challenge.h"
#include "net/reason.h"
#include "net/retry.h"
#include <offprint/limits.h>
#include <stdio.h>
#include <time.h>

#define MAX_ROBOTS_HOPS      5 /* RFC 9309 section 2.3.1.2 */
#define MAX_CONNECT_FAILURES 3
#define FIRST_SLOW_MS        500
#define SLOWEST_PAUSE_MS     10000

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
    order->response->body = S("");
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

/* Why the redirect is not followed; NULL: it is. */
static const char *check_target(const struct client *client,
                                struct order *order,
                                const struct target *target)
{
    int max = order->asks_for ? MAX_ROBOTS_HOPS : client->options.max_redirects;
    if (target->status)
        return "redirect to what is no URL";
    if (!target->origin)
        return "redirect to what is neither http nor https";
    if (order->redirects >= max)
        return "too many redirects";
    return goes_round(order, target->bare) ? "redirects in a circle" : NULL;
}

static void follow(struct client *client, struct order *order,
                   struct str location)
{
    const char *base = order->response->last->url;
    struct target target = client_look(client, location, base);
    const char *why = check_target(client, order, &target);
    if (why && target.status != OP_NO_MEMORY) {
        order_fail(order, OP_REDIRECT, OP_STAGE_FETCH, "%s, after %u: %.*s",
                   why, order->redirects + 1u, STR_ARG(target.shown));
        client_finish(client, order);
        return;
    }
    char *hop = why ? NULL : string_copy(target.with_userinfo);
    if (!hop) {
        client_fail(client, order, OP_NO_MEMORY, OP_STAGE_FETCH,
                    "out of memory");
        return;
    }
    memory_free(order->hop);
    order_forget_known(order);
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
    struct str coding = exchange_header(last, S("Content-Encoding"));
    struct op_error error = {0};
    response->body = buf_str(&last->body);
    if (coding.len == 0 || str_ieq(coding, S("identity")))
        return;
    buf_clear(&response->decoded);
    enum op_status status =
        response_decode(coding, response->body, &response->decoded, &error);
    response->body = buf_str(&response->decoded);
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

/* Is it no answer of the site's? Of a robots.txt the status alone counts. */
static bool is_challenged(struct order *order)
{
    const struct exchange *last = order->response->last;
    const char *guard =
        order->asks_for ? NULL : challenge_of(last, order->response->body);
    if (guard)
        order_fail(order, OP_BLOCKED, OP_STAGE_FETCH,
                   "%d: %s asks for a browser instead of giving the page",
                   last->http_status, guard);
    return guard != NULL;
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
    decode(order);
    if (is_challenged(order)) {
        client_finish(client, order);
        return;
    }
    if (retry_helps_http(status) && try_again(client, order, wait))
        return;
    bool is_known = status == 304 && (order->etag || order->last_modified);
    if (is_known) {
        client_finish(client, order);
        return;
    }
    if (!is_success(status))
        fail_status(order, status, asked);
    bool is_cut = order->response->error.status == OP_TRUNCATED;
    if (!is_cut || !try_again(client, order, backoff_of(order)))
        client_finish(client, order);
}

/* The circuit breaker: who was never reached is not tried again, and who was
 * reached before has three chances. */
static void note_health(struct origin *origin,
                        const struct fetch_result *result)
{
    if (result->exchange->http_status)
        origin->has_answered = true;
    if (result->has_connected) {
        origin->failures = 0;
        return;
    }
    origin->failures++;
    if (!origin->has_answered || origin->failures >= MAX_CONNECT_FAILURES)
        origin_set_death(origin, &result->error);
}

/* Whoever never said a word costs one timeout, not three. */
static bool may_pass(const struct origin *origin, enum op_status status)
{
    return !origin->death && retry_helps(status) &&
           (origin->has_answered || status != OP_TIMEOUT);
}

void client_judge(struct client *client, struct order *order,
                  const struct fetch_result *result)
{
    const struct op_error *error = &result->error;
    note_health(order->origin, result);
    if (order_append(order, result->exchange)) {
        order_fail(order, OP_NO_MEMORY, OP_STAGE_FETCH,
                   "no memory for the answer");
        client_finish(client, order);
        return;
    }
    if (error->status == OP_OK) {
        judge_status(client, order);
        return;
    }
    if (may_pass(order->origin, error->status) &&
        try_again(client, order, backoff_of(order)))
        return;
    order->response->error = *error;
    if (order->response->last)
        decode(order);
    client_finish(client, order);
}
