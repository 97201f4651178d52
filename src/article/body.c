/* SPDX-License-Identifier: MIT */
/* body.c - find the part of a page that is the article.
 *
 * The page is cut into blocks; a first forest judges each by itself and its
 * surroundings, a second one again knowing what the first thought of the
 * others; what is kept is put together into parts. */
#include "article/body.h"

#include "article/body_feature.h"
#include "article/body_model.h"
#include "html/walk.h"

/* A block is kept from this probability on. */
#define KEPT 0.5f
/* Less text than this is no article: look again, less strictly. */
#define LITTLE 140
/* An element is a part when this share of its text is kept. */
#define PART_SHARE 0.5f

struct finder {
    const struct page *page;
    struct blocks blocks;
    struct areas areas;
    struct features features;
    float *p;       /* of each block */
    bool *is_kept;  /* of each block */
    uint32_t *kept; /* by order: size of kept blocks at and below */
    uint32_t *all;  /* of all blocks */
};

/* --- judging ----------------------------------------------------------- */

static void judge(struct finder *f)
{
    size_t count = f->blocks.list.len;
    struct arena *arena = f->page->arena;
    float *first = arena_array(arena, float, count);
    f->p = arena_array(arena, float, count);
    for (size_t i = 0; i < count; i++)
        first[i] = forest_ask(&FIRST_FOREST, &f->features.at[i * ALL_FEATURES]);
    features_second(f->page, &f->blocks, &f->areas, first, &f->features);
    for (size_t i = 0; i < count; i++)
        f->p[i] = forest_ask(&SECOND_FOREST, &f->features.at[i * ALL_FEATURES]);
}

static uint32_t keep_from(struct finder *f, float least)
{
    uint32_t size = 0;
    for (size_t i = 0; i < f->blocks.list.len; i++) {
        f->is_kept[i] = f->p[i] >= least;
        size += f->is_kept[i] ? f->blocks.list.at[i].size : 0;
    }
    return size;
}

static void keep(struct finder *f)
{
    f->is_kept = arena_array(f->page->arena, bool, f->blocks.list.len);
    if (keep_from(f, KEPT) < LITTLE)
        keep_from(f, KEPT / 2);
}

/* --- parts ------------------------------------------------------------- */

static void sum_up(struct finder *f)
{
    uint32_t count = f->page->node_count;
    f->kept = arena_array(f->page->arena, uint32_t, count);
    f->all = arena_array(f->page->arena, uint32_t, count);
    for (size_t i = 0; i < f->blocks.list.len; i++) {
        const struct block *b = &f->blocks.list.at[i];
        /* At the text nodes, so that inline elements know too. */
        f->all[b->from] += b->size;
        f->kept[b->from] += f->is_kept[i] ? b->size : 0;
        for (uint32_t k = b->from + 1; k < b->to; k++) {
            if (f->page->nodes[k]->kind != NODE_TEXT)
                continue;
            f->all[k]++;
            f->kept[k] += f->is_kept[i];
        }
    }
    for (uint32_t i = count; i-- > 1;) {
        uint32_t up = f->page->nodes[i]->parent->order;
        f->kept[up] += f->kept[i];
        f->all[up] += f->all[i];
    }
}

/* Nodes without text of their own (images, embeds) go the way of what is
 * around them. */
static void mark_chrome(struct finder *f, struct body *body)
{
    const struct page *page = f->page;
    body->is_chrome = arena_array(page->arena, bool, page->node_count);
    float *share = arena_array(page->arena, float, page->node_count);
    for (uint32_t i = 1; i < page->node_count; i++) {
        uint32_t up = page->nodes[i]->parent->order;
        share[i] = f->all[i] ? (float)f->kept[i] / (float)f->all[i] : share[up];
        if (f->all[i])
            body->is_chrome[i] = f->kept[i] == 0;
        else
            body->is_chrome[i] = share[i] < 0.3f || body->is_chrome[up];
    }
}

static bool has_kept_text(const struct finder *f, const struct node *node)
{
    for (const struct node *n = node->first; n; n = n->next) {
        if (f->kept[n->order] > 0 && !tag_is_block(n->tag))
            return true;
    }
    return false;
}

static void find_parts(struct finder *f, struct body *body)
{
    struct node *root = f->page->doc->body, *node = root;
    while (node) {
        uint32_t kept = f->kept[node->order], all = f->all[node->order];
        if (kept == 0) {
            node = walk_skip(node, root);
        } else if ((float)kept >= PART_SHARE * (float)all ||
                   has_kept_text(f, node)) {
            *vec_push(&body->parts, f->page->arena) = node;
            node = walk_skip(node, root);
        } else {
            node = walk_next(node, root);
        }
    }
}

/* How sure: the mean probability of what is kept, less what was nearly kept
 * beside it. */
static double confidence(const struct finder *f)
{
    double sure = 0, kept = 0, doubtful = 0;
    for (size_t i = 0; i < f->blocks.list.len; i++) {
        double size = f->blocks.list.at[i].size, p = (double)f->p[i];
        if (f->is_kept[i]) {
            sure += p * size;
            kept += size;
        } else {
            doubtful += p * size;
        }
    }
    if (kept <= 0)
        return 0;
    double length = kept > 600 ? 1 : kept / 600;
    return sure / (kept + doubtful) * (0.5 + 0.5 * length);
}

struct body *body_find(const struct page *page)
{
    struct finder f = {.page = page};
    blocks_collect(page, &f.blocks);
    areas_make(page, &f.blocks, &f.areas);
    features_make(page, &f.blocks, &f.areas, &f.features);
    judge(&f);
    keep(&f);
    sum_up(&f);

    struct body *body = arena_new(page->arena, struct body);
    mark_chrome(&f, body);
    find_parts(&f, body);
    if (f.features.title != STR_NONE)
        body->title = f.blocks.list.at[f.features.title].owner;
    body->confidence = confidence(&f);
    return body;
}
