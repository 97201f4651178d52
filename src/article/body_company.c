/* SPDX-License-Identifier: MIT */
/* body_company.c - blocks that go the way of the text they belong to. */
#include "article/body_company.h"

#include "article/body_frame.h"
#include "article/body_furniture.h"
#include "article/body_heading.h"
#include "article/body_stamp.h"
#include "article/body_whole.h"
#include "base/map.h"

/* Text of a mark that calls a footnote: "[12]"; and the longest such note. */
#define NOTE_MARK 8
#define NOTE_SIZE 3000

struct company {
    const struct page *page;
    const struct blocks *blocks;
    const struct areas *areas;
    bool *is_kept; /* of each block */
};

/* A quoted post of a social network goes the way of the text around it:
 * the last block before it that is none, nor a button. */
static void keep_embeds(struct company *f)
{
    const struct block *blocks = f->blocks->list.at;
    bool is_kept_before = false;
    for (size_t i = 0; i < f->blocks->list.len; i++) {
        uint32_t flags = f->areas->at[blocks[i].owner->order].flags;
        if (flags & IN_EMBED)
            f->is_kept[i] |= is_kept_before;
        else if (!blocks[i].is_control && area_counts(f->areas, &blocks[i]))
            is_kept_before = f->is_kept[i];
    }
}

/* --- notes ------------------------------------------------------------- */

/* "12", "[3]", "*", a dagger: no word. */
static bool is_mark(struct str text)
{
    for (size_t i = 0; i < text.len; i++) {
        char c = text.at[i];
        if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'))
            return false;
    }
    return text.len > 0 && text.len <= NOTE_MARK;
}

/* The id a footnote's mark links to, if the text node is in such a mark. */
static struct str note_called(const struct company *f, const struct node *text)
{
    const struct node *n = is_mark(text->text) ? text->parent : NULL;
    for (int level = 0; n && level < 3; level++, n = n->parent) {
        struct str href = node_attr(n, ATTR_HREF);
        if (node_is(n, TAG_A) && href.len > 1 && *href.at == '#')
            return page_facts(f->page, n)->text_len <= NOTE_MARK
                       ? str_from(href, 1)
                       : S("");
    }
    return S("");
}

static void list_called(struct company *f, struct map *called)
{
    for (size_t i = 0; i < f->blocks->list.len; i++) {
        const struct block *b = &f->blocks->list.at[i];
        for (uint32_t k = b->from; f->is_kept[i] && k < b->to; k++) {
            struct node *node = f->page->nodes[k];
            if (node->kind != NODE_TEXT || b->links == 0)
                continue;
            struct str id = note_called(f, node);
            if (id.len)
                *map_slot(called, f->page->arena, id) = node;
        }
    }
}

static void keep_note(struct company *f, const struct node *note,
                      const struct node *mark)
{
    if (note->order < mark->order || note->end < note->order ||
        page_facts(f->page, note)->text_len > NOTE_SIZE)
        return;
    for (size_t i = block_from(f->blocks, note->order);
         i < f->blocks->list.len && f->blocks->list.at[i].from < note->end; i++)
        f->is_kept[i] |= area_counts(f->areas, &f->blocks->list.at[i]);
}

/* What a mark in the kept text calls belongs to it: its footnote. */
static void keep_notes(struct company *f)
{
    struct map called = {0};
    list_called(f, &called);
    for (uint32_t i = 1; called.len && i < f->page->node_count; i++) {
        const struct node *node = f->page->nodes[i];
        struct str id = node_attr(node, ATTR_ID);
        const struct node *mark = id.len ? map_get(&called, id) : NULL;
        if (mark)
            keep_note(f, node, mark);
    }
}

/* --- fellows ------------------------------------------------------------ */

/* A paragraph all of whose fellows are kept is judged less strictly, unless it
 * is a link and nothing else; and so is a list without links that stands among
 * them. */
#define FELLOWS_SHARE 0.9f
#define FELLOW_LEAST  0.2f
#define LISTED_LEAST  0.3f
/* Above the text stand bylines, too. */
#define ABOVE_LEAST 0.35f
/* Lists in lists, and so much kept text as says whose place it is. */
#define MOST_LISTS   4
#define FELLOWS_SIZE 200

static bool is_of_list(const struct node *node)
{
    switch (node->tag) {
    case TAG_UL:
    case TAG_OL:
    case TAG_DL:
    case TAG_LI:
    case TAG_DT:
    case TAG_DD:
        return true;
    default:
        return false;
    }
}

/* What holds a paragraph, or the list it stands in; NULL for other blocks. */
static const struct node *place_of(const struct block *block)
{
    const struct node *n = block->owner;
    if (node_is(n, TAG_P))
        n = n->parent;
    else if (!is_of_list(n))
        return NULL;
    for (int up = 0; n && up < 2 * MOST_LISTS && is_of_list(n); up++)
        n = n->parent;
    return n;
}

static bool may_join(const struct block *b, float p)
{
    if (is_of_list(b->owner))
        return p >= LISTED_LEAST && !b->links;
    return p >= FELLOW_LEAST && b->link_size * 100 < b->size * 95;
}

/* Paragraphs of one parent: a last line of links ends the text, too. */
static void keep_fellows(struct company *f, const float *p)
{
    uint32_t count = f->page->node_count;
    uint32_t *all = arena_array(f->page->arena, uint32_t, count);
    uint32_t *kept = arena_array(f->page->arena, uint32_t, count);
    for (size_t i = 0; i < f->blocks->list.len; i++) {
        const struct block *b = &f->blocks->list.at[i];
        if (!node_is(b->owner, TAG_P) || !b->owner->parent)
            continue;
        all[b->owner->parent->order] += b->size;
        kept[b->owner->parent->order] += f->is_kept[i] ? b->size : 0;
    }
    bool is_above = true;
    for (size_t i = 0; i < f->blocks->list.len; i++) {
        const struct block *b = &f->blocks->list.at[i];
        is_above &= !f->is_kept[i] || !block_is_prose(b);
        if (f->is_kept[i] || b->has_time || !area_counts(f->areas, b) ||
            !may_join(b, p[i]) || (is_above && p[i] < ABOVE_LEAST))
            continue;
        const struct node *place = place_of(b);
        uint32_t up = place ? place->order : 0;
        bool is_sure = !is_of_list(b->owner) || kept[up] >= FELLOWS_SIZE;
        f->is_kept[i] = kept[up] > 0 && is_sure &&
                        (float)kept[up] >= FELLOWS_SHARE * (float)all[up];
    }
}

void company_keep(const struct page *page, const struct blocks *blocks,
                  const struct areas *areas, const float *p, bool *is_kept)
{
    struct company company = {page, blocks, areas, is_kept};
    keep_fellows(&company, p);
    headings_keep(page, blocks, areas, p, is_kept);
    keep_embeds(&company);
    whole_keep(page, blocks, areas, is_kept);
    frame_drop(blocks, areas, is_kept);
    furniture_drop(page, blocks, areas, is_kept);
    stamps_drop(page, blocks, is_kept);
    headings_drop(page, blocks, is_kept);
    keep_notes(&company);
}
