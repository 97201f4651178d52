/* SPDX-License-Identifier: MIT */
/* holding.c - read an archive for the catalogue. */
#include "library/holding.h"

#include "article/clean.h"
#include "base/buf.h"
#include "html/parse.h"
#include "html/walk.h"
#include "library/former.h"
#include "net/url.h"
#include "pack/book.h"
#include "pack/manifest.h"
#include "pack/source.h"
#include <errno.h>
#include <offprint/limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#define STEP (64u << 10)

/* What one reading owns. */
struct reading {
    struct arena *arena;
    struct arena page; /* one chapter at a time */
    struct source *source;
    struct buf text;  /* of the entry being read */
    struct map texts; /* a page's name -> struct str, its prose */
    struct holding *holding;
    struct op_error *err;
    jmp_buf escape;
};

struct str holding_text(const struct json *object, const char *key)
{
    const struct json *value = json_get(object, str_of(key));
    return value && value->kind == JSON_IS_STRING ? value->text : S("");
}

int64_t holding_number(const struct json *object, const char *key)
{
    const struct json *value = json_get(object, str_of(key));
    uint64_t number = 0;
    if (value && value->kind == JSON_IS_NUMBER)
        str_to_u64(value->text, &number);
    return (int64_t)number;
}

struct str holding_key(struct arena *arena, struct str text)
{
    struct url url;
    if (url_parse(arena, text, NULL, &url) != OP_OK)
        return text;
    return url_key(arena, &url);
}

/* --- entries ----------------------------------------------------------- */

static enum op_status read_text(struct reading *r)
{
    char step[STEP];
    size_t got = 1;
    enum op_status status = OP_OK;
    buf_clear(&r->text);
    while (status == OP_OK && got > 0) {
        status = source_read(r->source, step, sizeof step, &got, r->err);
        buf_put(&r->text, str_make(step, status == OP_OK ? got : 0));
    }
    if (status == OP_OK && r->text.failed)
        return error_set(r->err, r->text.failed, OP_STAGE_READ, r->source->path,
                         "an entry is too large");
    return status;
}

/* The body of a chapter: what stands between our header and our footer. */
static const struct node *body_of(const struct document *doc)
{
    const struct node *root = doc->body;
    for (struct node *n = doc->body; n; n = walk_next(n, root))
        if (str_has_word(node_attr(n, ATTR_CLASS), S("op-body")))
            return n;
    return NULL;
}

static void keep_prose(struct reading *r, struct str name)
{
    struct document *doc;
    if (html_parse(&r->page, buf_str(&r->text), NULL, &doc, NULL) == OP_OK) {
        const struct node *body = body_of(doc);
        struct str *text = arena_new(r->arena, struct str);
        *text = body ? arena_dup(r->arena, clean_text(&r->page, body)) : S("");
        *map_slot(&r->texts, r->arena, arena_dup(r->arena, name)) = text;
    }
    arena_reset(&r->page);
}

static bool is_chapter(struct str name)
{
    return str_iends(name, S(".html")) || str_iends(name, S(".xhtml"));
}

static bool is_metadata(struct str name)
{
    return str_eq(name, S(METADATA_NAME)) ||
           str_eq(name, S(BOOK_METADATA_NAME));
}

static enum op_status read_entries(struct reading *r)
{
    struct source_entry entry;
    enum op_status status = OP_OK;
    for (size_t i = 0; status == OP_OK && i < OP_MAX_ENTRIES; i++) {
        status = source_next(r->source, &entry, r->err);
        if (status != OP_OK || r->source->is_over)
            break;
        if (!entry.is_file ||
            !(is_chapter(entry.name) || is_metadata(entry.name)))
            continue;
        status = read_text(r);
        if (status == OP_OK && is_metadata(entry.name))
            r->holding->about = json_parse(r->arena, buf_str(&r->text));
        else if (status == OP_OK)
            keep_prose(r, entry.name);
    }
    return status;
}

/* --- the history ------------------------------------------------------- */

/* What the last event says of an article holds. */
static void note_event(struct holding *holding,
                       const struct holding_event *event)
{
    struct str url = holding_text(event->about, "url");
    struct str change = holding_text(event->about, "change");
    bool is_gone = str_eq(change, S("disappeared"));
    for (size_t i = 0; i < holding->articles.len; i++) {
        struct holding_article *article = &holding->articles.at[i];
        if (!str_eq(article->url, url))
            continue;
        if (!is_gone)
            article->version = event->version;
        article->gone_since = is_gone ? event->date : S("");
        article->gone_reason =
            is_gone ? holding_text(event->about, "reason") : S("");
    }
}

static void add_history(struct reading *r)
{
    struct holding *holding = r->holding;
    const struct json *list = json_get(holding->about, S("history"));
    holding->version = 1;
    holding->newest = holding_text(holding->about, "created");
    for (const struct json *v = list ? list->first : NULL; v; v = v->next) {
        holding->version = holding_number(v, "version");
        holding->newest = holding_text(v, "date");
        const struct json *events = json_get(v, S("events"));
        for (const struct json *e = events ? events->first : NULL; e;
             e = e->next) {
            struct holding_event event = {e, holding->version, holding->newest};
            *vec_push(&holding->events, r->arena) = event;
            note_event(holding, &event);
        }
    }
}

/* --- all of it --------------------------------------------------------- */

static void add_articles(struct reading *r)
{
    const struct json *list = json_get(r->holding->about, S("articles"));
    for (const struct json *a = list ? list->first : NULL; a; a = a->next) {
        struct holding_article article = {
            .about = a,
            .url = holding_text(a, "url"),
            .final_url = holding_text(a, "final_url"),
            .file = holding_text(a, "file"),
            .version = 1,
        };
        const struct str *text = map_get(&r->texts, article.file);
        article.text = text ? *text : S("");
        article.key = holding_key(r->arena, article.final_url);
        *vec_push(&r->holding->articles, r->arena) = article;
    }
}

static enum op_status read_archive(struct reading *r, const char *path)
{
    enum op_status status = source_open(r->arena, path, &r->source, r->err);
    if (status == OP_OK)
        status = read_entries(r);
    if (status != OP_OK)
        return status;
    if (!json_get(r->holding->about, S("offprint")))
        return error_set(r->err, OP_CORRUPT, OP_STAGE_READ, str_of(path),
                         "no archive of offprint");
    add_articles(r);
    add_history(r);
    return former_read(r->arena, path, r->holding, r->err);
}

static enum op_status read_guarded(struct reading *r, const char *path)
{
    r->page.escape = r->arena->escape = &r->escape;
    if (setjmp(r->escape))
        return error_set(r->err, OP_NO_MEMORY, OP_STAGE_READ, str_of(path),
                         "no memory to read it");
    return read_archive(r, path);
}

enum op_status holding_read(struct arena *arena, const char *folder,
                            struct str path, struct holding *holding,
                            struct op_error *err)
{
    struct stat info;
    *holding = (struct holding){.path = arena_dup(arena, path)};
    struct str full = arena_printf(arena, "%s/%.*s", folder, STR_ARG(path));
    if (stat(full.at, &info))
        return error_set(err, OP_IO, OP_STAGE_READ, full, "%s",
                         strerror(errno));
    holding->bytes = info.st_size;
    holding->mtime_ns =
        (int64_t)info.st_mtim.tv_sec * 1000000000 + info.st_mtim.tv_nsec;
    struct reading reading = {.arena = arena, .holding = holding, .err = err};
    jmp_buf *outer = arena->escape;
    arena_init(&reading.page, OP_MAX_PAGE_MEMORY);
    buf_init(&reading.text, OP_MAX_METADATA_BYTES);
    enum op_status status = read_guarded(&reading, full.at);
    arena->escape = outer;
    source_close(reading.source);
    buf_free(&reading.text);
    arena_free(&reading.page);
    return status;
}
