/* SPDX-License-Identifier: MIT */
/* arena.h - gumbo's memory in the cheapest way there is: taken, never given
 * back, and taken again from the start for the next page. */
#ifndef BENCH_ARENA_H
#define BENCH_ARENA_H

#include <stdio.h>
#include <stdlib.h>

struct block {
    struct block *next;
    size_t used, size;
    _Alignas(16) char bytes[];
};

struct arena {
    struct block *first, *now;
};

static inline struct block *block_new(size_t need)
{
    size_t size = need > 1u << 18 ? need : 1u << 18;
    struct block *block = malloc(sizeof *block + size);
    if (!block) {
        fputs("out of memory\n", stderr);
        exit(1);
    }
    *block = (struct block){.size = size};
    return block;
}

static inline void *arena_take(void *userdata, size_t size)
{
    struct arena *arena = userdata;
    size = (size + 15) & ~(size_t)15;
    struct block *block = arena->now;
    while (block && block->size - block->used < size) {
        block = block->next;
        if (block)
            block->used = 0;
    }
    if (!block) {
        block = block_new(size);
        if (arena->now) {
            block->next = arena->now->next;
            arena->now->next = block;
        } else {
            arena->first = block;
        }
    }
    arena->now = block;
    void *result = block->bytes + block->used;
    block->used += size;
    return result;
}

static inline void arena_keep(void *userdata, void *piece)
{
    (void)userdata;
    (void)piece;
}

static inline void arena_restart(struct arena *arena)
{
    arena->now = arena->first;
    if (arena->first)
        arena->first->used = 0;
}

#endif
