/* SPDX-License-Identifier: MIT */
/* outcome.h - what came of a run over a library, article by article.
 *
 * Plain data, made by get --library and by update, read by whoever reports it.
 * Strings are on the arena of the run and never NULL; empty is unknown. Times
 * are ISO 8601, UTC, seconds. */
#ifndef LIBRARY_OUTCOME_H
#define LIBRARY_OUTCOME_H

#include "article/article.h"

enum article_change {
    CHANGE_NEW,      /* in the library for the first time */
    CHANGE_EDITED,   /* another title, other authors or other prose */
    CHANGE_GONE,     /* disappeared just now; its versions are kept */
    CHANGE_RETURNED, /* had disappeared, and is there again */
    CHANGE_FAILED,   /* could not be looked at, this time and since `since` */
    CHANGE_COUNT
};

struct article_outcome {
    enum article_change change;
    struct str url;
    struct str archive; /* its path; empty: none was made */
    struct str title, old_title;
    struct str twin;   /* the URL of an article nearly the same; or empty */
    struct str reason; /* why it failed or counts as gone: "404 Not Found" */
    struct str since;  /* failing since then; gone since then */
    enum op_status status;       /* of a failure */
    size_t version, old_version; /* numbers in the archive, from 1; 0: none */
    bool is_seed;                /* and no related post */
};

/* What did not change is only counted. */
struct run_outcome {
    struct arena *arena;
    VEC(struct article_outcome) articles; /* in order of archive and page */
    size_t unchanged, requests;
    uint64_t received, written; /* bytes over the wire, bytes of archives */
    int64_t duration_ms;
    struct str started;
};

/* "new", "changed", "disappeared", "returned", "failed": static strings. */
struct str article_change_name(enum article_change change);

#endif
