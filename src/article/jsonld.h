/* SPDX-License-Identifier: MIT */
/* jsonld.h - the JSON-LD blocks of a page, as one list of objects.
 *
 * @graph, mainEntity and arrays are flattened; jsonld_deref resolves
 * references. Broken JSON (raw newlines, comments, trailing commas, CDATA, HTML
 * entities) is mended where that is safe and skipped otherwise; size and depth
 * are bounded by OP_MAX_JSON_BYTES and OP_MAX_JSON_DEPTH. By jansson; its
 * memory is freed before jsonld_read returns: everything here is on the arena.
 */
#ifndef ARTICLE_JSONLD_H
#define ARTICLE_JSONLD_H

#include "html/dom.h"

/* Names of jansson's (JSON_OBJECT, json_string ...) are kept clear of: a
 * program's symbols would take the place of the library's own. */
enum json_kind {
    JSON_IS_NULL,
    JSON_IS_BOOL,
    JSON_IS_NUMBER,
    JSON_IS_STRING,
    JSON_IS_ARRAY,
    JSON_IS_OBJECT
};

struct json {
    enum json_kind kind;
    struct str key;            /* of an object's member; empty in arrays */
    struct str text;           /* of a string, a number or a bool */
    struct json *first, *next; /* members, items */
};

struct jsonld {
    struct json **objects; /* every top-level, @graph or mainEntity object */
    size_t object_count;
    struct map *ids; /* from "@id" to the object that says most */
};

/* Read all <script type="application/ld+json"> of a page. Never NULL. */
struct jsonld *jsonld_read(struct arena *arena, const struct document *doc);

/* Parse one JSON text, mended where needed; what follows the first value is
 * ignored. NULL when there is none. How long it may be is the caller's to say:
 * metadata.json of a large archive is longer than any page's JSON-LD. */
struct json *json_parse(struct arena *arena, struct str text);

/* A member of an object, or NULL (also for NULL or other kinds). */
const struct json *json_get(const struct json *object, struct str key);

/* The string in a value: itself, its first item's, or its "name", "@value",
 * "url" or "@id" member's; empty when there is none. */
struct str json_text(const struct json *value);

/* A value that is a mere { "@id": ... } gives the object it means; any other
 * value itself. Objects may mean each other in circles. */
const struct json *jsonld_deref(const struct jsonld *jsonld,
                                const struct json *value);

/* Does @type (a string or an array) contain that type? Written as "Article"
 * or "http://schema.org/Article". */
bool jsonld_is(const struct json *object, struct str type);

/* Is it an Article or of one of its subtypes? */
bool jsonld_is_article(const struct json *object);

/* The object that describes the page's article (NewsArticle, BlogPosting,
 * Article and their subtypes; preferring the one whose url or
 * mainEntityOfPage is the page's), or NULL. */
const struct json *jsonld_article(const struct jsonld *jsonld, struct str url);

#endif
