/* SPDX-License-Identifier: MIT */
/* body_again.c - text that a page holds twice. */
#include "article/body_again.h"

enum {
    OPENING = 8, /* words by which a copy is recognised */
    LEAST = 500, /* letters of the shortest copy */
};
/* A copy is so much of what stands before it. */
#define SHARE 0.55
/* A block is a copy where its first so much is. */
#define MOST 0.8

/* How blocks begin. */
struct opening {
    uint32_t hash;
    uint32_t first;  /* the first block that does; + 1, 0: free */
    bool is_of_rows; /* as one row after the other does */
};

struct search {
    const struct blocks *blocks;
    const struct areas *areas;
    bool *is_kept;
    struct opening *openings;
    size_t mask;
};

static const struct block *block_at(const struct search *s, size_t i)
{
    return &s->blocks->list.at[i];
}

/* --- the kept words, one after the other -------------------------------- */

struct reader {
    const struct search *search;
    size_t block, end;
    struct str rest; /* of the block */
};

static struct reader read_from(const struct search *s, size_t block, size_t end)
{
    return (struct reader){s, block, end, block_at(s, block)->text};
}

static bool next_word(struct reader *r, uint32_t *hash)
{
    while (!word_next(&r->rest, hash)) {
        do
            r->block++;
        while (r->block < r->end && !r->search->is_kept[r->block]);
        if (r->block >= r->end)
            return false;
        r->rest = block_at(r->search, r->block)->text;
    }
    return true;
}

/* Has most of its block been read? */
static bool is_mostly_read(const struct reader *r)
{
    size_t len = block_at(r->search, r->block)->text.len;
    return (double)r->rest.len < (double)len * (1 - MOST);
}

/* --- what begins alike --------------------------------------------------- */

/* How block `i` begins; NULL: it has not words enough behind it. */
static struct opening *opening_of(const struct search *s, size_t i)
{
    struct reader reader = read_from(s, i, s->blocks->list.len);
    uint32_t word, hash = 0;
    for (int n = 0; n < OPENING; n++) {
        if (!next_word(&reader, &word))
            return NULL;
        hash = (hash ^ word) * 0x9E3779B1u;
        hash ^= hash >> 15;
    }
    size_t at = hash & s->mask;
    while (s->openings[at].first && s->openings[at].hash != hash)
        at = (at + 1) & s->mask;
    s->openings[at].hash = hash;
    return &s->openings[at];
}

/* --- what goes on alike -------------------------------------------------- */

struct copy {
    size_t end;     /* one past the last block of it */
    uint32_t size;  /* in letters */
    bool is_long;   /* more than one paragraph that stands twice */
    bool is_behind; /* right behind what it is a copy of */
};

static void add_block(struct copy *copy, size_t block,
                      const struct reader *original, size_t first)
{
    copy->is_long = copy->size > 0 || original->block != first;
    copy->size += block_at(original->search, block)->size;
    copy->end = block + 1;
}

/* How far what begins at `from` is what begins at `first`. */
static struct copy follow(const struct search *s, size_t first, size_t from)
{
    struct reader original = read_from(s, first, from);
    struct reader second = read_from(s, from, s->blocks->list.len);
    struct copy copy = {.end = from + 1};
    for (uint32_t a, b;;) {
        size_t block = second.block;
        bool goes_on = next_word(&second, &b);
        if (second.block != block)
            add_block(&copy, block, &original, first);
        if (!goes_on)
            return copy;
        copy.is_behind = !next_word(&original, &a);
        if (!copy.is_behind && a == b)
            continue;
        if (is_mostly_read(&second))
            add_block(&copy, second.block, &original, first);
        return copy;
    }
}

/* Pass over what begins at block `i`, or drop it; returns where that ends. No
 * part of a copy that stays can be one that goes. */
static size_t pass(const struct search *s, size_t i, double *before)
{
    struct copy copy = {.end = i + 1};
    struct opening *opening = opening_of(s, i);
    if (opening && !opening->first)
        opening->first = (uint32_t)i + 1;
    else if (opening && !opening->is_of_rows)
        copy = follow(s, opening->first - 1, i);

    if (copy.is_long && copy.size >= LEAST && copy.size >= SHARE * *before &&
        !(s->areas->at[block_at(s, i)->owner->order].flags & IN_QUOTE)) {
        memset(s->is_kept + i, 0, copy.end - i);
        return copy.end;
    }
    if (opening && copy.is_behind)
        opening->is_of_rows = true;
    for (size_t k = i; k < copy.end; k++)
        *before += s->is_kept[k] ? block_at(s, k)->size : 0;
    return copy.end;
}

void again_drop(const struct page *page, const struct blocks *blocks,
                const struct areas *areas, bool *is_kept)
{
    size_t count = blocks->list.len, slots = 64;
    while (slots < 2 * count)
        slots *= 2;
    struct search search = {
        .blocks = blocks,
        .areas = areas,
        .is_kept = is_kept,
        .openings = arena_array(page->arena, struct opening, slots),
        .mask = slots - 1,
    };
    double before = 0;
    for (size_t i = 0; i < count;)
        i = is_kept[i] ? pass(&search, i, &before) : i + 1;
    arena_drop(page->arena, search.openings, slots);
}
