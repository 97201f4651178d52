/* SPDX-License-Identifier: MIT */
/* body_verdict.h - what the third forest is asked about: numbers of a page and
 * of what was kept of it. It answers how likely that is the article, and
 * nearly all of it. The order is part of the learned tables. */
#ifndef ARTICLE_BODY_VERDICT_H
#define ARTICLE_BODY_VERDICT_H

#include "article/body_feature.h"

enum verdict_feature {
    V_SIZE,
    V_BLOCKS,
    V_MEAN,   /* probability of what is kept, by size */
    V_DOUBT,  /* probable mass that was dropped, over what is kept */
    V_LOWEST, /* share of what is kept that is less than 0.8 sure */
    V_CHANGE, /* how far the forests differ, by size */
    V_SHARE,  /* of the page's text */
    V_PROSE,  /* share of what is kept that is prose */
    V_LINKS,  /* link density of what is kept */
    V_BLOCK_SIZE,
    V_STOPS,    /* sentences over blocks */
    V_GAPS,     /* runs of kept blocks */
    V_SIBLINGS, /* look-alikes around what is kept, by size */
    V_HEADINGS, /* over blocks */
    V_LIST,     /* share in lists or tables */
    V_ARTICLES,
    V_PAGE_PROSE,
    V_PAGE_LINKS,
    V_PAGE_BLOCKS,
    V_TITLE,    /* how much the headline is what the page calls itself */
    V_TO_TITLE, /* blocks from the headline to the first kept one */
    V_JSON,     /* JSON-LD describes an article */
    V_TYPE,     /* og:type: 1 article, -1 something else, 0 nothing */
    V_DATE,     /* a <time> or published date in the head */
    V_WORDS,    /* lexicon of short kept blocks */
    V_DENSE,    /* share of what is kept in the dense candidate */
    VERDICT_FEATURES
};

void verdict_features(const struct page *page, const struct blocks *blocks,
                      const struct areas *areas,
                      const struct features *features, const float *first,
                      const float *second, float *out);

#endif
