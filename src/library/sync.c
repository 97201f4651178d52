/* SPDX-License-Identifier: MIT */
/* sync.c - walk the folder: archives that came, went or were replaced. */
#include "library/sync.h"

#include "base/leftover.h"
#include "base/map.h"
#include "library/catalogue.h"
#include "pack/manifest.h"
#include <dirent.h>
#include <errno.h>
#include <offprint/limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum { MAX_DEPTH = 8 };

/* What the catalogue says of an archive, and whether it was seen. */
struct known {
    int64_t bytes, mtime_ns;
    bool is_seen;
};

struct place {
    struct str path; /* below the library; empty: the library */
    int depth;
};

struct sync {
    struct library *library;
    struct arena arena;
    struct map known;         /* path -> struct known */
    VEC(struct place) places; /* folders to be looked into */
    VEC(struct str) fresh;    /* archives that are new or other than before */
    size_t gone;
    DIR *dir; /* being read */
    struct op_error *err;
};

bool sync_is_archive_name(struct str name)
{
    static const struct str endings[] = {
        STR(".epub"),    STR(".wacz"),   STR(".zip"), STR(".tar.gz"),
        STR(".tar.zst"), STR(".tar.xz"), STR(".7z"),
    };
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++)
        if (str_iends(name, endings[i]))
            return true;
    return false;
}

bool sync_is_archive_folder(const char *path)
{
    char name[4096 + sizeof METADATA_NAME];
    struct stat info;
    size_t len = strlen(path);
    if (len + sizeof METADATA_NAME + 1 > sizeof name)
        return false;
    memcpy(name, path, len);
    memcpy(name + len, "/" METADATA_NAME, sizeof "/" METADATA_NAME);
    return stat(name, &info) == 0 && S_ISREG(info.st_mode);
}

/* "slug.epub.part-000000": what a run that was killed left behind. No other run
 * writes here while the lock is held. */
static bool is_leftover(struct str name)
{
    struct str mark = S(".part-");
    size_t at = str_find(name, mark);
    return at != STR_NONE && name.len == at + mark.len + 6;
}

static void read_known(struct sync *s)
{
    struct sql_rows rows = sql_ask(
        s->library->sql, "SELECT path, bytes, mtime_ns FROM archive", "");
    while (sql_next(&rows)) {
        struct known *known = arena_new(&s->arena, struct known);
        known->bytes = sql_int(&rows, 1);
        known->mtime_ns = sql_int(&rows, 2);
        struct str path = arena_dup(&s->arena, sql_text(&rows, 0));
        *map_slot(&s->known, &s->arena, path) = known;
    }
}

static void look_at_archive(struct sync *s, struct str path,
                            const struct stat *info)
{
    struct known *known = map_get(&s->known, path);
    int64_t mtime_ns =
        (int64_t)info->st_mtim.tv_sec * 1000000000 + info->st_mtim.tv_nsec;
    if (known)
        known->is_seen = true;
    if (!known || known->bytes != info->st_size || known->mtime_ns != mtime_ns)
        *vec_push(&s->fresh, &s->arena) = path;
}

static void look_at_entry(struct sync *s, const struct place *place,
                          struct str name)
{
    struct stat info;
    if (name.at[0] == '.')
        return;
    struct str path = place->path.len
                          ? arena_printf(&s->arena, "%.*s/%.*s",
                                         STR_ARG(place->path), STR_ARG(name))
                          : arena_dup(&s->arena, name);
    struct str full =
        arena_printf(&s->arena, "%s/%.*s", s->library->folder, STR_ARG(path));
    if (is_leftover(name)) {
        leftover_remove(full.at);
        return;
    }
    if (lstat(full.at, &info))
        return;
    bool is_folder = S_ISDIR(info.st_mode);
    if (is_folder && !sync_is_archive_folder(full.at)) {
        if (place->depth < MAX_DEPTH)
            *vec_push(&s->places, &s->arena) =
                (struct place){path, place->depth + 1};
    } else if (is_folder ||
               (S_ISREG(info.st_mode) && sync_is_archive_name(name))) {
        look_at_archive(s, path, &info);
    }
}

static enum op_status look_into(struct sync *s, const struct place *place)
{
    struct str full = arena_printf(&s->arena, "%s/%.*s", s->library->folder,
                                   STR_ARG(place->path));
    s->dir = opendir(full.at);
    if (!s->dir)
        return error_set(s->err, OP_IO, OP_STAGE_READ, full,
                         "cannot look into it: %s", strerror(errno));
    const struct dirent *entry;
    while ((entry = readdir(s->dir)))
        look_at_entry(s, place, str_of(entry->d_name));
    closedir(s->dir);
    s->dir = NULL;
    return OP_OK;
}

static void drop_gone(struct sync *s)
{
    for (size_t i = 0; i < s->known.len; i++) {
        const struct known *known = s->known.entries[i].value;
        if (known->is_seen)
            continue;
        catalogue_drop(s->library->sql, s->known.entries[i].key);
        s->gone++;
    }
}

static int by_path(const void *a, const void *b)
{
    return str_cmp(*(const struct str *)a, *(const struct str *)b);
}

/* Each in a transaction of its own: a run that is killed goes on from there. */
static enum op_status take_fresh(struct sync *s, size_t *taken)
{
    if (s->fresh.len)
        qsort(s->fresh.at, s->fresh.len, sizeof *s->fresh.at, by_path);
    for (size_t i = 0; i < s->fresh.len; i++) {
        struct op_error why = {0};
        enum op_status status = library_take(s->library, s->fresh.at[i], &why);
        if (status == OP_OK) {
            ++*taken;
        } else if (why.stage == OP_STAGE_READ && status != OP_NO_MEMORY) {
            library_tell(s->library, "%.*s is left out: %s",
                         STR_ARG(s->fresh.at[i]), why.text);
        } else {
            *s->err = why;
            return status;
        }
    }
    return OP_OK;
}

static enum op_status sync_all(struct sync *s)
{
    struct library *library = s->library;
    size_t taken = 0;
    read_known(s);
    bool had_any = s->known.len > 0;
    enum op_status status = sql_end(library->sql, s->err);
    *vec_push(&s->places, &s->arena) = (struct place){S(""), 0};
    for (size_t i = 0; status == OP_OK && i < s->places.len; i++) {
        struct place place = s->places.at[i];
        status = look_into(s, &place);
    }
    if (status == OP_OK)
        status = take_fresh(s, &taken);
    if (status != OP_OK)
        return status;
    sql_begin(library->sql);
    drop_gone(s);
    catalogue_settle(library->sql);
    status = sql_commit(library->sql, s->err);
    if (status == OP_OK && had_any && (taken || s->gone))
        library_tell(library, "%zu archive%s came or changed, %zu went", taken,
                     taken == 1 ? "" : "s", s->gone);
    return status;
}

enum op_status library_sync(struct library *library, struct op_error *err)
{
    struct sync sync = {.library = library, .err = err};
    jmp_buf escape;
    arena_init(&sync.arena, OP_MAX_JOB_MEMORY);
    sync.arena.escape = &escape;
    enum op_status status;
    if (setjmp(escape))
        status = error_set(err, OP_NO_MEMORY, OP_STAGE_READ,
                           str_of(library->folder), "no memory to look at it");
    else
        status = sync_all(&sync);
    if (sync.dir)
        closedir(sync.dir);
    arena_free(&sync.arena);
    return status;
}
