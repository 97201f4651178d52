/* SPDX-License-Identifier: MIT */
/* body_tables.h - what was learned: written by scripts/train-body into
 * body_tables.def, never by hand. */
#ifndef ARTICLE_BODY_TABLES_H
#define ARTICLE_BODY_TABLES_H

#include <stddef.h>
#include <stdint.h>

#define LEXICON_SCALE 16.0f

struct lexicon_entry {
    uint32_t hash; /* FNV-1a of the word in lower case; tables ascend by it */
    int8_t score;  /* log odds times LEXICON_SCALE */
};

extern const struct lexicon_entry NAME_LEXICON[], WORD_LEXICON[];
extern const size_t NAME_LEXICON_LEN, WORD_LEXICON_LEN;

/* A forest of regression trees; the sum of one leaf of each tree is the log
 * odds. A node goes to the next one where the feature is at most the
 * threshold, else to `other`; a leaf has feature LEAF and its value in
 * `threshold`. */
#define TREE_LEAF 255

struct tree_node {
    float threshold;
    uint8_t feature;
    uint8_t other; /* how many nodes further on */
};

struct forest {
    const struct tree_node *nodes;
    const uint16_t *roots; /* of each tree */
    size_t tree_count;
    float bias;
};

extern const struct forest FIRST_FOREST, SECOND_FOREST, VERDICT_FOREST;

#endif
