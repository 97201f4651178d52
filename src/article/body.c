/* SPDX-License-Identifier: MIT */
/* body.c - find the part of a page that is the article.
 *
 * The page is cut into blocks; a first forest judges each by itself and its
 * surroundings, a second one again knowing what the first thought of the
 * others; what is kept is put together into parts. */
#include "article/body.h"

#include "article/body_company.h"
#include "article/body_feature.h"
#include "article/body_model.h"
#include "article/body_parts.h"
#include "article/body_state.h"
#include "article/body_verdict.h"
#include "html/walk.h"

/* A block is kept from this probability on. */
#define KEPT 0.5f
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

static void judge(struct finder *f)
{
    size_t count = f->blocks.list.len;
    struct arena *arena = f->page->arena;
    f->first = arena_array(arena, float, count);
    f->p = arena_array(arena, float, count);
    for (size_t i = 0; i < count; i++)
        f->first[i] =
            forest_ask(&FIRST_FOREST, &f->features.at[i * ALL_FEATURES]);
    features_second(f->page, &f->blocks, &f->areas, f->first, &f->features);
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
    company_keep(f->page, &f->blocks, &f->areas, f->p, f->is_kept);
}

static double confidence(const struct finder *f)
{
    float features[VERDICT_FEATURES];
    verdict_features(f->page, &f->blocks, &f->areas, &f->features, f->first,
                     f->p, features);
    return (double)forest_ask(&VERDICT_FOREST, features);
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
    return body;
}
