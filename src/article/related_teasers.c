/* SPDX-License-Identifier: MIT */
/* related_teasers.c - sections of related posts that stand in the article. */
#include "article/related_find.h"

#include "html/walk.h"

enum {
    CARD_DEPTH = 6,  /* levels from a link up to its card */
    CARDS_MAX = 24,  /* more are a listing */
    TEASER_MIN = 80, /* characters that tell of a post */
};

/* Does an element lead to no other article? */
static bool leads_only_to(const struct scene *scene, const struct node *node,
                          const struct link *link)
{
    for (size_t i = scene_link_from(scene, node->order);
         i < scene->links.len && node_contains(node, scene->links.at[i].node);
         i++) {
        const struct link *other = &scene->links.at[i];
        if (other->rank && !str_eq(other->key, link->key))
            return false;
    }
    return true;
}

/* What of a section is about the one post. */
static const struct node *card_of(const struct scene *scene,
                                  const struct found_section *section,
                                  const struct link *link)
{
    const struct node *card = link->node;
    for (int i = 0; i < CARD_DEPTH; i++) {
        const struct node *up = card->parent;
        if (up->order <= section->label->node->order ||
            up->end > section->end || !leads_only_to(scene, up, link))
            break;
        card = up;
    }
    return card;
}

/* Elements that are made for the like of cards. */
static bool is_item(const struct node *node)
{
    return node->tag == TAG_ARTICLE || node->tag == TAG_LI;
}

/* A card that tells; but for a whole article it begins with its link. */
static bool is_teaser(const struct scene *scene, const struct node *card,
                      const struct link *link)
{
    const struct node_facts *facts = page_facts(scene->page, card);
    for (uint32_t i = card->order; i < link->node->order; i++) {
        const struct node *node = scene->page->nodes[i];
        if (node->kind == NODE_TEXT && str_trim(node->text).len > 0)
            return card->tag == TAG_ARTICLE;
    }
    return facts->text_len >= facts->link_len + TEASER_MIN;
}

static bool are_alike(const struct node *a, const struct node *b)
{
    return a->parent == b->parent && a->tag == b->tag &&
           (is_item(a) ||
            str_eq(node_attr(a, ATTR_CLASS), node_attr(b, ATTR_CLASS)));
}

/* The cards of a section that is a row of teasers; else none. */
static size_t find_row(const struct scene *scene,
                       const struct found_section *section,
                       const struct node *cards[CARDS_MAX])
{
    size_t count = 0, teasers = 0;
    for (size_t i = 0; i < section->links.len; i++) {
        const struct link *link = section->links.at[i];
        if (count && node_contains(cards[count - 1], link->node))
            continue;
        const struct node *card = card_of(scene, section, link);
        if (count == CARDS_MAX || (count && !are_alike(cards[0], card)))
            return 0;
        cards[count++] = card;
        teasers += is_teaser(scene, card, link);
    }
    return count > 1 && teasers * 2 > count ? count : 0;
}

static void take_out(struct body *body, const struct node *node)
{
    memset(body->is_chrome + node->order, true, node->end - node->order);
}

static bool has_links(const struct found_section *section,
                      const struct body *body)
{
    for (size_t i = 0; i < section->links.len; i++)
        if (!body->is_chrome[section->links.at[i]->node->order])
            return true;
    return false;
}

/* The cards; and of items the like, whose links are not known. */
static void take_out_row(struct body *body, const struct found_section *section,
                         const struct node *const *cards, size_t count)
{
    for (size_t i = 0; i < count; i++)
        take_out(body, cards[i]);
    if (count == 0 || !is_item(cards[0]))
        return;
    const struct node *n = cards[0];
    while (n->prev && n->prev->order > section->label->node->order)
        n = n->prev;
    for (; n && n->end <= section->end; n = n->next)
        if (are_alike(n, cards[0]))
            take_out(body, n);
}

void related_take_out(const struct finds *finds, struct body *body)
{
    const struct scene *scene = finds->scene;
    const struct node *cards[CARDS_MAX];
    for (size_t i = 0; i < finds->sections.len; i++) {
        const struct found_section *section = &finds->sections.at[i];
        size_t count = find_row(scene, section, cards);
        take_out_row(body, section, cards, count);
        if (!has_links(section, body))
            take_out(body, section->label->node);
    }
}
