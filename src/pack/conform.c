/* SPDX-License-Identifier: MIT */
/* conform.c - make a body keep the content models of HTML. */
#include "pack/conform.h"

#include "html/walk.h"
#include "text/date.h"
#include "text/unicode.h"
#include <string.h>

#define LAST_YEAR 9999

/* Elements that hold words and no blocks. */
static bool holds_phrases(const struct node *node)
{
    switch (node->tag) {
    case TAG_P:
    case TAG_H1:
    case TAG_H2:
    case TAG_H3:
    case TAG_H4:
    case TAG_H5:
    case TAG_H6:
    case TAG_PRE:
    case TAG_SUMMARY:
    case TAG_LEGEND:
    case TAG_SPAN:
    case TAG_EM:
    case TAG_STRONG:
    case TAG_B:
    case TAG_I:
    case TAG_U:
    case TAG_S:
    case TAG_SMALL:
    case TAG_SUB:
    case TAG_SUP:
    case TAG_CODE:
    case TAG_KBD:
    case TAG_SAMP:
    case TAG_VAR:
    case TAG_Q:
    case TAG_CITE:
    case TAG_ABBR:
    case TAG_DFN:
    case TAG_MARK:
    case TAG_TIME:
    case TAG_BDI:
    case TAG_BDO:
    case TAG_RUBY:
    case TAG_RT:
    case TAG_RP:
        return true;
    default:
        return false;
    }
}

static bool is_transparent(const struct node *node)
{
    return node->tag == TAG_A || node->tag == TAG_INS || node->tag == TAG_DEL;
}

/* Is a block out of place here? Parents are in order already. */
static bool is_among_words(const struct node *node, const struct node *body)
{
    const struct node *up = node->parent;
    while (up && up != body && is_transparent(up))
        up = up->parent;
    return up && up != body && holds_phrases(up);
}

static void drop_all_but_id(struct node *node)
{
    uint32_t kept = 0;
    for (uint32_t i = 0; i < node->attr_count; i++)
        if (node->attrs[i].id == ATTR_ID || node->attrs[i].id == ATTR_LANG ||
            node->attrs[i].id == ATTR_DIR)
            node->attrs[kept++] = node->attrs[i];
    node->attr_count = kept;
}

static void make_words(struct arena *arena, struct node *node)
{
    node_rename(node, node->tag == TAG_HR ? TAG_BR : TAG_SPAN);
    drop_all_but_id(node);
    if (node->tag == TAG_SPAN)
        node_set_attr(arena, node, ATTR_CLASS, S("op-block"));
}

/* --- lists ------------------------------------------------------------- */

static bool is_blank(const struct node *node)
{
    struct str rest = node->text;
    uint32_t c;
    if (node->kind != NODE_TEXT)
        return node->kind == NODE_COMMENT;
    while (utf8_next(&rest, &c))
        if (!char_is_blank(c))
            return false;
    return true;
}

/* What stands loose among items: each run of it becomes one. */
static void make_items(struct arena *arena, struct node *list)
{
    struct node *item = NULL;
    for (struct node *n = list->first, *next; n; n = next) {
        next = n->next;
        bool is_item = node_is(n, TAG_LI);
        if (is_item)
            item = NULL;
        if (is_item || (!item && is_blank(n)))
            continue;
        if (!item) {
            item = node_new_element(arena, TAG_LI);
            node_insert_before(n, item);
        }
        node_detach(n);
        node_append(item, n);
    }
}

/* Groups of names and then of what is said of them, and nothing else. */
static bool is_definition_list(const struct node *list)
{
    enum { NONE, NAME, SAID } last = NONE;
    for (const struct node *n = list->first; n; n = n->next) {
        if (is_blank(n))
            continue;
        if (node_is(n, TAG_DT))
            last = NAME;
        else if (node_is(n, TAG_DD) && last != NONE)
            last = SAID;
        else
            return false;
    }
    return last == SAID;
}

static void make_plain(struct node *list)
{
    node_rename(list, TAG_DIV);
    for (struct node *n = first_element(list); n; n = next_element(n))
        if (node_is(n, TAG_DT) || node_is(n, TAG_DD))
            node_rename(n, TAG_DIV);
}

/* --- times --------------------------------------------------------------- */

/* Digits at the beginning of what is left, behind `lead` unless that is 0. */
static bool take_number(struct str *rest, char lead, size_t digits)
{
    size_t at = lead ? 1 : 0;
    if (rest->len < at + digits || (lead && rest->at[0] != lead))
        return false;
    for (size_t i = 0; i < digits; i++)
        if (!char_is_digit(rest->at[at + i]))
            return false;
    str_cut(rest, at + digits);
    return true;
}

static bool is_zone(struct str rest)
{
    if (rest.len == 0 || str_eq(rest, S("Z")))
        return true;
    bool is_signed = take_number(&rest, '+', 2) || take_number(&rest, '-', 2);
    return is_signed && take_number(&rest, rest.len == 3 ? ':' : 0, 2) &&
           rest.len == 0;
}

/* A date, with a time or without, as HTML has them. */
static bool is_datetime(struct str value)
{
    if (!take_number(&value, 0, 4) || value.len == 0)
        return value.len == 0;
    if (!take_number(&value, '-', 2) || value.len == 0)
        return value.len == 0;
    if (!take_number(&value, '-', 2) || value.len == 0)
        return value.len == 0;
    if (!take_number(&value, 'T', 2) && !take_number(&value, ' ', 2))
        return false;
    if (!take_number(&value, ':', 2))
        return false;
    if (take_number(&value, ':', 2) && take_number(&value, '.', 1))
        while (take_number(&value, 0, 1))
            continue;
    return is_zone(value);
}

/* What a machine cannot read is said in the words, or nowhere. */
static void settle_time(struct arena *arena, struct node *node)
{
    struct date date;
    struct str value = node_attr(node, ATTR_DATETIME);
    if (!value.at || is_datetime(value))
        return;
    if (date_parse(str_trim(value), S(""), LAST_YEAR, &date))
        node_set_attr(arena, node, ATTR_DATETIME, date_format(arena, &date));
    else
        node_drop_attr(node, ATTR_DATETIME);
}

/* --- figures, cells, formulas ------------------------------------------ */

/* A caption is the first thing of a figure, or the last. */
static void settle_caption(struct node *figure)
{
    struct node *caption = first_element(figure);
    while (caption && !node_is(caption, TAG_FIGCAPTION))
        caption = next_element(caption);
    if (!caption || !prev_element(caption) || !next_element(caption))
        return;
    node_detach(caption);
    node_append(figure, caption);
}

static void settle_cell(struct node *node)
{
    bool is_cell = node_is(node, TAG_TD) || node_is(node, TAG_TH);
    if (!is_cell) {
        node_drop_attr(node, ATTR_COLSPAN);
        node_drop_attr(node, ATTR_ROWSPAN);
    }
    if (!node_is(node, TAG_TH))
        node_drop_attr(node, ATTR_SCOPE);
}

static bool holds_symbols(const struct node *node)
{
    static const char TOKENS[] =
        "mi mn mo ms mtext mspace annotation annotation-xml";
    return str_has_word(S(TOKENS), node->text);
}

/* Words loose in a formula. */
static void settle_formula(struct arena *arena, struct node *node)
{
    if (holds_symbols(node))
        return;
    for (struct node *n = node->first, *next; n; n = next) {
        next = n->next;
        if (n->kind != NODE_TEXT)
            continue;
        if (!is_blank(n)) {
            struct node *token = node_new_element(arena, TAG_UNKNOWN);
            token->space = SPACE_MATHML;
            token->text = S("mtext");
            node_insert_before(n, token);
            node_detach(n);
            node_append(token, n);
        } else {
            node_detach(n);
        }
    }
}

static void settle(struct arena *arena, struct node *node,
                   const struct node *body)
{
    if (node->space == SPACE_MATHML) {
        settle_formula(arena, node);
        return;
    }
    if (node->space != SPACE_HTML)
        return;
    if ((tag_is_block(node->tag) || node->tag == TAG_HR) &&
        is_among_words(node, body))
        make_words(arena, node);
    if (node->tag == TAG_UL || node->tag == TAG_OL)
        make_items(arena, node);
    else if (node->tag == TAG_DL && !is_definition_list(node))
        make_plain(node);
    else if (node->tag == TAG_FIGURE)
        settle_caption(node);
    else if (node->tag == TAG_TIME)
        settle_time(arena, node);
    else if (node->tag == TAG_RB)
        node_rename(node, TAG_SPAN);
    settle_cell(node);
}

void conform_body(struct arena *arena, struct node *body)
{
    for (struct node *n = body; n; n = walk_next(n, body))
        if (n->kind == NODE_ELEMENT)
            settle(arena, n, body);
}

/* --- addresses --------------------------------------------------------- */

static bool is_uri_byte(char c)
{
    return char_is_alpha(c) || char_is_digit(c) ||
           (c && strchr("-._~:/?#@!$&'()*+,;=%", c));
}

static bool is_escape(struct str rest)
{
    return rest.len > 2 && char_hex(rest.at[1]) >= 0 &&
           char_hex(rest.at[2]) >= 0;
}

/* Brackets belong to an IPv6 address alone, a '#' begins the fragment once. */
struct str conform_uri(struct arena *arena, struct str url)
{
    char *out = arena_alloc(arena, url.len * 3 + 1);
    size_t len = 0;
    bool has_hash = false;
    size_t authority = str_find(url, S("//"));
    bool is_literal = authority != STR_NONE && url.len > authority + 2 &&
                      (url.at[authority + 2] == '[' ||
                       str_find(str_sub(url, 0, 300), S("@[")) != STR_NONE);
    size_t literal_end = is_literal ? str_find_byte(url, ']') : 0;
    for (size_t i = 0; i < url.len; i++) {
        char c = url.at[i];
        bool is_allowed = is_uri_byte(c);
        if (c == '%')
            is_allowed = is_escape(str_from(url, i));
        else if (c == '#')
            is_allowed = !has_hash;
        else if (c == '[' || c == ']')
            is_allowed = is_literal && i <= literal_end;
        has_hash |= c == '#';
        if (is_allowed) {
            out[len++] = c;
            continue;
        }
        out[len++] = '%';
        out[len++] = "0123456789ABCDEF"[(unsigned char)c >> 4];
        out[len++] = "0123456789ABCDEF"[(unsigned char)c & 15];
    }
    out[len] = '\0';
    return str_make(out, len);
}
