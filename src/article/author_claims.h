/* SPDX-License-Identifier: MIT */
/* author_claims.h - what the parts of a page claim about its author. */
#ifndef ARTICLE_AUTHOR_CLAIMS_H
#define ARTICLE_AUTHOR_CLAIMS_H

#include "article/metadata_clues.h"

struct claim {
    str_list names;
    struct str source;
    double score;   /* 100: sure; below 50: a guess */
    uint32_t order; /* of its place on the page; 0: none */
    bool is_meta;   /* said in a meta tag alone */
};

struct author_finder {
    struct clues *clues;
    VEC(struct claim) claims;
};

/* Put forward names; those of the site itself are left out. */
void author_claim(struct author_finder *f, struct str source, str_list names,
                  double score);

/* What stands in the page: microdata, what is called author or byline, lines
 * that begin with "By", and a name below the text. */
void author_read_page(struct author_finder *f);

/* Is it called as persons are: "Ann Lee", "Dr. Ann Lee", "AnnLee"? */
bool author_is_person(struct str name);

/* The person whose own site it is: named as the host is. A guess for pages
 * that name nobody. */
void author_read_owner(struct author_finder *f);

#endif
