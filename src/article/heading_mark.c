/* SPDX-License-Identifier: MIT */
/* heading_mark.c - what a page adds to its headings. */
#include "article/heading_mark.h"

#include "html/walk.h"

/* Levels up from a link to the heading it stands in. */
#define LEVELS 3
/* Bytes of a mark, and nodes of its link. */
#define MARK_MAX  8
#define NODES_MAX 30

/* A hash, a pilcrow, a section sign, a chain, an anchor, or a character of an
 * icon font (U+E000 to U+F8FF), alone. */
static bool is_mark(struct str text)
{
    static const struct str MARKS[] = {
        STR("#"),      STR("##"),         STR("\u00b6"),          STR("\u00a7"),
        STR("\u2693"), STR("\U0001F517"), STR("\U0001F517\uFE0F")};
    for (size_t i = 0; i < sizeof MARKS / sizeof *MARKS; i++) {
        if (str_eq(text, MARKS[i]))
            return true;
    }
    unsigned char first = (unsigned char)text.at[0];
    return text.len == 3 &&
           (first == 0xEE ||
            (first == 0xEF && (unsigned char)text.at[1] < 0xA4));
}

static bool is_marked(const struct node *node)
{
    return node->space == SPACE_HTML &&
           (tag_is_heading(node->tag) || node->tag == TAG_DT ||
            node->tag == TAG_FIGCAPTION || node->tag == TAG_CAPTION);
}

/* In a heading or the like, or beside one. */
static bool is_at_heading(const struct node *link)
{
    const struct node *before = prev_element(link), *after = next_element(link);
    if ((before && is_marked(before)) || (after && is_marked(after)))
        return true;
    const struct node *n = link->parent;
    for (int up = 0; n && up < LEVELS; up++, n = n->parent) {
        if (is_marked(n))
            return true;
    }
    return false;
}

static bool is_heading_mark(struct page *page, const struct node *link)
{
    if (link->end - link->order > NODES_MAX ||
        !str_has_byte(node_attr(link, ATTR_HREF), '#'))
        return false;
    const struct node *text = NULL;
    for (uint32_t i = link->order + 1; i < link->end; i++) {
        const struct node *n = page->nodes[i];
        if (n->kind != NODE_TEXT || !str_trim(n->text).len)
            continue;
        if (text || n->text.len > MARK_MAX)
            return false;
        text = n;
    }
    return text && is_mark(str_trim(text->text)) && is_at_heading(link);
}

static bool is_edit_link(const struct node *node)
{
    return node_is(node, TAG_SPAN) &&
           str_has_word(node_attr(node, ATTR_CLASS), S("mw-editsection"));
}

/* Returns the order of the last node in it. */
static uint32_t empty(struct page *page, const struct node *node)
{
    for (uint32_t i = node->order; i < node->end; i++) {
        if (page->nodes[i]->kind == NODE_TEXT)
            page->nodes[i]->text = S("");
    }
    return node->end - 1;
}

void heading_marks_empty(struct page *page)
{
    for (uint32_t i = 1; i < page->node_count; i++) {
        const struct node *node = page->nodes[i];
        if (node_is(node, TAG_A) ? is_heading_mark(page, node)
                                 : is_edit_link(node))
            i = empty(page, node);
    }
}
