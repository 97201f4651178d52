/* SPDX-License-Identifier: MIT */
/* body.c - find the part of a page that is the article.
 *
 * The page is cut into blocks; a first forest judges each by itself and its
 * surroundings, a second one again knowing what the first thought of the
 * others; what is kept is put together into parts. */
#include "article/body.h"

#include "article/body_again.h"
#include "article/body_company.h"
#include "article/body_feature.h"
#include "article/body_model.h"
#include "article/body_parts.h"
#include "article/body_state.h"
#include "article/body_verdict.h"
#include "html/walk.h"

/* A block is kept from this probability on. */
#define KEPT 0.5f
/* From less on, where even the best choice would be expected to have a lower
 * F1: half of that, which loses least. */
#define UNSURE 0.6f
#define STEPS  64
/* Less text than this is no article: look again, less strictly. */
#define LITTLE 140
/* A text in the page's data is an article from so many bytes on. */
#define DATA_BYTES      600
#define DATA_CONFIDENCE 0.8

struct finder {
    const struct page *page;
    struct blocks blocks;
    struct areas areas;
    struct features features;
    float *first;  /* what the first forest thinks of each block */
    float *p;      /* and the second */
    bool *is_kept; /* of each block */
};

/* --- judging ----------------------------------------------------------- */

/* Ask about each row, and answer for its blocks. */
static float *ask(const struct finder *f, const struct forest *forest)
{
    const struct features *features = &f->features;
    struct arena *arena = f->page->arena;
    size_t count = f->blocks.list.len;
    float *of_row = arena_array(arena, float, features->count);
    forest_ask(forest, features->at, ALL_FEATURES, features->count, of_row);
    float *p = arena_array(arena, float, count);
    for (size_t i = 0; i < count; i++)
        p[i] = of_row[features->row[i]];
    arena_drop(arena, of_row, features->count);
    return p;
}

static void judge(struct finder *f)
{
    f->first = ask(f, &FIRST_FOREST);
    features_second(f->page, &f->blocks, &f->areas, f->first, &f->features);
    f->p = ask(f, &SECOND_FOREST);
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

/* The F1, by size, that is expected of the best probability to keep blocks
 * from; probabilities in steps. */
static float expected_f1(const struct finder *f)
{
    float size[STEPS + 1] = {0}, right[STEPS + 1] = {0}, wanted = 0, best = 0;
    for (size_t i = 0; i < f->blocks.list.len; i++) {
        float block = (float)f->blocks.list.at[i].size, p = f->p[i];
        size[(int)(p * STEPS)] += block;
        right[(int)(p * STEPS)] += p * block;
        wanted += p * block;
    }
    float kept = 0, found = 0;
    for (int step = STEPS; step >= 0; step--) {
        kept += size[step];
        found += right[step];
        float f1 = kept > 0 ? 2 * found / (kept + wanted) : 0;
        best = f1 > best ? f1 : best;
    }
    return best;
}

static void keep(struct finder *f)
{
    f->is_kept = arena_array(f->page->arena, bool, f->blocks.list.len);
    float expected = expected_f1(f);
    if (keep_from(f, expected < UNSURE ? expected / 2 : KEPT) < LITTLE)
        keep_from(f, KEPT / 2);
    company_keep(f->page, &f->blocks, &f->areas, f->p, f->is_kept);
    again_drop(f->page, &f->blocks, &f->areas, f->is_kept);
}

static double confidence(const struct finder *f)
{
    float features[VERDICT_FEATURES], answer;
    verdict_features(f->page, &f->blocks, &f->areas, &f->features, f->first,
                     f->p, features);
    forest_ask(&VERDICT_FOREST, features, VERDICT_FEATURES, 1, &answer);
    return (double)answer;
}

/* Where the elements hold little and the page's data far more, the data is the
 * article: a page shown by script, or a teaser before the whole text. */
static void use_data(const struct finder *f, struct body *body)
{
    uint32_t kept = 0;
    for (size_t i = 0; i < f->blocks.list.len; i++)
        kept += f->is_kept[i] ? f->blocks.list.at[i].size : 0;
    struct str stated = state_article_body(f->page);
    if (stated.len < DATA_BYTES && kept < LITTLE * 2)
        stated = state_text(f->page);
    if (stated.len < DATA_BYTES || kept > stated.len / 4)
        return;
    body->stated = stated;
    body->parts.len = 0;
    body->confidence = DATA_CONFIDENCE;
}

/* What the next stages have no use for: half of what a large page takes. */
static void clear_up(struct finder *f)
{
    struct arena *arena = f->page->arena;
    size_t count = f->blocks.list.len;
    arena_drop(arena, f->is_kept, count);
    arena_drop(arena, f->p, count);
    arena_drop(arena, f->first, count);
    arena_drop(arena, f->features.at, f->features.count * ALL_FEATURES);
    arena_drop(arena, f->features.block, count);
    arena_drop(arena, f->features.row, count);
    arena_drop(arena, f->areas.at, f->page->node_count);
    arena_drop(arena, f->blocks.list.at, f->blocks.list.cap);
}

struct body *body_find(const struct page *page)
{
    struct finder f = {.page = page};
    blocks_collect(page, &f.blocks);
    areas_make(page, &f.blocks, &f.areas);
    features_make(page, &f.blocks, &f.areas, &f.features);
    judge(&f);
    keep(&f);

    struct body *body = arena_new(page->arena, struct body);
    body->confidence = confidence(&f);
    parts_make(page, &f.blocks, f.is_kept, body);
    use_data(&f, body);
    if (f.features.title != STR_NONE)
        body->title = f.blocks.list.at[f.features.title].owner;
    clear_up(&f);
    return body;
}
