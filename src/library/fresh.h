/* SPDX-License-Identifier: MIT */
/* fresh.h - what a run has just fetched, kept to be told again.
 *
 * A page that changed is asked for once, however many archives hold it: they
 * are renewed from here. Bytes are in a temporary store. */
#ifndef LIBRARY_FRESH_H
#define LIBRARY_FRESH_H

#include "base/map.h"
#include "base/spool.h"
#include "net/past.h"

struct fresh_exchange {
    char *url;
    struct spool_span request, head, body;
    int64_t started_ms;
    int http_status, http_major;
    bool is_truncated, is_void; /* is_void: not to be answered with */
    struct str ip;
    struct op_error error; /* of the answer as a whole */
};

struct fresh {
    struct arena arena;
    struct spool *spool;
    struct map exchanges; /* URL -> struct fresh_exchange */
    jmp_buf escape;
};

/* OP_IO. End with fresh_close, also then. */
OP_MUST_CHECK enum op_status fresh_open(struct fresh *fresh,
                                        struct op_error *err);
void fresh_close(struct fresh *fresh);

/* Keep a copy of an exchange. `started_ms` is the time to claim for it. */
OP_MUST_CHECK enum op_status fresh_put(struct fresh *fresh,
                                       const struct exchange *exchange,
                                       int64_t started_ms,
                                       const struct op_error *error,
                                       struct op_error *err);

/* What is there for a URL (without userinfo and fragment), void or not; or
 * NULL. */
struct fresh_exchange *fresh_get(const struct fresh *fresh, const char *url);

/* The exchange again, the caller's to free; NULL without memory, or when the
 * store fails. */
struct exchange *fresh_tell(const struct fresh *fresh,
                            const struct fresh_exchange *from);

#endif
