/* SPDX-License-Identifier: MIT */
/* jsonld.h - the JSON-LD blocks of a page, as one list of objects.
 *
 * @graph and arrays are flattened, { "@id": ... } references resolved. Broken
 * JSON (raw newlines, comments, trailing commas, CDATA, HTML entities) is
 * mended where that is safe and skipped otherwise; size and depth are bounded
 * by OP_MAX_JSON_BYTES and OP_MAX_JSON_DEPTH. By jansson; its memory is freed
 * before jsonld_read returns: everything here is on the arena. */
#ifndef ARTICLE_JSONLD_H
#define ARTICLE_JSONLD_H

#include "html/dom.h"

enum json_kind {
    JSON_NULL,
    JSON_BOOL,
    JSON_NUMBER,
    JSON_STRING,
    JSON_ARRAY,
    JSON_OBJECT
};

struct json {
    enum json_kind kind;
    struct str key;            /* of an object's member; empty in arrays */
    struct str text;           /* of a string, or a number or bool as written */
    struct json *first, *next; /* members, items */
};

struct jsonld {
    struct json **objects; /* every top-level or @graph object */
    size_t object_count;
};

/* Read all <script type="application/ld+json"> of a page. Never NULL. */
struct jsonld *jsonld_read(struct arena *arena, const struct document *doc);

/* Parse one JSON text; NULL when it is none. */
struct json *json_parse(struct arena *arena, struct str text);

/* A member of an object, or NULL (also for NULL or other kinds). */
const struct json *json_get(const struct json *object, struct str key);

/* The string in a value: itself, its first item's, or its "name", "@value" or
 * "url" member's; empty when there is none. */
struct str json_string(const struct json *value);

/* Does @type (a string or an array) contain that type? */
bool jsonld_is(const struct json *object, struct str type);

/* The object that describes the page's article (NewsArticle, BlogPosting,
 * Article and their subtypes; preferring the one whose url or
 * mainEntityOfPage is the page's), or NULL. */
const struct json *jsonld_article(const struct jsonld *jsonld, struct str url);

#endif
