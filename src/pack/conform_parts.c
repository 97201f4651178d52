/* SPDX-License-Identifier: MIT */
/* conform_parts.c - the elements that want parts of their own in an order of
 * their own: times, figures, tables, details, ruby, formulas. */
#include "pack/conform_parts.h"

#include "html/walk.h"
#include "text/date.h"
#include "text/unicode.h"

#define LAST_YEAR 9999

bool conform_is_blank(const struct node *node)
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

/* --- times -------------------------------------------------------------- */

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
    if (value.len == 0)
        return false;
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

/* A date that no machine can read is words. */
static void settle_time(struct arena *arena, struct node *node)
{
    struct date date;
    struct str value = node_attr(node, ATTR_DATETIME);
    if (is_datetime(value))
        return;
    node_drop_attr(node, ATTR_DATETIME);
    if (date_parse(str_trim(value), S(""), LAST_YEAR, &date))
        node_set_attr(arena, node, ATTR_DATETIME, date_format(arena, &date));
    else
        node_rename(node, TAG_SPAN);
}

/* --- figures, details, tables ------------------------------------------- */

/* The first child of that name; the others become `instead`. */
static struct node *only_one(struct node *parent, enum html_tag tag,
                             enum html_tag instead)
{
    struct node *one = NULL;
    for (struct node *n = first_element(parent); n; n = next_element(n)) {
        if (!node_is(n, tag))
            continue;
        if (one)
            node_rename(n, instead);
        else
            one = n;
    }
    return one;
}

static void move_first(struct node *parent, struct node *node)
{
    if (!prev_element(node))
        return;
    node_detach(node);
    node_insert_before(parent->first, node);
}

static void move_last(struct node *parent, struct node *node)
{
    if (!next_element(node))
        return;
    node_detach(node);
    node_append(parent, node);
}

/* A caption is the first thing of a figure, or the last. */
static void settle_caption(struct node *figure)
{
    struct node *caption = only_one(figure, TAG_FIGCAPTION, TAG_DIV);
    if (caption && prev_element(caption))
        move_last(figure, caption);
}

/* What is always seen comes first; without it browsers say "Details". */
static void settle_details(struct arena *arena, struct node *details)
{
    struct node *summary = only_one(details, TAG_SUMMARY, TAG_DIV);
    if (summary) {
        move_first(details, summary);
        return;
    }
    summary = node_new_element(arena, TAG_SUMMARY);
    node_set_attr(arena, summary, ATTR_LANG, S("en"));
    node_append(summary, node_new_text(arena, S("Details")));
    if (details->first)
        node_insert_before(details->first, summary);
    else
        node_append(details, summary);
}

/* HTML 4 had the foot of a table before its body. */
static void settle_table(struct node *table)
{
    struct node *caption = only_one(table, TAG_CAPTION, TAG_TBODY);
    struct node *foot = only_one(table, TAG_TFOOT, TAG_TBODY);
    only_one(table, TAG_THEAD, TAG_TBODY);
    if (caption)
        move_first(table, caption);
    if (foot)
        move_last(table, foot);
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

/* --- links -------------------------------------------------------------- */

static struct str name_of(struct str href)
{
    size_t host = str_find(href, S("://"));
    struct str rest = str_from(href, host == STR_NONE ? 0 : host + 3);
    return host == STR_NONE ? rest : str_sub(rest, 0, str_until(rest, "/?#"));
}

/* Who cannot see a link's image is told where it leads; a link that shows
 * nothing at all is none. */
static void settle_link(struct arena *arena, struct node *link)
{
    bool is_seen = false;
    struct str href = node_attr(link, ATTR_HREF);
    if (!href.at || node_attr(link, ATTR_TITLE).len)
        return;
    for (struct node *n = link; n; n = walk_next(n, link)) {
        if (n->kind == NODE_TEXT && !conform_is_blank(n))
            return;
        if (node_is(n, TAG_IMG) && str_trim(node_attr(n, ATTR_ALT)).len)
            return;
        is_seen |= node_is(n, TAG_IMG) || n->space != SPACE_HTML;
    }
    if (is_seen)
        node_set_attr(arena, link, ATTR_ARIA_LABEL, name_of(href));
    else
        node_drop_attr(link, ATTR_HREF);
}

/* --- ruby --------------------------------------------------------------- */

static bool is_in_brackets(const struct node *reading)
{
    const struct node *before = prev_element(reading);
    const struct node *behind = next_element(reading);
    return before && node_is(before, TAG_RP) && behind &&
           node_is(behind, TAG_RP);
}

/* A ruby has readings, and brackets (for who cannot show it) around each of
 * them or around none. */
static void settle_ruby(struct node *ruby)
{
    size_t readings = 0, bracketed = 0, brackets = 0;
    for (struct node *n = first_element(ruby); n; n = next_element(n)) {
        readings += node_is(n, TAG_RT);
        bracketed += node_is(n, TAG_RT) && is_in_brackets(n);
        brackets += node_is(n, TAG_RP);
    }
    if (readings == 0)
        node_rename(ruby, TAG_SPAN);
    if (brackets == 2 * bracketed)
        return;
    for (struct node *n = first_element(ruby), *next; n; n = next) {
        next = next_element(n);
        if (node_is(n, TAG_RP))
            node_detach(n);
    }
}

/* --- formulas ----------------------------------------------------------- */

static bool holds_symbols(const struct node *node)
{
    static const char TOKENS[] =
        "mi mn mo ms mtext mspace annotation annotation-xml";
    return str_has_word(S(TOKENS), node->text);
}

/* Words loose in a formula. */
void settle_formula(struct arena *arena, struct node *node)
{
    if (holds_symbols(node))
        return;
    for (struct node *n = node->first, *next; n; n = next) {
        next = n->next;
        if (n->kind != NODE_TEXT)
            continue;
        if (!conform_is_blank(n)) {
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

/* --- public ------------------------------------------------------------- */

static void keep_whole_number(struct node *node, enum html_attr attr)
{
    struct str value = node_attr(node, attr), digits = value;
    uint64_t number;
    if (str_starts(digits, S("-")))
        str_cut(&digits, 1);
    if (value.at && !str_to_u64(digits, &number))
        node_drop_attr(node, attr);
}

void settle_parts(struct arena *arena, struct node *node)
{
    switch (node->tag) {
    case TAG_TIME:
        settle_time(arena, node);
        break;
    case TAG_FIGURE:
        settle_caption(node);
        break;
    case TAG_DETAILS:
        settle_details(arena, node);
        break;
    case TAG_TABLE:
        settle_table(node);
        break;
    case TAG_A:
        settle_link(arena, node);
        break;
    case TAG_RUBY:
        settle_ruby(node);
        break;
    case TAG_OL:
        keep_whole_number(node, ATTR_START);
        break;
    case TAG_LI:
        keep_whole_number(node, ATTR_VALUE);
        break;
    default:
        break;
    }
    settle_cell(node);
}
