/* SPDX-License-Identifier: MIT */
/* spool.c - a place for bytes that must not stay in memory. */
#include "base/spool.h"

#include "base/memory.h"
#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <zlib.h>

struct spool {
    int fd;
    uint64_t end;
};

static enum op_status spool_error(struct op_error *err, const char *doing)
{
    return error_set(err, OP_IO, OP_STAGE_PACK, S(""),
                     "cannot %s the temporary store: %s", doing,
                     strerror(errno));
}

/* A file without a name, so that nothing stays when the program is killed;
   where the file system has none such, one whose name is taken back. */
static int spool_file(const char *folder)
{
    int fd = open(folder, O_TMPFILE | O_RDWR | O_EXCL | O_CLOEXEC, 0600);
    if (fd >= 0)
        return fd;
    char path[4096];
    snprintf(path, sizeof path, "%s/offprint-XXXXXX", folder);
    fd = mkostemp(path, O_CLOEXEC);
    if (fd >= 0)
        unlink(path);
    return fd;
}

struct spool *spool_open(struct op_error *err)
{
    const char *folder = getenv("TMPDIR");
    int fd = spool_file(folder && *folder ? folder : "/tmp");
    if (fd < 0) {
        spool_error(err, "create");
        return NULL;
    }
    struct spool *spool = memory_alloc(sizeof *spool);
    if (!spool) {
        close(fd);
        error_set(err, OP_NO_MEMORY, OP_STAGE_PACK, S(""), "no memory");
        return NULL;
    }
    *spool = (struct spool){.fd = fd};
    return spool;
}

void spool_close(struct spool *spool)
{
    if (!spool)
        return;
    close(spool->fd);
    memory_free(spool);
}

enum op_status spool_put(struct spool *spool, struct str bytes,
                         struct spool_span *span, struct op_error *err)
{
    *span = (struct spool_span){
        spool->end, bytes.len,
        (uint32_t)crc32_z(0, (const unsigned char *)bytes.at, bytes.len)};
    while (bytes.len > 0) {
        ssize_t put = pwrite(spool->fd, bytes.at, bytes.len, (off_t)spool->end);
        if (put < 0 && errno == EINTR)
            continue;
        if (put < 0)
            return spool_error(err, "write to");
        spool->end += (uint64_t)put;
        str_cut(&bytes, (size_t)put);
    }
    return OP_OK;
}

uint32_t spool_crc_join(uint32_t crc, struct spool_span more)
{
    return more.len ? (uint32_t)crc32_combine(crc, more.crc, (z_off_t)more.len)
                    : crc;
}

void spool_join(struct spool_span *span, struct spool_span more)
{
    if (span->len == 0) {
        *span = more;
        return;
    }
    span->crc = spool_crc_join(span->crc, more);
    span->len += more.len;
}

enum op_status spool_get(const struct spool *spool, struct spool_span span,
                         uint64_t offset, char *out, size_t len,
                         struct op_error *err)
{
    assert(offset <= span.len && len <= span.len - offset);
    uint64_t at = span.offset + offset;
    while (len > 0) {
        ssize_t got = pread(spool->fd, out, len, (off_t)at);
        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0)
            return spool_error(err, "read from");
        out += got;
        at += (uint64_t)got;
        len -= (size_t)got;
    }
    return OP_OK;
}
