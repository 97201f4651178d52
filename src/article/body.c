/* SPDX-License-Identifier: MIT */
/* body.c - find the part of a page that is the article. */
#include "article/body.h"

#include "html/walk.h"

/* Text outside links, as a measure of prose. */
static uint32_t prose_len(const struct page *page, const struct node *node)
{
    const struct node_facts *facts = page_facts(page, node);
    return facts->text_len - facts->link_len;
}

/* Go down from `node` while one child holds most of the prose. */
static struct node *densest(const struct page *page, struct node *node)
{
    for (;;) {
        struct node *best = NULL;
        for (struct node *n = first_element(node); n; n = next_element(n)) {
            if (!best || prose_len(page, n) > prose_len(page, best))
                best = n;
        }
        if (!best || prose_len(page, best) * 10 < prose_len(page, node) * 6)
            return node;
        node = best;
    }
}

struct body *body_find(const struct page *page)
{
    struct body *body = arena_new(page->arena, struct body);
    body->is_chrome = arena_array(page->arena, bool, page->node_count);
    struct node *part = densest(page, page->doc->body);
    if (prose_len(page, part) > 0)
        *vec_push(&body->parts, page->arena) = part;
    body->title = walk_find(page->doc->body, TAG_H1);
    body->confidence = body->parts.len ? 0.5 : 0;
    return body;
}
