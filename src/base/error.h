/* SPDX-License-Identifier: MIT */
/* error.h - fill in a struct op_error. See include/offprint/error.h. */
#ifndef BASE_ERROR_H
#define BASE_ERROR_H

#include "base/str.h"
#include <offprint/error.h>

/* Record a failure and return its status, so that a function can end with
 * `return error_set(...)`.
 *
 * err    out: may be NULL, then only the status is returned.
 * url    what it happened to; may be empty. Userinfo is the caller's to strip.
 * format printf-style, the cause in a few words, no full stop at the end.
 * Control characters become '?'. Cannot fail; too long text is cut. */
enum op_status error_set(struct op_error *err, enum op_status status,
                         enum op_stage stage, struct str url,
                         const char *format, ...)
    __attribute__((format(printf, 5, 6)));

/* Name what a failure happened to, unless that is said already. `err` may be
 * NULL. */
void error_about(struct op_error *err, struct str url);

/* The whole sentence: "URL: stage: text", into `out` (always terminated). */
void error_sentence(const struct op_error *err, char *out, size_t size);

#endif
