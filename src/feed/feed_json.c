/* SPDX-License-Identifier: MIT */
/* feed_json.c - JSON Feed, and exports that are an array of objects.
 *
 * A list may be long: only its outline is followed here, to cut out one entry
 * at a time for the parser. Source: https://www.jsonfeed.org/version/1.1/ */
#include "article/jsonld.h"
#include "feed/state.h"
#include "text/unicode.h"
#include <offprint/limits.h>

static struct str member(const struct json *object, const char *key)
{
    const struct json *value = json_get(object, str_of(key));
    bool has_text = value && (value->kind == JSON_IS_STRING ||
                              value->kind == JSON_IS_NUMBER);
    return has_text ? value->text : S("");
}

static struct str first_of(const struct json *object, const char *const *keys)
{
    for (; *keys; keys++)
        if (member(object, *keys).len)
            return member(object, *keys);
    return S("");
}

static bool is_address(struct str s)
{
    return str_find(s, S("://")) != STR_NONE;
}

static void tell_object(struct feed *feed, const struct json *object)
{
    static const char *const URLS[] = {"url", "external_url", NULL};
    static const char *const DATES[] = {"date_published", "savedAt",
                                        "publishedAt", NULL};
    static const char *const CHANGES[] = {"date_modified", "updatedAt", NULL};
    struct feed_raw raw = {
        .url = first_of(object, URLS),
        .title = member(object, "title"),
        .dates = {first_of(object, DATES), first_of(object, CHANGES)},
        .line = feed->line,
    };
    if (!raw.url.len && is_address(member(object, "id")))
        raw.url = member(object, "id");
    feed_emit(feed, &raw);
}

static const struct json *parse_record(const struct feed *feed,
                                       struct arena *arena)
{
    jmp_buf escape;
    arena->escape = &escape;
    if (setjmp(escape))
        return NULL;
    return json_parse(arena, utf8_repair(arena, buf_str(&feed->record)));
}

static void read_object(struct feed *feed)
{
    struct arena arena;
    arena_init(&arena, OP_MAX_PAGE_MEMORY);
    const struct json *object = parse_record(feed, &arena);
    if (!object || object->kind != JSON_IS_OBJECT)
        feed->sink.broken(feed->sink.context, feed->line, "not JSON");
    else
        tell_object(feed, object);
    arena_free(&arena);
}

/* An array of entries opens: the whole text, or what "items" names. */
static bool is_list(const struct feed_json *json)
{
    return json->depth == 1 ||
           (json->depth == 2 && str_eq(buf_str(&json->key), S("items")));
}

static void open_bracket(struct feed *feed, char c)
{
    struct feed_json *json = &feed->json;
    json->depth++;
    if (c == '[' && !json->list_depth && is_list(json)) {
        json->list_depth = json->depth;
    } else if (c == '{' && json->list_depth &&
               json->depth == json->list_depth + 1) {
        json->is_entry = true;
        buf_clear(&feed->record);
    }
}

/* Does the bracket end an entry? */
static bool close_bracket(struct feed *feed)
{
    struct feed_json *json = &feed->json;
    json->depth -= json->depth > 0;
    if (json->list_depth > json->depth)
        json->list_depth = 0;
    return json->is_entry && json->depth == json->list_depth;
}

static void in_string(struct feed_json *json, char c)
{
    if (json->is_escaped)
        json->is_escaped = false;
    else if (c == '\\')
        json->is_escaped = true;
    else if (c == '"' || c == '\n') /* no string goes over a line's end */
        json->in_string = false;
    else if (json->depth == 1)
        buf_putc(&json->key, c);
}

/* One byte of the outline; true when it ends an entry. */
static bool follow(struct feed *feed, char c)
{
    struct feed_json *json = &feed->json;
    if (json->in_string) {
        in_string(json, c);
    } else if (c == '"') {
        json->in_string = true;
        if (json->depth == 1)
            buf_clear(&json->key);
    } else if (c == '{' || c == '[') {
        open_bracket(feed, c);
    } else if (c == '}' || c == ']') {
        return close_bracket(feed);
    }
    return false;
}

static void end_entry(struct feed *feed)
{
    if (feed->record.failed)
        feed->sink.broken(feed->sink.context, feed->line, "too long");
    else
        read_object(feed);
    buf_clear(&feed->record);
    feed->json.is_entry = false;
}

void feed_json_put(struct feed *feed, struct str bytes)
{
    size_t begin = 0, lines = 0;
    for (size_t i = 0; i < bytes.len; i++) {
        char c = bytes.at[i];
        bool was_entry = feed->json.is_entry, ends = follow(feed, c);
        lines += c == '\n';
        if (!was_entry && feed->json.is_entry) {
            begin = i;
            feed->line += lines;
            lines = 0;
        }
        if (!ends)
            continue;
        buf_put(&feed->record, str_sub(bytes, begin, i + 1 - begin));
        end_entry(feed);
        feed->line += lines;
        lines = 0;
    }
    feed->line += lines;
    if (feed->json.is_entry)
        buf_put(&feed->record, str_from(bytes, begin));
}

bool feed_json_is_over(const struct feed *feed)
{
    return feed->json.depth == 0 && !feed->json.in_string;
}
