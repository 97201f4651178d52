/* SPDX-License-Identifier: MIT */
/* related_data.c - relatedLink of structured data. */
#include "article/related_find.h"

#include "article/jsonld.h"
#include "article/permalink.h"

enum { DATA_LINKS_MAX = 50 };

static void add_url(struct finds *finds, struct str href)
{
    const struct scene *scene = finds->scene;
    const struct page *page = scene->page;
    struct link link = {.node = NULL};
    const struct url *base = page->base.href.len ? &page->base : NULL;
    if (!href.len || url_parse(scene->arena, href, base, &link.url) != OP_OK ||
        !url_is_web(&link.url) || !ownsite_has(scene->own, &link.url) ||
        !permalink_rank(&link.url, &page->url))
        return;
    link.key = url_key(scene->arena, &link.url);
    if (!map_get(&scene->self, link.key))
        finds_add(finds, &link, RELATED_JSON_LD, SCORE_DATA,
                  S("relatedLink in the page's structured data"));
}

static void add_links(struct finds *finds, const struct json *value)
{
    if (value && value->kind != JSON_IS_ARRAY) {
        add_url(finds, json_text(value));
        return;
    }
    int count = 0;
    for (const struct json *item = value ? value->first : NULL;
         item && count < DATA_LINKS_MAX; item = item->next, count++)
        add_url(finds, json_text(item));
}

void related_data(struct finds *finds)
{
    const struct jsonld *data = finds->scene->page->jsonld;
    for (size_t i = 0; data && i < data->object_count; i++) {
        add_links(finds, json_get(data->objects[i], S("relatedLink")));
        add_links(finds, json_get(data->objects[i], S("relatedLinks")));
    }
}
