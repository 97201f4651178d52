/* SPDX-License-Identifier: MIT */
/* zip_check.c - a ZIP's own words, held to what our writer writes. */
#include "pack/zip_check.h"

#include "pack/deflate_check.h"
#include "pack/zip_head.h"
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct zip {
    struct verify *v;
    int fd;
    uint64_t size;   /* of the file */
    uint64_t at;     /* where the next entry must begin */
    uint64_t record; /* where the next record is */
    struct buf want; /* a header as it should be */
};

/* The longest header: a record, or the end. */
#define HEADER_BYTES (ZIP_RECORD_BYTES + ZIP_NAME_BYTES + ZIP_EXTRA_BYTES)

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

/* Does the file hold at `offset` what it should? Then *len is its length. */
static bool holds(struct zip *zip, uint64_t offset, uint64_t *len)
{
    char got[HEADER_BYTES];
    struct str want = buf_str(&zip->want);
    bool same = !zip->want.failed && want.len <= sizeof got &&
                read_at(zip, offset, got, want.len) &&
                memcmp(got, want.at, want.len) == 0;
    *len = want.len;
    buf_clear(&zip->want);
    return same;
}

static bool ruined(struct zip *zip, struct str where, const char *what)
{
    verify_found(zip->v, where, "%s", what);
    return false;
}

/* `text` is where the record's name is kept. */
static bool read_record(struct zip *zip, char text[HEADER_BYTES],
                        struct zip_entry *e)
{
    uint64_t left = zip->record < zip->size ? zip->size - zip->record : 0;
    size_t len = left < HEADER_BYTES ? (size_t)left : HEADER_BYTES;
    return read_at(zip, zip->record, text, len) &&
           zip_get_record(str_make(text, len), e);
}

static bool check_entry(struct zip *zip)
{
    char text[HEADER_BYTES];
    struct zip_entry e;
    uint64_t local, record;
    if (!read_record(zip, text, &e))
        return ruined(zip, S("the ZIP's directory"), "is damaged");
    zip_put_record(&e, &zip->want);
    if (!holds(zip, zip->record, &record))
        return ruined(zip, e.name, "damaged in the ZIP's directory");
    zip_put_local(&e, &zip->want);
    if (e.offset != zip->at || !holds(zip, zip->at, &local) ||
        e.packed > zip->size - zip->at ||
        (e.method == ZIP_STORED && e.packed != e.size))
        return ruined(zip, e.name, "its ZIP header is damaged");
    zip->at += local;
    if (e.method == ZIP_DEFLATED &&
        !deflate_is_tight(zip->fd, zip->at, e.packed))
        return ruined(zip, e.name, "its packed bytes are damaged");
    zip->at += e.packed;
    zip->record += record;
    return true;
}

static void check_all(struct zip *zip)
{
    char last[ZIP_END_BYTES + ZIP_END64_BYTES];
    size_t len = zip->size < sizeof last ? (size_t)zip->size : sizeof last;
    struct str where = S("the ZIP's end");
    struct zip_end end;
    uint64_t tail;
    if (!read_at(zip, zip->size - len, last, len) ||
        !zip_get_end(str_make(last, len), &end)) {
        ruined(zip, where, "is cut off or damaged");
        return;
    }
    zip->record = end.offset;
    for (uint64_t i = 0; i < end.count; i++)
        if (!check_entry(zip))
            return;
    zip_put_end(&end, &zip->want);
    if (zip->at != end.offset || zip->record != end.offset + end.len ||
        !holds(zip, zip->record, &tail) || zip->record + tail != zip->size)
        ruined(zip, where, "is damaged");
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
    buf_init(&zip.want, 1u << 10);
    zip.size = S_ISREG(about.st_mode) ? (uint64_t)about.st_size : 0;
    if (read_at(&zip, 0, magic, sizeof magic) && memcmp(magic, "PK", 2) == 0)
        check_all(&zip);
    buf_free(&zip.want);
    close(zip.fd);
    return OP_OK;
}
