/* SPDX-License-Identifier: MIT */
/* body_feature_second.c - features of the second forest: what the first one
 * thought of a block's surroundings. */
#include "article/body_feature.h"

#include <math.h>

/* A block counts as surely kept from this probability on. */
#define SURE 0.7f

/* Sums of probabilities weighed by size, and of the weights. */
struct mean {
    float sum, weight;
};

struct second {
    const struct block *blocks;
    const float *first;
    size_t count;
    const struct areas *areas;
    struct mean *areas_mean; /* by order */
    struct mean *shapes;     /* by shape, folded to mask */
    uint32_t mask;
    struct mean page;
};

static float weight_of(const struct block *b)
{
    return 4 + (float)b->size;
}

static void add(struct mean *mean, float p, float weight)
{
    mean->sum += p * weight;
    mean->weight += weight;
}

static float mean_of(struct mean mean)
{
    return mean.weight > 0 ? mean.sum / mean.weight : -1;
}

static struct mean *shape_mean(const struct second *s, const struct block *b)
{
    uint32_t shape = s->areas->at[b->owner->order].shape;
    return &s->shapes[(shape * 2654435761u) >> 16 & s->mask];
}

static void sum_all(const struct page *page, struct second *s)
{
    uint32_t size = 64;
    while (size < s->count * 4 && size < 65536)
        size *= 2;
    s->mask = size - 1;
    s->shapes = arena_array(page->arena, struct mean, size);
    s->areas_mean = arena_array(page->arena, struct mean, page->node_count);
    for (size_t i = 0; i < s->count; i++) {
        const struct block *b = &s->blocks[i];
        float weight = weight_of(b);
        add(&s->areas_mean[b->owner->order], s->first[i], weight);
        add(shape_mean(s, b), s->first[i], weight);
        add(&s->page, s->first[i], weight);
    }
    for (uint32_t i = page->node_count; i-- > 1;) {
        struct mean *up = &s->areas_mean[page->nodes[i]->parent->order];
        up->sum += s->areas_mean[i].sum;
        up->weight += s->areas_mean[i].weight;
    }
}

static float at_offset(const struct second *s, size_t i, int offset)
{
    size_t j = i + (size_t)offset;
    return j < s->count ? s->first[j] : -1;
}

static float window(const struct second *s, size_t i, int step)
{
    struct mean mean = {0};
    for (int k = 1; k <= 5; k++) {
        size_t j = i + (size_t)(step * k);
        if (j >= s->count)
            break;
        add(&mean, s->first[j], weight_of(&s->blocks[j]) / (float)k);
    }
    return mean_of(mean);
}

static void say_second(const struct second *s, size_t i, float *f)
{
    const struct block *b = &s->blocks[i];
    static const int OFFSETS[6] = {-3, -2, -1, 1, 2, 3};
    f[G_OWN] = s->first[i];
    for (int k = 0; k < 6; k++)
        f[G_NEAR + k] = at_offset(s, i, OFFSETS[k]);
    f[G_WINDOW] = window(s, i, -1);
    f[G_WINDOW + 1] = window(s, i, 1);
    uint32_t at = b->owner->order;
    if (s->areas->at[at].blocks < 2)
        at = s->areas->at[at].bigger;
    for (int k = 0; k < 3; k++) {
        f[G_CONTAINER + k] = mean_of(s->areas_mean[at]);
        at = s->areas->at[at].bigger;
    }
    f[G_SHAPE] = mean_of(*shape_mean(s, b));
    f[G_DENSE] = mean_of(s->areas_mean[s->areas->dense->order]);
    f[G_PAGE] = mean_of(s->page);
    f[G_EXPECTED] = log2f(1 + s->page.sum);
}

static void say_sure(const struct second *s, const struct features *features)
{
    float seen = 0;
    size_t last = STR_NONE;
    for (size_t i = 0; i < s->count; i++) {
        float *f = features_own(features, i);
        if (f) {
            f[G_BEFORE] = s->page.sum > 0 ? seen / s->page.sum : 0;
            f[G_NEAREST] =
                last == STR_NONE || i - last > 30 ? 30 : (float)(i - last);
        }
        seen += s->first[i] * weight_of(&s->blocks[i]);
        if (s->first[i] >= SURE)
            last = i;
    }
    last = STR_NONE;
    for (size_t i = s->count; i-- > 0;) {
        float *f = features_own(features, i);
        if (f)
            f[G_NEAREST + 1] =
                last == STR_NONE || last - i > 30 ? 30 : (float)(last - i);
        if (s->first[i] >= SURE)
            last = i;
    }
}

void features_second(const struct page *page, const struct blocks *blocks,
                     const struct areas *areas, const float *first,
                     struct features *features)
{
    struct second s = {.blocks = blocks->list.at,
                       .first = first,
                       .count = blocks->list.len,
                       .areas = areas};
    sum_all(page, &s);
    for (size_t row = 0; row < features->count; row++)
        say_second(&s, features->block[row], &features->at[row * ALL_FEATURES]);
    say_sure(&s, features);
    arena_drop(page->arena, s.areas_mean, page->node_count);
}
