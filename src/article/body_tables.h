/* SPDX-License-Identifier: MIT */
/* body_tables.h - what was learned: written by scripts/train-body into
 * body_tables.def, never by hand. */
#ifndef ARTICLE_BODY_TABLES_H
#define ARTICLE_BODY_TABLES_H

#include <stddef.h>
#include <stdint.h>

#define LEXICON_SCALE 16.0f

struct lexicon_entry {
    uint32_t hash; /* FNV-1a of the word in lower case */
    int8_t score;  /* log odds times LEXICON_SCALE */
};

struct lexicon {
    const struct lexicon_entry *entries; /* ascending by hash */
    const uint16_t *ends; /* of those with each first byte of the hash */
};

extern const struct lexicon NAME_LEXICON, WORD_LEXICON;

/* A forest of regression trees; the sum of one leaf of each tree is the log
 * odds. What it knows stands by feature, not by tree: a cut is an inner node,
 * and a row whose feature is above the threshold cannot come to the leaves on
 * its left. Of the leaves that no cut takes away the first is the row's. */
#define TREE_LEAVES     32
#define FOREST_TREES    256
#define FOREST_FEATURES 160

struct forest_cut {
    float threshold;
    uint32_t leaves; /* on its left, a bit for each */
    uint8_t tree;
};

struct forest {
    const struct forest_cut *cuts; /* by feature, thresholds ascending */
    const uint16_t *ends;          /* of each feature's cuts */
    const float (*leaves)[TREE_LEAVES];
    size_t feature_count, tree_count;
    float bias;
};

extern const struct forest FIRST_FOREST, SECOND_FOREST, VERDICT_FOREST;

#endif
