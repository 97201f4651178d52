/* SPDX-License-Identifier: MIT */
/* url_escape.h - percent-encoding into a place of fixed size.
 * Source: WHATWG URL Standard 1.3. */
#ifndef NET_URL_ESCAPE_H
#define NET_URL_ESCAPE_H

#include "base/str.h"

/* Which bytes are escaped; every set has the C0 controls and all above '~'. */
enum escape_set {
    ESCAPE_CONTROL = 0,
    ESCAPE_FRAGMENT = 1,
    ESCAPE_QUERY = 2,
    ESCAPE_SPECIAL_QUERY = 4,
    ESCAPE_PATH = 8,
    ESCAPE_USERINFO = 16,
    ESCAPE_COMPONENT = 32,
};

/* Bytes being written into memory of the caller. What does not fit is not
 * written, and `is_full` says so from then on. */
struct sink {
    char *at;
    size_t len, max;
    bool is_full;
};

void sink_put(struct sink *sink, struct str s);
void sink_putc(struct sink *sink, char c);

/* Append s with the bytes of `set` percent-encoded. */
void sink_escape(struct sink *sink, struct str s, enum escape_set set);

/* What was written, borrowed. */
struct str sink_str(const struct sink *sink);

/* Undo escapes: out has room for encoded.len bytes; returns how many were
 * written. Invalid escapes stay. */
size_t unescape(struct str encoded, char *out);

#endif
