/* SPDX-License-Identifier: MIT */
/* jsonld_parse.h - several JSON values that stand in one text. */
#ifndef ARTICLE_JSONLD_PARSE_H
#define ARTICLE_JSONLD_PARSE_H

#include "article/jsonld.h"

struct json_list {
    struct json **at;
    size_t len, cap;
};

/* Append the first `max` values of a text to `out`. A text that is no JSON is
 * mended once; what still is none, or nests deeper than OP_MAX_JSON_DEPTH, is
 * left out. How long it may be is the caller's to say. */
void json_parse_all(struct arena *arena, struct str text, size_t max,
                    struct json_list *out);

#endif
