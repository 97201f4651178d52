/* SPDX-License-Identifier: MIT */
/* pair.c - which paragraph of the old version became which of the new. */
#include "diff/pair.h"

#include "diff/script.h"

/* Half of its words are still there; two thirds where it moved as well. */
#define LIKE_ENOUGH       0.45
#define LIKE_ENOUGH_MOVED 0.66
/* Pairs that are weighed in one place, and in all for those that moved. */
#define MAX_PAIRS 4096

struct pairs {
    struct arena *arena;
    paragraph_list *a, *b;
    struct pairing out;
};

static void join(struct pairs *p, size_t i, size_t j, bool is_moved)
{
    p->out.new_of[i] = j;
    p->out.old_of[j] = i;
    p->out.is_moved[j] = is_moved;
}

static uint32_t *ids_of(struct arena *arena, const paragraph_list *list)
{
    uint32_t *ids = arena_array(arena, uint32_t, list->len);
    for (size_t i = 0; i < list->len; i++)
        ids[i] = list->at[i].id;
    return ids;
}

static size_t *nobody(struct arena *arena, size_t len)
{
    size_t *list = arena_array(arena, size_t, len);
    for (size_t i = 0; i < len; i++)
        list[i] = PAIR_NONE;
    return list;
}

/* Equal paragraphs on both lists of leftovers moved; the first to the first. */
static void pair_equal(struct pairs *p)
{
    struct map waiting = {0}; /* a paragraph's id -> its index + 1 */
    size_t *next = arena_array(p->arena, size_t, p->a->len);
    for (size_t n = p->a->len; n-- > 0;) {
        if (!p->out.gone[n])
            continue;
        struct str key =
            str_make((const char *)&p->a->at[n].id, sizeof p->a->at[n].id);
        void **slot = map_slot(&waiting, p->arena, key);
        next[n] = (size_t)(uintptr_t)*slot;
        *slot = (void *)(uintptr_t)(n + 1);
    }
    for (size_t j = 0; j < p->b->len; j++) {
        struct str key =
            str_make((const char *)&p->b->at[j].id, sizeof p->b->at[j].id);
        if (!p->out.fresh[j] || !map_get(&waiting, key))
            continue;
        void **slot = map_slot(&waiting, p->arena, key);
        size_t i = (size_t)(uintptr_t)*slot - 1;
        *slot = (void *)(uintptr_t)next[i];
        join(p, i, j, true);
    }
}

typedef VEC(size_t) index_list;

/* In their order, so that what they have in common is the most. */
static void pair_in_order(struct pairs *p, const index_list *old,
                          const index_list *new)
{
    size_t wide = new->len + 1;
    double *best = arena_array(p->arena, double, (old->len + 1) * wide);
    double *like = arena_array(p->arena, double, (old->len + 1) * wide);
    for (size_t i = old->len; i-- > 0;) {
        for (size_t j = new->len; j-- > 0;) {
            double here = token_likeness(p->arena, &p->a->at[old->at[i]],
                                         &p->b->at[new->at[j]]);
            double with = best[(i + 1) * wide + j + 1] + here;
            double skip = best[(i + 1) * wide + j];
            if (best[i * wide + j + 1] > skip)
                skip = best[i * wide + j + 1];
            like[i * wide + j] = here;
            best[i * wide + j] =
                here >= LIKE_ENOUGH && with > skip ? with : skip;
        }
    }
    for (size_t i = 0, j = 0; i < old->len && j < new->len;) {
        double with = best[(i + 1) * wide + j + 1] + like[i * wide + j];
        if (like[i * wide + j] >= LIKE_ENOUGH && with >= best[i * wide + j])
            join(p, old->at[i++], new->at[j++], false);
        else if (best[(i + 1) * wide + j] >= best[i * wide + j + 1])
            i++;
        else
            j++;
    }
}

/* Too many to weigh all: the n-th with the n-th. */
static void pair_by_number(struct pairs *p, const index_list *old,
                           const index_list *new)
{
    for (size_t n = 0; n < old->len && n < new->len; n++)
        if (token_likeness(p->arena, &p->a->at[old->at[n]],
                           &p->b->at[new->at[n]]) >= LIKE_ENOUGH)
            join(p, old->at[n], new->at[n], false);
}

static void pair_gap(struct pairs *p, index_list *old, index_list *new)
{
    if (old->len && new->len) {
        if (old->len <= MAX_PAIRS / new->len)
            pair_in_order(p, old, new);
        else
            pair_by_number(p, old, new);
    }
    old->len = new->len = 0;
}

/* Between two paragraphs common to both. */
static void pair_in_place(struct pairs *p)
{
    index_list old = {0}, new = {0};
    for (size_t i = 0, j = 0; i < p->a->len || j < p->b->len;) {
        if (i < p->a->len && p->out.gone[i]) {
            if (p->out.new_of[i] == PAIR_NONE)
                *vec_push(&old, p->arena) = i;
            i++;
        } else if (j < p->b->len && p->out.fresh[j]) {
            if (p->out.old_of[j] == PAIR_NONE)
                *vec_push(&new, p->arena) = j;
            j++;
        } else {
            pair_gap(p, &old, &new);
            i++, j++;
        }
    }
    pair_gap(p, &old, &new);
}

static index_list left_over(struct pairs *p, const bool *marks,
                            const size_t *others, size_t len)
{
    index_list list = {0};
    for (size_t i = 0; i < len; i++)
        if (marks[i] && others[i] == PAIR_NONE)
            *vec_push(&list, p->arena) = i;
    return list;
}

/* What is left of the old, each with the most alike that is left of the new. */
static void pair_elsewhere(struct pairs *p)
{
    index_list old = left_over(p, p->out.gone, p->out.new_of, p->a->len);
    index_list new = left_over(p, p->out.fresh, p->out.old_of, p->b->len);
    size_t weighed = 0;
    for (size_t n = 0; n < old.len && weighed < MAX_PAIRS; n++) {
        double most = LIKE_ENOUGH_MOVED;
        size_t found = PAIR_NONE;
        for (size_t k = 0; k < new.len; k++, weighed++) {
            double like = token_likeness(p->arena, &p->a->at[old.at[n]],
                                         &p->b->at[new.at[k]]);
            if (like <= most || p->out.old_of[new.at[k]] != PAIR_NONE)
                continue;
            most = like;
            found = new.at[k];
        }
        if (found != PAIR_NONE)
            join(p, old.at[n], found, true);
    }
}

struct pairing pair_paragraphs(struct arena *arena, paragraph_list *a,
                               paragraph_list *b)
{
    struct pairs p = {
        .arena = arena,
        .a = a,
        .b = b,
        .out = {.gone = arena_array(arena, bool, a->len),
                .fresh = arena_array(arena, bool, b->len),
                .new_of = nobody(arena, a->len),
                .old_of = nobody(arena, b->len),
                .is_moved = arena_array(arena, bool, b->len)},
    };
    diff_script(arena, ids_of(arena, a), a->len, ids_of(arena, b), b->len,
                p.out.gone, p.out.fresh);
    pair_equal(&p);
    pair_in_place(&p);
    pair_elsewhere(&p);
    return p.out;
}
