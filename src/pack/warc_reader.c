/* SPDX-License-Identifier: MIT */
/* warc_reader.c - take a WARC file apart, record by record. */
#include "pack/warc_reader.h"

#include "pack/member.h"
#include <offprint/limits.h>

#define STEP        (64u << 10)
#define GZIP_WINDOW (15 + 16)

static enum op_status corrupt(struct op_error *err, const char *what)
{
    return error_set(err, OP_CORRUPT, OP_STAGE_READ, S(""),
                     "the captures are damaged: %s", what);
}

enum op_status warc_reader_begin(struct warc_reader *reader,
                                 struct spool *spool, warc_take *take,
                                 void *context, struct op_error *err)
{
    *reader =
        (struct warc_reader){.spool = spool, .take = take, .context = context};
    buf_init(&reader->text, OP_MAX_RECORD_BYTES);
    reader->has_z = inflateInit2(&reader->z, GZIP_WINDOW) == Z_OK;
    return reader->has_z ? OP_OK
                         : error_set(err, OP_NO_MEMORY, OP_STAGE_READ, S(""),
                                     "no memory to unpack");
}

void warc_reader_end(struct warc_reader *reader)
{
    if (reader->has_z)
        inflateEnd(&reader->z);
    buf_free(&reader->text);
}

bool warc_reader_is_whole(const struct warc_reader *reader)
{
    return reader->member.len == 0 && reader->text.len == 0;
}

/* --- one record -------------------------------------------------------- */

/* "<urn:uuid:x>" and "<https://...>" without what stands around them. */
static struct str bare(struct str value)
{
    if (str_starts(value, S("<")) && str_ends(value, S(">")))
        value = str_sub(value, 1, value.len - 2);
    return str_starts(value, S("urn:uuid:")) ? str_from(value, 9) : value;
}

static void note_field(struct warc_fields *fields, uint64_t *length,
                       struct str name, struct str value)
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
        {S("Content-Type"), &fields->content_type},
        {S("WARC-Payload-Digest"), &fields->digest},
    };
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (str_ieq(name, known[i].name))
            *known[i].value = bare(value);
    if (str_ieq(name, S("Content-Length")) && !str_to_u64(value, length))
        *length = UINT64_MAX;
}

/* A record at the start of the text: where its block stands, and how long all
 * of it is. */
struct frame {
    struct warc_fields fields;
    struct str block;
    size_t len;    /* with the two empty lines behind it */
    bool is_whole; /* all of it is there */
};

static enum op_status find_frame(struct str text, struct frame *frame,
                                 struct op_error *err)
{
    struct str line;
    uint64_t length = UINT64_MAX;
    *frame = (struct frame){.len = 0};
    size_t end = str_find(text, S("\r\n\r\n"));
    if (!str_starts(S("WARC/1."), str_sub(text, 0, 7)))
        return corrupt(err, "a member is no record");
    if (end == STR_NONE)
        return text.len > OP_MAX_HEADER_BYTES
                   ? corrupt(err, "a record's head does not end")
                   : OP_OK;
    struct str head = str_sub(text, 0, end);
    str_split(&head, '\n', &line);
    while (str_split(&head, '\n', &line)) {
        size_t colon = str_find_byte(line, ':');
        if (colon != STR_NONE)
            note_field(&frame->fields, &length, str_sub(line, 0, colon),
                       str_trim(str_from(line, colon + 1)));
    }
    if (length > OP_MAX_RECORD_BYTES)
        return corrupt(err, "a record is too large");
    struct str rest = str_from(text, end + 4);
    frame->len = end + 4 + (size_t)length + 4;
    frame->is_whole = rest.len >= length + 4;
    frame->block = str_sub(rest, 0, (size_t)length);
    return OP_OK;
}

/* A record that had no gzip member for itself is given one. */
static enum op_status pack_member(struct warc_reader *reader, struct str record,
                                  struct op_error *err)
{
    struct member member;
    member_begin(&member, reader->spool, Z_DEFAULT_COMPRESSION, err);
    member_put(&member, record);
    return member_end(&member, &reader->member);
}

/* Take the records that are whole. Of a member that is not over, one that may
 * be all of it waits: its own bytes are kept as they are. */
static enum op_status take_records(struct warc_reader *reader, bool is_over,
                                   struct op_error *err)
{
    enum op_status status = OP_OK;
    size_t taken = 0;
    while (status == OP_OK && taken < reader->text.len) {
        struct str text = str_from(buf_str(&reader->text), taken);
        struct frame frame;
        status = find_frame(text, &frame, err);
        if (status != OP_OK || !frame.is_whole)
            break;
        bool is_alone = taken == 0 && frame.len == text.len;
        if (reader->is_gzip && is_alone && !reader->is_shared && !is_over)
            break;
        if (!reader->is_gzip || !is_alone || reader->is_shared) {
            reader->is_shared = true;
            status = pack_member(reader, str_sub(text, 0, frame.len), err);
        }
        if (status == OP_OK)
            status = reader->take(reader->context, &frame.fields, frame.block,
                                  reader->member, err);
        reader->member = (struct spool_span){0, 0};
        taken += frame.len;
    }
    buf_drop(&reader->text, taken);
    if (status == OP_OK && is_over && reader->text.len)
        return corrupt(err, "a record's length is not that of its member");
    return status;
}

/* --- bytes ------------------------------------------------------------- */

static enum op_status keep(struct warc_reader *reader, struct str bytes,
                           struct op_error *err)
{
    struct spool_span span;
    if (reader->is_shared)
        return OP_OK;
    enum op_status status = spool_put(reader->spool, bytes, &span, err);
    if (reader->member.len == 0)
        reader->member.offset = span.offset;
    reader->member.len += span.len;
    return status;
}

/* Unpack as much as one step of room takes. */
static int unpack(struct warc_reader *reader)
{
    char *room = buf_room(&reader->text, STEP);
    if (!room)
        return Z_MEM_ERROR;
    reader->z.next_out = (unsigned char *)room;
    reader->z.avail_out = STEP;
    int code = inflate(&reader->z, Z_NO_FLUSH);
    reader->text.len += STEP - reader->z.avail_out;
    return code;
}

/* Not packed at all: the bytes are the text. */
static enum op_status put_plain(struct warc_reader *reader, struct str bytes,
                                struct op_error *err)
{
    buf_put(&reader->text, bytes);
    if (reader->text.failed)
        return corrupt(err, "a record is too large");
    return take_records(reader, false, err);
}

static enum op_status put_gzip(struct warc_reader *reader, struct str bytes,
                               struct op_error *err)
{
    z_stream *z = &reader->z;
    enum op_status status = OP_OK;
    z->next_in = (z_const Bytef *)bytes.at;
    z->avail_in = (uInt)bytes.len;
    while (status == OP_OK && z->avail_in > 0) {
        const char *from = (const char *)z->next_in;
        int code = unpack(reader);
        if (code != Z_OK && code != Z_STREAM_END)
            return corrupt(err, code == Z_MEM_ERROR ? "a record is too large"
                                                    : "no gzip");
        status = keep(reader,
                      str_make(from, (size_t)((const char *)z->next_in - from)),
                      err);
        if (status == OP_OK)
            status = take_records(reader, code == Z_STREAM_END, err);
        if (status == OP_OK && code == Z_STREAM_END) {
            reader->is_shared = false;
            inflateReset(z);
        }
    }
    return status;
}

enum op_status warc_reader_put(struct warc_reader *reader, struct str bytes,
                               struct op_error *err)
{
    if (!reader->has_begun && bytes.len) {
        reader->has_begun = true;
        reader->is_gzip = bytes.at[0] == '\x1f';
    }
    return reader->is_gzip ? put_gzip(reader, bytes, err)
                           : put_plain(reader, bytes, err);
}
