/* SPDX-License-Identifier: MIT */
/* body_parts.c - put kept blocks together into parts of the page. */
#include "article/body_parts.h"

#include "article/provider.h"
#include "html/walk.h"

/* An element is a part when this share of its text is kept. */
#define PART_SHARE 0.5f
/* Nodes without text stay when this share of the text around them does. */
#define AROUND_SHARE 0.3f
/* So far up it is looked for. */
#define AROUND_LEVELS 6
/* Letters around a player that its buttons may have. */
#define PLAYER_SIZE 120
/* Longer text is no caption. */
#define CAPTION_SIZE 800

struct parts {
    const struct page *page;
    const struct blocks *blocks;
    const bool *is_kept; /* of each block */
    uint32_t *kept;      /* by order: size of kept blocks at and below */
    uint32_t *all;       /* of all blocks */
    uint32_t *captions;  /* of all blocks in figures */
};

static void sum_up(struct parts *p)
{
    uint32_t count = p->page->node_count;
    p->kept = arena_array(p->page->arena, uint32_t, count);
    p->all = arena_array(p->page->arena, uint32_t, count);
    p->captions = arena_array(p->page->arena, uint32_t, count);
    for (size_t i = 0; i < p->blocks->list.len; i++) {
        const struct block *b = &p->blocks->list.at[i];
        /* At the text nodes, so that inline elements know too. */
        p->all[b->from] += b->size;
        p->kept[b->from] += p->is_kept[i] ? b->size : 0;
        for (uint32_t k = b->from + 1; k < b->to; k++) {
            if (p->page->nodes[k]->kind != NODE_TEXT)
                continue;
            p->all[k]++;
            p->kept[k] += p->is_kept[i];
        }
    }
    for (uint32_t i = count; i-- > 1;) {
        uint32_t up = p->page->nodes[i]->parent->order;
        if (node_is_figure(p->page->nodes[i]))
            p->captions[i] = p->all[i];
        p->kept[up] += p->kept[i];
        p->all[up] += p->all[i];
        p->captions[up] += p->captions[i];
    }
}

/* Nodes without text of their own (images, embeds) go the way of what is
 * around them. */
static void mark_chrome(struct parts *p, struct body *body)
{
    const struct page *page = p->page;
    body->is_chrome = arena_array(page->arena, bool, page->node_count);
    body->is_mute = arena_array(page->arena, bool, page->node_count);
    float *share = arena_array(page->arena, float, page->node_count);
    for (uint32_t i = 1; i < page->node_count; i++) {
        uint32_t up = page->nodes[i]->parent->order;
        share[i] = p->all[i] ? (float)p->kept[i] / (float)p->all[i] : share[up];
        if (p->all[i])
            body->is_chrome[i] = p->kept[i] == 0;
        else
            body->is_chrome[i] = share[i] < AROUND_SHARE || body->is_chrome[up];
    }
}

static bool has_kept_text(const struct parts *p, const struct node *node)
{
    for (const struct node *n = node->first; n; n = n->next) {
        if (p->kept[n->order] > 0 && !tag_is_block(n->tag))
            return true;
    }
    return false;
}

static void find_parts(struct parts *p, struct body *body)
{
    struct node *root = p->page->doc->body, *node = root;
    while (node) {
        uint32_t kept = p->kept[node->order], all = p->all[node->order];
        if (kept == 0) {
            node = walk_skip(node, root);
        } else if ((float)kept >= PART_SHARE * (float)all ||
                   has_kept_text(p, node)) {
            *vec_push(&body->parts, p->page->arena) = node;
            node = walk_skip(node, root);
        } else {
            node = walk_next(node, root);
        }
    }
}

/* --- captions ---------------------------------------------------------- */

bool node_is_figure(const struct node *node)
{
    if (node_is(node, TAG_FIGURE))
        return true;
    if (node->tag != TAG_DIV)
        return false;
    struct str class = node_attr(node, ATTR_CLASS);
    return class.len && (str_has_word(class, S("wp-caption")) ||
                         str_has_word(class, S("image-with-caption")) ||
                         str_has_word(class, S("thumbinner")));
}

bool node_is_caption(const struct node *node)
{
    struct str class = node_attr(node, ATTR_CLASS);
    if (node_is(node, TAG_FIGCAPTION))
        return true;
    return class.len && (str_has_word(class, S("wp-caption-text")) ||
                         str_has_word(class, S("thumbcaption")) ||
                         str_has_word(class, S("caption-text")));
}

/* Is what stands around a figure mostly kept, other figures left aside? */
static bool is_amid_text(const struct parts *p, const struct node *node)
{
    uint32_t up = node->parent->order;
    for (int levels = 0; levels < AROUND_LEVELS; levels++) {
        uint32_t all = p->all[up] - p->captions[up];
        if (all > 0)
            return (float)p->kept[up] >= PART_SHARE * (float)all;
        if (!p->page->nodes[up]->parent)
            return false;
        up = p->page->nodes[up]->parent->order;
    }
    return false;
}

/* Words that lead elsewhere are no caption: a card of another article. */
static bool is_card(const struct parts *p, const struct node *figure)
{
    const struct node_facts *facts = page_facts(p->page, figure);
    return facts->link_len * 2 > facts->text_len;
}

/* A caption belongs to its picture: it comes along, mute when it does not
 * read as part of the text. */
static void keep_caption(struct parts *p, struct body *body,
                         const struct node *caption)
{
    uint32_t at = caption->order;
    if (!body->is_chrome[at] || p->all[at] > CAPTION_SIZE)
        return;
    for (uint32_t i = at; i < caption->end; i++) {
        body->is_chrome[i] = page_facts(p->page, p->page->nodes[i])->is_hidden;
        body->is_mute[i] = true;
    }
    for (const struct node *n = caption; !node_is_figure(n); n = n->parent)
        body->is_chrome[n->order] = false;
}

static bool is_picture(const struct node *node)
{
    return node_is(node, TAG_IMG) || node_is(node, TAG_AMP_IMG) ||
           node_is(node, TAG_VIDEO) || node_is(node, TAG_AUDIO) ||
           node_is(node, TAG_IFRAME);
}

/* Does the caption belong to this figure, not to one inside it? */
static bool is_own(const struct node *caption, const struct node *figure)
{
    const struct node *n = caption->parent;
    while (n != figure && !node_is_figure(n))
        n = n->parent;
    return n == figure;
}

static void keep_figure(struct parts *p, struct body *body,
                        const struct node *figure)
{
    const struct node *caption = NULL;
    bool has_picture = false;
    for (uint32_t i = figure->order + 1; i < figure->end; i++) {
        const struct node *n = p->page->nodes[i];
        has_picture |= is_picture(n);
        if (!caption && node_is_caption(n) && is_own(n, figure))
            caption = n;
    }
    if (!has_picture || (p->all[figure->order] && !caption))
        return;
    for (uint32_t i = figure->order; i < figure->end; i++) {
        const struct node *n = p->page->nodes[i];
        if (p->all[i] == 0)
            body->is_chrome[i] =
                page_facts(p->page, n)->is_hidden && !tag_is_hidden(n->tag);
    }
    for (const struct node *n = figure; body->is_chrome[n->order];
         n = n->parent)
        body->is_chrome[n->order] = false;
    if (caption)
        keep_caption(p, body, caption);
}

/* --- players ------------------------------------------------------------ */

static bool is_player(const struct node *node)
{
    struct str attr, page;
    return node_is(node, TAG_VIDEO) || node_is(node, TAG_AUDIO) ||
           node_is(node, TAG_IFRAME) ||
           (node->tag == TAG_UNKNOWN &&
            provider_of_element(node->text, &attr, &page));
}

static bool is_apart(const struct node *node)
{
    return node->tag == TAG_ASIDE || node->tag == TAG_NAV ||
           node->tag == TAG_FOOTER;
}

/* Its buttons and its title are no part of the text, but it is. */
static void keep_player(struct parts *p, struct body *body,
                        const struct node *player)
{
    if (page_facts(p->page, player)->is_hidden)
        return;
    const struct node *around = player;
    for (int up = 0; p->kept[around->order] == 0; up++) {
        if (up == AROUND_LEVELS || p->all[around->order] > PLAYER_SIZE ||
            is_apart(around) || !around->parent)
            return;
        around = around->parent;
    }
    float kept = (float)p->kept[around->order];
    if (kept < PART_SHARE * (float)p->all[around->order])
        return;
    for (const struct node *n = player; n != around; n = n->parent)
        body->is_chrome[n->order] = false;
}

/* Pictures with a caption and players, among text that is kept. */
static void keep_guests(struct parts *p, struct body *body)
{
    const struct page *page = p->page;
    for (uint32_t i = 1; i < page->node_count; i++) {
        const struct node *node = page->nodes[i];
        if (node->kind != NODE_ELEMENT || !body->is_chrome[i])
            continue;
        if (is_player(node))
            keep_player(p, body, node);
        else if (node_is_figure(node) && is_amid_text(p, node) &&
                 !is_card(p, node))
            keep_figure(p, body, node);
    }
}

static void clear_up(struct parts *p)
{
    uint32_t count = p->page->node_count;
    arena_drop(p->page->arena, p->captions, count);
    arena_drop(p->page->arena, p->all, count);
    arena_drop(p->page->arena, p->kept, count);
}

void parts_make(const struct page *page, const struct blocks *blocks,
                const bool *is_kept, struct body *body)
{
    struct parts parts = {.page = page, .blocks = blocks, .is_kept = is_kept};
    sum_up(&parts);
    mark_chrome(&parts, body);
    keep_guests(&parts, body);
    find_parts(&parts, body);
    clear_up(&parts);
}
