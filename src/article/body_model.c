/* SPDX-License-Identifier: MIT */
/* body_model.c - ask a learned forest. */
#include "article/body_model.h"

#include <math.h>

float forest_ask(const struct forest *forest, const float *features)
{
    float sum = forest->bias;
    for (size_t i = 0; i < forest->tree_count; i++) {
        const struct tree_node *node = &forest->nodes[forest->roots[i]];
        while (node->feature != TREE_LEAF)
            node +=
                features[node->feature] <= node->threshold ? 1 : node->other;
        sum += node->threshold;
    }
    return 1 / (1 + expf(-sum));
}
