/* SPDX-License-Identifier: MIT */
/* search.h - find words in a library.
 *
 * A query is FTS5's own syntax (words, "phrases", AND OR NOT NEAR, title:word,
 * prefix*), and between its words may stand
 *     site:example.org  author:Name  since:2026-01-31  lang:de
 * whose values may be quoted. What FTS5 does not understand is taken as plain
 * words. Words of languages without spaces are found as parts of a text.
 *
 * The newest versions are looked through first, then what articles said before
 * they were changed. */
#ifndef LIBRARY_SEARCH_H
#define LIBRARY_SEARCH_H

#include "library/library.h"

/* Where a matching word begins and ends in a snippet. */
#define SEARCH_MARK     '\1'
#define SEARCH_MARK_END '\2'

struct search_hit {
    struct str archive; /* its path, with the folder */
    struct str title, authors, url, language, snippet;
    struct str date;           /* published, else fetched */
    struct str gone_since;     /* empty: it is still there */
    int64_t version, versions; /* in which it stands so, and of how many */
    bool is_former;            /* its newest version does not say so */
    double score;              /* the more the better */
};

typedef VEC(struct search_hit) search_list;

/* The best `max` hits, best first, each article once; all on the run's arena.
 * Fails with OP_USAGE when the query says nothing, OP_IO, OP_CORRUPT. */
OP_MUST_CHECK enum op_status search(struct library *library, struct str query,
                                    size_t max, search_list *hits,
                                    struct op_error *err);

#endif
