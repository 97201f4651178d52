/* SPDX-License-Identifier: MIT */
/* warc_stream.c - a WARC file as it comes. */
#include "pack/warc_stream.h"

#include <offprint/limits.h>
#include <stdio.h>

#define STEP        (64u << 10)
#define HEAD_STEP   1024 /* most heads are shorter */
#define GZIP_WINDOW (15 + 16)
#define VERSION     "WARC/"
#define RECORD_END  "\r\n\r\n"

static enum op_status corrupt(struct op_error *err, const char *what)
{
    return error_set(err, OP_CORRUPT, OP_STAGE_READ, S(""),
                     "the captures are damaged: %s", what);
}

enum op_status warc_stream_begin(struct warc_stream *s,
                                 const struct warc_events *events,
                                 void *context, struct op_error *err)
{
    *s = (struct warc_stream){.events = events, .context = context};
    buf_init(&s->head, OP_MAX_HEADER_BYTES);
    buf_init(&s->room, STEP);
    s->piece.is_aligned = true;
    s->has_z = inflateInit2(&s->z, GZIP_WINDOW) == Z_OK;
    if (s->has_z && buf_room(&s->room, STEP))
        return OP_OK;
    return error_set(err, OP_NO_MEMORY, OP_STAGE_READ, S(""),
                     "no memory to unpack");
}

void warc_stream_end(struct warc_stream *s)
{
    if (s->has_z)
        inflateEnd(&s->z);
    buf_free(&s->head);
    buf_free(&s->room);
}

static bool is_between_records(const struct warc_stream *s)
{
    return s->state == WARC_HEAD && s->head.len == 0;
}

bool warc_stream_is_whole(const struct warc_stream *s)
{
    return is_between_records(s) && (!s->is_gzip || s->is_over);
}

/* --- heads ------------------------------------------------------------- */

/* "<urn:uuid:x>" and "<https://...>" without what stands around them. */
static struct str bare(struct str value)
{
    if (str_starts(value, S("<")) && str_ends(value, S(">")))
        value = str_sub(value, 1, value.len - 2);
    return str_starts(value, S("urn:uuid:")) ? str_from(value, 9) : value;
}

static void note_field(struct warc_fields *fields, struct str name,
                       struct str value)
{
    const struct {
        struct str name;
        struct str *value;
    } known[] = {
        {S("WARC-Type"), &fields->type},
        {S("WARC-Target-URI"), &fields->url},
        {S("WARC-Date"), &fields->date},
        {S("WARC-Record-ID"), &fields->id},
        {S("WARC-Concurrent-To"), &fields->concurrent},
        {S("WARC-IP-Address"), &fields->ip},
        {S("WARC-Protocol"), &fields->protocol},
        {S("WARC-Truncated"), &fields->truncated},
        {S("WARC-Payload-Digest"), &fields->payload_digest},
        {S("WARC-Block-Digest"), &fields->block_digest},
        {S("WARC-Segment-Number"), &fields->segment},
        {S("Content-Type"), &fields->content_type},
    };
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (str_ieq(name, known[i].name))
            *known[i].value = bare(value);
}

/* The next line's name and value; false at the end. */
static bool next_field(struct str *head, struct str *name, struct str *value)
{
    struct str line;
    while (str_split(head, '\n', &line)) {
        size_t colon = str_find_byte(line, ':');
        if (colon == STR_NONE)
            continue;
        *name = str_sub(line, 0, colon);
        *value = str_trim(str_from(line, colon + 1));
        return true;
    }
    return false;
}

struct warc_fields warc_head_read(struct str head)
{
    struct warc_fields fields = {.type = S("")};
    struct str name, value;
    while (next_field(&head, &name, &value))
        note_field(&fields, name, value);
    return fields;
}

static bool read_length(struct str head, uint64_t *length)
{
    struct str name, value;
    while (next_field(&head, &name, &value))
        if (str_ieq(name, S("Content-Length")))
            return str_to_u64(value, length);
    return false;
}

/* --- records ----------------------------------------------------------- */

/* Take a head, or as much of one as is there. */
static enum op_status take_head(struct warc_stream *s, struct str *text,
                                struct op_error *err)
{
    size_t had = s->head.len, from = had < 3 ? 0 : had - 3;
    size_t more = text->len < HEAD_STEP ? text->len : HEAD_STEP;
    buf_put(&s->head, str_sub(*text, 0, more));
    struct str head = buf_str(&s->head), version = S(VERSION);
    if (!str_starts(version, str_sub(head, 0, version.len)))
        return corrupt(err, "a member is no record");
    size_t end = str_find(str_from(head, from), S(RECORD_END));
    if (s->head.failed == OP_NO_MEMORY)
        return error_set(err, OP_NO_MEMORY, OP_STAGE_READ, S(""),
                         "no memory for a record's head");
    if (end == STR_NONE && s->head.failed)
        return corrupt(err, "a record's head does not end");
    if (end == STR_NONE) {
        str_cut(text, more);
        return OP_OK;
    }
    head.len = from + end + sizeof RECORD_END - 1;
    str_cut(text, head.len - had);
    if (!read_length(head, &s->left))
        return corrupt(err, "a record does not say its length");
    s->state = WARC_BLOCK;
    enum op_status status = s->events->begin(s->context, head, err);
    buf_clear(&s->head);
    return status;
}

static enum op_status take_block(struct warc_stream *s, struct str *text,
                                 struct op_error *err)
{
    size_t len = text->len < s->left ? text->len : (size_t)s->left;
    struct str bytes = str_cut(text, len);
    s->left -= len;
    if (s->left == 0) {
        s->state = WARC_TAIL;
        s->left = sizeof RECORD_END - 1;
    }
    return bytes.len ? s->events->block(s->context, bytes, err) : OP_OK;
}

static enum op_status take_tail(struct warc_stream *s, struct str *text,
                                struct op_error *err)
{
    size_t len = text->len < s->left ? text->len : (size_t)s->left;
    struct str want = str_from(S(RECORD_END), sizeof RECORD_END - 1 - s->left);
    if (!str_eq(str_cut(text, len), str_sub(want, 0, len)))
        return corrupt(err, "a record's length is not what it says");
    s->left -= len;
    if (s->left)
        return OP_OK;
    s->state = WARC_HEAD;
    s->piece.records++;
    return s->events->end(s->context, err);
}

static enum op_status piece_over(struct warc_stream *s, uint64_t end,
                                 struct op_error *err)
{
    bool is_aligned = is_between_records(s);
    s->piece.len = end - s->piece.offset;
    s->piece.is_aligned = s->piece.is_aligned && is_aligned;
    enum op_status status = s->events->piece(s->context, &s->piece, err);
    s->piece = (struct warc_piece){.offset = end, .is_aligned = is_aligned};
    return status;
}

static enum op_status take_text(struct warc_stream *s, struct str text,
                                struct op_error *err)
{
    enum op_status status = OP_OK;
    while (status == OP_OK &&
           (text.len > 0 || (s->state == WARC_BLOCK && s->left == 0))) {
        size_t records = s->piece.records;
        if (s->state == WARC_HEAD)
            status = take_head(s, &text, err);
        else if (s->state == WARC_BLOCK)
            status = take_block(s, &text, err);
        else
            status = take_tail(s, &text, err);
        if (status == OP_OK && !s->is_gzip && s->piece.records > records)
            status = piece_over(s, s->taken - text.len, err);
    }
    return status;
}

/* --- gzip -------------------------------------------------------------- */

static enum op_status put_plain(struct warc_stream *s, struct str bytes,
                                struct op_error *err)
{
    s->taken += bytes.len;
    enum op_status status = s->events->raw(s->context, bytes, err);
    return status == OP_OK ? take_text(s, bytes, err) : status;
}

/* Unpack as much as there is room for; *raw is what that took. */
static int unpack(struct warc_stream *s, struct str *bytes, struct str *raw)
{
    z_stream *z = &s->z;
    z->next_in = (z_const Bytef *)bytes->at;
    z->avail_in = (uInt)bytes->len;
    z->next_out = (unsigned char *)s->room.at;
    z->avail_out = STEP;
    int code = inflate(z, Z_NO_FLUSH);
    *raw = str_cut(bytes, bytes->len - z->avail_in);
    s->taken += raw->len;
    s->is_over = code == Z_STREAM_END;
    return code;
}

static enum op_status put_gzip(struct warc_stream *s, struct str bytes,
                               struct op_error *err)
{
    enum op_status status = OP_OK;
    while (status == OP_OK && bytes.len > 0) {
        struct str raw;
        int code = unpack(s, &bytes, &raw);
        if (code != Z_OK && code != Z_STREAM_END)
            return corrupt(err, "no gzip");
        status = s->events->raw(s->context, raw, err);
        if (status == OP_OK)
            status =
                take_text(s, str_make(s->room.at, STEP - s->z.avail_out), err);
        if (status != OP_OK || !s->is_over)
            continue;
        inflateReset(&s->z);
        status = piece_over(s, s->taken, err);
    }
    return status;
}

enum op_status warc_stream_put(struct warc_stream *s, struct str bytes,
                               struct op_error *err)
{
    if (!s->has_begun && bytes.len) {
        s->has_begun = true;
        s->is_gzip = bytes.at[0] == '\x1f';
    }
    return s->is_gzip ? put_gzip(s, bytes, err) : put_plain(s, bytes, err);
}

/* --- what a file is ---------------------------------------------------- */

static size_t unpack_lead(struct str packed, char *out, size_t size)
{
    z_stream z = {.next_in = (z_const Bytef *)packed.at,
                  .avail_in = (uInt)packed.len,
                  .next_out = (unsigned char *)out,
                  .avail_out = (uInt)size};
    if (inflateInit2(&z, GZIP_WINDOW) != Z_OK)
        return 0;
    inflate(&z, Z_SYNC_FLUSH);
    inflateEnd(&z);
    return size - z.avail_out;
}

bool warc_is_file(const char *path)
{
    char lead[4096], text[sizeof VERSION - 1];
    FILE *file = fopen(path, "rb");
    if (!file)
        return false;
    struct str bytes = str_make(lead, fread(lead, 1, sizeof lead, file));
    fclose(file);
    if (str_starts(bytes, S(VERSION)))
        return true;
    size_t len = str_starts(bytes, S("\x1f\x8b"))
                     ? unpack_lead(bytes, text, sizeof text)
                     : 0;
    return str_eq(str_make(text, len), S(VERSION));
}
