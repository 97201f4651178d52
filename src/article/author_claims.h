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
    str_list helpers;  /* who reviewed, edited or translated the article */
    uint32_t prose_at; /* where running text begins behind the headline */
};

/* Put forward names; those of the site itself are left out. */
void author_claim(struct author_finder *f, struct str source, str_list names,
                  double score);

/* Microdata, and what is called author or byline. */
void author_read_page(struct author_finder *f);

/* Lines that begin with "By" or are a name and no more, near the headline or
 * below the text. */
void author_read_lines(struct author_finder *f);

/* How far a node stands from the headline: 0 near it, 15 at most. */
double author_distance(const struct author_finder *f, const struct node *node);

/* What a short element says, with a space wherever a style may set one. */
struct str author_line(const struct clues *clues, const struct node *node);

/* What an element says that says `text`; of a mere label ("Author:") what
 * stands behind it. */
struct str author_behind_label(const struct author_finder *f,
                               const struct node *node, struct str text);

/* "Dr. Ann Lee" without the title. */
struct str author_without_title(struct str name);

/* Is it called as persons are: "Ann Lee", "Dr. Ann Lee", "AnnLee"? */
bool author_is_person(struct str name);

/* The person whose own site it is: named as the host is. A guess for pages
 * that name nobody. */
void author_read_owner(struct author_finder *f);

#endif
