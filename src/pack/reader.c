/* SPDX-License-Identifier: MIT */
/* reader.c - look into an archive of ours. */
#include "pack/reader.h"

#include "article/jsonld.h"
#include "pack/book.h"
#include "pack/manifest.h"
#include "pack/source.h"
#include "pack/wacz.h"
#include "pack/warc_stream.h"
#include <offprint/limits.h>
#include <stdio.h>
#include <string.h>

#define READ_STEP (64u << 10)
/* Names of an archive, and no more: contents go to the caller's buffer. */
#define MAX_MEMORY (256u << 20)
/* A digest with a signature, and its certificates when it is of a host. */
#define MAX_DIGEST_FILE (1u << 20)

static enum op_status read_text(struct source *source, struct buf *out,
                                struct op_error *err)
{
    char step[READ_STEP];
    size_t got;
    enum op_status status;
    while ((status = source_read(source, step, sizeof step, &got, err)) ==
               OP_OK &&
           got > 0 && !out->failed)
        buf_put(out, str_make(step, got));
    if (status == OP_OK && out->failed)
        return error_set(err, OP_CORRUPT, OP_STAGE_READ, source->path,
                         "what it says of itself is too large");
    return status;
}

/* Go to the entry of that name, or of the other (which may be empty);
 * OP_CORRUPT when there is none. */
static enum op_status seek(struct source *source, struct str name,
                           struct str other, struct op_error *err)
{
    struct source_entry entry;
    for (size_t count = 0; count < OP_MAX_ENTRIES; count++) {
        enum op_status status = source_next(source, &entry, err);
        if (status != OP_OK)
            return status;
        if (source->is_over)
            break;
        if (entry.is_file &&
            (str_eq(entry.name, name) || str_eq(entry.name, other)))
            return OP_OK;
    }
    return error_set(err, OP_CORRUPT, OP_STAGE_READ, source->path,
                     "no archive of ours: it holds no %.*s", STR_ARG(name));
}

/* What one call owns, so that one place can free it. */
struct reading {
    struct arena arena;
    struct source *source;
    jmp_buf escape;
};

static enum op_status read_named(struct reading *r, const char *path,
                                 struct str name, struct str other,
                                 struct buf *out, struct op_error *err)
{
    r->arena.escape = &r->escape;
    if (setjmp(r->escape))
        return error_set(err, OP_CORRUPT, OP_STAGE_READ, str_of(path),
                         "its names take too much memory");
    enum op_status status = source_open(&r->arena, path, &r->source, err);
    if (status == OP_OK)
        status = seek(r->source, name, other, err);
    return status == OP_OK ? read_text(r->source, out, err) : status;
}

static void reading_end(struct reading *r)
{
    source_close(r->source);
    arena_free(&r->arena);
}

/* A ZIP of ours ends in its end record, without a comment. libarchive reads a
 * ZIP that was cut off there as a stream, and never tells. */
static bool is_cut_off(const char *path)
{
    enum { END_RECORD = 22 };
    char begin[4] = "", end[4] = "";
    FILE *file = fopen(path, "rb");
    if (!file)
        return false;
    bool is_zip = fread(begin, 1, sizeof begin, file) == sizeof begin &&
                  memcmp(begin, "PK\3\4", sizeof begin) == 0;
    bool is_read = is_zip && fseek(file, -END_RECORD, SEEK_END) == 0 &&
                   fread(end, 1, sizeof end, file) == sizeof end;
    fclose(file);
    return is_zip && (!is_read || memcmp(end, "PK\5\6", sizeof end) != 0);
}

enum op_status reader_metadata(const char *path, struct buf *json,
                               struct op_error *err)
{
    if (is_cut_off(path))
        return error_set(err, OP_CORRUPT, OP_STAGE_READ, str_of(path),
                         "cut off: the end of the ZIP is missing");
    struct reading r = {.source = NULL};
    arena_init(&r.arena, MAX_MEMORY);
    enum op_status status = read_named(&r, path, S(METADATA_NAME),
                                       S(BOOK_METADATA_NAME), json, err);
    reading_end(&r);
    return status;
}

enum op_status reader_signature(struct arena *arena, const char *path,
                                struct signature *signature,
                                struct op_error *err)
{
    struct reading r = {.source = NULL};
    struct buf text;
    buf_init(&text, MAX_DIGEST_FILE);
    arena_init(&r.arena, MAX_MEMORY);
    bool is_read =
        read_named(&r, path, S(WACZ_DIGEST), S(""), &text, NULL) == OP_OK;
    struct str digest = arena_dup(arena, buf_str(&text));
    reading_end(&r);
    buf_free(&text);
    return signature_read(arena, is_read ? json_parse(arena, digest) : NULL,
                          signature, err);
}

static bool says_ours(struct reading *r, struct str package)
{
    r->arena.escape = &r->escape;
    return setjmp(r->escape) || wacz_is_ours(&r->arena, package);
}

bool reader_is_of_others(const char *path)
{
    struct reading r = {.source = NULL};
    struct buf text;
    if (warc_is_file(path))
        return true;
    if (is_cut_off(path))
        return false;
    buf_init(&text, OP_MAX_METADATA_BYTES);
    arena_init(&r.arena, MAX_MEMORY);
    bool is_of_others =
        read_named(&r, path, S(WACZ_PACKAGE), S(""), &text, NULL) == OP_OK &&
        !says_ours(&r, buf_str(&text));
    reading_end(&r);
    buf_free(&text);
    return is_of_others;
}

static bool holds_only(struct reading *r, const char *path, struct str manifest)
{
    struct map paths = {0};
    struct source_entry entry;
    size_t line;
    r->arena.escape = &r->escape;
    if (setjmp(r->escape))
        return false;
    if (!manifest_parse(&r->arena, manifest, &paths, &line) ||
        !map_get(&paths, S(METADATA_NAME)) ||
        source_open_dir(&r->arena, path, &r->source, NULL) != OP_OK)
        return false;
    while (source_next(r->source, &entry, NULL) == OP_OK) {
        if (r->source->is_over)
            return true;
        if (!map_get(&paths, entry.name) &&
            !str_eq(entry.name, S(MANIFEST_NAME)))
            return false;
    }
    return false;
}

bool reader_owns_folder(const char *path)
{
    struct reading first = {.source = NULL}, second = {.source = NULL};
    struct buf manifest;
    buf_init(&manifest, OP_MAX_METADATA_BYTES);
    arena_init(&first.arena, MAX_MEMORY);
    arena_init(&second.arena, MAX_MEMORY);
    bool owns = read_named(&first, path, S(MANIFEST_NAME), S(""), &manifest,
                           NULL) == OP_OK &&
                holds_only(&second, path, buf_str(&manifest));
    reading_end(&first);
    reading_end(&second);
    buf_free(&manifest);
    return owns;
}
