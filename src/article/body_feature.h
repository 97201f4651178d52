/* SPDX-License-Identifier: MIT */
/* body_feature.h - what the forests are asked about: numbers of one block.
 *
 * The order of features is part of the learned tables: after any change here
 * run scripts/train-body. */
#ifndef ARTICLE_BODY_FEATURE_H
#define ARTICLE_BODY_FEATURE_H

#include "article/body_area.h"

/* Of a block itself, and of its two neighbours on both sides. */
enum {
    NEAR_SIZE,
    NEAR_LINKS,
    NEAR_TAG,
    NEAR_SAME_SHAPE,
    NEAR_SAME_BOX,
    NEAR_WORDS,
    NEAR_COUNT
};

/* Of a container around a block. */
enum {
    HOLDS_BLOCKS,
    HOLDS_SIZE,
    HOLDS_LINKS,
    HOLDS_SHARE,
    HOLDS_PROSE,
    HOLDS_PROSE_SHARE,
    HOLDS_NAME,
    HOLDS_SIBLINGS, /* how many siblings look like it */
    HOLDS_COUNT
};

enum feature {
    F_SIZE,
    F_LINKS,
    F_LINK_COUNT,
    F_WORD_LEN,
    F_STOPS,
    F_COMMAS,
    F_DIGITS,
    F_UPPERS,
    F_SYMBOLS,
    F_STRONG,
    F_BEGIN,
    F_END,
    F_TAG,
    F_HIDDEN,
    F_CONTROL,
    F_TIME,
    F_WORD_MEAN,
    F_WORD_LOW,
    F_WORD_HIGH,
    F_HEAD_WORDS, /* of the heading above */
    F_HEAD_LOW,
    F_HEAD_TAG,
    F_HEAD_AWAY,
    F_REPEATS,
    F_IS_TITLE,
    F_IN_JSON,
    F_IS_DESCRIPTION,
    F_DEPTH,
    F_FLAGS_GOOD,
    F_IN_ARTICLE_BODY,
    F_IN_NAV,
    F_IN_ASIDE,
    F_IN_HEADER,
    F_IN_FOOTER,
    F_IN_FORM,
    F_IN_LIST,
    F_IN_TABLE,
    F_IN_FIGURE,
    F_IN_QUOTE,
    F_IN_EMBED,
    F_TO_TITLE, /* levels up to what also holds the headline */
    F_TITLE_SHARE,
    F_SIBLINGS,
    F_ARTICLE_SHARE,
    F_ARTICLES,
    F_NAME_OWN,
    F_NAME_LOW,
    F_NAME_LOW_SHARE,
    F_NAME_HIGH,
    F_NAME_SUM,
    F_SHAPE_COUNT,
    F_SHAPE_SIZE,
    F_SHAPE_LINKS,
    F_SHAPE_SHARE,
    F_TO_DENSE,
    F_DENSE_SHARE,
    F_TO_VOTED,
    F_VOTED_SHARE,
    F_PLACE,
    F_PLACE_TEXT,
    F_PROSE_BEFORE,
    F_AFTER_TITLE,
    F_AFTER_FIRST,
    F_BEFORE_LAST,
    F_TO_PROSE_BEFORE,
    F_TO_PROSE_AFTER,
    F_WINDOW_PROSE,
    F_PAGE_BLOCKS,
    F_PAGE_PROSE,
    F_PAGE_LINKS,
    F_CONTAINER,
    F_NEAR = F_CONTAINER + 3 * HOLDS_COUNT, /* -2, -1, +1, +2 */
    FIRST_FEATURES = F_NEAR + 4 * NEAR_COUNT,

    /* What the first forest thought of it and of others. */
    G_OWN = FIRST_FEATURES,
    G_NEAR,                /* -3 ... -1, +1 ... +3 */
    G_WINDOW = G_NEAR + 6, /* mean by size of 5 blocks before, after */
    G_CONTAINER = G_WINDOW + 2,
    G_SHAPE = G_CONTAINER + 3,
    G_DENSE,
    G_BEFORE,  /* share of what is thought kept that stands before it */
    G_NEAREST, /* blocks to the nearest one surely kept, before and after */
    G_PAGE = G_NEAREST + 2,
    G_EXPECTED, /* how much is kept, in all */
    ALL_FEATURES
};

/* Rows of numbers. On any real page every block has its own. On one of very
 * many blocks, of which most are a word in a shape that repeats, a row stands
 * for a few of them: they get one judgement. */
struct features {
    float *at;       /* ALL_FEATURES for each row */
    size_t count;    /* of rows */
    uint32_t *row;   /* of each block */
    uint32_t *block; /* of each row, the one it was computed for: its first */
    size_t title;    /* index of the headline's block, or STR_NONE */
};

/* The row that is computed for a block; NULL: another's stands for it. */
static inline float *features_own(const struct features *features, size_t i)
{
    uint32_t row = features->row[i];
    return features->block[row] == i ? &features->at[row * ALL_FEATURES] : NULL;
}

/* What is asked for a block. */
static inline const float *features_of(const struct features *features,
                                       size_t i)
{
    return &features->at[features->row[i] * ALL_FEATURES];
}

/* Compute those up to FIRST_FEATURES. Cannot fail; linear. */
void features_make(const struct page *page, const struct blocks *blocks,
                   const struct areas *areas, struct features *features);

/* Compute the rest, from the first forest's probability of each block. */
void features_second(const struct page *page, const struct blocks *blocks,
                     const struct areas *areas, const float *first,
                     struct features *features);

#endif
