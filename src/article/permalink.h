/* SPDX-License-Identifier: MIT */
/* permalink.h - does a URL look like that of one article?
 *
 * Judged by its own words (a slug, an id, a date) and by its likeness to the
 * URL of the page it stands on: sites give all their articles one shape. */
#ifndef ARTICLE_PERMALINK_H
#define ARTICLE_PERMALINK_H

#include "net/url.h"

enum { PERMALINK_SEGMENTS = 12 }; /* deeper paths are cut */

enum segment_kind {
    SEGMENT_WORD,   /* /news/ */
    SEGMENT_NUMBER, /* /2019/, up to four digits */
    SEGMENT_ID,     /* a number of five digits or more */
    SEGMENT_SLUG,   /* three words or more, joined by - or _ */
    SEGMENT_FILE,   /* a short name with an extension */
};

/* A path, cut into its segments; borrows from the URL. */
struct permalink {
    struct str segments[PERMALINK_SEGMENTS];
    enum segment_kind kinds[PERMALINK_SEGMENTS];
    int count;
};

struct permalink permalink_of(struct str path);

/* Equal kinds of segments, one by one. */
bool permalink_same_shape(const struct permalink *a, const struct permalink *b);

/* Both begin with /yyyy/mm/ and end in a slug: the habit of a blog. */
bool permalink_is_dated(const struct permalink *link);

enum permalink_rank {
    PERMALINK_NONE, /* a tag, author or shop page, a file, a service */
    PERMALINK_WEAK, /* an article when something else says so */
    PERMALINK_SURE, /* a slug, an id, a date, or a neighbour in the folder */
};

/* How much does `url` look like an article, seen from the page at `own` (its
 * href may be empty)? */
enum permalink_rank permalink_rank(const struct url *url,
                                   const struct url *own);

/* Could it be one, for all that the URL says? Nothing in it names a list, a
 * person, a file or a service. */
bool permalink_is_open(const struct url *url, const struct url *own);

/* Does the host's first label name a service (shop., forum., cdn.)? */
bool permalink_is_service(struct str host);

#endif
