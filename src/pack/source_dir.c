/* SPDX-License-Identifier: MIT */
/* source_dir.c - read an archive that is a folder of files.
 *
 * The names are gathered first and sorted, so that findings come in the same
 * order everywhere. Links are told, never followed. */
#include "pack/source.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <offprint/limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct dir_entry {
    struct str name; /* NUL behind it */
    bool is_file;
};

struct dir_source {
    struct source source;
    int fd;      /* of the folder */
    int file_fd; /* of the entry being read, or -1 */
    DIR *list;   /* the folder in it that is being listed, or NULL */
    VEC(struct dir_entry) entries;
    VEC(struct str) folders; /* to be listed */
    size_t next;             /* index of the entry to be given out */
};

static enum op_status dir_error(const struct dir_source *d, struct str name,
                                struct op_error *err)
{
    return error_set(err, OP_IO, OP_STAGE_READ, d->source.path,
                     "cannot read %.*s: %s", STR_ARG(name), strerror(errno));
}

static bool is_dots(const char *name)
{
    return strcmp(name, ".") == 0 || strcmp(name, "..") == 0;
}

/* Note one name found in the folder `in`: a folder is listed in its turn. */
static bool add_name(struct dir_source *d, struct str in, const char *name)
{
    struct arena *arena = d->source.arena;
    struct stat about;
    struct str path = in.len ? arena_printf(arena, "%.*s/%s", STR_ARG(in), name)
                             : arena_dup(arena, str_of(name));
    if (fstatat(d->fd, path.at, &about, AT_SYMLINK_NOFOLLOW))
        return false;
    if (S_ISDIR(about.st_mode))
        *vec_push(&d->folders, arena) = path;
    else
        *vec_push(&d->entries, arena) =
            (struct dir_entry){path, S_ISREG(about.st_mode)};
    return true;
}

static bool list_folder(struct dir_source *d, struct str name)
{
    int fd = openat(d->fd, name.len ? name.at : ".",
                    O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    d->list = fd < 0 ? NULL : fdopendir(fd);
    if (!d->list) {
        if (fd >= 0)
            close(fd);
        return false;
    }
    bool listed = true;
    for (struct dirent *e; listed && (e = readdir(d->list));)
        if (!is_dots(e->d_name) &&
            d->entries.len + d->folders.len <= OP_MAX_ENTRIES)
            listed = add_name(d, name, e->d_name);
    closedir(d->list);
    d->list = NULL;
    return listed;
}

static int by_name(const void *a, const void *b)
{
    const struct dir_entry *one = a, *other = b;
    return str_cmp(one->name, other->name);
}

static enum op_status list_all(struct dir_source *d, struct op_error *err)
{
    if (!list_folder(d, S("")))
        return dir_error(d, S("it"), err);
    for (size_t i = 0; i < d->folders.len; i++)
        if (!list_folder(d, d->folders.at[i]))
            return dir_error(d, d->folders.at[i], err);
    if (d->entries.len)
        qsort(d->entries.at, d->entries.len, sizeof *d->entries.at, by_name);
    return OP_OK;
}

static void close_file(struct dir_source *d)
{
    if (d->file_fd >= 0)
        close(d->file_fd);
    d->file_fd = -1;
}

static enum op_status dir_next(struct source *source,
                               struct source_entry *entry, struct op_error *err)
{
    struct dir_source *d = (struct dir_source *)source;
    close_file(d);
    source->is_over = d->next == d->entries.len;
    if (source->is_over)
        return OP_OK;
    const struct dir_entry *from = &d->entries.at[d->next++];
    *entry = (struct source_entry){from->name, from->is_file};
    if (!from->is_file)
        return OP_OK;
    d->file_fd =
        openat(d->fd, from->name.at, O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
    return d->file_fd >= 0 ? OP_OK : dir_error(d, from->name, err);
}

static enum op_status dir_read(struct source *source, char *out, size_t size,
                               size_t *got, struct op_error *err)
{
    struct dir_source *d = (struct dir_source *)source;
    ssize_t n;
    do
        n = d->file_fd < 0 ? 0 : read(d->file_fd, out, size);
    while (n < 0 && errno == EINTR);
    if (n < 0)
        return dir_error(d, d->entries.at[d->next - 1].name, err);
    *got = (size_t)n;
    return OP_OK;
}

static void dir_close(struct source *source)
{
    struct dir_source *d = (struct dir_source *)source;
    close_file(d);
    if (d->list)
        closedir(d->list);
    if (d->fd >= 0)
        close(d->fd);
    d->list = NULL;
    d->fd = -1;
}

static const struct source_ops DIR_OPS = {
    .next = dir_next,
    .read = dir_read,
    .close = dir_close,
};

enum op_status source_open_dir(struct arena *arena, const char *path,
                               struct source **source, struct op_error *err)
{
    struct dir_source *d = arena_new(arena, struct dir_source);
    d->source.ops = &DIR_OPS;
    d->source.arena = arena;
    d->source.path = str_of(path);
    d->file_fd = -1;
    d->fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (d->fd < 0)
        return dir_error(d, S("it"), err);
    *source = &d->source;
    enum op_status status = list_all(d, err);
    if (status != OP_OK) {
        source_close(*source);
        *source = NULL;
    }
    return status;
}
