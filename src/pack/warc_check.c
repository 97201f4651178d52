/* SPDX-License-Identifier: MIT */
/* warc_check.c - does every record of a WARC file hold what it says? */
#include "pack/warc_check.h"

#include "net/response.h"
#include "text/unicode.h"
#include <inttypes.h>
#include <offprint/limits.h>

static void found(struct warc_check *c, const char *what)
{
    struct str url = utf8_clip(c->record->url, 100);
    verify_found(c->v, c->name, "the %.*s record at byte %" PRIu64 "%s%.*s: %s",
                 STR_ARG(c->record->type), c->record->offset,
                 url.len ? ", of " : "", STR_ARG(url), what);
}

/* --- one record -------------------------------------------------------- */

static struct verify_record *keep(struct warc_check *c,
                                  const struct warc_fields *fields)
{
    struct arena *arena = c->v->arena;
    struct verify_record *record = arena_new(arena, struct verify_record);
    *record = (struct verify_record){
        .type = arena_dup(arena, fields->type),
        .url = arena_dup(arena, fields->url),
        .date = arena_dup(arena, fields->date),
        .digest = arena_dup(arena, fields->payload_digest),
        .offset = c->stream.piece.offset,
    };
    *map_slot(&c->v->records, arena,
              verify_record_key(arena, c->name, record->offset)) = record;
    return record;
}

static enum op_status on_begin(void *context, struct str head,
                               struct op_error *err)
{
    struct warc_check *c = context;
    struct warc_fields fields = warc_head_read(head);
    bool is_http = str_istarts(fields.content_type, S("application/http"));
    bool has_payload =
        !fields.segment.len && !str_ieq(fields.type, S("revisit"));
    (void)err;
    c->record = keep(c, &fields);
    c->block_digest = arena_dup(c->v->arena, fields.block_digest);
    c->payload_digest = has_payload ? c->record->digest : S("");
    c->is_in_payload = !is_http;
    c->is_chunked = false;
    buf_clear(&c->http);
    warc_digest_begin(&c->block, c->block_digest);
    warc_digest_begin(&c->payload, c->payload_digest);
    c->v->report->records++;
    if (!fields.type.len || !fields.id.len || !fields.date.len)
        found(c, "it lacks its type, id or date");
    return OP_OK;
}

static void read_http_head(struct warc_check *c, struct str head)
{
    struct exchange exchange = {
        .head = {.at = (char *)head.at, .len = head.len}};
    uint64_t status;
    if (str_starts(head, S("HTTP/")) &&
        str_to_u64(str_sub(str_from(head, str_until(head, " ") + 1), 0, 3),
                   &status))
        c->record->status = (int)status;
    c->is_chunked = str_ieq(exchange_header(&exchange, S("transfer-encoding")),
                            S("chunked"));
}

/* The payload of a message stands behind its head. */
static void take_message(struct warc_check *c, struct str bytes)
{
    size_t had = c->http.len, from = had < 3 ? 0 : had - 3;
    buf_put(&c->http, bytes);
    size_t end = str_find(str_from(buf_str(&c->http), from), S("\r\n\r\n"));
    if (end == STR_NONE)
        return;
    size_t head = from + end + 4;
    read_http_head(c, str_sub(buf_str(&c->http), 0, head));
    warc_digest_add(&c->payload, str_from(buf_str(&c->http), head));
    c->is_in_payload = true;
}

static enum op_status on_block(void *context, struct str bytes,
                               struct op_error *err)
{
    struct warc_check *c = context;
    (void)err;
    warc_digest_add(&c->block, bytes);
    if (c->is_in_payload)
        warc_digest_add(&c->payload, bytes);
    else if (!c->http.failed)
        take_message(c, bytes);
    return OP_OK;
}

static enum op_status on_end(void *context, struct op_error *err)
{
    struct warc_check *c = context;
    (void)err;
    if (!warc_digest_is(&c->block, c->block_digest))
        found(c, "its block is not what its digest says");
    if (c->is_chunked || c->http.failed)
        warc_digest_drop(&c->payload);
    if (!warc_digest_is(&c->payload, c->payload_digest))
        found(c, "its payload is not what its digest says");
    return OP_OK;
}

static enum op_status on_piece(void *context, const struct warc_piece *piece,
                               struct op_error *err)
{
    struct warc_check *c = context;
    (void)err;
    if (!c->record || c->record->offset != piece->offset)
        return OP_OK;
    c->record->len = piece->len;
    c->record->is_alone = piece->is_aligned && piece->records == 1;
    return OP_OK;
}

static enum op_status on_raw(void *context, struct str bytes,
                             struct op_error *err)
{
    (void)context, (void)bytes, (void)err;
    return OP_OK;
}

static const struct warc_events EVENTS = {
    .raw = on_raw,
    .begin = on_begin,
    .block = on_block,
    .end = on_end,
    .piece = on_piece,
};

/* --- the file ---------------------------------------------------------- */

void warc_check_begin(struct warc_check *c, struct verify *v, struct str name)
{
    struct op_error err;
    *c = (struct warc_check){.v = v, .name = name};
    buf_init(&c->http, OP_MAX_HEADER_BYTES);
    c->is_on = warc_stream_begin(&c->stream, &EVENTS, c, &err) == OP_OK;
    if (!c->is_on)
        verify_found(v, name, "%s", err.text);
}

enum op_status warc_check_put(struct warc_check *c, struct str bytes,
                              struct op_error *err)
{
    if (!c->is_on)
        return OP_OK;
    enum op_status status = warc_stream_put(&c->stream, bytes, err);
    if (status != OP_CORRUPT)
        return status;
    verify_found(c->v, c->name, "%s, in what begins at byte %" PRIu64,
                 err->text, c->stream.piece.offset);
    c->is_on = false;
    return OP_OK;
}

void warc_check_end(struct warc_check *c, bool is_read)
{
    if (!c->v)
        return;
    if (is_read && c->is_on && !warc_stream_is_whole(&c->stream))
        verify_found(c->v, c->name, "the captures are cut off");
    warc_stream_end(&c->stream);
    warc_digest_drop(&c->block);
    warc_digest_drop(&c->payload);
    buf_free(&c->http);
    *c = (struct warc_check){.v = NULL};
}
