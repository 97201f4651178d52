/* SPDX-License-Identifier: MIT */
/* dates_found.h - the dates that stand on a page, each with what it is worth.
 */
#ifndef ARTICLE_DATES_FOUND_H
#define ARTICLE_DATES_FOUND_H

#include "article/metadata_clues.h"
#include "text/date.h"

#define LATEST_YEAR 2100

struct date_candidate {
    struct date date;
    struct str source;
    double score;
    bool is_seen; /* next to the headline, and not said to be a change */
    bool is_told; /* for machines: JSON-LD or a meta tag */
};

struct date_finder {
    struct clues *clues;
    struct str lang;
    bool is_machine;   /* what is offered now is said for machines */
    bool is_sure;      /* something told the date beyond doubt */
    bool looks_aside;  /* into sidebars, as nothing was found elsewhere */
    uint32_t prose_at; /* where running text begins behind the headline */
    VEC(struct date_candidate) published, modified;
};

void date_offer(struct date_finder *f, bool is_modified, struct str source,
                const struct date *date, double score);

/* The same of a text that is a date; false when it is none. */
bool date_offer_text(struct date_finder *f, bool is_modified, struct str source,
                     struct str text, double score);

/* The one worth most; NULL when there is none. */
const struct date_candidate *date_best(const struct date_candidate *at,
                                       size_t len);

/* Choose among one or more, note source and alternatives for that field of the
 * article, and give the date written out. */
struct str date_settle(struct date_finder *f, struct article *article,
                       const char *field, const struct date_candidate *at,
                       size_t len);

/* Microdata, <time> and what is named for a date. */
void dates_read_page(struct date_finder *f);

/* Dates in text near the headline that nothing marks as such. */
void dates_read_text(struct date_finder *f);

/* A single day in the columns beside the headline, where nothing else has
 * one; several are of other articles. */
void dates_read_aside(struct date_finder *f);

#endif
