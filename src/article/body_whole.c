/* SPDX-License-Identifier: MIT */
/* body_whole.c - things that are there whole or not at all. */
#include "article/body_whole.h"

#include "article/body_parts.h"
#include "article/clean_code.h"
#include "article/clean_make.h"
#include "html/walk.h"

/* Things in things in things are not looked into: work stays linear. */
#define DEEPEST 8
/* Where the caption or source of something is looked for, above its text. */
#define LEVELS 12

/* Longer text is no title of a box, nor the source of a quotation. */
#define TITLE_SIZE  60
#define SOURCE_SIZE 200
/* Nor the cell of a table with a head. */
#define CELL_SIZE 400

struct whole {
    const struct page *page;
    const struct blocks *blocks;
    const struct areas *areas;
    bool *is_kept;     /* of each block */
    uint32_t *before;  /* size of the blocks before each, and after the last */
    uint32_t *kept;    /* of these, of what is kept */
    bool *among_prose; /* the prose before it and behind it is kept */
};

/* The blocks of an element. */
struct range {
    size_t from, to;
};

size_t block_from(const struct blocks *blocks, uint32_t order)
{
    size_t low = 0, high = blocks->list.len;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (blocks->list.at[middle].from < order)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static struct range range_of(const struct whole *w, const struct node *node)
{
    return (struct range){block_from(w->blocks, node->order),
                          block_from(w->blocks, node->end)};
}

static uint32_t size_in(const struct whole *w, struct range r)
{
    return w->before[r.to] - w->before[r.from];
}

static uint32_t kept_in(const struct whole *w, struct range r)
{
    return w->kept[r.to] - w->kept[r.from];
}

static bool is_mostly_kept(const struct whole *w, struct range r)
{
    return kept_in(w, r) > 0 && kept_in(w, r) * 2ull >= size_in(w, r);
}

/* Is there such an element around a block, inside `within`? */
static bool is_in(const struct whole *w, size_t block,
                  const struct node *within,
                  bool (*is_such)(const struct node *node))
{
    const struct node *n = w->page->nodes[w->blocks->list.at[block].from];
    for (int level = 0; n != within && level < LEVELS; level++, n = n->parent) {
        if (is_such(n))
            return true;
    }
    return false;
}

static void keep_such(struct whole *w, struct range r,
                      const struct node *within,
                      bool (*is_such)(const struct node *node))
{
    for (size_t i = r.from; i < r.to; i++) {
        if (!w->is_kept[i] && w->blocks->list.at[i].size <= SOURCE_SIZE &&
            area_counts(w->areas, &w->blocks->list.at[i]))
            w->is_kept[i] = is_in(w, i, within, is_such);
    }
}

static bool is_any(const struct node *node)
{
    return node != NULL;
}

static bool is_source(const struct node *node)
{
    return node_is(node, TAG_FOOTER) || node_is(node, TAG_CITE);
}

static bool is_summary(const struct node *node)
{
    return node_is(node, TAG_SUMMARY);
}

/* --- kinds of things --------------------------------------------------- */

static void keep_terms(struct whole *w, struct range r)
{
    for (size_t i = r.from; i + 1 < r.to; i++) {
        const struct block *b = &w->blocks->list.at[i];
        if (node_is(b->owner, TAG_DT) && w->is_kept[i + 1] &&
            area_counts(w->areas, b))
            w->is_kept[i] = true;
    }
}

/* Code amid the text is part of it, whatever stands in it. */
static void keep_listing(struct whole *w, struct range r)
{
    bool is_kept = is_mostly_kept(w, r) || w->among_prose[r.from];
    for (size_t i = r.from; i < r.to; i++)
        w->is_kept[i] =
            is_kept && area_counts(w->areas, &w->blocks->list.at[i]);
}

/* What says what something is (a caption, a source) goes with the rest of it,
 * which it may be longer than. */
static void keep_saying(struct whole *w, struct range r,
                        const struct node *thing,
                        bool (*is_such)(const struct node *node))
{
    uint32_t shown = 0, kept = 0;
    for (size_t i = r.from; i < r.to; i++) {
        if (is_in(w, i, thing, is_such))
            continue;
        shown += w->blocks->list.at[i].size;
        kept += w->is_kept[i] ? w->blocks->list.at[i].size : 0;
    }
    if (kept > 0 && kept * 2ull >= shown)
        keep_such(w, r, thing, is_such);
}

static bool is_thing(const struct node *node)
{
    switch (node->tag) {
    case TAG_PRE:
    case TAG_TABLE:
    case TAG_BLOCKQUOTE:
    case TAG_DETAILS:
    case TAG_DL:
    case TAG_FIGURE:
        return true;
    default:
        return false;
    }
}

/* Data, not a page laid out in cells: told by its head or caption, or by having
 * no more than a few words in each cell, few of them links. */
static bool is_data(const struct whole *w, struct range r,
                    const struct node *table)
{
    if (table_is_layout(table))
        return false;
    bool has_head = walk_find(table, TAG_TH) || walk_find(table, TAG_CAPTION);
    uint32_t most = 0;
    for (size_t i = r.from; i < r.to; i++) {
        uint32_t size = w->blocks->list.at[i].size;
        most = size > most ? size : most;
    }
    const struct area *area = &w->areas->at[table->order];
    if (!has_head && area->link_size * 3ull > area->size)
        return false;
    return most <= (has_head ? CELL_SIZE : SOURCE_SIZE) &&
           most * 2ull <= size_in(w, r);
}

static void keep_of(struct whole *w, const struct node *node)
{
    struct range r = range_of(w, node);
    if (r.from == r.to)
        return;
    bool is_code =
        node->tag == TAG_PRE || (node->tag == TAG_TABLE && table_is_code(node));
    if (is_code)
        keep_listing(w, r);
    if (node->tag == TAG_BLOCKQUOTE)
        keep_saying(w, r, node, is_source);
    else if (node->tag == TAG_FIGURE)
        keep_saying(w, r, node, node_is_caption);
    if (!is_mostly_kept(w, r))
        return;
    if (node->tag == TAG_TABLE && is_data(w, r, node))
        keep_such(w, r, node, is_any);
    else if (node->tag == TAG_DETAILS)
        keep_such(w, r, node, is_summary);
    else if (node->tag == TAG_DL)
        keep_terms(w, r);
}

/* --- boxes ------------------------------------------------------------- */

/* Boxes that set apart a part of the text; and names that are also given to
 * what a page says to its visitors. */
static const char BOXES[] =
    "admonition admonitionblock callout hint infobox note tip";
static const char NOTICES[] = "alert caution danger important notice warning";

static bool has_name(struct str class, struct str names)
{
    while (class.len) {
        str_cut(&class, str_span(class, STR_SPACE "-_"));
        struct str word = str_cut(&class, str_until(class, STR_SPACE "-_"));
        if (word.len && str_has_word(names, word))
            return true;
    }
    return false;
}

static bool is_box(const struct node *node)
{
    return has_name(node_attr(node, ATTR_CLASS), S(BOXES));
}

/* The box whose text begins with this block, which need not be all of it. */
static const struct node *box_around(const struct block *b)
{
    const struct node *n = b->owner;
    for (int level = 0; level < LEVELS / 2 && n->parent;
         level++, n = n->parent) {
        struct str class = node_attr(n, ATTR_CLASS);
        if (has_name(class, S(BOXES)) || has_name(class, S(NOTICES)))
            return n;
    }
    return NULL;
}

static void keep_box(struct whole *w, size_t i)
{
    const struct block *b = &w->blocks->list.at[i];
    const struct node *box = box_around(b);
    if (!box)
        return;
    struct range r = range_of(w, box);
    struct range rest = {i + 1, r.to};
    if (r.from != i)
        return;
    w->is_kept[i] = rest.from < rest.to ? kept_in(w, rest) == size_in(w, rest)
                                        : w->among_prose[i] && is_box(box);
}

/* What a box is called, and boxes of one line amid the text. */
static void keep_boxes(struct whole *w)
{
    for (size_t i = 0; i < w->blocks->list.len; i++) {
        const struct block *b = &w->blocks->list.at[i];
        if (w->is_kept[i] || b->links || b->is_control || b->has_time ||
            b->size > SOURCE_SIZE || !area_counts(w->areas, b))
            continue;
        if (w->among_prose[i] ||
            (b->size <= TITLE_SIZE && i + 1 < w->blocks->list.len &&
             w->is_kept[i + 1]))
            keep_box(w, i);
    }
}

/* --- the whole --------------------------------------------------------- */

static void sum_up(struct whole *w)
{
    size_t count = w->blocks->list.len;
    struct arena *arena = w->page->arena;
    w->before = arena_array(arena, uint32_t, count + 1);
    w->kept = arena_array(arena, uint32_t, count + 1);
    w->among_prose = arena_array(arena, bool, count + 1);
    bool is_kept = false;
    for (size_t i = 0; i < count; i++) {
        const struct block *b = &w->blocks->list.at[i];
        w->before[i + 1] = w->before[i] + b->size;
        w->kept[i + 1] = w->kept[i] + (w->is_kept[i] ? b->size : 0);
        w->among_prose[i] = is_kept;
        if (block_is_prose(b) && !node_is(b->owner, TAG_PRE))
            is_kept = w->is_kept[i];
    }
    is_kept = false;
    for (size_t i = count; i-- > 0;) {
        const struct block *b = &w->blocks->list.at[i];
        w->among_prose[i] &= is_kept;
        if (block_is_prose(b) && !node_is(b->owner, TAG_PRE))
            is_kept = w->is_kept[i];
    }
}

void whole_keep(const struct page *page, const struct blocks *blocks,
                const struct areas *areas, bool *is_kept)
{
    struct whole w = {page, blocks, areas, is_kept, NULL, NULL, NULL};
    sum_up(&w);
    keep_boxes(&w);
    uint8_t *around = arena_array(page->arena, uint8_t, page->node_count);
    for (uint32_t i = 1; i < page->node_count; i++) {
        uint8_t up = around[page->nodes[i]->parent->order];
        around[i] = (uint8_t)(up + (is_thing(page->nodes[i]) && up <= DEEPEST));
    }
    for (uint32_t i = page->node_count; i-- > 1;) {
        if (is_thing(page->nodes[i]) && around[i] <= DEEPEST)
            keep_of(&w, page->nodes[i]);
    }
}
