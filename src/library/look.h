/* SPDX-License-Identifier: MIT */
/* look.h - look at the pages of a library again: one request each.
 *
 * Asked for by what was known of them (ETag, Last-Modified), many at once and
 * politely; a page that several archives hold is asked for once a run. */
#ifndef LIBRARY_LOOK_H
#define LIBRARY_LOOK_H

#include "library/fresh.h"
#include "library/library.h"
#include "net/client.h"
#include <signal.h>

enum look_state {
    LOOK_OPEN,
    LOOK_SAME,    /* by the server's word, or the same bytes */
    LOOK_CHANGED, /* other bytes; the exchange is kept as fresh */
    LOOK_GONE,    /* 404, 410, or to the front page; likewise */
    LOOK_FAILED,  /* `error` says why */
};

struct look_page {
    struct str key, url; /* the URL to ask: where it was found last */
    enum look_state state;
    bool is_seed;
    bool was_other;   /* the last answer was other than what the archives hold:
                       * the same prose, or no article any more */
    bool is_archived; /* the same as in the archives, when it is the same */
    struct str etag, last_modified, sha256; /* as the answer has them; sha256
                                             * in hexadecimal */
    struct str reason;                      /* why it counts as gone */
    struct op_error error;                  /* of a failure */
};

struct look {
    struct library *library;
    struct client *client;
    struct fresh fresh;
    struct map pages; /* key -> struct look_page */
    int64_t epoch;    /* seconds to claim for everything; -1: real */
    size_t requests, open;
    uint64_t quota; /* bytes received after which nothing is begun; 0: none */
    int64_t deadline_ms; /* likewise a time; 0: none */
    const volatile sig_atomic_t *stop;
    void (*tick)(void *context, size_t done, const struct client_stats *stats);
    void *context;
    struct op_error failure; /* of the machine's */
};

/* Begin. Fields the caller has set stay. OP_IO, OP_NO_MEMORY, OP_USAGE. End
 * with look_end, also then. */
OP_MUST_CHECK enum op_status look_begin(struct look *look,
                                        const struct client_options *client,
                                        struct op_error *err);
void look_end(struct look *look);

/* The page with this key, asked for now unless it was before. */
OP_MUST_CHECK enum op_status look_ask(struct look *look, struct str key,
                                      struct op_error *err);

/* Let all that was asked for be answered. OP_INTERRUPTED, OP_IO. */
OP_MUST_CHECK enum op_status look_wait(struct look *look, struct op_error *err);

const struct look_page *look_get(const struct look *look, struct str key);

/* Is the run's time or quota used up? */
bool look_is_over(const struct look *look);

#endif
