/* SPDX-License-Identifier: MIT */
/* verify_index.c - does each line of an index lead to the record it names, and
 * is each of our answers in it? Source: CDXJ 0.1.0. */
#include "article/jsonld.h"
#include "base/buf.h"
#include "pack/verify.h"
#include "pack/wacz.h"
#include "pack/warc_digest.h"
#include "text/unicode.h"
#include <inttypes.h>
#include <offprint/limits.h>
#include <zlib.h>

#define UNPACK_STEP (64u << 10)

struct line {
    struct str surt, timestamp;
    const struct json *fields;
};

static struct str base_name(struct str path)
{
    size_t slash = str_rfind_byte(path, '/');
    return slash == STR_NONE ? path : str_from(path, slash + 1);
}

struct str verify_record_key(struct arena *arena, struct str file,
                             uint64_t offset)
{
    return arena_printf(arena, "%.*s@%" PRIu64, STR_ARG(base_name(file)),
                        offset);
}

static struct str field(const struct line *line, const char *name)
{
    return json_text(json_get(line->fields, str_of(name)));
}

static bool number_of(const struct line *line, const char *name, uint64_t *out)
{
    const struct json *value = json_get(line->fields, str_of(name));
    return value && str_to_u64(value->text, out);
}

/* Does the timestamp say the date, as far as both go? */
static bool is_time_of(struct str timestamp, struct str date)
{
    size_t at = 0;
    for (size_t i = 0; i < date.len && at < timestamp.len; i++)
        if (char_is_digit(date.at[i]) && date.at[i] != timestamp.at[at++])
            return false;
    return timestamp.len >= 4;
}

/* What is wrong with a line whose record is there; NULL when nothing is. */
static const char *hold_against(struct verify *v, const struct line *line,
                                const struct verify_record *record)
{
    uint64_t length, status;
    bool is_answer = str_ieq(record->type, S("response"));
    if (number_of(line, "length", &length) && length != record->len)
        return "has another length than its record";
    if (!str_eq(field(line, "url"), record->url))
        return "has another URL than its record";
    if (!is_time_of(line->timestamp, record->date))
        return "has another time than its record";
    if (!warc_digest_agree(field(line, "digest"), record->digest))
        return "has another digest than its record";
    if (is_answer && number_of(line, "status", &status) &&
        status != (uint64_t)record->status)
        return "has another status than its record";
    if (!v->is_foreign && !str_eq(line->surt, wacz_surt(&v->page, record->url)))
        return "is sorted under another key than that of its URL";
    return NULL;
}

static const char *check_line(struct verify *v, struct str text,
                              struct verify_record **record)
{
    struct line line;
    uint64_t offset;
    if (!str_split(&text, ' ', &line.surt) ||
        !str_split(&text, ' ', &line.timestamp) || !text.at)
        return "is none of an index";
    line.fields = json_parse(&v->page, text);
    if (!number_of(&line, "offset", &offset) || !field(&line, "filename").len)
        return "does not say where its record is";
    *record =
        map_get(&v->records,
                verify_record_key(&v->page, field(&line, "filename"), offset));
    return *record ? hold_against(v, &line, *record)
                   : "leads to where no record begins";
}

/* An index may be packed, in any number of gzip members. */
static bool unpack(struct str packed, struct buf *out)
{
    z_stream z = {.next_in = (z_const Bytef *)packed.at,
                  .avail_in = (uInt)packed.len};
    int code = inflateInit2(&z, 15 + 16);
    char *room = NULL;
    while (code == Z_OK && z.avail_in > 0 &&
           (room = buf_room(out, UNPACK_STEP))) {
        z.next_out = (unsigned char *)room;
        z.avail_out = UNPACK_STEP;
        code = inflate(&z, Z_NO_FLUSH);
        out->len += UNPACK_STEP - z.avail_out;
        if (code == Z_STREAM_END)
            code = inflateReset(&z);
    }
    inflateEnd(&z);
    return code == Z_OK && room;
}

static void check_lines(struct verify *v, struct str name, struct str text)
{
    struct str rest = text, line, before = S("");
    bool is_cdx = str_starts(text, S(" CDX")) || str_starts(text, S("CDX"));
    for (size_t n = 1; !is_cdx && rest.len && str_split(&rest, '\n', &line);
         n++) {
        struct verify_record *record = NULL;
        if (str_starts(line, S("!")))
            continue;
        const char *wrong = str_cmp(line, before) < 0
                                ? "is not in its place"
                                : check_line(v, line, &record);
        if (wrong)
            verify_found(v, name, "line %zu %s", n, wrong);
        if (record)
            record->is_indexed = true;
        before = line;
        arena_reset(&v->page);
    }
}

void verify_index(struct verify *v, struct str name, struct str text)
{
    struct buf out;
    if (!str_starts(text, S("\x1f\x8b"))) {
        check_lines(v, name, text);
        return;
    }
    buf_init(&out, OP_MAX_ASSET_BYTES);
    bool is_unpacked = unpack(text, &out);
    struct str plain = arena_dup(v->arena, buf_str(&out));
    buf_free(&out);
    if (is_unpacked)
        check_lines(v, name, plain);
    else
        verify_found(v, name, "cannot be unpacked");
}

void verify_indexed(struct verify *v, struct str name)
{
    for (size_t i = 0; i < v->records.len; i++) {
        const struct verify_record *r = v->records.entries[i].value;
        bool is_answer =
            str_eq(r->type, S("response")) || str_eq(r->type, S("resource"));
        if (is_answer && !r->is_indexed)
            verify_found(v, name,
                         "does not name the record at byte %" PRIu64
                         ", of %.*s",
                         r->offset, STR_ARG(utf8_clip(r->url, 100)));
    }
}
