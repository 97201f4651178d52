/* SPDX-License-Identifier: MIT */
/* raw.c - an archive that is the bytes of one entry and nothing else. */
#include "base/file.h"
#include "pack/writer.h"

struct raw {
    struct writer writer;
    struct file_draft draft;
};

static enum op_status raw_begin(struct writer *writer,
                                const struct writer_entry *entry,
                                struct op_error *err)
{
    (void)writer, (void)entry, (void)err;
    return OP_OK;
}

static enum op_status raw_data(struct writer *writer, struct str bytes,
                               struct op_error *err)
{
    struct raw *raw = (struct raw *)writer;
    return file_write(&raw->draft, bytes, err);
}

static enum op_status raw_end(struct writer *writer, struct op_error *err)
{
    (void)writer, (void)err;
    return OP_OK;
}

static enum op_status raw_commit(struct writer *writer, bool replaces,
                                 struct op_error *err)
{
    struct raw *raw = (struct raw *)writer;
    return file_commit(&raw->draft, replaces, err);
}

static void raw_abandon(struct writer *writer)
{
    struct raw *raw = (struct raw *)writer;
    file_abandon(&raw->draft);
}

static const struct writer_ops RAW_OPS = {
    .begin = raw_begin,
    .data = raw_data,
    .end = raw_end,
    .commit = raw_commit,
    .abandon = raw_abandon,
};

enum op_status raw_open(struct arena *arena, const char *path,
                        struct writer **writer, struct op_error *err)
{
    struct raw *raw = arena_new(arena, struct raw);
    raw->writer.ops = &RAW_OPS;
    enum op_status status = file_begin(&raw->draft, path, err);
    *writer = status == OP_OK ? &raw->writer : NULL;
    return status;
}
