/* SPDX-License-Identifier: MIT */
/* fresh.c - what a run has just fetched. */
#include "library/fresh.h"

#include <offprint/limits.h>
#include <string.h>

enum op_status fresh_open(struct fresh *fresh, struct op_error *err)
{
    *fresh = (struct fresh){.spool = spool_open(err)};
    arena_init(&fresh->arena, OP_MAX_JOB_MEMORY);
    return fresh->spool ? OP_OK : err->status;
}

void fresh_close(struct fresh *fresh)
{
    spool_close(fresh->spool);
    arena_free(&fresh->arena);
}

static enum op_status put(struct fresh *fresh, const struct exchange *exchange,
                          struct fresh_exchange *kept, struct op_error *err)
{
    enum op_status status = spool_put(fresh->spool, buf_str(&exchange->request),
                                      &kept->request, err);
    if (status == OP_OK)
        status =
            spool_put(fresh->spool, buf_str(&exchange->head), &kept->head, err);
    if (status == OP_OK)
        status =
            spool_put(fresh->spool, buf_str(&exchange->body), &kept->body, err);
    return status;
}

enum op_status fresh_put(struct fresh *fresh, const struct exchange *exchange,
                         int64_t started_ms, const struct op_error *error,
                         struct op_error *err)
{
    fresh->arena.escape = &fresh->escape;
    if (setjmp(fresh->escape))
        return error_set(err, OP_NO_MEMORY, OP_STAGE_FETCH,
                         str_of(exchange->url), "no memory to keep it");
    struct fresh_exchange *kept =
        arena_new(&fresh->arena, struct fresh_exchange);
    kept->url = arena_cstring(&fresh->arena, str_of(exchange->url));
    kept->ip = arena_dup(&fresh->arena, str_of(exchange->ip));
    kept->started_ms = started_ms;
    kept->http_status = exchange->http_status;
    kept->http_major = exchange->http_major;
    kept->is_truncated = exchange->is_truncated;
    if (error)
        kept->error = *error;
    enum op_status status = put(fresh, exchange, kept, err);
    if (status == OP_OK)
        *map_slot(&fresh->exchanges, &fresh->arena, str_of(kept->url)) = kept;
    return status;
}

struct fresh_exchange *fresh_get(const struct fresh *fresh, const char *url)
{
    return map_get(&fresh->exchanges, str_of(url));
}

static bool get(const struct fresh *fresh, struct spool_span span,
                struct buf *out)
{
    char *room = buf_room(out, (size_t)span.len + 1);
    if (!room || (span.len && spool_get(fresh->spool, span, 0, room,
                                        (size_t)span.len, NULL) != OP_OK))
        return false;
    out->len += (size_t)span.len;
    return true;
}

struct exchange *fresh_tell(const struct fresh *fresh,
                            const struct fresh_exchange *from)
{
    struct exchange *exchange =
        exchange_new(str_of(from->url), OP_MAX_RECORD_BYTES);
    if (!exchange)
        return NULL;
    if (!get(fresh, from->request, &exchange->request) ||
        !get(fresh, from->head, &exchange->head) ||
        !get(fresh, from->body, &exchange->body)) {
        exchange_free(exchange);
        return NULL;
    }
    exchange->started_ms = from->started_ms;
    exchange->is_dated = true;
    exchange->http_status = from->http_status;
    exchange->http_major = from->http_major;
    exchange->is_truncated = from->is_truncated;
    size_t len = from->ip.len < sizeof exchange->ip - 1
                     ? from->ip.len
                     : sizeof exchange->ip - 1;
    memcpy(exchange->ip, from->ip.at ? from->ip.at : "", len);
    exchange->ip[len] = '\0';
    return exchange;
}
