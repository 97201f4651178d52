/* SPDX-License-Identifier: MIT */
/* body_area.h - what the elements of a page hold, and what they are called.
 *
 * One record per node, computed in two passes over the page: sums of the
 * blocks below go up, what is said of ancestors comes down. */
#ifndef ARTICLE_BODY_AREA_H
#define ARTICLE_BODY_AREA_H

#include "article/body_block.h"

enum area_flag {
    IN_ARTICLE = 1,
    IN_MAIN = 2,
    IN_NAV = 4,
    IN_ASIDE = 8,
    IN_HEADER = 16,
    IN_FOOTER = 32,
    IN_FORM = 64,
    IN_LIST = 128,
    IN_TABLE = 256,
    IN_FIGURE = 512,
    IN_QUOTE = 1024,
    IN_HEADING = 2048,
    IN_ARTICLE_BODY = 4096, /* itemprop */
    IN_SECTION = 8192,
    IN_EMBED = 16384, /* a quoted tweet or the like */
};

struct area {
    uint32_t size, link_size; /* of visible blocks at and below */
    uint32_t prose;           /* size of the prose blocks of these */
    uint32_t blocks, prose_blocks;
    uint32_t bigger;    /* order of the nearest ancestor with more blocks */
    uint32_t shape;     /* hash of its tag, classes and of two ancestors' */
    uint32_t own_shape; /* of its tag and classes alone */
    uint32_t flags;     /* enum area_flag, its own and its ancestors' */
    uint32_t article;   /* order of the nearest <article>; 0: none */
    uint32_t siblings;  /* with text and the same own_shape, itself too */
    float readability;  /* votes of paragraphs near */
    float name, low, high, sum; /* lexicon scores of class and id: own; lowest,
                                 * highest and sum of its ancestors' */
    uint32_t low_at;            /* order of the one with the lowest */
    uint8_t to_dense, to_voted; /* levels up to an element that holds the
                                 * candidate; 0 also inside it */
};

struct areas {
    struct area *at;    /* by order */
    uint32_t total;     /* visible size of the page */
    uint32_t prose;     /* of its prose */
    uint32_t articles;  /* <article> elements */
    bool shows_hidden;  /* hidden text counts: nearly all is hidden */
    struct node *dense; /* candidate: down while one child holds most prose */
    struct node *voted; /* candidate: most votes of its paragraphs */
};

/* Make them. Cannot fail; linear. */
void areas_make(const struct page *page, const struct blocks *blocks,
                struct areas *areas);

/* A post of a social network, quoted with its text for scripts to dress? */
bool node_is_quoted_post(const struct node *node);

static inline bool area_counts(const struct areas *areas,
                               const struct block *block)
{
    return areas->shows_hidden || !block->is_hidden;
}

#endif
