/* SPDX-License-Identifier: MIT */
/* markdown.c - a cleaned tree as Markdown. */
#include "html/markdown.h"

#include "html/markdown_mark.h"
#include "html/walk.h"
#include <string.h>

/* --- images ------------------------------------------------------------ */

static void put_image(struct markdown *m, const struct node *image)
{
    markdown_raw(m, S("!["));
    markdown_text(m, node_attr(image, ATTR_ALT));
    m->wants_space = false;
    buf_putc(m->out, ']');
    markdown_address(m, node_attr(image, ATTR_SRC));
}

/* --- lists and quotes -------------------------------------------------- */

/* What goes deeper than the room for it is counted, but not written. */
static void push_prefix(struct markdown *m, struct str text)
{
    if (m->prefix_len + text.len <= sizeof m->prefix)
        memcpy(m->prefix + m->prefix_len, text.at, text.len);
    else if (m->prefix_len < sizeof m->prefix)
        memset(m->prefix + m->prefix_len, ' ',
               sizeof m->prefix - m->prefix_len);
    m->prefix_len += text.len;
}

static void pop_prefix(struct markdown *m, size_t len)
{
    m->prefix_len -= len;
}

/* "- " or "3. ", and how far what follows is set in. */
static struct str marker_of(const struct markdown *m, const struct node *item,
                            char out[16])
{
    if (!node_is(item->parent, TAG_OL))
        return S("- ");
    uint32_t number = 1;
    if (m->in_list > 0 && m->in_list <= MAX_LISTS)
        number = m->item[m->in_list - 1];
    size_t len = 0;
    for (uint32_t ten = 100000000; ten > 0; ten /= 10)
        if (number >= ten || ten == 1)
            out[len++] = (char)('0' + number / ten % 10);
    out[len++] = '.';
    out[len++] = ' ';
    return str_make(out, len);
}

static bool is_list(const struct node *node)
{
    return node_is(node, TAG_OL) || node_is(node, TAG_UL);
}

/* The number before the first item's. */
static void enter_list(struct markdown *m, const struct node *list)
{
    uint64_t start;
    bool is_said = str_to_u64(str_trim(node_attr(list, ATTR_START)), &start);
    if (m->in_list++ < MAX_LISTS)
        m->item[m->in_list - 1] =
            is_said && start > 0 && start < 1000000 ? (uint32_t)start - 1 : 0;
}

static void enter_item(struct markdown *m, const struct node *item)
{
    char text[16];
    if (m->in_list > 0 && m->in_list <= MAX_LISTS)
        m->item[m->in_list - 1]++;
    if (m->in_heading) {
        m->wants_space = true;
        return;
    }
    struct str marker = marker_of(m, item, text);
    markdown_lines(m, 1);
    markdown_raw(m, marker);
    m->starts_line = true;
    push_prefix(m, str_make("                ", marker.len));
}

static void leave_item(struct markdown *m, const struct node *item)
{
    char text[16];
    struct str marker = marker_of(m, item, text);
    if (!m->in_heading)
        pop_prefix(m, marker.len);
    markdown_lines(m, 1);
}

/* --- tables ------------------------------------------------------------ */

static bool is_table_frame(const struct node *node)
{
    return node_is(node, TAG_THEAD) || node_is(node, TAG_TBODY) ||
           node_is(node, TAG_TFOOT) || node_is(node, TAG_COLGROUP) ||
           node_is(node, TAG_COL);
}

static void put_bar(struct markdown *m)
{
    bool is_first = m->lines > 0 || m->starts_line;
    m->wants_space = false;
    markdown_raw(m, is_first ? S("|") : S(" |"));
}

static void put_empty_cells(struct markdown *m, unsigned count)
{
    while (count-- > 0)
        put_bar(m);
}

/* What a row in a row holds is part of its cell's line. */
static void enter_cell(struct markdown *m, const struct node *cell)
{
    if (m->in_row > 1) {
        m->wants_space = true;
        return;
    }
    put_empty_cells(m, grid_next(&m->grid, cell, &m->covered) + 1);
    m->wants_space = true;
}

static void leave_cell(struct markdown *m)
{
    if (m->in_row > 1) {
        m->wants_space = true;
        return;
    }
    put_empty_cells(m, m->covered);
    m->covered = 0;
}

/* The line under a table's first row. */
static void put_rule(struct markdown *m)
{
    m->lines = 1;
    markdown_begin_word(m);
    for (unsigned i = 0; i < m->grid.columns; i++)
        buf_puts(m->out, "| --- ");
    buf_putc(m->out, '|');
    m->starts_line = false;
    m->grid.has_rule = true;
}

static void leave_row(struct markdown *m)
{
    if (--m->in_row > 0)
        return;
    unsigned covered;
    put_empty_cells(m, grid_next(&m->grid, NULL, &covered) + 1);
    if (!m->grid.has_rule)
        put_rule(m);
    m->lines = 1;
}

/* --- the tree ---------------------------------------------------------- */

static unsigned heading_of(const struct node *node)
{
    return node->tag >= TAG_H1 && node->tag <= TAG_H6
               ? (unsigned)(node->tag - TAG_H1) + 1
               : 0;
}

static void enter_block(struct markdown *m, const struct node *node)
{
    unsigned level = heading_of(node);
    bool is_lead =
        (node_is(node->parent, TAG_LI) ||
         node_is(node->parent, TAG_BLOCKQUOTE) || is_cell(node->parent)) &&
        !prev_element(node);
    if (!is_lead)
        markdown_lines(m, node_is(node->parent, TAG_LI) &&
                                  (node->tag == TAG_UL || node->tag == TAG_OL)
                              ? 1
                              : 2);
    if (level > 0 && !m->in_row) {
        if (m->in_heading++ == 0)
            markdown_raw(m, str_make("######", level));
        m->wants_space = true;
    } else if (node->tag == TAG_BLOCKQUOTE) {
        markdown_begin_word(m);
        buf_puts(m->out, "> ");
        m->starts_line = true;
        push_prefix(m, S("> "));
    }
}

static void leave_block(struct markdown *m, const struct node *node)
{
    if (heading_of(node) > 0 && !m->in_row)
        m->in_heading--;
    if (node->tag == TAG_BLOCKQUOTE)
        pop_prefix(m, 2);
    m->in_list -= is_list(node);
    markdown_lines(m, is_list(node) && node_is(node->parent, TAG_LI) ? 1 : 2);
}

static void put_line(struct markdown *m)
{
    markdown_lines(m, 2);
    if (m->in_row || m->in_heading)
        return;
    markdown_raw(m, S("* * *"));
    markdown_lines(m, 2);
}

/* Returns whether to go on with the node's children. */
static bool enter(struct markdown *m, const struct node *node)
{
    if (node->kind == NODE_TEXT)
        markdown_text(m, node->text);
    if (node->kind != NODE_ELEMENT)
        return true;
    m->wants_space |= node_is_math_gap(node);
    if (markdown_is_marked(node))
        markdown_open_mark(m, node);
    else if (node->tag == TAG_BR)
        markdown_break(m);
    else if (node->tag == TAG_HR)
        put_line(m);
    else if (node->tag == TAG_IMG)
        put_image(m, node);
    else if (node->tag == TAG_PRE && !m->in_row)
        markdown_pre(m, node);
    else if (node->tag == TAG_CODE || node->tag == TAG_KBD ||
             node->tag == TAG_PRE)
        markdown_code(m, node);
    else if (node->tag == TAG_LI)
        enter_item(m, node);
    else if (node->tag == TAG_TR)
        m->in_row++;
    else if (is_cell(node))
        enter_cell(m, node);
    else if (tag_is_block(node->tag) && !is_table_frame(node)) {
        if (is_list(node))
            enter_list(m, node);
        else if (node->tag == TAG_TABLE && !m->in_row)
            grid_begin(&m->grid, node);
        enter_block(m, node);
    }
    return node->tag != TAG_PRE && node->tag != TAG_CODE &&
           node->tag != TAG_KBD && !tag_is_hidden(node->tag);
}

static void leave(struct markdown *m, const struct node *node)
{
    if (node->kind != NODE_ELEMENT)
        return;
    if (markdown_is_marked(node))
        markdown_close_mark(m, node);
    else if (node->tag == TAG_LI)
        leave_item(m, node);
    else if (node->tag == TAG_TR)
        leave_row(m);
    else if (is_cell(node))
        leave_cell(m);
    else if (tag_is_block(node->tag) && node->tag != TAG_PRE &&
             !is_table_frame(node))
        leave_block(m, node);
}

void markdown_write(const struct node *root, struct buf *out)
{
    struct markdown m = {.out = out, .begin = out->len, .starts_line = true};
    const struct node *node = root->first;
    while (node) {
        bool goes_down = enter(&m, node);
        if (goes_down && node->first) {
            node = node->first;
            continue;
        }
        leave(&m, node);
        while (!node->next) {
            node = node->parent;
            if (node == root)
                break;
            leave(&m, node);
        }
        node = node == root ? NULL : node->next;
    }
    if (out->len > m.begin)
        buf_putc(out, '\n');
}
