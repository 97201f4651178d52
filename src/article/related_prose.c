/* SPDX-License-Identifier: MIT */
/* related_prose.c - links in the running text to the site's own articles. */
#include "article/related_find.h"

#include "html/walk.h"

enum {
    TEXT_MIN = 25,   /* characters beside its links that make a block text */
    TEXT_SURE = 60,  /* ... of any block */
    TEXT_MIN_P = 12, /* ... of a paragraph */
    CARD_LEVELS = 3,
    CARD_TEXT = 400,   /* characters: a card is short */
    TWINS = 2,         /* blocks like it that make a row */
    SIBLINGS_MAX = 12, /* siblings looked at, either way */
};

static bool is_twin(const struct scene *scene, const struct node *a,
                    const struct node *b)
{
    return a->tag == b->tag && a->kind == NODE_ELEMENT &&
           str_eq(page_tokens(scene->page, a), page_tokens(scene->page, b));
}

static bool has_twins(const struct scene *scene, const struct node *node)
{
    int twins = 0, i = 0;
    for (const struct node *n = node->prev; n && i < SIBLINGS_MAX;
         n = n->prev, i++)
        twins += is_twin(scene, node, n);
    i = 0;
    for (const struct node *n = node->next; n && i < SIBLINGS_MAX;
         n = n->next, i++)
        twins += is_twin(scene, node, n);
    return twins >= TWINS;
}

static bool may_be_card(const struct scene *scene, const struct node *node)
{
    return node->tag == TAG_LI || node->tag == TAG_ARTICLE ||
           (node->tag == TAG_DIV && page_tokens(scene->page, node).len > 1);
}

bool scene_in_card(const struct scene *scene, const struct link *link)
{
    uint32_t len = page_facts(scene->page, link->node)->text_len;
    const struct node *node = link->block;
    for (int i = 0; i < CARD_LEVELS && node && node != scene->main; i++) {
        uint32_t all = page_facts(scene->page, node)->text_len;
        if (may_be_card(scene, node) && all < CARD_TEXT && len * 4 > all &&
            has_twins(scene, node))
            return true;
        node = node->parent;
    }
    return false;
}

static bool is_text(const struct scene *scene, const struct link *link)
{
    const struct node *block = link->block;
    const struct node_facts *facts = page_facts(scene->page, block);
    uint32_t plain = facts->text_len - facts->link_len;
    if (plain < TEXT_SURE && (block->tag == TAG_LI || block->tag == TAG_DIV ||
                              block->tag == TAG_ARTICLE))
        return false;
    return plain >= TEXT_SURE ||
           (plain >= TEXT_MIN &&
            setting_of(scene, block)->plain_len >= TEXT_MIN) ||
           (block->tag == TAG_P && plain >= TEXT_MIN_P);
}

/* In running text a link may lead anywhere, so its URL must be plain: no menu
 * has it, and another host of the site gives its articles the same shape. */
static bool is_own_article(const struct scene *scene, const struct link *link)
{
    if (link->rank != PERMALINK_SURE || link->in_navigation)
        return false;
    if (str_eq(link->url.host, scene->page->url.host))
        return true;
    struct permalink mine = permalink_of(scene->page->url.path);
    struct permalink that = permalink_of(link->url.path);
    return permalink_same_shape(&mine, &that);
}

void related_prose(struct finds *finds)
{
    const struct scene *scene = finds->scene;
    for (size_t i = 0; i < scene->links.len; i++) {
        const struct link *link = &scene->links.at[i];
        if (is_own_article(scene, link) && link->block &&
            scene_in_text(scene, link) && is_text(scene, link) &&
            !scene_in_card(scene, link))
            finds_add(finds, link, RELATED_IN_BODY, SCORE_PROSE,
                      S("linked in the text"));
    }
}
