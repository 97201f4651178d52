/* SPDX-License-Identifier: MIT */
/* conform.c - make a body keep the content models of HTML. */
#include "pack/conform.h"

#include "html/walk.h"
#include "pack/conform_parts.h"

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

/* What stands loose among items: each run of it becomes one. */
static void make_items(struct arena *arena, struct node *list)
{
    struct node *item = NULL;
    for (struct node *n = list->first, *next; n; n = next) {
        next = n->next;
        bool is_item = node_is(n, TAG_LI);
        if (is_item)
            item = NULL;
        if (is_item || (!item && conform_is_blank(n)))
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
        if (conform_is_blank(n))
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

/* --- all of it ----------------------------------------------------------- */

/* A part of something that it does not stand in. */
static void settle_stray(struct node *node)
{
    const struct node *up = node->parent;
    bool is_stray =
        (node_is(node, TAG_FIGCAPTION) && !node_is(up, TAG_FIGURE)) ||
        (node_is(node, TAG_SUMMARY) && !node_is(up, TAG_DETAILS));
    bool is_base = node_is(node, TAG_RB); /* which HTML has no more */
    bool is_reading = (node_is(node, TAG_RT) || node_is(node, TAG_RP)) &&
                      !node_is(up, TAG_RUBY);
    if (is_stray)
        node_rename(node, TAG_DIV);
    else if (is_base || is_reading)
        node_rename(node, TAG_SPAN);
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
    settle_stray(node);
    if ((tag_is_block(node->tag) || node->tag == TAG_HR) &&
        is_among_words(node, body))
        make_words(arena, node);
    if (node->tag == TAG_UL || node->tag == TAG_OL)
        make_items(arena, node);
    else if (node->tag == TAG_DL && !is_definition_list(node))
        make_plain(node);
    settle_parts(arena, node);
}

void conform_body(struct arena *arena, struct node *body)
{
    for (struct node *n = body; n; n = walk_next(n, body))
        if (n->kind == NODE_ELEMENT)
            settle(arena, n, body);
}
