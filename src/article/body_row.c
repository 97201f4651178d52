/* SPDX-License-Identifier: MIT */
/* body_row.c - which blocks of a page are judged by themselves. */
#include "article/body_row.h"

/* From so many blocks on short ones that are alike share a row, this many at
 * most: five times what the largest of 3,000 real pages has. */
#define MANY_BLOCKS 16384
#define SHARED_BY   16
/* Shapes that are remembered; a power of two. */
#define SHAPES 8192

/* The last row of a shape, and how many more may share it. */
struct shared {
    uint32_t shape, row, left;
};

static void deal(const struct page *page, const struct blocks *blocks,
                 const struct areas *areas, struct features *features)
{
    struct shared *shapes = arena_array(page->arena, struct shared, SHAPES);
    for (size_t i = 0; i < blocks->list.len; i++) {
        const struct block *b = &blocks->list.at[i];
        uint32_t shape = areas->at[b->owner->order].shape;
        struct shared *last =
            &shapes[(shape * 2654435761u) >> 16 & (SHAPES - 1)];
        bool may_share = i != features->title && !block_is_prose(b);
        if (may_share && last->left > 0 && last->shape == shape) {
            last->left--;
            features->row[i] = last->row;
            continue;
        }
        uint32_t row = (uint32_t)features->count++;
        features->row[i] = row;
        features->block[row] = (uint32_t)i;
        if (may_share)
            *last = (struct shared){shape, row, SHARED_BY - 1};
    }
}

void rows_deal(const struct page *page, const struct blocks *blocks,
               const struct areas *areas, struct features *features)
{
    size_t count = blocks->list.len;
    features->count = 0;
    features->row = arena_array(page->arena, uint32_t, count);
    features->block = arena_array(page->arena, uint32_t, count);
    if (count >= MANY_BLOCKS)
        deal(page, blocks, areas, features);
    else
        for (uint32_t i = 0; i < count; i++)
            features->row[i] = features->block[i] = (uint32_t)features->count++;
    features->at =
        arena_array(page->arena, float, features->count *ALL_FEATURES);
}
