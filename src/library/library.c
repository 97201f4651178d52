/* SPDX-License-Identifier: MIT */
/* library.c - open a library, take archives in. */
#include "library/library.h"

#include "article/twin.h"

#include "library/catalogue.h"
#include "library/lock.h"
#include "library/schema.h"
#include "library/sync.h"
#include <errno.h>
#include <limits.h>
#include <offprint/limits.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#define INSIDE    "/.offprint"
#define CATALOGUE INSIDE "/library.sqlite"
#define LOCK      INSIDE "/lock"

static struct str at(const struct library *library, const char *rest)
{
    return arena_printf(library->arena, "%s%s", library->folder, rest);
}

void library_tell(const struct library *library, const char *format, ...)
{
    char sentence[512];
    if (!library->options.tell)
        return;
    va_list args;
    va_start(args, format);
    vsnprintf(sentence, sizeof sentence, format, args);
    va_end(args);
    library->options.tell(library->options.context, sentence);
}

struct str library_time(struct arena *arena, int64_t seconds)
{
    char text[32];
    struct tm utc;
    time_t moment = (time_t)seconds;
    gmtime_r(&moment, &utc);
    size_t len = strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &utc);
    return arena_dup(arena, str_make(text, len));
}

int64_t library_seconds(void)
{
    uint64_t seconds;
    bool is_given = str_to_u64(str_of(getenv("SOURCE_DATE_EPOCH")), &seconds);
    return is_given ? (int64_t)seconds : (int64_t)time(NULL);
}

struct str library_now(struct arena *arena)
{
    return library_time(arena, library_seconds());
}

bool library_is_at(const char *path)
{
    struct stat info;
    return stat(path, &info) == 0 && S_ISDIR(info.st_mode) &&
           !sync_is_archive_folder(path);
}

void library_twins(const struct library *library, struct twins *twins)
{
    struct op_error unseen;
    struct sql_rows rows =
        sql_ask(library->sql,
                "SELECT f.print, a.url, r.path FROM fingerprint f"
                " JOIN article a ON a.id = f.article"
                " JOIN archive r ON r.id = a.archive"
                " WHERE a.role = 'seed' ORDER BY f.article",
                "");
    while (sql_next(&rows)) {
        struct twin twin = {
            .print = (uint64_t)sql_int(&rows, 0),
            .url = arena_cstring(twins->arena, sql_text(&rows, 1)),
            .archive = library_path(library, sql_text(&rows, 2)).at,
        };
        twins_add(twins, &twin);
    }
    if (sql_end(library->sql, &unseen) != OP_OK)
        twins->list.len = 0;
}

struct str library_within(const struct library *library, struct str path)
{
    struct str folder = str_of(library->folder);
    if (str_starts(path, folder))
        str_cut(&path, folder.len);
    while (path.len && path.at[0] == '/')
        str_cut(&path, 1);
    return path;
}

struct str library_path(const struct library *library, struct str within)
{
    return arena_printf(library->arena, "%s/%.*s", library->folder,
                        STR_ARG(within));
}

/* --- taking in --------------------------------------------------------- */

static enum op_status take(struct library *library, struct str within,
                           struct op_error *err)
{
    struct holding holding;
    jmp_buf escape;
    library->scratch.escape = &escape;
    if (setjmp(escape))
        return error_set(err, OP_NO_MEMORY, OP_STAGE_READ, within,
                         "no memory to catalogue it");
    enum op_status status =
        holding_read(&library->scratch, library->folder, within, &holding, err);
    if (status == OP_OK) {
        sql_begin(library->sql);
        catalogue_put(library->sql, &library->scratch, &holding);
        status = sql_commit(library->sql, err);
    }
    arena_reset(&library->scratch);
    return status;
}

/* --- opening ----------------------------------------------------------- */

static enum op_status make_folder(struct str path, struct op_error *err)
{
    if (mkdir(path.at, 0777) && errno != EEXIST)
        return error_set(err, OP_IO, OP_STAGE_PACK, path,
                         "cannot make this folder: %s", strerror(errno));
    return OP_OK;
}

static enum op_status make_place(struct library *library, struct op_error *err)
{
    enum op_status status = OP_OK;
    if (library->options.creates)
        status = make_folder(str_of(library->folder), err);
    else if (!library_is_at(library->folder))
        status = error_set(err, OP_IO, OP_STAGE_READ, str_of(library->folder),
                           "there is no library here");
    return status == OP_OK ? make_folder(at(library, INSIDE), err) : status;
}

/* Whoever wants to know what was wrong with it can look. */
static void set_aside(struct library *library)
{
    struct str broken = at(library, CATALOGUE ".broken");
    sql_close(library->sql);
    library->sql = NULL;
    rename(at(library, CATALOGUE).at, broken.at);
    unlink(at(library, CATALOGUE "-wal").at);
    unlink(at(library, CATALOGUE "-shm").at);
}

static enum op_status open_catalogue(struct library *library,
                                     struct op_error *err)
{
    library->sql = sql_open(at(library, CATALOGUE).at, SQL_CREATE, err);
    if (!library->sql)
        return err->status;
    return schema_bring_up(library->sql, err);
}

static enum op_status open_to_write(struct library *library,
                                    struct op_error *err)
{
    enum op_status status = make_place(library, err);
    if (status == OP_OK)
        status = lock_take(at(library, LOCK).at, library->options.waits,
                           &library->lock, err);
    if (status != OP_OK)
        return status;
    status = open_catalogue(library, err);
    bool is_worthless = status == OP_CORRUPT || status == OP_USAGE ||
                        (status == OP_EXISTS && library->options.anew);
    if (is_worthless) {
        library_tell(library,
                     "the catalogue of %s cannot be used (%s): "
                     "made again from the archives",
                     library->folder, err->text);
        set_aside(library);
        status = open_catalogue(library, err);
    }
    if (status == OP_OK && library->options.anew)
        sql_script(library->sql,
                   "BEGIN IMMEDIATE; DELETE FROM prose; DELETE FROM dense;"
                   "DELETE FROM former; DELETE FROM dense_former;"
                   "DELETE FROM archive; COMMIT;");
    return status == OP_OK ? library_sync(library, err) : status;
}

/* A good catalogue of this version, or nothing. */
static bool open_to_read(struct library *library)
{
    struct op_error ignored;
    const char *path = at(library, CATALOGUE).at;
    if (access(path, R_OK))
        return false;
    library->sql = sql_open(path, SQL_READ, &ignored);
    int64_t version =
        library->sql ? sql_number(library->sql, 0, "PRAGMA user_version", "")
                     : 0;
    if (library->sql && sql_end(library->sql, &ignored) == OP_OK &&
        version == schema_version())
        return true;
    sql_close(library->sql);
    library->sql = NULL;
    return false;
}

enum op_status library_open(struct library *library, struct arena *arena,
                            const char *folder,
                            const struct library_options *options,
                            struct op_error *err)
{
    size_t len = strlen(folder);
    while (len > 1 && folder[len - 1] == '/')
        len--;
    *library = (struct library){
        .arena = arena,
        .folder = arena_cstring(arena, str_make(folder, len)),
        .lock = -1,
        .options = *options,
    };
    arena_init(&library->scratch, OP_MAX_JOB_MEMORY);
    if (!options->writes && open_to_read(library))
        return OP_OK;
    return open_to_write(library, err);
}

enum op_status library_open_archive(struct library *library,
                                    struct arena *arena, const char *path,
                                    struct str *within, struct op_error *err)
{
    struct str all = str_of(path);
    while (all.len > 1 && all.at[all.len - 1] == '/')
        all.len--;
    size_t slash = str_rfind_byte(all, '/');
    struct str folder = slash == STR_NONE ? S(".") : str_sub(all, 0, slash);
    *library = (struct library){
        .arena = arena,
        .folder = arena_cstring(arena, folder),
        .lock = -1,
    };
    arena_init(&library->scratch, OP_MAX_JOB_MEMORY);
    *within = slash == STR_NONE ? all : str_from(all, slash + 1);
    library->sql = sql_open(":memory:", SQL_CREATE, err);
    if (!library->sql)
        return err->status;
    enum op_status status = schema_bring_up(library->sql, err);
    return status == OP_OK ? take(library, *within, err) : status;
}

void library_close(struct library *library)
{
    sql_close(library->sql);
    lock_release(library->lock);
    arena_free(&library->scratch);
    *library = (struct library){.lock = -1};
}

/* By the lock: it stands in the folder, and is held open. */
enum op_status library_check(const struct library *library,
                             struct op_error *err)
{
    struct stat held, there;
    char path[PATH_MAX];
    if (library->lock < 0)
        return OP_OK;
    snprintf(path, sizeof path, "%s%s", library->folder, LOCK);
    if (fstat(library->lock, &held) == 0 && stat(path, &there) == 0 &&
        held.st_ino == there.st_ino && held.st_dev == there.st_dev)
        return OP_OK;
    return error_set(err, OP_IO, OP_STAGE_PACK, str_of(library->folder),
                     "the library is not there any more");
}

enum op_status library_take(struct library *library, struct str path,
                            struct op_error *err)
{
    return take(library, library_within(library, path), err);
}
