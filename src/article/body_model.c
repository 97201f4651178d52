/* SPDX-License-Identifier: MIT */
/* body_model.c - ask a learned forest.
 *
 * Whoever goes down a tree cannot foresee the next node, nor can a processor:
 * it is faster to look at the nodes of all trees in the order of features and
 * thresholds, and for many rows at a time (QuickScorer, SIGIR 2015). */
#include "article/body_model.h"

#include <math.h>
#include <string.h>

/* Rows that are asked about at once: a few vectors of any machine. */
#define LANES 16

struct asked {
    float value[FOREST_FEATURES][LANES];
    float most[FOREST_FEATURES]; /* of the values */
    uint32_t leaves[FOREST_TREES][LANES];
};

/* Lanes too many repeat the first row. */
static void read_rows(const struct forest *forest, const float *rows,
                      size_t stride, size_t count, struct asked *asked)
{
    const float *row[LANES];
    for (size_t i = 0; i < LANES; i++)
        row[i] = rows + (i < count ? i : 0) * stride;
    for (size_t k = 0; k < forest->feature_count; k++) {
        float most = row[0][k];
        for (size_t i = 0; i < LANES; i++) {
            asked->value[k][i] = row[i][k];
            most = row[i][k] > most ? row[i][k] : most;
        }
        asked->most[k] = most;
    }
}

static void take_leaves(const struct forest *forest, struct asked *asked)
{
    memset(asked->leaves, 0xff, forest->tree_count * sizeof *asked->leaves);
    const struct forest_cut *cut = forest->cuts;
    for (size_t k = 0; k < forest->feature_count; k++) {
        const float *value = asked->value[k], most = asked->most[k];
        const struct forest_cut *end = forest->cuts + forest->ends[k];
        for (; cut < end && cut->threshold < most; cut++) {
            float threshold = cut->threshold;
            uint32_t others = ~cut->leaves, *leaves = asked->leaves[cut->tree];
            for (size_t i = 0; i < LANES; i++)
                leaves[i] &= others | -(uint32_t)(value[i] <= threshold);
        }
        cut = end;
    }
}

static void add_leaves(const struct forest *forest, const struct asked *asked,
                       float *sums)
{
    for (size_t i = 0; i < LANES; i++)
        sums[i] = forest->bias;
    for (size_t t = 0; t < forest->tree_count; t++)
        for (size_t i = 0; i < LANES; i++)
            sums[i] += forest->leaves[t][__builtin_ctz(asked->leaves[t][i])];
}

void forest_ask(const struct forest *forest, const float *rows, size_t stride,
                size_t count, float *answers)
{
    struct asked asked;
    float sums[LANES];
    for (size_t i = 0; i < count; i++) {
        if (i % LANES == 0) {
            read_rows(forest, rows + i * stride, stride, count - i, &asked);
            take_leaves(forest, &asked);
            add_leaves(forest, &asked, sums);
        }
        answers[i] = 1 / (1 + expf(-sums[i % LANES]));
    }
}
