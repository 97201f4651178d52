/* SPDX-License-Identifier: MIT */
/* json.h - write JSON (RFC 8259) into a buffer, with the commas in place.
 *
 *     struct json_writer w = {.out = &buf, .indent = 1};
 *     json_open(&w, '{');
 *     json_key_str(&w, "title", title);
 *     json_close(&w, '}');
 *
 * Values follow each other; a key is written before a value in an object.
 * Fails only through the buffer's sticky failure. Strings should be UTF-8;
 * control characters are escaped. */
#ifndef BASE_JSON_H
#define BASE_JSON_H

#include "base/buf.h"

struct json_writer {
    struct buf *out;
    int indent; /* spaces a level; 0: all on one line */
    int depth;
    bool needs_comma, after_key;
};

/* '{' or '[', and '}' or ']'. */
void json_open(struct json_writer *w, char bracket);
void json_close(struct json_writer *w, char bracket);

/* The name of the member that comes next. */
void json_key(struct json_writer *w, const char *key);
void json_name(struct json_writer *w, struct str name);

void json_str(struct json_writer *w, struct str value);
void json_int(struct json_writer *w, int64_t value);
void json_bool(struct json_writer *w, bool value);
void json_nil(struct json_writer *w);
/* With two decimals at most: 0.97. */
void json_decimal(struct json_writer *w, double value);

/* Key and value; an empty string is written as null by _str_or_null. */
void json_key_str(struct json_writer *w, const char *key, struct str value);
void json_key_str_or_null(struct json_writer *w, const char *key,
                          struct str value);
void json_key_int(struct json_writer *w, const char *key, int64_t value);
void json_key_bool(struct json_writer *w, const char *key, bool value);
void json_key_open(struct json_writer *w, const char *key, char bracket);
/* Key and an array of strings. */
void json_key_strs(struct json_writer *w, const char *key,
                   const struct str *items, size_t count);

#endif
