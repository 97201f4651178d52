/* SPDX-License-Identifier: MIT */
/* zip_check.c - a ZIP's own words, held to what our writer writes. */
#include "pack/zip_check.h"

#include "pack/deflate_check.h"
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum {
    LOCAL_BYTES = 30,
    RECORD_BYTES = 46,
    DESCRIPTOR_BYTES = 16,
    END_BYTES = 22,
    EXTRA_BYTES = 20,
    NAME_BYTES = 255, /* of ours: "articles/", a number, a slug, ".html" */
    FLAGS = 8,        /* sizes and CRC follow the data */
    FIRST_DATE = 33,  /* 1980-01-01: none of the run's times */
};

/* What libarchive adds to every entry: no times, owner 0, group 0. */
static const unsigned char EXTRA[EXTRA_BYTES + 1] =
    "UT\1\0\0ux\13\0\1\4\0\0\0\0\4\0\0\0\0";

/* A header as it should be, being written. */
struct header {
    unsigned char at[RECORD_BYTES + NAME_BYTES + EXTRA_BYTES];
    size_t len;
};

/* What an entry's headers follow from. */
struct zip_entry {
    char name[NAME_BYTES + 1];
    unsigned name_len, method;
    uint32_t crc, packed, size, offset;
};

struct zip {
    struct verify *v;
    int fd;
    uint64_t size; /* of the file */
    uint64_t at;   /* where the next entry must begin */
};

static unsigned get16(const unsigned char *at)
{
    return (unsigned)at[0] | (unsigned)at[1] << 8;
}

static uint32_t get32(const unsigned char *at)
{
    return get16(at) | (uint32_t)get16(at + 2) << 16;
}

static void put16(struct header *h, unsigned value)
{
    h->at[h->len++] = (unsigned char)(value & 255);
    h->at[h->len++] = (unsigned char)(value >> 8 & 255);
}

static void put32(struct header *h, uint32_t value)
{
    put16(h, value & 0xFFFF);
    put16(h, value >> 16);
}

static void put_bytes(struct header *h, const void *bytes, size_t len)
{
    memcpy(h->at + h->len, bytes, len);
    h->len += len;
}

static bool read_at(const struct zip *zip, uint64_t offset, void *out,
                    size_t len)
{
    if (offset > zip->size || len > zip->size - offset)
        return false;
    for (size_t got = 0; got < len;) {
        ssize_t n =
            pread(zip->fd, (char *)out + got, len - got, (off_t)(offset + got));
        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0)
            return false;
        got += (size_t)n;
    }
    return true;
}

/* Does the file hold at `offset` what it should? */
static bool holds(const struct zip *zip, uint64_t offset,
                  const struct header *want)
{
    unsigned char got[sizeof want->at];
    return read_at(zip, offset, got, want->len) &&
           memcmp(got, want->at, want->len) == 0;
}

/* --- the headers as they should be ------------------------------------- */

static unsigned version_of(const struct zip_entry *e)
{
    return e->method ? 20 : 10;
}

static struct header local_of(const struct zip_entry *e)
{
    struct header h = {.len = 0};
    put_bytes(&h, "PK\3\4", 4);
    put16(&h, version_of(e));
    put16(&h, FLAGS);
    put16(&h, e->method);
    put16(&h, 0);
    put16(&h, FIRST_DATE);
    put32(&h, 0);
    put32(&h, e->method ? 0 : e->size);
    put32(&h, e->size);
    put16(&h, e->name_len);
    put16(&h, EXTRA_BYTES);
    put_bytes(&h, e->name, e->name_len);
    put_bytes(&h, EXTRA, EXTRA_BYTES);
    return h;
}

static struct header descriptor_of(const struct zip_entry *e)
{
    struct header h = {.len = 0};
    put_bytes(&h, "PK\7\10", 4);
    put32(&h, e->crc);
    put32(&h, e->packed);
    put32(&h, e->size);
    return h;
}

static struct header record_of(const struct zip_entry *e)
{
    struct header h = {.len = 0};
    put_bytes(&h, "PK\1\2", 4);
    put16(&h, 3 << 8 | version_of(e)); /* made on Unix */
    put16(&h, version_of(e));
    put16(&h, FLAGS);
    put16(&h, e->method);
    put16(&h, 0);
    put16(&h, FIRST_DATE);
    put32(&h, e->crc);
    put32(&h, e->packed);
    put32(&h, e->size);
    put16(&h, e->name_len);
    put16(&h, EXTRA_BYTES);
    put16(&h, 0);
    put16(&h, 0);
    put16(&h, 0);
    put32(&h, 0100644u << 16); /* a plain file */
    put32(&h, e->offset);
    put_bytes(&h, e->name, e->name_len);
    put_bytes(&h, EXTRA, EXTRA_BYTES);
    return h;
}

static struct header end_of(unsigned count, uint32_t len, uint32_t offset)
{
    struct header h = {.len = 0};
    put_bytes(&h, "PK\5\6", 4);
    put16(&h, 0);
    put16(&h, 0);
    put16(&h, count);
    put16(&h, count);
    put32(&h, len);
    put32(&h, offset);
    put16(&h, 0);
    return h;
}

/* --- holding the file to them ------------------------------------------ */

static bool read_record(const struct zip *zip, uint64_t offset,
                        struct zip_entry *e)
{
    unsigned char fixed[RECORD_BYTES];
    if (!read_at(zip, offset, fixed, sizeof fixed))
        return false;
    e->method = get16(fixed + 10) ? 8 : 0;
    e->crc = get32(fixed + 16);
    e->packed = get32(fixed + 20);
    e->size = get32(fixed + 24);
    e->name_len = get16(fixed + 28);
    e->offset = get32(fixed + 42);
    if (e->name_len == 0 || e->name_len > NAME_BYTES ||
        !read_at(zip, offset + RECORD_BYTES, e->name, e->name_len))
        return false;
    e->name[e->name_len] = '\0';
    return true;
}

static bool check_entry(struct zip *zip, uint64_t *record)
{
    struct zip_entry e;
    if (!read_record(zip, *record, &e)) {
        verify_found(zip->v, S("the ZIP's directory"), "is damaged");
        return false;
    }
    struct str name = str_make(e.name, e.name_len);
    struct header want = record_of(&e);
    if (!holds(zip, *record, &want)) {
        verify_found(zip->v, name, "damaged in the ZIP's directory");
        return false;
    }
    struct header local = local_of(&e), descriptor = descriptor_of(&e);
    uint64_t data = zip->at + local.len;
    if (e.offset != zip->at || !holds(zip, zip->at, &local) ||
        !holds(zip, data + e.packed, &descriptor)) {
        verify_found(zip->v, name, "its ZIP header is damaged");
        return false;
    }
    if (e.method && !deflate_is_tight(zip->fd, data, e.packed)) {
        verify_found(zip->v, name, "its packed bytes are damaged");
        return false;
    }
    zip->at = data + e.packed + descriptor.len;
    *record += want.len;
    return true;
}

static void check_all(struct zip *zip)
{
    unsigned char end[END_BYTES];
    struct str where = S("the ZIP's end");
    if (zip->size < END_BYTES ||
        !read_at(zip, zip->size - END_BYTES, end, END_BYTES) ||
        memcmp(end, "PK\5\6", 4) != 0) {
        verify_found(zip->v, where, "is cut off or damaged");
        return;
    }
    unsigned count = get16(end + 10);
    uint32_t offset = get32(end + 16);
    if (count == 0xFFFF || offset == UINT32_MAX)
        return;
    uint64_t record = offset;
    for (unsigned i = 0; i < count; i++)
        if (!check_entry(zip, &record))
            return;
    struct header want = end_of(count, (uint32_t)(record - offset), offset);
    if (zip->at != offset || record != zip->size - END_BYTES ||
        !holds(zip, record, &want))
        verify_found(zip->v, where, "is damaged");
}

enum op_status zip_check(struct verify *v, const char *path,
                         struct op_error *err)
{
    struct stat about;
    char magic[2];
    struct zip zip = {.v = v, .fd = open(path, O_RDONLY | O_CLOEXEC)};
    if (zip.fd < 0 || fstat(zip.fd, &about)) {
        if (zip.fd >= 0)
            close(zip.fd);
        return error_set(err, OP_IO, OP_STAGE_VERIFY, str_of(path),
                         "cannot read: %s", strerror(errno));
    }
    zip.size = S_ISREG(about.st_mode) ? (uint64_t)about.st_size : 0;
    if (read_at(&zip, 0, magic, sizeof magic) && memcmp(magic, "PK", 2) == 0)
        check_all(&zip);
    close(zip.fd);
    return OP_OK;
}
