/* SPDX-License-Identifier: MIT */
/* say.h - what goes to standard error: one message a line, text or JSON.
 *
 * Everything passes one place where control characters of strangers lose their
 * power over a terminal. */
#ifndef CLI_SAY_H
#define CLI_SAY_H

#include "base/error.h"
#include "cli/options.h"

enum say_level { SAY_ERROR, SAY_WARNING, SAY_INFO, SAY_DETAIL };

/* Where messages go and which are wanted; a plain value made once. */
struct speaker {
    bool is_json;
    enum say_level level; /* the last one that is said */
    bool has_hinted;
    bool line_is_dirty; /* a progress line stands; it is wiped first */
};

struct speaker say_setup(const struct options *options);

/* Say one line; `url` may be empty. */
void say(struct speaker *speaker, enum say_level level, struct str url,
         const char *format, ...) __attribute__((format(printf, 4, 5)));

/* Say an error: "offprint: URL: stage: text". */
void say_error(struct speaker *speaker, enum say_level level,
               const struct op_error *err);

/* Of a page that only browsers are let in to, say once what helps. */
void say_hint(struct speaker *speaker, const struct op_error *err);

/* Say an error before options are known, as text. Returns its exit status. */
int say_failure(const struct op_error *err);

/* A number of bytes for people: "3.4 MB", on the arena. */
struct str say_bytes(struct arena *arena, uint64_t bytes);

#endif
