/* SPDX-License-Identifier: MIT */
/* suite_json.h - read third-party test cases that are JSON. */
#ifndef TESTS_SUITE_JSON_H
#define TESTS_SUITE_JSON_H

#include "suite.h"
#include <jansson.h>
#include <string.h>

static inline bool suite_is_surrogate(const char *at, const char *kinds)
{
    return at[0] == '\\' && at[1] == 'u' && char_lower(at[2]) == 'd' &&
           strchr(kinds, char_lower(at[3])) != NULL && at[3] != '\0';
}

/* jansson refuses lone surrogates: give it U+FFFD, as a browser would. */
static inline void suite_mend_surrogates(char *text)
{
    for (char *at = text; *at; at++) {
        if (at[0] == '\\' && at[1] != 'u' && at[1] != '\0')
            at++;
        else if (suite_is_surrogate(at, "89ab") &&
                 suite_is_surrogate(at + 6, "cdef"))
            at += 11;
        else if (suite_is_surrogate(at, "89abcdef"))
            memcpy(at + 2, "fffd", 4);
    }
}

/* A whole suite; skips the test when there is none. */
static inline json_t *suite_load(const char *name)
{
    struct buf text;
    json_error_t why;
    suite_read(name, &text);
    suite_mend_surrogates(text.at);
    json_t *suite = json_loadb(text.at, text.len, JSON_ALLOW_NUL, &why);
    buf_free(&text);
    if (!suite)
        fail_msg("%s:%d: %s", name, why.line, why.text);
    return suite;
}

/* A string member; at == NULL when it is absent or no string. */
static inline struct str suite_str(const json_t *object, const char *key)
{
    const json_t *value = json_object_get(object, key);
    return str_make(json_string_value(value), json_string_length(value));
}

#endif
