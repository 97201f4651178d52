/* SPDX-License-Identifier: MIT */
/* inflow_state.h - the inside of an inflow; for inflow*.c alone. */
#ifndef CLI_INFLOW_STATE_H
#define CLI_INFLOW_STATE_H

#include "cli/inflow.h"
#include "cli/seen.h"
#include "feed/feed.h"

/* A list that is still to be read: of the options, or named by another. */
struct inflow_list {
    struct str where; /* a path, "-" or a URL */
    int depth;
    bool is_url, is_found, finds_feed;
};

/* An entry that was told but not taken yet, before its URL in the buffer. */
struct inflow_told {
    size_t len;
    bool is_list;
};

struct inflow {
    struct inflow_asker asker;
    int64_t since;
    struct arena arena;   /* of the lists */
    struct arena scratch; /* of one seed */
    VEC(struct inflow_list) lists;
    size_t next_list;
    struct inflow_list current;
    struct str home;   /* the origin that the current list is of */
    struct feed *feed; /* NULL: no list is open */
    int fd;            /* -1: none */
    struct client *client;
    struct response *response;
    bool is_fetching;
    struct buf told;
    size_t told_at;
    struct seen seen, seen_lists;
    size_t taken, broken, repeated, old, unwanted;
};

/* Tell of a list, or of a line, that came to nothing. */
void inflow_fail(struct inflow *in, const struct op_error *why);

/* An entry came out of a list, whole or broken (struct feed_sink). */
void inflow_entry(void *context, const struct feed_entry *entry);
void inflow_broken(void *context, size_t line, const char *why);

/* Lists that lists name are lists once, and not without end. */
void inflow_add_list(struct inflow *in, struct str url, bool is_found);

/* Begin the next list, or read on in the one that is open; *is_later: nothing
 * has come yet. */
void inflow_read_step(struct inflow *in, bool waits, bool *is_later);

/* Close the list that is open. */
void inflow_drop_list(struct inflow *in);

#endif
