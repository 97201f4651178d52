/* SPDX-License-Identifier: MIT */
/* warc_reader.c - take a WARC file apart, record by record. */
#include "pack/warc_reader.h"

#include "pack/member.h"
#include <offprint/limits.h>

/* A record that had no gzip member for itself is given one. */
static enum op_status pack_member(struct warc_reader *r, struct op_error *err)
{
    struct member member;
    if (r->block.failed)
        return error_set(err, OP_CORRUPT, OP_STAGE_READ, S(""),
                         "the captures are damaged: a record is too large");
    member_begin(&member, r->spool, Z_DEFAULT_COMPRESSION, err);
    member_put(&member, buf_str(&r->head));
    member_put(&member, buf_str(&r->block));
    member_put(&member, S("\r\n\r\n"));
    return member_end(&member, &r->member);
}

static enum op_status hand_over(struct warc_reader *r, struct op_error *err)
{
    struct warc_fields fields = warc_head_read(buf_str(&r->head));
    enum op_status status = r->is_shared ? pack_member(r, err) : OP_OK;
    if (r->block.failed)
        fields.truncated = S("length");
    r->is_waiting = false;
    if (status == OP_OK)
        status =
            r->take(r->context, &fields, buf_str(&r->block), r->member, err);
    return status;
}

/* --- what the stream says ---------------------------------------------- */

static enum op_status on_raw(void *context, struct str bytes,
                             struct op_error *err)
{
    struct warc_reader *r = context;
    struct spool_span span;
    if (r->is_shared || !r->stream.is_gzip)
        return OP_OK;
    enum op_status status = spool_put(r->spool, bytes, &span, err);
    spool_join(&r->member, span);
    return status;
}

static enum op_status on_begin(void *context, struct str head,
                               struct op_error *err)
{
    struct warc_reader *r = context;
    enum op_status status = OP_OK;
    r->is_shared = r->is_shared || r->is_waiting || !r->stream.is_gzip ||
                   !r->stream.piece.is_aligned;
    if (r->is_waiting)
        status = hand_over(r, err);
    buf_clear(&r->head);
    buf_clear(&r->block);
    buf_put(&r->head, head);
    if (status == OP_OK && r->head.failed)
        return error_set(err, OP_NO_MEMORY, OP_STAGE_READ, S(""),
                         "no memory for a record");
    return status;
}

static enum op_status on_block(void *context, struct str bytes,
                               struct op_error *err)
{
    struct warc_reader *r = context;
    buf_put(&r->block, bytes);
    if (r->block.failed == OP_NO_MEMORY)
        return error_set(err, OP_NO_MEMORY, OP_STAGE_READ, S(""),
                         "no memory for a record");
    return OP_OK;
}

static enum op_status on_end(void *context, struct op_error *err)
{
    struct warc_reader *r = context;
    r->is_waiting = true;
    return r->is_shared ? hand_over(r, err) : OP_OK;
}

static enum op_status on_piece(void *context, const struct warc_piece *piece,
                               struct op_error *err)
{
    struct warc_reader *r = context;
    r->is_shared = r->is_shared || !piece->is_aligned;
    enum op_status status = r->is_waiting ? hand_over(r, err) : OP_OK;
    r->member = (struct spool_span){.len = 0};
    r->is_shared = false;
    return status;
}

static const struct warc_events EVENTS = {
    .raw = on_raw,
    .begin = on_begin,
    .block = on_block,
    .end = on_end,
    .piece = on_piece,
};

/* --- public ------------------------------------------------------------ */

enum op_status warc_reader_begin(struct warc_reader *r, struct spool *spool,
                                 warc_take *take, void *context,
                                 struct op_error *err)
{
    *r = (struct warc_reader){.spool = spool, .take = take, .context = context};
    buf_init(&r->head, OP_MAX_HEADER_BYTES);
    buf_init(&r->block, OP_MAX_RECORD_BYTES);
    return warc_stream_begin(&r->stream, &EVENTS, r, err);
}

void warc_reader_end(struct warc_reader *r)
{
    warc_stream_end(&r->stream);
    buf_free(&r->head);
    buf_free(&r->block);
}

bool warc_reader_is_whole(const struct warc_reader *r)
{
    return warc_stream_is_whole(&r->stream);
}

enum op_status warc_reader_put(struct warc_reader *r, struct str bytes,
                               struct op_error *err)
{
    return warc_stream_put(&r->stream, bytes, err);
}
