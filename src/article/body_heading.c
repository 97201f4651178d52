/* SPDX-License-Identifier: MIT */
/* body_heading.c - headings go the way of what they head. */
#include "article/body_heading.h"

#include "article/body_whole.h"
#include "html/walk.h"

/* Letters, at most, of a heading; and how likely it has to be one of the
 * article's, at least. */
#define HEADING_SIZE  160
#define HEADING_LEAST 0.2f
/* Levels up to an element that holds a heading and what it heads; and up from
 * a picture to the link it may stand in. */
#define LEVELS 4
/* Buttons, marks and captions between a heading and its text. */
#define MOST_BETWEEN 4

struct headings {
    const struct page *page;
    const struct blocks *blocks;
    const struct areas *areas;
    bool *is_kept; /* of each block */
};

/* The heading a block stands in, but for the page's first; else NULL. */
static const struct node *heading_of(const struct block *b)
{
    const struct node *n = b->owner;
    for (int up = 0; n && up < LEVELS; up++, n = n->parent) {
        if (n->space == SPACE_HTML && n->tag >= TAG_H2 && n->tag <= TAG_H6)
            return n;
    }
    return NULL;
}

/* --- what is headed is kept -------------------------------------------- */

static bool is_between(const struct headings *h, const struct block *b)
{
    bool is_caption = (h->areas->at[b->owner->order].flags & IN_FIGURE) != 0;
    return ((b->is_control || is_caption) && !heading_of(b)) || b->letters == 0;
}

/* The text below is kept, and near. */
static bool heads_kept(const struct headings *h, size_t i,
                       const struct node *heading)
{
    size_t next = i + 1;
    while (next < h->blocks->list.len && next <= i + MOST_BETWEEN &&
           !h->is_kept[next] && is_between(h, &h->blocks->list.at[next]))
        next++;
    if (next >= h->blocks->list.len || !h->is_kept[next])
        return false;
    const struct node *below = h->blocks->list.at[next].owner;
    const struct node *under = heading_of(&h->blocks->list.at[next]);
    if (under && under->tag <= heading->tag)
        return false;
    const struct node *around = heading->parent;
    for (int up = 1; up < LEVELS && around->parent; up++) {
        if (node_contains(around, below))
            break;
        around = around->parent;
    }
    return node_contains(around, below);
}

void headings_keep(const struct page *page, const struct blocks *blocks,
                   const struct areas *areas, const float *p, bool *is_kept)
{
    struct headings h = {page, blocks, areas, is_kept};
    bool has_begun = false;
    for (size_t i = 0; i < blocks->list.len; i++) {
        const struct block *b = &blocks->list.at[i];
        has_begun |= is_kept[i];
        if (!has_begun || is_kept[i] || p[i] < HEADING_LEAST || b->links ||
            b->has_time || b->size > HEADING_SIZE || !area_counts(areas, b))
            continue;
        const struct node *heading = heading_of(b);
        is_kept[i] = heading && heads_kept(&h, i, heading);
    }
}

/* --- what is headed is dropped ----------------------------------------- */

/* A run of dropped blocks. */
struct run {
    size_t end;
    uint32_t size, link_size;
};

static struct run run_behind(const struct headings *h, size_t i, size_t end)
{
    struct run run = {i + 1, 0, 0};
    for (; run.end < end && !h->is_kept[run.end]; run.end++) {
        run.size += h->blocks->list.at[run.end].size;
        run.link_size += h->blocks->list.at[run.end].link_size;
    }
    return run;
}

static bool is_of_links(const struct run *run)
{
    return run->size > 0 && run->link_size * 2 >= run->size;
}

/* A picture that leads nowhere, in the blocks before `end`, is headed, too. */
static bool heads_picture(const struct headings *h, const struct node *heading,
                          size_t end)
{
    for (uint32_t i = heading->end; i < h->blocks->list.at[end - 1].to; i++) {
        const struct node *n = h->page->nodes[i];
        if (node_is(n, TAG_IMG) && !node_ancestor(n, TAG_A))
            return true;
    }
    return false;
}

/* The blocks of the box that the heading is the first of end here. */
static size_t box_end(const struct headings *h, size_t i,
                      const struct node *heading)
{
    const struct node *box = heading->parent;
    for (int up = 0; up < LEVELS && box->parent; up++, box = box->parent) {
        size_t end = block_from(h->blocks, box->end);
        if (block_from(h->blocks, box->order) != i)
            return i;
        if (end > i + 1)
            return end;
    }
    return i;
}

static bool heads_nothing(const struct headings *h, size_t i)
{
    const struct block *b = &h->blocks->list.at[i];
    const struct node *heading = heading_of(b);
    if (!heading || b->to < heading->end - 1)
        return false;
    size_t count = h->blocks->list.len;
    struct run run = run_behind(h, i, count);
    size_t box = box_end(h, i, heading);
    if (box > i && box <= run.end)
        run = run_behind(h, i, box);
    if (!is_of_links(&run) || heads_picture(h, heading, run.end))
        return false;
    const struct node *next =
        run.end < count ? heading_of(&h->blocks->list.at[run.end]) : NULL;
    return run.end == count || run.end == box ||
           (next && next->tag <= heading->tag);
}

void headings_drop(const struct page *page, const struct blocks *blocks,
                   bool *is_kept)
{
    struct headings h = {page, blocks, NULL, is_kept};
    for (size_t i = 0; i < blocks->list.len; i++) {
        const struct block *b = &blocks->list.at[i];
        if (is_kept[i] && !b->links && b->size <= HEADING_SIZE)
            is_kept[i] = !heads_nothing(&h, i);
    }
}
