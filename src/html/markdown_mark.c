/* SPDX-License-Identifier: MIT */
/* markdown_mark.c - emphasis, links and the like: marks around words. */
#include "html/markdown_mark.h"

#include "html/walk.h"
#include "text/unicode.h"
#include <string.h>

enum { LOOK_MAX = 16 }; /* nodes that are looked at for a neighbour */

static const struct {
    struct str run;        /* before and behind */
    struct str begin, end; /* where that would not be seen */
} MARKS[MARK_KINDS] = {
    [MARK_EM] = {STR("*"), STR("<i>"), STR("</i>")},
    [MARK_STRONG] = {STR("**"), STR("<b>"), STR("</b>")},
    [MARK_STRIKE] = {STR("~~"), STR("<s>"), STR("</s>")},
};

/* Which of the marks; MARK_KINDS: none of these. */
static enum markdown_mark kind_of(const struct node *node)
{
    switch (node->tag) {
    case TAG_EM:
    case TAG_I:
    case TAG_CITE:
        return MARK_EM;
    case TAG_STRONG:
    case TAG_B:
        return MARK_STRONG;
    case TAG_DEL:
    case TAG_S:
        return MARK_STRIKE;
    default:
        return MARK_KINDS;
    }
}

static bool is_link(const struct node *node)
{
    return node_is(node, TAG_A) && node_has_attr(node, ATTR_HREF);
}

static bool is_raised(const struct node *node)
{
    return node_is(node, TAG_SUP) || node_is(node, TAG_SUB);
}

bool markdown_is_marked(const struct node *node)
{
    return kind_of(node) < MARK_KINDS || is_link(node) || is_raised(node);
}

/* --- neighbours -------------------------------------------------------- */

/* What stands at one side of a mark, as CommonMark 6.2 tells it. */
enum side { SIDE_BLANK, SIDE_PUNCTUATION, SIDE_LETTER };

static enum side side_of(uint32_t c)
{
    if (c < 0x80 ? char_is_space((char)c) : char_is_space_separator(c))
        return SIDE_BLANK;
    return char_is_punctuation(c) ? SIDE_PUNCTUATION : SIDE_LETTER;
}

/* The same inside of the mark: what is not surely a letter (a symbol is
 * punctuation since 0.31) counts as none. */
static enum side inner_side_of(uint32_t c)
{
    enum side side = side_of(c);
    return side == SIDE_LETTER && !char_is_word(c) ? SIDE_PUNCTUATION : side;
}

static enum side first_side(struct str text)
{
    uint32_t c = ' ';
    utf8_next(&text, &c);
    return inner_side_of(c);
}

static uint32_t last_char(struct str text)
{
    size_t at = text.len;
    uint32_t c = ' ';
    while (at > 0 && ((unsigned char)text.at[--at] & 0xC0) == 0x80)
        ;
    text = str_from(text, at);
    utf8_next(&text, &c);
    return c;
}

/* Is something written for it that is no letter? */
static bool is_written(const struct node *node)
{
    return node->tag == TAG_IMG || node->tag == TAG_CODE ||
           node->tag == TAG_KBD || is_link(node) || is_raised(node);
}

static bool is_edge(const struct node *node)
{
    return node->kind == NODE_ELEMENT &&
           (tag_is_block(node->tag) || node->tag == TAG_BR);
}

/* What the words of an element begin with. */
static enum side side_inside_first(const struct node *node)
{
    const struct node *n = walk_next(node, node);
    for (int i = 0; n && i < LOOK_MAX; i++, n = walk_next(n, node)) {
        if (n->kind == NODE_TEXT && n->text.len)
            return first_side(n->text);
        if (is_edge(n))
            return SIDE_BLANK;
        if (n->kind == NODE_ELEMENT && is_written(n))
            return SIDE_PUNCTUATION;
    }
    return SIDE_PUNCTUATION;
}

static enum side side_inside_last(const struct node *node)
{
    const struct node *n = node->last;
    for (int i = 0; n && i < LOOK_MAX; i++) {
        if (n->kind == NODE_TEXT && n->text.len)
            return inner_side_of(last_char(n->text));
        if (is_edge(n))
            return SIDE_BLANK;
        if (n->kind == NODE_ELEMENT && is_written(n))
            return SIDE_PUNCTUATION;
        if (n->last) {
            n = n->last;
            continue;
        }
        while (n != node && !n->prev)
            n = n->parent;
        n = n == node ? NULL : n->prev;
    }
    return SIDE_PUNCTUATION;
}

/* What is written next behind an element. Emphasis right behind emphasis is
 * joined with it, or is a tag. */
static enum side side_behind(const struct markdown *m, const struct node *node)
{
    const struct node *n = node;
    bool is_beside = true;
    for (int i = 0; i < LOOK_MAX; i++) {
        if (n->next) {
            n = n->next;
        } else {
            n = n->parent;
            if (!n || is_edge(n))
                return SIDE_BLANK;
            if (is_written(n))
                return SIDE_PUNCTUATION;
            is_beside = false;
            continue;
        }
        while (n->kind == NODE_ELEMENT && i++ < LOOK_MAX) {
            if (is_edge(n))
                return SIDE_BLANK;
            enum markdown_mark kind = kind_of(n);
            if (is_written(n) ||
                (is_beside && kind < MARK_KINDS && !m->mark[kind].depth))
                return SIDE_PUNCTUATION;
            if (!n->first)
                break;
            n = n->first;
        }
        struct str text = n->text;
        uint32_t c;
        if (n->kind == NODE_TEXT && utf8_next(&text, &c))
            return side_of(c);
    }
    return SIDE_LETTER;
}

/* What is written before a mark that is opened now. */
static enum side side_before(const struct markdown *m)
{
    if (m->wants_space || m->lines > 0 || m->starts_line ||
        m->out->len == m->begin)
        return SIDE_BLANK;
    size_t len = m->waiting_len;
    while (len > 0 &&
           (m->waiting[len - 1] == '*' || m->waiting[len - 1] == '~'))
        len--;
    return len > 0 ? SIDE_PUNCTUATION : side_of(last_char(buf_str(m->out)));
}

static bool is_amid_asterisks(const struct markdown *m, enum markdown_mark kind)
{
    enum markdown_mark other = kind == MARK_EM ? MARK_STRONG : MARK_EM;
    return kind != MARK_STRIKE && m->mark[other].depth > 0 &&
           !m->mark[other].is_tag;
}

/* Asterisks that could as well close are taken to close those around. */
static bool opens_well(const struct markdown *m, const struct node *node)
{
    enum side first = side_inside_first(node), before = side_before(m);
    if (first == before && first != SIDE_BLANK &&
        is_amid_asterisks(m, kind_of(node)))
        return false;
    return first != SIDE_PUNCTUATION || before != SIDE_LETTER;
}

static bool closes_well(const struct markdown *m, const struct node *node)
{
    enum side last = side_inside_last(node);
    return last != SIDE_PUNCTUATION || side_behind(m, node) != SIDE_LETTER;
}

/* --- opening and closing ----------------------------------------------- */

static void put_off(struct markdown *m, struct str mark)
{
    if (m->waiting_len + mark.len > sizeof m->waiting)
        markdown_begin_word(m);
    memcpy(m->waiting + m->waiting_len, mark.at, mark.len);
    m->waiting_len += mark.len;
}

/* Nothing was between the marks: none is written. */
static bool take_back(struct markdown *m, struct str mark)
{
    if (m->waiting_len < mark.len)
        return false;
    m->waiting_len -= mark.len;
    return true;
}

static bool is_right_behind(const struct markdown *m)
{
    return m->closed_at == m->out->len && m->closed_at > m->begin &&
           !m->out->failed && !m->wants_space && m->lines == 0 &&
           m->waiting_len == 0;
}

/* "**a****b**" would not be read as two: it is one, or the second a tag. */
static void open_emphasis(struct markdown *m, const struct node *node,
                          enum markdown_mark kind)
{
    struct markdown_emphasis *mark = &m->mark[kind];
    if (mark->depth++ > 0)
        return;
    bool is_behind = is_right_behind(m);
    bool is_seen = closes_well(m, node);
    if (is_behind && m->closed == kind && (mark->is_tag || is_seen)) {
        m->out->len -= mark->is_tag ? MARKS[kind].end.len : MARKS[kind].run.len;
        return;
    }
    mark->is_tag = is_behind || !is_seen || !opens_well(m, node);
    put_off(m, mark->is_tag ? MARKS[kind].begin : MARKS[kind].run);
}

/* Where the text ends, less the spaces behind it: no mark closes there. */
static size_t end_of_text(const struct markdown *m)
{
    struct str text = buf_str(m->out);
    while (text.len > m->begin) {
        uint32_t c = last_char(text);
        if (!char_is_space_separator(c))
            break;
        text.len -= c < 0x80 ? 1 : c < 0x800 ? 2 : 3;
    }
    return text.len;
}

static void close_emphasis(struct markdown *m, enum markdown_mark kind)
{
    struct markdown_emphasis *mark = &m->mark[kind];
    if (--mark->depth > 0 ||
        take_back(m, mark->is_tag ? MARKS[kind].begin : MARKS[kind].run))
        return;
    struct str closing = mark->is_tag ? MARKS[kind].end : MARKS[kind].run;
    size_t end = m->out->len, at = end_of_text(m);
    buf_put(m->out, closing);
    if (m->out->failed)
        return;
    memmove(m->out->at + at + closing.len, m->out->at + at, end - at);
    memcpy(m->out->at + at, closing.at, closing.len);
    m->closed_at = at + closing.len;
    m->closed = kind;
}

void markdown_open_mark(struct markdown *m, const struct node *node)
{
    enum markdown_mark kind = kind_of(node);
    if (kind < MARK_KINDS)
        open_emphasis(m, node, kind);
    else
        put_off(m, node->tag == TAG_A     ? S("[")
                   : node->tag == TAG_SUP ? S("<sup>")
                                          : S("<sub>"));
}

void markdown_close_mark(struct markdown *m, const struct node *node)
{
    enum markdown_mark kind = kind_of(node);
    if (kind < MARK_KINDS) {
        close_emphasis(m, kind);
    } else if (node->tag == TAG_A) {
        if (take_back(m, S("[")))
            return;
        buf_putc(m->out, ']');
        markdown_address(m, node_attr(node, ATTR_HREF));
    } else if (!take_back(m, S("<sup>"))) {
        buf_put(m->out, node->tag == TAG_SUP ? S("</sup>") : S("</sub>"));
    }
}
