/* SPDX-License-Identifier: MIT */
/* zip_head.c - the headers of a ZIP as we write them. */
#include "pack/zip_head.h"

#define MAX32 UINT32_MAX
#define MAX16 UINT16_MAX

enum {
    FIRST_DATE = 33,  /* 1980-01-01 */
    UNIX_FILE = 3,    /* who made it: a Unix, so that modes are believed */
    ZIP64_FIELD = 1,  /* the id of the extra field with the long numbers */
    ZIP64_NEEDS = 45, /* the version that can read it */
    END64_BYTES = 56,
};

static void put16(struct buf *out, unsigned value)
{
    buf_putc(out, (char)(value & 255));
    buf_putc(out, (char)(value >> 8 & 255));
}

static void put32(struct buf *out, uint32_t value)
{
    put16(out, value & MAX16);
    put16(out, value >> 16);
}

static void put64(struct buf *out, uint64_t value)
{
    put32(out, (uint32_t)(value & MAX32));
    put32(out, (uint32_t)(value >> 32));
}

static bool is_long(uint64_t value)
{
    return value >= MAX32;
}

/* What stands in the short field of a number. */
static uint32_t short_of(uint64_t value)
{
    return is_long(value) ? MAX32 : (uint32_t)value;
}

static bool has_long_size(const struct zip_entry *e)
{
    return is_long(e->packed) || is_long(e->size);
}

static unsigned version_of(const struct zip_entry *e, bool is_zip64)
{
    return is_zip64 ? ZIP64_NEEDS : e->method == ZIP_DEFLATED ? 20 : 10;
}

/* The fields that a local header and a record have in common. */
static void put_common(const struct zip_entry *e, unsigned version,
                       bool is_long_size, unsigned extra, struct buf *out)
{
    put16(out, version);
    put16(out, 0);
    put16(out, e->method);
    put16(out, 0);
    put16(out, FIRST_DATE);
    put32(out, e->crc);
    put32(out, is_long_size ? MAX32 : short_of(e->packed));
    put32(out, is_long_size ? MAX32 : short_of(e->size));
    put16(out, (unsigned)e->name.len);
    put16(out, extra);
}

void zip_put_local(const struct zip_entry *e, struct buf *out)
{
    bool is_zip64 = has_long_size(e);
    buf_put(out, S("PK\3\4"));
    put_common(e, version_of(e, is_zip64), is_zip64, is_zip64 ? 20 : 0, out);
    buf_put(out, e->name);
    if (!is_zip64)
        return;
    put16(out, ZIP64_FIELD);
    put16(out, 16);
    put64(out, e->size);
    put64(out, e->packed);
}

void zip_put_record(const struct zip_entry *e, struct buf *out)
{
    bool is_far = is_long(e->offset), is_large = has_long_size(e);
    unsigned extra = (is_large ? 16u : 0) + (is_far ? 8u : 0);
    unsigned version = version_of(e, extra > 0);
    buf_put(out, S("PK\1\2"));
    put16(out, UNIX_FILE << 8 | version);
    put_common(e, version, is_large, extra ? 4 + extra : 0, out);
    put16(out, 0);
    put16(out, 0);
    put16(out, 0);
    put32(out, 0100644u << 16); /* a plain file */
    put32(out, short_of(e->offset));
    buf_put(out, e->name);
    if (extra) {
        put16(out, ZIP64_FIELD);
        put16(out, extra);
    }
    if (is_large) {
        put64(out, e->size);
        put64(out, e->packed);
    }
    if (is_far)
        put64(out, e->offset);
}

static void put_end64(const struct zip_end *end, struct buf *out)
{
    buf_put(out, S("PK\6\6"));
    put64(out, END64_BYTES - 12);
    put16(out, UNIX_FILE << 8 | ZIP64_NEEDS);
    put16(out, ZIP64_NEEDS);
    put32(out, 0);
    put32(out, 0);
    put64(out, end->count);
    put64(out, end->count);
    put64(out, end->len);
    put64(out, end->offset);
    buf_put(out, S("PK\6\7"));
    put32(out, 0);
    put64(out, end->offset + end->len);
    put32(out, 1);
}

void zip_put_end(const struct zip_end *end, struct buf *out)
{
    unsigned count = end->count >= MAX16 ? MAX16 : (unsigned)end->count;
    if (count == MAX16 || is_long(end->len) || is_long(end->offset))
        put_end64(end, out);
    buf_put(out, S("PK\5\6"));
    put16(out, 0);
    put16(out, 0);
    put16(out, count);
    put16(out, count);
    put32(out, short_of(end->len));
    put32(out, short_of(end->offset));
    put16(out, 0);
}

/* --- reading ----------------------------------------------------------- */

static uint64_t number_at(struct str bytes, size_t at, size_t len)
{
    uint64_t value = 0;
    while (len-- > 0)
        value = value << 8 | (unsigned char)bytes.at[at + len];
    return value;
}

/* The next long number of a zip64 field, when its short one says so. */
static bool take_long(struct str *extra, uint64_t *value)
{
    if (*value != MAX32)
        return true;
    if (extra->len < 8)
        return false;
    *value = number_at(*extra, 0, 8);
    str_cut(extra, 8);
    return true;
}

bool zip_get_record(struct str bytes, struct zip_entry *e)
{
    if (bytes.len < ZIP_RECORD_BYTES || !str_starts(bytes, S("PK\1\2")))
        return false;
    size_t name = (size_t)number_at(bytes, 28, 2);
    size_t extra = (size_t)number_at(bytes, 30, 2);
    *e = (struct zip_entry){
        .method = number_at(bytes, 10, 2) ? ZIP_DEFLATED : ZIP_STORED,
        .crc = (uint32_t)number_at(bytes, 16, 4),
        .packed = number_at(bytes, 20, 4),
        .size = number_at(bytes, 24, 4),
        .offset = number_at(bytes, 42, 4),
        .name = str_sub(bytes, ZIP_RECORD_BYTES, name),
    };
    if (name == 0 || name > ZIP_NAME_BYTES || e->name.len != name)
        return false;
    struct str field = str_sub(bytes, ZIP_RECORD_BYTES + name, extra);
    str_cut(&field, 4);
    return take_long(&field, &e->size) && take_long(&field, &e->packed) &&
           take_long(&field, &e->offset);
}

bool zip_get_end(struct str bytes, struct zip_end *end)
{
    if (bytes.len < ZIP_END_BYTES)
        return false;
    struct str last = str_from(bytes, bytes.len - ZIP_END_BYTES);
    if (!str_starts(last, S("PK\5\6")))
        return false;
    *end = (struct zip_end){number_at(last, 10, 2), number_at(last, 12, 4),
                            number_at(last, 16, 4)};
    if (end->count != MAX16 && end->len != MAX32 && end->offset != MAX32)
        return true;
    struct str all =
        bytes.len < ZIP_END_BYTES + ZIP_END64_BYTES
            ? S("")
            : str_from(bytes, bytes.len - ZIP_END_BYTES - ZIP_END64_BYTES);
    if (!str_starts(all, S("PK\6\6")))
        return false;
    *end = (struct zip_end){number_at(all, 32, 8), number_at(all, 40, 8),
                            number_at(all, 48, 8)};
    return true;
}
