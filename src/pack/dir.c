/* SPDX-License-Identifier: MIT */
/* dir.c - an archive as a folder of files. */
#include "base/folder.h"
#include "pack/reader.h"
#include "pack/writer.h"

struct dir {
    struct writer writer;
    const char *path;
    struct folder_draft draft;
};

static enum op_status dir_begin(struct writer *writer,
                                const struct writer_entry *entry,
                                struct op_error *err)
{
    struct dir *dir = (struct dir *)writer;
    return folder_file_begin(&dir->draft, entry->name.at, err);
}

static enum op_status dir_data(struct writer *writer, struct str bytes,
                               struct op_error *err)
{
    struct dir *dir = (struct dir *)writer;
    return folder_file_write(&dir->draft, bytes, err);
}

static enum op_status dir_end(struct writer *writer, struct op_error *err)
{
    struct dir *dir = (struct dir *)writer;
    return folder_file_end(&dir->draft, err);
}

/* Only an archive of ours may be thrown away: a folder that somebody also
 * keeps other files in is left alone. */
static enum op_status dir_commit(struct writer *writer, bool replaces,
                                 struct op_error *err)
{
    struct dir *dir = (struct dir *)writer;
    return folder_commit(&dir->draft, replaces && reader_owns_folder(dir->path),
                         err);
}

static void dir_abandon(struct writer *writer)
{
    struct dir *dir = (struct dir *)writer;
    folder_abandon(&dir->draft);
}

static const struct writer_ops DIR_OPS = {
    .begin = dir_begin,
    .data = dir_data,
    .end = dir_end,
    .commit = dir_commit,
    .abandon = dir_abandon,
};

enum op_status dir_open(struct arena *arena, const char *path,
                        const struct writer_options *options,
                        struct writer **writer, struct op_error *err)
{
    (void)options;
    struct dir *dir = arena_new(arena, struct dir);
    dir->writer.ops = &DIR_OPS;
    dir->path = path;
    *writer = &dir->writer;
    return folder_begin(&dir->draft, path, err);
}
