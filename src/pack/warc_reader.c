/* SPDX-License-Identifier: MIT */
/* warc_reader.c - take a WARC file apart, record by record. */
#include "pack/warc_reader.h"

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
        {S("WARC-Payload-Digest"), &fields->digest},
    };
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (str_ieq(name, known[i].name))
            *known[i].value = bare(value);
    if (str_ieq(name, S("Content-Length")) && !str_to_u64(value, length))
        *length = UINT64_MAX;
}

static enum op_status take_member(struct warc_reader *reader,
                                  struct op_error *err)
{
    struct str text = buf_str(&reader->text), line;
    struct warc_fields fields = {.type = S("")};
    uint64_t length = UINT64_MAX;
    size_t end = str_find(text, S("\r\n\r\n"));
    if (!str_starts(text, S("WARC/1.")) || end == STR_NONE)
        return corrupt(err, "a member is no record");
    struct str head = str_sub(text, 0, end);
    str_split(&head, '\n', &line);
    while (str_split(&head, '\n', &line)) {
        size_t colon = str_find_byte(line, ':');
        if (colon != STR_NONE)
            note_field(&fields, &length, str_sub(line, 0, colon),
                       str_trim(str_from(line, colon + 1)));
    }
    struct str rest = str_from(text, end + 4);
    if (length > rest.len || rest.len - length != 4)
        return corrupt(err, "a record's length is not that of its member");
    enum op_status status =
        reader->take(reader->context, &fields, str_sub(rest, 0, (size_t)length),
                     reader->member, err);
    buf_clear(&reader->text);
    reader->member = (struct spool_span){0, 0};
    return status;
}

/* --- bytes ------------------------------------------------------------- */

static enum op_status keep(struct warc_reader *reader, struct str bytes,
                           struct op_error *err)
{
    struct spool_span span;
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

enum op_status warc_reader_put(struct warc_reader *reader, struct str bytes,
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
        if (status == OP_OK && code == Z_STREAM_END) {
            status = take_member(reader, err);
            inflateReset(z);
        }
    }
    return status;
}
