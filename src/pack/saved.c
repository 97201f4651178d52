/* SPDX-License-Identifier: MIT */
/* saved.c - a page that was saved from a browser, as answers. */
#include "pack/saved.h"

#include "base/file.h"
#include "base/map.h"
#include "html/serialize.h"
#include "net/mime.h"
#include "net/url.h"
#include "pack/mhtml.h"
#include <dirent.h>
#include <offprint/limits.h>
#include <string.h>
#include <sys/stat.h>

enum {
    LEAD_BYTES = 8 << 10, /* of a page, where it may say its URL */
    FILES_MAX = 10000,    /* of a folder beside it */
    DEPTH_MAX = 3,        /* of that folder */
};

struct resource {
    struct str type;  /* media type; empty: unknown */
    struct str bytes; /* of a part; at == NULL: */
    const char *path; /* of a file */
};

struct saved {
    struct arena *arena;
    struct url url; /* of the page */
    struct map resources;
    int64_t saved_ms;
    size_t files;
};

/* --- where it came from ------------------------------------------------- */

/* The web URL behind a mark in a page's first comment; or empty. */
static struct str url_behind(struct str lead, struct str mark)
{
    size_t at = str_find(lead, mark);
    if (at == STR_NONE)
        return S("");
    struct str rest = str_trim(str_sub(str_from(lead, at + mark.len), 0, 4096));
    if (str_starts(rest, S("(")))
        str_cut(&rest, str_until(rest, ")") + 1);
    rest.len = str_until(rest, " \r\n\t>");
    return str_istarts(rest, S("http")) ? rest : S("");
}

/* Browsers and SingleFile leave the URL in a comment. */
static struct str said_url(struct str text)
{
    struct str lead = str_sub(text, 0, LEAD_BYTES);
    struct str url = url_behind(lead, S("saved from url="));
    bool is_single =
        str_find(lead, S("Page saved with SingleFile")) != STR_NONE;
    return url.len || !is_single ? url : url_behind(lead, S("url:"));
}

/* --- what is there ---------------------------------------------------------
 */

static struct str without_fragment(struct str url)
{
    return str_sub(url, 0, str_until(url, "#"));
}

static struct resource *add(struct saved *s, struct str href)
{
    struct url url;
    if (url_parse(s->arena, href, &s->url, &url) != OP_OK || !url_is_web(&url))
        return NULL;
    struct str key = url_request(s->arena, &url, false);
    void **slot = map_slot(&s->resources, s->arena, key);
    if (*slot)
        return NULL;
    *slot = arena_new(s->arena, struct resource);
    return *slot;
}

/* A file's name as it stands in a URL. */
static struct str name_in_url(struct arena *arena, struct str name)
{
    struct str out = S("");
    while (name.len) {
        size_t plain = str_until(name, "%?#");
        out = arena_join(arena, out, str_cut(&name, plain));
        if (name.len)
            out = arena_printf(arena, "%.*s%%%02X", STR_ARG(out),
                               (unsigned char)*str_cut(&name, 1).at);
    }
    return out;
}

static void add_folder(struct saved *s, const char *path, struct str href,
                       int depth)
{
    DIR *folder = opendir(path);
    struct dirent *entry;
    while (folder && (entry = readdir(folder)) && s->files < FILES_MAX) {
        struct stat info;
        if (entry->d_name[0] == '.')
            continue;
        struct str file = arena_printf(s->arena, "%s/%s", path, entry->d_name);
        struct str name =
            arena_printf(s->arena, "%.*s/%.*s", STR_ARG(href),
                         STR_ARG(name_in_url(s->arena, str_of(entry->d_name))));
        if (lstat(file.at, &info))
            continue;
        if (S_ISDIR(info.st_mode) && depth < DEPTH_MAX)
            add_folder(s, file.at, name, depth + 1);
        if (!S_ISREG(info.st_mode))
            continue;
        struct resource *resource = add(s, name);
        if (resource)
            resource->path = file.at;
        s->files++;
    }
    if (folder)
        closedir(folder);
}

/* The folders that belong with "dir/name.html": "dir/name_files" and the like,
 * whatever a browser's language calls them; nothing else beside the page. */
static void add_companions(struct saved *s, const char *path)
{
    struct str all = str_of(path);
    size_t slash = str_rfind_byte(all, '/');
    struct str dir = slash == STR_NONE ? S(".") : str_sub(all, 0, slash + 1);
    struct str stem = slash == STR_NONE ? all : str_from(all, slash + 1);
    size_t dot = str_rfind_byte(stem, '.');
    stem.len = dot == STR_NONE ? stem.len : dot;
    DIR *folder = opendir(arena_cstring(s->arena, dir));
    struct dirent *entry;
    while (folder && stem.len && (entry = readdir(folder))) {
        struct str name = str_of(entry->d_name);
        struct stat info;
        if (name.len < stem.len + 2 || !str_starts(name, stem) ||
            !strchr("_-.", name.at[stem.len]))
            continue;
        struct str path_of =
            arena_printf(s->arena, "%.*s/%s", STR_ARG(dir), entry->d_name);
        if (lstat(path_of.at, &info) == 0 && S_ISDIR(info.st_mode))
            add_folder(s, path_of.at, name_in_url(s->arena, name), 1);
    }
    if (folder)
        closedir(folder);
}

static enum op_status set_url(struct saved *s, const char *path,
                              struct str given, struct str said,
                              struct op_error *err)
{
    struct str url = given.len ? given : said;
    if (!url.len)
        return error_set(err, OP_USAGE, OP_STAGE_OPTIONS, str_of(path),
                         "the file does not say where it came from; --url "
                         "does");
    if (url_parse(s->arena, url, NULL, &s->url) != OP_OK ||
        !url_is_web(&s->url))
        return error_set(err, OP_BAD_URL, OP_STAGE_URL, url,
                         "not an http or https URL");
    return OP_OK;
}

/* Where a part can be asked for: one that has but a Content-ID stands below
 * the page's own address. */
static struct str part_url(struct saved *s, const struct mhtml_part *part)
{
    bool has_url = str_istarts(part->location, S("http:")) ||
                   str_istarts(part->location, S("https:"));
    if (has_url || !part->id.len)
        return without_fragment(part->location);
    return arena_printf(s->arena, "?cid=%.*s",
                        STR_ARG(name_in_url(s->arena, part->id)));
}

/* "cid:x" by the URL of the part of that id. RFC 2392. */
static void put_cid(struct saved *s, const mhtml_parts *parts, struct str id,
                    struct buf *out)
{
    struct str decoded = url_decode(s->arena, id);
    for (size_t i = 1; i < parts->len; i++) {
        if (!str_eq(parts->at[i].id, decoded))
            continue;
        html_escape_attr(part_url(s, &parts->at[i]), out);
        return;
    }
    buf_puts(out, "cid:");
    buf_put(out, id);
}

/* The page with its parts where it means them by their ids. */
static struct str without_cids(struct saved *s, const mhtml_parts *parts,
                               struct str page)
{
    struct buf out;
    size_t at;
    if (str_find(page, S("cid:")) == STR_NONE)
        return page;
    buf_init(&out, OP_MAX_PAGE_BYTES * 4ull);
    while ((at = str_find(page, S("cid:"))) != STR_NONE) {
        bool is_value = at > 0 && strchr("\"'=(", page.at[at - 1]);
        buf_put(&out, str_cut(&page, at));
        str_cut(&page, 4);
        if (is_value)
            put_cid(s, parts, str_cut(&page, str_until(page, "\"'<>) \r\n")),
                    &out);
        else
            buf_puts(&out, "cid:");
    }
    buf_put(&out, page);
    struct str whole = arena_dup(s->arena, buf_str(&out));
    buf_free(&out);
    return whole;
}

static enum op_status take_message(struct saved *s, const char *path,
                                   struct str text, struct str given,
                                   struct op_error *err)
{
    mhtml_parts parts = {0};
    enum op_status status = set_url(s, path, given, mhtml_source(text), err);
    if (status == OP_OK)
        status = mhtml_read(s->arena, text, &parts, err);
    for (size_t i = 0; status == OP_OK && i < parts.len; i++) {
        /* The first part is the page, whatever it calls itself. */
        const struct mhtml_part *part = &parts.at[i];
        struct resource *resource =
            add(s, i == 0 ? s->url.href : part_url(s, part));
        if (resource)
            *resource = (struct resource){
                part->type,
                i == 0 ? without_cids(s, &parts, part->body) : part->body,
                NULL};
    }
    return status;
}

static enum op_status take_page(struct saved *s, const char *path,
                                struct str text, struct str given,
                                struct op_error *err)
{
    enum op_status status = set_url(s, path, given, said_url(text), err);
    if (status != OP_OK)
        return status;
    *add(s, s->url.href) = (struct resource){S("text/html"), text, NULL};
    add_companions(s, path);
    return OP_OK;
}

enum op_status saved_open(struct arena *arena, const char *path, struct str url,
                          struct saved **saved, struct op_error *err)
{
    struct saved *s = arena_new(arena, struct saved);
    struct stat info;
    struct buf text;
    s->arena = arena;
    *saved = s;
    buf_init(&text, OP_MAX_PAGE_BYTES * 4ull);
    enum op_status status = file_read(path, &text, err);
    struct str all = arena_dup(arena, buf_str(&text));
    buf_free(&text);
    if (status == OP_OK)
        status = mhtml_is(all) ? take_message(s, path, all, url, err)
                               : take_page(s, path, all, url, err);
    if (stat(path, &info) == 0)
        s->saved_ms = (int64_t)info.st_mtim.tv_sec * 1000;
    return status;
}

struct str saved_url(const struct saved *saved)
{
    return saved->url.href;
}

/* --- answers ---------------------------------------------------------------
 */

static bool knows(void *context, const char *url)
{
    const struct saved *s = context;
    return map_get(&s->resources, str_of(url)) != NULL;
}

static enum op_status fill(const struct resource *resource,
                           struct exchange *exchange, struct op_error *err)
{
    enum op_status status = OP_OK;
    struct str type = resource->type;
    exchange->http_status = 200;
    exchange->is_resource = true;
    if (resource->path)
        status = file_read(resource->path, &exchange->body, err);
    else
        buf_put(&exchange->body, resource->bytes);
    if (!type.len)
        type = mime_type(mime_sniff(buf_str(&exchange->body), S("")));
    buf_printf(&exchange->head, "HTTP/1.1 200 OK\r\nContent-Type: %.*s\r\n\r\n",
               STR_ARG(type));
    return status;
}

static enum op_status answer(void *context, const char *url,
                             struct exchange **exchange, struct op_error *err)
{
    const struct saved *s = context;
    const struct resource *resource = map_get(&s->resources, str_of(url));
    *exchange = exchange_new(str_of(url), OP_MAX_ASSET_BYTES);
    if (!*exchange)
        return error_set(err, OP_NO_MEMORY, OP_STAGE_FETCH, str_of(url),
                         "no memory for the page");
    (*exchange)->started_ms = s->saved_ms;
    if (!resource)
        return error_set(err, OP_CONNECT, OP_STAGE_FETCH, str_of(url),
                         "it was not saved, and nobody is asked for it");
    return fill(resource, *exchange, err);
}

struct past saved_past(struct saved *saved)
{
    return (struct past){.context = saved, .recall = answer, .knows = knows};
}
