/* SPDX-License-Identifier: MIT */
/* container.c - tar and 7z, by libarchive.
 *
 * Everything that would come from the run and not from the bundle is fixed:
 * owner 0, mode 0644, the capture's time, none in the gzip header. */
#include "base/file.h"
#include "pack/libarchive.h"
#include "pack/writer.h"
#include <errno.h>
#include <string.h>
#include <time.h>

struct container {
    struct writer writer;
    struct file_draft draft;
    struct archive *archive;
    time_t mtime;
    struct str name;       /* of the entry being written, for sentences */
    struct op_error cause; /* why the last write to the draft failed */
};

/* How a call of libarchive ended: its own failure, or the draft's. */
static enum op_status outcome(const struct container *c, int code,
                              struct op_error *err)
{
    if (c->cause.status && err)
        *err = c->cause;
    if (c->cause.status || code == ARCHIVE_OK)
        return c->cause.status;
    const char *text = c->archive ? libarchive.error_string(c->archive) : NULL;
    bool no_memory =
        !c->archive || libarchive.archive_errno(c->archive) == ENOMEM;
    return error_set(err, no_memory ? OP_NO_MEMORY : OP_IO, OP_STAGE_PACK,
                     str_of(c->draft.path), "cannot pack %.*s: %s (%d)",
                     STR_ARG(c->name), text ? text : "no reason given", code);
}

/* Called by libarchive with packed bytes. A failure is kept for outcome() and
 * the rest swallowed: told of it, libarchive (3.6.2) would end without freeing
 * its buffers. */
static la_ssize_t to_draft(struct archive *archive, void *context,
                           const void *bytes, size_t len)
{
    struct container *c = context;
    (void)archive;
    if (c->cause.status == OP_OK)
        c->cause.status =
            file_write(&c->draft, str_make(bytes, len), &c->cause);
    return (la_ssize_t)len;
}

static struct archive_entry *entry_of(const struct container *c,
                                      const struct writer_entry *from)
{
    struct archive_entry *entry = libarchive.entry_new2(c->archive);
    if (!entry)
        return NULL;
    libarchive.entry_set_pathname_utf8(entry, from->name.at);
    libarchive.entry_set_filetype(entry, AE_IFREG);
    libarchive.entry_set_perm(entry, 0644);
    libarchive.entry_set_size(entry, (la_int64_t)from->size);
    libarchive.entry_set_uid(entry, 0);
    libarchive.entry_set_gid(entry, 0);
    libarchive.entry_set_mtime(entry, c->mtime, 0);
    return entry;
}

static enum op_status container_begin(struct writer *writer,
                                      const struct writer_entry *from,
                                      struct op_error *err)
{
    struct container *c = (struct container *)writer;
    c->name = from->name;
    struct archive_entry *entry = entry_of(c, from);
    if (!entry)
        return error_set(err, OP_NO_MEMORY, OP_STAGE_PACK, from->name,
                         "no memory");
    int code = libarchive.write_header(c->archive, entry);
    libarchive.entry_free(entry);
    return outcome(c, code, err);
}

static enum op_status container_data(struct writer *writer, struct str bytes,
                                     struct op_error *err)
{
    struct container *c = (struct container *)writer;
    while (bytes.len > 0) {
        la_ssize_t put = libarchive.write_data(c->archive, bytes.at, bytes.len);
        if (put <= 0 || c->cause.status)
            return outcome(c, put <= 0 ? ARCHIVE_FATAL : ARCHIVE_OK, err);
        str_cut(&bytes, (size_t)put);
    }
    return OP_OK;
}

static enum op_status container_end(struct writer *writer, struct op_error *err)
{
    struct container *c = (struct container *)writer;
    int code = libarchive.write_finish_entry(c->archive);
    return outcome(c, code, err);
}

static void container_abandon(struct writer *writer)
{
    struct container *c = (struct container *)writer;
    c->cause.status = OP_INTERRUPTED; /* the archive's end is swallowed too */
    if (c->archive)
        libarchive.write_free(c->archive);
    c->archive = NULL;
    file_abandon(&c->draft);
}

static enum op_status container_commit(struct writer *writer, bool replaces,
                                       struct op_error *err)
{
    struct container *c = (struct container *)writer;
    c->name = S("its end");
    enum op_status status = outcome(c, libarchive.write_close(c->archive), err);
    if (status != OP_OK) {
        container_abandon(writer);
        return status;
    }
    libarchive.write_free(c->archive);
    c->archive = NULL;
    return file_commit(&c->draft, replaces, err);
}

static const struct writer_ops CONTAINER_OPS = {
    .begin = container_begin,
    .data = container_data,
    .end = container_end,
    .commit = container_commit,
    .abandon = container_abandon,
};

static int set_tar(struct archive *archive, enum pack_format format)
{
    int code = libarchive.write_set_format_pax_restricted(archive);
    if (code != ARCHIVE_OK)
        return code;
    if (format == PACK_TAR_ZST)
        return libarchive.write_add_filter_zstd(archive);
    if (format == PACK_TAR_XZ)
        return libarchive.write_add_filter_xz(archive);
    code = libarchive.write_add_filter_gzip(archive);
    if (code == ARCHIVE_OK)
        code = libarchive.write_set_filter_option(archive, "gzip", "timestamp",
                                                  NULL);
    return code;
}

/* Deflated: LZMA would take a hundred megabytes of memory. */
static int set_7z(struct archive *archive)
{
    int code = libarchive.write_set_format_7zip(archive);
    if (code != ARCHIVE_OK)
        return code;
    return libarchive.write_set_format_option(archive, "7zip", "compression",
                                              "deflate");
}

static int set_up(struct container *c, const struct writer_options *options)
{
    c->archive = libarchive.write_new();
    if (!c->archive)
        return ARCHIVE_FATAL;
    int code = options->format == PACK_7Z
                   ? set_7z(c->archive)
                   : set_tar(c->archive, options->format);
    if (code == ARCHIVE_OK) /* no padding behind a gzip or zstd stream */
        code = libarchive.write_set_bytes_in_last_block(c->archive, 1);
    if (code == ARCHIVE_OK)
        code = libarchive.write_open(c->archive, c, NULL, to_draft, NULL);
    return code;
}

/* Seconds since 1970 of "2026-11-23T18:00:00Z"; 0 when it is no such time. */
static time_t seconds_of(struct str created)
{
    char text[32];
    struct tm time = {0};
    if (created.len >= sizeof text)
        return 0;
    memcpy(text, created.at ? created.at : "", created.len);
    text[created.len] = '\0';
    return strptime(text, "%Y-%m-%dT%H:%M:%SZ", &time) ? timegm(&time) : 0;
}

enum op_status container_open(struct arena *arena, const char *path,
                              const struct writer_options *options,
                              struct writer **writer, struct op_error *err)
{
    enum op_status status = libarchive_load(err);
    if (status != OP_OK)
        return status;
    struct container *c = arena_new(arena, struct container);
    c->writer.ops = &CONTAINER_OPS;
    c->mtime = seconds_of(options->created);
    c->name = S("its beginning");
    *writer = &c->writer;
    status = file_begin(&c->draft, path, err);
    if (status != OP_OK)
        return status;
    status = outcome(c, set_up(c, options), err);
    if (status != OP_OK)
        container_abandon(*writer);
    return status;
}
