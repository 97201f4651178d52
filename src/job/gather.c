/* SPDX-License-Identifier: MIT */
/* gather.c - a volume's captures in the order in which they are archived:
 * robots.txt by origin, pages as planned, images as they are first shown. */
#include "job/volume.h"

#include "net/url.h"
#include <stdlib.h>

struct gather {
    struct volume *volume;
    struct map records; /* ids that are there already */
    struct map origins; /* that the volume went to, or wanted to */
};

static void note_origin(struct gather *g, struct str text)
{
    struct arena *arena = &g->volume->arena;
    struct url url;
    if (url_parse(arena, text, NULL, &url) == OP_OK && url_is_web(&url))
        *map_slot(&g->origins, arena, url_origin(arena, &url)) = g;
}

/* Two pages may be redirected to a third in the same second: one record. */
static void keep_once(struct gather *g, struct warc_record *record)
{
    struct arena *arena = &g->volume->arena;
    if (record->span.len == 0)
        return;
    void **slot =
        map_slot(&g->records, arena, arena_dup(arena, str_of(record->id)));
    if (*slot)
        record->span.len = 0;
    *slot = g;
}

/* What an archive gave already: the same exchange, told again by its captures,
 * makes a record of the same name. */
static void note_given(struct gather *g)
{
    capture_list *given = &g->volume->bundle.captures;
    for (size_t i = 0; i < given->len; i++) {
        const char *ids[] = {given->at[i].response.id, given->at[i].request.id};
        for (size_t k = 0; k < 2; k++)
            if (ids[k][0])
                *map_slot(&g->records, &g->volume->arena,
                          arena_dup(&g->volume->arena, str_of(ids[k]))) = g;
    }
}

static void add(struct gather *g, const struct capture *from)
{
    struct capture *to =
        vec_push(&g->volume->bundle.captures, &g->volume->arena);
    *to = *from;
    keep_once(g, &to->response);
    keep_once(g, &to->request);
    if (!to->response.span.len && !to->request.span.len)
        g->volume->bundle.captures.len--;
}

static void add_all(struct gather *g, const capture_list *captures)
{
    for (size_t i = 0; i < captures->len; i++)
        add(g, &captures->at[i]);
}

static void note_all(struct gather *g, struct str url,
                     const capture_list *captures)
{
    note_origin(g, url);
    for (size_t i = 0; i < captures->len; i++)
        note_origin(g, captures->at[i].url);
}

static void note_origins(struct gather *g)
{
    struct volume *v = g->volume;
    for (size_t i = 0; i < v->pages.len; i++)
        note_all(g, v->pages.at[i]->url, &v->pages.at[i]->answer->captures);
    for (size_t i = 0; i < v->assets.len; i++)
        note_all(g, v->assets.at[i]->url, &v->assets.at[i]->captures);
}

static int by_origin(const void *a, const void *b)
{
    const struct robots_capture *one = *(const struct robots_capture *const *)a;
    const struct robots_capture *other =
        *(const struct robots_capture *const *)b;
    int order = str_cmp(one->origin, other->origin);
    if (order)
        return order;
    return one < other ? -1 : one > other; /* in order of time */
}

static void add_robots(struct gather *g)
{
    const struct evidence *evidence = g->volume->evidence;
    size_t count = 0;
    const struct robots_capture **ours = arena_array(
        &g->volume->arena, const struct robots_capture *, evidence->robots.len);
    for (size_t i = 0; i < evidence->robots.len; i++)
        if (map_get(&g->origins, evidence->robots.at[i].origin))
            ours[count++] = &evidence->robots.at[i];
    if (count)
        qsort(ours, count, sizeof *ours, by_origin);
    for (size_t i = 0; i < count; i++)
        add(g, &ours[i]->capture);
}

/* Parts come after their first page: they were asked for as it arrived. */
static void add_pages(struct gather *g)
{
    struct volume *v = g->volume;
    for (size_t i = 0; i < v->pages.len; i++) {
        const struct job_page *page = v->pages.at[i];
        if (page->part_of)
            continue;
        add_all(g, &page->answer->captures);
        for (size_t k = 0; k < page->answer->parts.len; k++)
            add_all(g, &page->answer->parts.at[k]->answer->captures);
    }
}

static void add_images_of(struct gather *g, const struct job_page *page)
{
    const struct article *article = page->answer->article;
    for (size_t i = 0; article && i < article->images.len; i++) {
        struct job_asset *asset =
            map_get(&g->volume->asset_by_url, article->images.at[i].url);
        if (!asset || asset->is_gathered)
            continue;
        asset->is_gathered = true;
        add_all(g, &asset->captures);
    }
}

static void add_assets(struct gather *g)
{
    struct volume *v = g->volume;
    for (size_t i = 0; i < v->pages.len; i++) {
        const struct job_page *page = v->pages.at[i];
        if (page->part_of)
            continue;
        add_images_of(g, page);
        for (size_t k = 0; k < page->answer->parts.len; k++)
            add_images_of(g, page->answer->parts.at[k]);
    }
}

enum op_status volume_gather(struct volume *volume, struct op_error *err)
{
    struct gather g = {.volume = volume};
    note_given(&g);
    note_origins(&g);
    add_robots(&g);
    add_pages(&g);
    add_assets(&g);
    if (volume->bundle.warc_info.span.len)
        return OP_OK;
    return warc_info(&volume->arena, volume->spool, volume->bundle.created,
                     &volume->bundle.warc_info, err);
}
