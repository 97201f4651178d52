/* SPDX-License-Identifier: MIT */
/* body_verdict.c - numbers of a page and of what was kept of it. */
#include "article/body_verdict.h"

#include "article/jsonld.h"
#include "html/walk.h"
#include <math.h>

struct sums {
    float size, blocks, sure, unsure, doubt, change, prose, links, stops, gaps,
        siblings, headings, listed, words, short_size, dense;
    size_t first; /* block; STR_NONE: none is kept */
};

static void add_kept(struct sums *s, const struct areas *areas,
                     const struct block *b, const float *f, float first,
                     float p)
{
    const struct area *a = &areas->at[b->owner->order];
    float size = (float)b->size;
    s->size += size;
    s->blocks++;
    s->sure += p * size;
    s->unsure += p < 0.8f ? size : 0;
    s->change += fabsf(p - first) * size;
    s->prose += block_is_prose(b) ? size : 0;
    s->links += (float)b->link_size;
    s->stops += (float)b->stops;
    s->siblings += f[F_CONTAINER + HOLDS_SIBLINGS] * size;
    s->headings += (a->flags & IN_HEADING) != 0;
    s->listed += a->flags & (IN_LIST | IN_TABLE) ? size : 0;
    s->dense += a->to_dense == 0 ? size : 0;
    if (b->words <= 25) {
        s->words += f[F_WORD_MEAN] * size;
        s->short_size += size;
    }
}

static struct sums sum_up(const struct blocks *blocks,
                          const struct areas *areas,
                          const struct features *features, const float *first,
                          const float *second)
{
    struct sums s = {.first = STR_NONE};
    bool was_kept = false;
    for (size_t i = 0; i < blocks->list.len; i++) {
        const struct block *b = &blocks->list.at[i];
        bool is_kept = second[i] >= 0.5f;
        if (is_kept) {
            add_kept(&s, areas, b, features_of(features, i), first[i],
                     second[i]);
            s.gaps += !was_kept;
            if (s.first == STR_NONE)
                s.first = i;
        } else {
            s.doubt += second[i] * (float)b->size;
        }
        was_kept = is_kept;
    }
    return s;
}

static void say_head(const struct page *page, float *out)
{
    const struct node *head = page->doc->head;
    out[V_TYPE] = out[V_DATE] = 0;
    for (struct node *n = first_element(head); n; n = next_element(n)) {
        struct str name = node_attr(n, ATTR_PROPERTY);
        struct str value = node_attr(n, ATTR_CONTENT);
        if (str_ieq(name, S("og:type")))
            out[V_TYPE] = str_ieq(value, S("article")) ? 1 : -1;
        else if (str_ieq(name, S("article:published_time")))
            out[V_DATE] = 1;
    }
    const struct json *json =
        page->jsonld ? jsonld_article(page->jsonld, page->url.href) : NULL;
    out[V_JSON] = json != NULL;
    if (json && json_get(json, S("datePublished")))
        out[V_DATE] = 1;
}

void verdict_features(const struct page *page, const struct blocks *blocks,
                      const struct areas *areas,
                      const struct features *features, const float *first,
                      const float *second, float *out)
{
    struct sums s = sum_up(blocks, areas, features, first, second);
    float size = s.size > 0 ? s.size : 1, n = s.blocks > 0 ? s.blocks : 1;
    float total = areas->total ? (float)areas->total : 1;
    out[V_SIZE] = log2f(1 + s.size);
    out[V_BLOCKS] = log2f(1 + s.blocks);
    out[V_MEAN] = s.sure / size;
    out[V_DOUBT] = s.doubt / size > 9 ? 9 : s.doubt / size;
    out[V_LOWEST] = s.unsure / size;
    out[V_CHANGE] = s.change / size;
    out[V_SHARE] = s.size / total;
    out[V_PROSE] = s.prose / size;
    out[V_LINKS] = s.links / size;
    out[V_BLOCK_SIZE] = size / n;
    out[V_STOPS] = s.stops / n;
    out[V_GAPS] = s.gaps;
    out[V_SIBLINGS] = s.siblings / size;
    out[V_HEADINGS] = s.headings / n;
    out[V_LIST] = s.listed / size;
    out[V_ARTICLES] = (float)areas->articles;
    out[V_PAGE_PROSE] = log2f(1 + (float)areas->prose);
    out[V_PAGE_LINKS] = (float)areas->at[0].link_size / total;
    out[V_PAGE_BLOCKS] = log2f(1 + (float)blocks->list.len);
    bool has_title = features->title != STR_NONE;
    out[V_TITLE] =
        has_title ? features_of(features, features->title)[F_IS_TITLE] : -1;
    out[V_TO_TITLE] = has_title && s.first != STR_NONE
                          ? (float)s.first - (float)features->title
                          : -99;
    out[V_WORDS] = s.short_size > 0 ? s.words / s.short_size : 0;
    out[V_DENSE] = s.dense / size;
    say_head(page, out);
}
