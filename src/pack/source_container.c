/* SPDX-License-Identifier: MIT */
/* source_container.c - read a ZIP or tar, by libarchive. */
#include "pack/source.h"

#include "pack/libarchive.h"
#include <errno.h>
#include <string.h>

#define READ_STEP (64u << 10)

struct container_source {
    struct source source;
    struct archive *archive;
};

/* The first line of what libarchive says, without its own alarm. */
static enum op_status read_error(const struct container_source *c,
                                 struct op_error *err)
{
    const char *text = libarchive.error_string(c->archive);
    int code = libarchive.archive_errno(c->archive);
    if (code == ENOMEM)
        return error_set(err, OP_NO_MEMORY, OP_STAGE_READ, c->source.path,
                         "no memory to read it");
    if (code == EIO || code == EISDIR || code == EACCES)
        return error_set(err, OP_IO, OP_STAGE_READ, c->source.path,
                         "cannot read: %s", strerror(code));
    return error_set(err, OP_CORRUPT, OP_STAGE_READ, c->source.path,
                     "damaged, or no ZIP or tar: %s",
                     text ? text : "no reason given");
}

static enum op_status container_next(struct source *source,
                                     struct source_entry *out,
                                     struct op_error *err)
{
    struct container_source *c = (struct container_source *)source;
    struct archive_entry *entry;
    int code = libarchive.read_next_header(c->archive, &entry);
    source->is_over = code == ARCHIVE_EOF;
    if (source->is_over)
        return OP_OK;
    if (code != ARCHIVE_OK)
        return read_error(c, err);
    const char *name = libarchive.entry_pathname(entry);
    *out = (struct source_entry){
        .name = arena_dup(source->arena, str_of(name)),
        .is_file = libarchive.entry_filetype(entry) == AE_IFREG &&
                   !libarchive.entry_hardlink(entry) &&
                   !libarchive.entry_symlink(entry) &&
                   !libarchive.entry_is_encrypted(entry),
    };
    return OP_OK;
}

static enum op_status container_read(struct source *source, char *out,
                                     size_t size, size_t *got,
                                     struct op_error *err)
{
    struct container_source *c = (struct container_source *)source;
    la_ssize_t n = libarchive.read_data(c->archive, out, size);
    if (n < 0)
        return read_error(c, err);
    *got = (size_t)n;
    return OP_OK;
}

static void container_close(struct source *source)
{
    struct container_source *c = (struct container_source *)source;
    libarchive.read_free(c->archive);
}

static const struct source_ops CONTAINER_OPS = {
    .next = container_next,
    .read = container_read,
    .close = container_close,
};

static int set_up(struct archive *archive, const char *path)
{
    libarchive.read_support_filter_gzip(archive);
    libarchive.read_support_filter_zstd(archive);
    libarchive.read_support_filter_xz(archive);
    libarchive.read_support_format_zip(archive);
    libarchive.read_support_format_tar(archive);
    libarchive.read_support_format_7zip(archive);
    return libarchive.read_open_filename(archive, path, READ_STEP);
}

enum op_status source_open_container(struct arena *arena, const char *path,
                                     struct source **source,
                                     struct op_error *err)
{
    enum op_status status = libarchive_load(err);
    if (status != OP_OK)
        return status;
    struct container_source *c = arena_new(arena, struct container_source);
    c->source.ops = &CONTAINER_OPS;
    c->source.arena = arena;
    c->source.path = str_of(path);
    c->archive = libarchive.read_new();
    if (!c->archive)
        return error_set(err, OP_NO_MEMORY, OP_STAGE_READ, c->source.path,
                         "no memory to read it");
    if (set_up(c->archive, path) == ARCHIVE_OK) {
        *source = &c->source;
        return OP_OK;
    }
    status = read_error(c, err);
    libarchive.read_free(c->archive);
    return status;
}
