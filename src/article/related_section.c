/* SPDX-License-Identifier: MIT */
/* related_section.c - links under a label, or in a block of such a class. */
#include "article/related_find.h"

#include "html/walk.h"

enum {
    CLIMB_MAX = 5,       /* levels from a label up to its links */
    LISTING = 24,        /* more links than that: an archive */
    PARAGRAPH_MIN = 140, /* characters of text that end a section */
    CARD_DEPTH = 6,      /* levels that are looked at for a card */
};

/* --- under a label ----------------------------------------------------- */

/* A label that ends the section before it: what kind of heading is it? */
static int rank_of(const struct label *label)
{
    return label->is_heading ? label->node->tag - TAG_H1 + 1 : 7;
}

/* Is a heading the title of one link, in a list of cards? */
static bool is_card_title(const struct scene *scene,
                          const struct label *heading, const struct node *root)
{
    const struct node *node = heading->node;
    if (page_facts(scene->page, node)->link_len ||
        setting_of(scene, node)->link)
        return true;
    for (int i = 0; i < CARD_DEPTH && node && node != root; i++) {
        node = node->parent;
        if (node && (node->tag == TAG_LI || node->tag == TAG_ARTICLE))
            return node != root;
    }
    return false;
}

static bool ends_section(const struct scene *scene, const struct label *label,
                         const struct label *next, const struct node *root)
{
    if (node_contains(label->node, next->node))
        return false;
    if (next->match.sense != PHRASE_NONE)
        return true;
    return next->is_heading && rank_of(next) <= rank_of(label) &&
           !is_card_title(scene, next, root);
}

/* The text goes on: a paragraph on the label's own level, not in a card. */
static bool is_long_paragraph(const struct scene *scene,
                              const struct node *node,
                              const struct label *label)
{
    return node->tag == TAG_P &&
           setting_of(scene, node)->plain_len >= PARAGRAPH_MIN &&
           node_contains(node->parent, label->node);
}

static size_t prose_from(const struct scene *scene, uint32_t order)
{
    size_t low = 0, high = scene->prose.len;
    while (low < high) {
        size_t mid = (low + high) / 2;
        if (scene->prose.at[mid] < order)
            low = mid + 1;
        else
            high = mid;
    }
    return low;
}

/* Where the section under label `i` ends: an order. */
static uint32_t section_end(const struct scene *scene, size_t i,
                            const struct node *root)
{
    const struct label *label = &scene->labels.at[i];
    uint32_t end = root->end;
    for (size_t k = i + 1; k < scene->labels.len; k++) {
        const struct label *next = &scene->labels.at[k];
        if (next->node->order >= end)
            break;
        if (ends_section(scene, label, next, root)) {
            end = next->node->order;
            break;
        }
    }
    for (size_t k = prose_from(scene, label->node->end);
         k < scene->prose.len && scene->prose.at[k] < end; k++) {
        if (is_long_paragraph(scene, scene->page->nodes[scene->prose.at[k]],
                              label))
            return scene->prose.at[k];
    }
    return end;
}

/* The nearest element round the label that holds a link behind it. */
static const struct node *section_root(const struct scene *scene,
                                       const struct node *label)
{
    const struct node *root = label->parent;
    size_t after = scene_link_from(scene, label->end);
    if (after == scene->links.len)
        return page_facts(scene->page, label)->link_len ? root : NULL;
    uint32_t order = scene->links.at[after].node->order;
    for (int i = 0; root && i <= CLIMB_MAX; i++, root = root->parent) {
        if (root->end > order)
            return root;
        if (root == scene->page->doc->body)
            break;
    }
    return page_facts(scene->page, label)->link_len ? label->parent : NULL;
}

/* Class names speak against a link only within the section. */
static bool is_vetoed(const struct scene *scene, const struct link *link,
                      const struct node *root)
{
    const struct setting *s = setting_of(scene, link->node);
    if (s->comments || (s->frame && !s->related))
        return true;
    const struct node *other = scene_node(scene, s->unrelated);
    return other && node_contains(root, other) && other != root;
}

static void add_section(struct finds *finds, size_t i)
{
    const struct scene *scene = finds->scene;
    const struct label *label = &scene->labels.at[i];
    const struct node *root = section_root(scene, label->node);
    if (!root)
        return;
    const struct link *good[LISTING + 1];
    size_t count = 0;
    uint32_t end = section_end(scene, i, root);
    for (size_t k = scene_link_from(scene, label->node->order);
         k < scene->links.len && scene->links.at[k].node->order < end; k++) {
        const struct link *link = &scene->links.at[k];
        if (!link->rank || is_vetoed(scene, link, root))
            continue;
        bool again = false;
        for (size_t n = 0; n < count && !again; n++)
            again = str_eq(good[n]->key, link->key);
        if (!again && count > LISTING)
            return;
        if (!again)
            good[count++] = link;
    }
    if (count > LISTING)
        return;
    struct str reason = arena_printf(scene->arena, "under the heading '%.*s'",
                                     STR_ARG(label->text));
    for (size_t n = 0; n < count; n++)
        finds_add(finds, good[n], RELATED_SECTION, SCORE_SECTION, reason);
}

/* --- by class ---------------------------------------------------------- */

/* The label that a block of links has: the last one in it before the link,
 * else the one right before the block. */
static enum phrase_sense label_sense(const struct scene *scene,
                                     const struct node *block,
                                     const struct link *link)
{
    size_t i = scene_label_from(scene, link->node->order);
    bool seen_other = false;
    for (int n = 0; i-- > 0 && n < LISTING; n++) {
        const struct label *label = &scene->labels.at[i];
        if (!node_contains(block, label->node)) {
            bool leads = label->node->parent == block->parent &&
                         label->node->end <= block->order;
            return seen_other ? PHRASE_UNRELATED
                   : leads    ? label->match.sense
                              : PHRASE_NONE;
        }
        if (label->match.sense == PHRASE_RELATED)
            return PHRASE_RELATED;
        seen_other |= label->match.sense == PHRASE_UNRELATED;
    }
    return seen_other ? PHRASE_UNRELATED : PHRASE_NONE;
}

static bool is_in_class(const struct scene *scene, const struct link *link,
                        const struct node *block)
{
    const struct setting *s = setting_of(scene, link->node);
    if (!link->rank || s->comments || s->frame || link->in_navigation ||
        s->unrelated)
        return false;
    return label_sense(scene, block, link) != PHRASE_UNRELATED;
}

/* Links that share the block from links.at[i] on; returns where they end. */
static size_t add_block(struct finds *finds, size_t i, const struct node *block)
{
    const struct scene *scene = finds->scene;
    const struct link *good[LISTING + 1];
    size_t count = 0;
    for (;
         i < scene->links.len && node_contains(block, scene->links.at[i].node);
         i++) {
        const struct link *link = &scene->links.at[i];
        if (!is_in_class(scene, link, block) || count > LISTING)
            continue;
        bool again = false;
        for (size_t n = 0; n < count && !again; n++)
            again = str_eq(good[n]->key, link->key);
        if (!again)
            good[count++] = link;
    }
    struct str name = page_tokens(scene->page, block);
    struct str first = S("");
    str_word(&name, &first);
    struct str reason =
        arena_printf(scene->arena, "block of class '%.*s'", STR_ARG(first));
    for (size_t n = 0; n < count && count <= LISTING; n++)
        finds_add(finds, good[n], RELATED_SECTION, SCORE_CLASS, reason);
    return i;
}

void related_sections(struct finds *finds)
{
    const struct scene *scene = finds->scene;
    for (size_t i = 0; i < scene->labels.len; i++) {
        if (scene->labels.at[i].match.sense == PHRASE_RELATED)
            add_section(finds, i);
    }
    for (size_t i = 0; i < scene->links.len;) {
        const struct link *link = &scene->links.at[i];
        const struct node *block =
            scene_node(scene, setting_of(scene, link->node)->related);
        i = block ? add_block(finds, i, block) : i + 1;
    }
}
