/* SPDX-License-Identifier: MIT */
/* related_section.c - links under a label, or in a block of such a class. */
#include "article/related_find.h"

#include "article/chrome.h"
#include "article/permalink.h"
#include "html/walk.h"

enum {
    CLIMB_MAX = 5,       /* levels from a label up to its links */
    LISTING = 24,        /* more links than that: an archive */
    PARAGRAPH_MIN = 140, /* characters of text that end a section */
    HEADLINE_MIN = 12,   /* characters of a headline */
    CARD_DEPTH = 6,      /* levels that are looked at for a card */
};

/* Where a list of links leads to: each URL once, up to LISTING + 1. */
struct targets {
    const struct link *links[LISTING + 1];
    size_t count;
};

static void targets_add(struct targets *targets, const struct link *link)
{
    for (size_t i = 0; i < targets->count; i++) {
        if (str_eq(targets->links[i]->key, link->key))
            return;
    }
    if (targets->count <= LISTING)
        targets->links[targets->count++] = link;
}

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

/* "Related posts (view all)": one link to an index, and the list behind it. */
static size_t skip_index(const struct scene *scene, size_t i)
{
    if (i + 1 >= scene->links.len || scene->links.at[i].rank ||
        !scene->links.at[i].is_own)
        return i;
    return scene->links.at[i + 1].rank ? i + 1 : i;
}

/* The nearest element round the label that holds a link behind it. */
static const struct node *section_root(const struct scene *scene,
                                       const struct node *label,
                                       bool *has_index)
{
    const struct node *root = label->parent;
    bool has_links = page_facts(scene->page, label)->link_len > 0;
    size_t after = scene_link_from(scene, label->end);
    size_t list = has_links ? after : skip_index(scene, after);
    *has_index = list != after;
    if (list == scene->links.len)
        return has_links ? root : NULL;
    uint32_t order = scene->links.at[list].node->order;
    for (int i = 0; root && i <= CLIMB_MAX; i++, root = root->parent) {
        if (root->end > order)
            return root;
        if (root == scene->page->doc->body)
            break;
    }
    return has_links ? label->parent : NULL;
}

/* A page's own footer is where articles end, not where sites do. */
static bool is_article_footer(const struct node *node)
{
    if (node->tag != TAG_FOOTER)
        return false;
    for (const struct node *up = node->parent; up; up = up->parent) {
        if (up->tag == TAG_ARTICLE || up->tag == TAG_MAIN)
            return true;
    }
    return false;
}

/* What a section's links have in common, and where they are. */
struct section {
    const struct node *root;
    size_t from, to;    /* of the scene's links */
    uint32_t unrelated; /* the one block that all of them are in, or 0 */
};

/* The label beats the class: a list that it names is not what its class says,
 * when that is one for all of the list. */
static uint32_t common_block(const struct scene *scene,
                             const struct section *section)
{
    uint32_t common = 0;
    for (size_t k = section->from; k < section->to; k++) {
        const struct link *link = &scene->links.at[k];
        uint32_t block = setting_of(scene, link->node)->unrelated;
        if (!link->rank)
            continue;
        if (!block || (common && common != block))
            return 0;
        common = block;
    }
    return common;
}

/* Class names speak against a link only within the section. */
static bool is_vetoed(const struct scene *scene, const struct link *link,
                      const struct section *section)
{
    const struct setting *s = setting_of(scene, link->node);
    const struct node *frame = scene_node(scene, s->frame);
    if (s->comments ||
        (frame && !s->related &&
         !(node_contains(frame, section->root) && is_article_footer(frame))))
        return true;
    uint32_t order =
        s->unrelated == section->unrelated ? s->paid : s->unrelated;
    const struct node *other = scene_node(scene, order);
    return other && node_contains(section->root, other) &&
           other != section->root;
}

/* The headline of a card, which is an article's whatever its URL is called. */
static bool is_headline(const struct scene *scene, const struct link *link)
{
    uint32_t len = page_facts(scene->page, link->node)->text_len;
    return link->is_own && !link->in_navigation && len >= HEADLINE_MIN &&
           scene_in_heading(link) &&
           permalink_is_open(&link->url, &scene->page->url);
}

static bool belongs(const struct scene *scene, const struct link *link,
                    const struct section *section)
{
    return (link->rank || is_headline(scene, link)) &&
           !is_vetoed(scene, link, section);
}

/* How many articles the section leads to; more than LISTING: that many. */
static size_t count_targets(const struct scene *scene,
                            const struct section *section)
{
    struct targets targets = {.count = 0};
    for (size_t k = section->from; k < section->to && targets.count <= LISTING;
         k++) {
        const struct link *link = &scene->links.at[k];
        if (belongs(scene, link, section))
            targets_add(&targets, link);
    }
    return targets.count;
}

static void add_section(struct finds *finds, size_t i)
{
    const struct scene *scene = finds->scene;
    const struct label *label = &scene->labels.at[i];
    bool has_index;
    const struct node *root = section_root(scene, label->node, &has_index);
    if (!root)
        return;
    uint32_t end = section_end(scene, i, root);
    struct section section = {
        .root = root,
        .from = scene_link_from(scene, label->node->order),
        .to = scene_link_from(scene, end),
    };
    section.unrelated = common_block(scene, &section);
    size_t count = count_targets(scene, &section);
    if (count > LISTING || count < (has_index ? 2u : 1u))
        return;
    struct str reason = arena_printf(scene->arena, "under the heading '%.*s'",
                                     STR_ARG(label->text));
    struct found_section found = {.label = label, .end = end};
    for (size_t k = section.from; k < section.to; k++) {
        const struct link *link = &scene->links.at[k];
        if (!belongs(scene, link, &section))
            continue;
        finds_add(finds, link, RELATED_SECTION, SCORE_SECTION, reason);
        *vec_push(&found.links, scene->arena) = link;
    }
    *vec_push(&finds->sections, scene->arena) = found;
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

/* Of an element's names, the one that says related. */
static struct str related_name(struct str tokens)
{
    struct str name = S("");
    while (str_word(&tokens, &name) && !(chrome_traits(name) & CHROME_RELATED))
        continue;
    return name;
}

/* Links that share the block from links.at[i] on; returns where they end. */
static size_t add_block(struct finds *finds, size_t i, const struct node *block)
{
    const struct scene *scene = finds->scene;
    struct targets targets = {.count = 0};
    size_t end = i;
    for (; end < scene->links.len &&
           node_contains(block, scene->links.at[end].node);
         end++) {
        if (targets.count <= LISTING &&
            is_in_class(scene, &scene->links.at[end], block))
            targets_add(&targets, &scene->links.at[end]);
    }
    if (targets.count > LISTING)
        return end;
    struct str reason =
        arena_printf(scene->arena, "block of class '%.*s'",
                     STR_ARG(related_name(page_tokens(scene->page, block))));
    for (; i < end; i++) {
        if (is_in_class(scene, &scene->links.at[i], block))
            finds_add(finds, &scene->links.at[i], RELATED_SECTION, SCORE_CLASS,
                      reason);
    }
    return end;
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
