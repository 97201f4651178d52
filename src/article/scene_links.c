/* SPDX-License-Identifier: MIT */
/* scene_links.c - the links of a page, and which of them it is itself. */
#include "article/permalink.h"
#include "article/scene_read.h"
#include "html/walk.h"
#include <offprint/limits.h>

enum { HEADING_LEVELS = 3 }; /* between a heading and a link in it */

static void add_key(struct scene *scene, struct map *map, struct str href)
{
    struct url url;
    const struct page *page = scene->page;
    const struct url *base = page->base.href.len ? &page->base : NULL;
    if (!href.len || url_parse(scene->arena, href, base, &url) != OP_OK ||
        !url_is_web(&url))
        return;
    *map_slot(map, scene->arena, url_key(scene->arena, &url)) = scene;
}

void scene_read_head(struct scene *scene, struct str canonical_url)
{
    const struct node *head = scene->page->doc->head;
    add_key(scene, &scene->self, scene->page->url.href);
    add_key(scene, &scene->self, canonical_url);
    for (struct node *n = walk_next(head, head); n; n = walk_next(n, head)) {
        struct str rel = node_attr(n, ATTR_REL);
        struct str href = node_attr(n, ATTR_HREF);
        if (node_is(n, TAG_META) &&
            str_ieq(node_attr(n, ATTR_PROPERTY), S("og:url")))
            add_key(scene, &scene->self, node_attr(n, ATTR_CONTENT));
        if (!node_is(n, TAG_LINK))
            continue;
        if (str_has_word(rel, S("canonical")) ||
            str_has_word(rel, S("amphtml")) ||
            str_has_word(rel, S("shortlink")))
            add_key(scene, &scene->self, href);
        if (str_has_word(rel, S("prev")) || str_has_word(rel, S("next")))
            add_key(scene, &scene->neighbours, href);
    }
}

/* rel=tag, author and their like lead to lists and people, not to articles. */
static bool rel_excludes(const struct node *node)
{
    static const char *const RELS[] = {
        "tag",       "category", "author", "home",   "license",
        "sponsored", "prev",     "next",   "search", "privacy-policy"};
    struct str rel = node_attr(node, ATTR_REL);
    for (size_t i = 0; rel.len && i < sizeof RELS / sizeof *RELS; i++) {
        if (str_has_word(rel, str_of(RELS[i])))
            return true;
    }
    return false;
}

/* The same path as the page's own with another query: the page itself. */
static bool is_self(const struct scene *scene, const struct link *link)
{
    const struct url *own = &scene->page->url;
    if (map_get(&scene->self, link->key))
        return true;
    return own->href.len && !own->query.len && link->url.path.len > 1 &&
           str_eq(own->path, link->url.path) &&
           str_eq(own->host, link->url.host);
}

static bool read_link(struct scene *scene, struct node *node, struct link *link)
{
    const struct page *page = scene->page;
    struct str href = str_trim(node_attr(node, ATTR_HREF));
    const struct url *base = page->base.href.len ? &page->base : NULL;
    if (!href.len || href.at[0] == '#')
        return false;
    if (url_parse(scene->arena, href, base, &link->url) != OP_OK ||
        !url_is_web(&link->url))
        return false;
    link->node = node;
    link->block = scene_node(scene, setting_of(scene, node)->block);
    link->key = url_key(scene->arena, &link->url);
    if (is_self(scene, link))
        return false;
    link->is_own = ownsite_has(scene->own, &link->url);
    if (link->is_own && !rel_excludes(node))
        link->rank = permalink_rank(&link->url, &page->url);
    return true;
}

void scene_find_links(struct scene *scene)
{
    const struct page *page = scene->page;
    struct map menu = {.seed = 1};
    for (uint32_t i = 1; i < page->node_count; i++) {
        struct node *node = page->nodes[i];
        struct link link = {0};
        if (!node_is(node, TAG_A) || page->facts[i].is_hidden ||
            !read_link(scene, node, &link))
            continue;
        if (scene->settings[i].frame && !scene->settings[i].unrelated)
            *map_slot(&menu, scene->arena, link.key) = scene;
        *vec_push(&scene->links, scene->arena) = link;
        if (scene->links.len >= OP_MAX_LINKS)
            break;
    }
    for (size_t i = 0; i < scene->links.len; i++) {
        struct link *link = &scene->links.at[i];
        link->in_navigation = map_get(&menu, link->key) != NULL;
    }
}

size_t scene_link_from(const struct scene *scene, uint32_t order)
{
    size_t low = 0, high = scene->links.len;
    while (low < high) {
        size_t mid = (low + high) / 2;
        if (scene->links.at[mid].node->order < order)
            low = mid + 1;
        else
            high = mid;
    }
    return low;
}

/* A whole card may be one link: what it leads to is in its heading. */
static const struct node *heading_in(const struct node *link)
{
    for (const struct node *n = link; n; n = walk_next(n, link)) {
        if (tag_is_heading(n->tag))
            return n;
    }
    return link;
}

bool scene_in_heading(const struct link *link)
{
    const struct node *up = link->node->parent;
    for (int i = 0; up && i < HEADING_LEVELS; i++, up = up->parent) {
        if (tag_is_heading(up->tag))
            return true;
    }
    return heading_in(link->node) != link->node;
}

struct str scene_link_text(const struct scene *scene, const struct link *link)
{
    struct str text = node_text_folded(scene->arena, heading_in(link->node));
    if (!text.len)
        text = node_text_folded(scene->arena, link->node);
    if (text.len)
        return text;
    const struct node *img = walk_find(link->node, TAG_IMG);
    if (img && node_contains(link->node, img))
        text = str_trim(node_attr(img, ATTR_ALT));
    if (!text.len)
        text = str_trim(node_attr(link->node, ATTR_TITLE));
    return text.len ? text : str_trim(node_attr(link->node, ATTR_ARIA_LABEL));
}
