/* SPDX-License-Identifier: MIT */
/* hosts.c - what is known of each host, and when it may be asked next. */
#include "net/hosts.h"

#include <string.h>

void hosts_init(struct hosts *hosts, struct arena *arena, int64_t pause_ms,
                unsigned limit)
{
    *hosts = (struct hosts){
        .arena = arena, .pause_ms = pause_ms, .limit = limit ? limit : 1};
}

/* --- the heap: the host that may start first is on top -------------------- */

static int64_t later(int64_t a, int64_t b)
{
    return a > b ? a : b;
}

static bool has_waiting(const struct host *host)
{
    for (size_t i = 0; i < LANES; i++)
        if (host->lanes[i].first)
            return true;
    return false;
}

static bool can_start(const struct host *host)
{
    return host->active < host->limit && (has_waiting(host) || host->delayed);
}

static int64_t due_of(const struct host *host)
{
    int64_t due = host->started_ms ? later(host->started_ms + host->pause_ms,
                                           host->resumes_ms)
                                   : 0;
    return has_waiting(host) ? due : later(due, host->delayed->due_ms);
}

static void heap_set(struct hosts *hosts, size_t i, struct host *host)
{
    hosts->heap[i] = host;
    host->place = i + 1;
}

static void heap_rise(struct hosts *hosts, size_t i)
{
    struct host *host = hosts->heap[i];
    while (i > 0 && due_of(hosts->heap[(i - 1) / 2]) > due_of(host)) {
        heap_set(hosts, i, hosts->heap[(i - 1) / 2]);
        i = (i - 1) / 2;
    }
    heap_set(hosts, i, host);
}

static void heap_sink(struct hosts *hosts, size_t i)
{
    struct host *host = hosts->heap[i];
    for (;;) {
        size_t child = 2 * i + 1;
        if (child >= hosts->heap_len)
            break;
        if (child + 1 < hosts->heap_len &&
            due_of(hosts->heap[child + 1]) < due_of(hosts->heap[child]))
            child++;
        if (due_of(hosts->heap[child]) >= due_of(host))
            break;
        heap_set(hosts, i, hosts->heap[child]);
        i = child;
    }
    heap_set(hosts, i, host);
}

static void heap_remove(struct hosts *hosts, struct host *host)
{
    size_t i = host->place - 1;
    struct host *last = hosts->heap[--hosts->heap_len];
    host->place = 0;
    if (last == host)
        return;
    heap_set(hosts, i, last);
    heap_sink(hosts, i);
    heap_rise(hosts, last->place - 1);
}

void hosts_update(struct hosts *hosts, struct host *host)
{
    if (!can_start(host)) {
        if (host->place)
            heap_remove(hosts, host);
        return;
    }
    if (!host->place)
        heap_set(hosts, hosts->heap_len++, host);
    heap_sink(hosts, host->place - 1);
    heap_rise(hosts, host->place - 1);
}

int64_t hosts_due(const struct hosts *hosts)
{
    return hosts->heap_len ? due_of(hosts->heap[0]) : INT64_MAX;
}

/* --- finding -------------------------------------------------------------- */

static struct host *find_host(struct hosts *hosts, const struct url *url)
{
    struct arena *arena = hosts->arena;
    struct str key = url->host;
    if (url->port >= 0)
        key = arena_printf(arena, "%.*s:%d", STR_ARG(url->host), url->port);
    void **slot = map_slot(&hosts->by_port, arena, arena_dup(arena, key));
    struct host *known = *slot;
    if (known)
        return known;
    struct str name = arena_dup(arena, url->host);
    bool **is_given = (bool **)map_slot(&hosts->by_name, arena, name);
    if (!*is_given)
        *is_given = arena_new(arena, bool);
    /* Room in the heap for every host there is: it never grows elsewhere. */
    vec_reserve(arena, (void **)&hosts->heap, hosts->by_port.len,
                &hosts->heap_cap, sizeof(struct host *));
    struct host *host = arena_new(arena, struct host);
    *host = (struct host){.name = name,
                          .is_given = *is_given,
                          .pause_ms = hosts->pause_ms,
                          .limit = hosts->limit};
    return *slot = host;
}

struct origin *hosts_origin(struct hosts *hosts, struct arena *scratch,
                            const struct url *url)
{
    struct arena *arena = hosts->arena;
    struct str name = url_origin(scratch, url);
    struct origin *known = map_get(&hosts->origins, name);
    if (known)
        return known;
    struct origin *origin = arena_new(arena, struct origin);
    origin->name = arena_dup(arena, name);
    origin->host = find_host(hosts, url);
    return *map_slot(&hosts->origins, arena, origin->name) = origin;
}

/* --- waiting -------------------------------------------------------------- */

void hosts_queue(struct hosts *hosts, struct order *order)
{
    struct host *host = order->origin->host;
    queue_push(&host->lanes[order->lane], order);
    hosts_update(hosts, host);
}

void hosts_unpark(struct hosts *hosts, struct origin *origin)
{
    struct queue first[LANES] = {0};
    struct host *host = origin->host;
    struct order *order;
    while ((order = queue_shift(&origin->parked)))
        queue_push(&first[order->lane], order);
    for (size_t i = 0; i < LANES; i++)
        queue_prepend(&host->lanes[i], &first[i]);
    hosts_update(hosts, host);
}

void hosts_delay(struct hosts *hosts, struct order *order)
{
    struct host *host = order->origin->host;
    struct order **at = &host->delayed;
    while (*at && (*at)->due_ms <= order->due_ms)
        at = &(*at)->next;
    order->next = *at;
    *at = order;
    hosts_update(hosts, host);
}

static void wake(struct host *host, int64_t now_ms)
{
    while (host->delayed && host->delayed->due_ms <= now_ms) {
        struct order *order = host->delayed;
        host->delayed = order->next;
        queue_push(&host->lanes[order->lane], order);
    }
}

struct order *hosts_take(struct hosts *hosts, int64_t now_ms)
{
    if (hosts_due(hosts) > now_ms)
        return NULL;
    struct host *host = hosts->heap[0];
    wake(host, now_ms);
    struct order *order = NULL;
    for (size_t i = 0; i < LANES && !order; i++)
        order = queue_shift(&host->lanes[i]);
    hosts_update(hosts, host);
    return order;
}

void hosts_clear(struct hosts *hosts)
{
    for (size_t i = 0; i < hosts->by_port.len; i++) {
        struct host *host = hosts->by_port.entries[i].value;
        if (!host) /* memory ran out while it was made */
            continue;
        memset(host->lanes, 0, sizeof host->lanes);
        host->delayed = NULL;
        host->active = 0;
        hosts_update(hosts, host);
    }
    for (size_t i = 0; i < hosts->origins.len; i++) {
        struct origin *origin = hosts->origins.entries[i].value;
        origin->parked = (struct queue){0};
        if (origin->robots_state == ROBOTS_ASKED)
            origin->robots_state = ROBOTS_UNKNOWN;
    }
}
