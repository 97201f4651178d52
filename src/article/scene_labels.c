/* SPDX-License-Identifier: MIT */
/* scene_labels.c - headings, and short texts that work like one. */
#include "article/chrome.h"
#include "article/scene_read.h"
#include "html/walk.h"

enum {
    LABEL_MIN = 3, /* characters of a label */
    LABEL_MAX = 70,
    LABEL_SURE = 45,   /* of a label that is no heading */
    LABEL_BYTES = 400, /* that many are read */
};

static bool may_label(const struct node *node)
{
    switch (node->tag) {
    case TAG_P:
    case TAG_DIV:
    case TAG_SPAN:
    case TAG_STRONG:
    case TAG_B:
    case TAG_EM:
    case TAG_DT:
    case TAG_HEADER:
    case TAG_LABEL:
    case TAG_LI:
    case TAG_U:
    case TAG_I:
    case TAG_FIGCAPTION:
    case TAG_LEGEND:
    case TAG_SUMMARY:
    case TAG_TH:
    case TAG_TD:
    case TAG_CENTER:
    case TAG_FONT:
    case TAG_A:
        return true;
    default:
        return tag_is_heading(node->tag);
    }
}

/* An inline element that is all the text of its block says nothing more. */
static bool is_repeated(const struct scene *scene, const struct node *node)
{
    const struct page *page = scene->page;
    return !tag_is_block(node->tag) && node->parent &&
           may_label(node->parent) &&
           page_facts(page, node)->text_len ==
               page_facts(page, node->parent)->text_len;
}

static bool could_label(const struct scene *scene, const struct node *node)
{
    const struct node_facts *facts = page_facts(scene->page, node);
    if (node->kind != NODE_ELEMENT || !may_label(node) || facts->is_hidden ||
        setting_of(scene, node)->link || is_repeated(scene, node))
        return false;
    uint32_t plain = facts->text_len - facts->link_len;
    uint32_t len = facts->text_len < LABEL_MAX ? facts->text_len : plain;
    if (len < LABEL_MIN || len >= LABEL_MAX)
        return false;
    if (facts->text_len >= LABEL_MAX && !tag_is_heading(node->tag))
        return false;
    return tag_is_heading(node->tag) || !tag_is_block(node->tag) ||
           facts->own_len == facts->text_len;
}

static bool is_tab(const struct node *node)
{
    return node_is(node, TAG_A) &&
           str_starts(str_trim(node_attr(node, ATTR_HREF)), S("#"));
}

/* A heading of nothing but tabs speaks by the first: that one is open. */
static const struct node *open_tab(const struct node *node)
{
    const struct node *first = node->first;
    while (first && first->kind != NODE_ELEMENT)
        first = first->next;
    bool is_one = first && is_tab(first) && next_element(first) &&
                  is_tab(next_element(first));
    return is_one ? first : node;
}

static struct str label_text(const struct scene *scene, const struct node *node)
{
    struct str text = node_text_folded(scene->arena, open_tab(node));
    return str_sub(text, 0, LABEL_BYTES);
}

/* A heading that links to an article is its title, whatever its words. */
static bool is_article_title(const struct scene *scene,
                             const struct label *label)
{
    if (label->match.sense != PHRASE_UNRELATED)
        return false;
    size_t i = scene_link_from(scene, label->node->order);
    return i < scene->links.len && scene->links.at[i].rank &&
           node_contains(label->node, scene->links.at[i].node);
}

static bool is_label(struct scene *scene, const struct node *node,
                     struct label *label)
{
    const struct node_facts *facts = page_facts(scene->page, node);
    label->node = (struct node *)node;
    label->is_heading = tag_is_heading(node->tag);
    label->text = label_text(scene, node);
    label->match = phrase_of_label(phrase_normal(scene->arena, label->text));
    if (is_article_title(scene, label))
        label->match = (struct phrase_match){0};
    if (label->match.sense != PHRASE_RELATED && str_ends(label->text, S(":")))
        label->match =
            phrase_before_link(phrase_normal(scene->arena, label->text));
    bool speaks = label->match.sense != PHRASE_NONE;
    bool is_linked = facts->link_len * 10ull > facts->text_len * 7ull;
    if (is_linked && !(label->is_heading && speaks))
        return false;
    if (label->is_heading)
        return true;
    if (facts->link_len && label->match.sense != PHRASE_RELATED)
        return false;
    return (speaks && facts->text_len < LABEL_SURE) ||
           (scene_traits(scene, node) & CHROME_LABEL);
}

void scene_find_labels(struct scene *scene)
{
    const struct page *page = scene->page;
    const struct node *body = page->doc->body;
    for (uint32_t i = body->order; i < body->end; i++) {
        struct label label = {0};
        if (could_label(scene, page->nodes[i]) &&
            is_label(scene, page->nodes[i], &label))
            *vec_push(&scene->labels, scene->arena) = label;
    }
}

size_t scene_label_from(const struct scene *scene, uint32_t order)
{
    size_t low = 0, high = scene->labels.len;
    while (low < high) {
        size_t mid = (low + high) / 2;
        if (scene->labels.at[mid].node->order < order)
            low = mid + 1;
        else
            high = mid;
    }
    return low;
}
