/* SPDX-License-Identifier: MIT */
/* clean_tidy.c - put a copied tree into the form of prose. */
#include "article/clean_tidy.h"

#include "html/walk.h"

typedef VEC(struct node *) node_list;

static void list_elements(struct arena *arena, struct node *root,
                          node_list *list)
{
    for (struct node *n = walk_next(root, root); n; n = walk_next(n, root)) {
        if (n->kind == NODE_ELEMENT && n->space == SPACE_HTML)
            *vec_push(list, arena) = n;
    }
}

/* White space of any kind, no-break spaces too. */
static bool is_blank(struct str text)
{
    while (text.len) {
        if (char_is_space(text.at[0])) {
            str_cut(&text, 1);
        } else if (str_starts(text, S("\xC2\xA0"))) {
            str_cut(&text, 2);
        } else if (str_starts(text, S("\xE2\x80\x8B")) ||
                   str_starts(text, S("\xE3\x80\x80")) ||
                   str_starts(text, S("\xEF\xBB\xBF"))) {
            str_cut(&text, 3);
        } else {
            return false;
        }
    }
    return true;
}

static bool is_blank_text(const struct node *node)
{
    return node->kind == NODE_TEXT && is_blank(node->text);
}

/* --- what is empty ----------------------------------------------------- */

static bool stands_empty(const struct node *node)
{
    switch (node->tag) {
    case TAG_IMG:
    case TAG_BR:
    case TAG_HR:
    case TAG_WBR:
    case TAG_TD:
    case TAG_TH:
    case TAG_COL:
    case TAG_COLGROUP:
        return true;
    default:
        return node_has_attr(node, ATTR_ID);
    }
}

static bool in_table(const struct node *node)
{
    return node->tag == TAG_TR || node->tag == TAG_TD || node->tag == TAG_TH ||
           node->tag == TAG_TBODY || node->tag == TAG_THEAD;
}

static bool holds_nothing(const struct node *node)
{
    for (const struct node *n = node->first; n; n = n->next) {
        if (!is_blank_text(n) && n->tag != TAG_BR)
            return false;
    }
    return true;
}

/* A row of empty cells is empty, though a cell may be. */
static bool row_is_empty(const struct node *row)
{
    for (const struct node *n = row->first; n; n = n->next) {
        if (n->kind == NODE_ELEMENT ? !holds_nothing(n) : !is_blank_text(n))
            return false;
    }
    return true;
}

/* Inline elements that hold only white space leave it behind. */
static void remove_empty(struct node *node)
{
    if (!tag_is_block(node->tag) && node->first)
        node_unwrap(node);
    else
        node_detach(node);
}

static void drop_empty(struct node *root, const node_list *list)
{
    for (size_t i = list->len; i-- > 0;) {
        struct node *n = list->at[i];
        if (n == root || stands_empty(n))
            continue;
        if (n->tag == TAG_TR ? row_is_empty(n) : holds_nothing(n))
            remove_empty(n);
    }
}

/* --- paragraphs -------------------------------------------------------- */

static bool is_block(const struct node *node)
{
    return node->kind == NODE_ELEMENT && tag_is_block(node->tag);
}

static bool has_block_child(const struct node *node)
{
    for (const struct node *n = node->first; n; n = n->next) {
        if (is_block(n))
            return true;
    }
    return false;
}

/* Does `node` begin a break of paragraphs: two or more <br>? Its last one. */
static struct node *break_end(struct node *node)
{
    struct node *last = NULL;
    int count = 0;
    for (struct node *n = node; n; n = n->next) {
        if (n->tag == TAG_BR) {
            count++;
            last = n;
        } else if (!is_blank_text(n)) {
            break;
        }
    }
    return count > 1 ? last : NULL;
}

/* Put the inline run from `node` on into a new paragraph before it; returns
 * what stands behind the run. */
static struct node *wrap_run(struct arena *arena, struct node *node)
{
    struct node *p = node_new_element(arena, TAG_P);
    node_insert_before(node, p);
    while (node && !is_block(node)) {
        struct node *end = node->tag == TAG_BR ? break_end(node) : NULL;
        struct node *next = node->next;
        if (end) {
            struct node *behind = end->next;
            while (node != behind) {
                next = node->next;
                node_detach(node);
                node = next;
            }
            break;
        }
        node_detach(node);
        node_append(p, node);
        node = next;
    }
    if (holds_nothing(p))
        node_detach(p);
    return node;
}

/* Inline runs among blocks become paragraphs. */
static void wrap_runs(struct arena *arena, struct node *parent)
{
    struct node *n = parent->first;
    while (n)
        n = is_block(n) ? n->next : wrap_run(arena, n);
}

static bool has_break(const struct node *node)
{
    for (struct node *n = node->first; n; n = n->next) {
        if (n->tag == TAG_BR && break_end(n))
            return true;
    }
    return false;
}

/* May it hold paragraphs, or only words? */
static bool holds_blocks(const struct node *node)
{
    switch (node->tag) {
    case TAG_DIV:
    case TAG_BLOCKQUOTE:
    case TAG_LI:
    case TAG_DD:
    case TAG_TD:
    case TAG_TH:
    case TAG_FIGURE:
    case TAG_FIGCAPTION:
    case TAG_DETAILS:
        return true;
    default:
        return false;
    }
}

/* <p>one<br><br>two</p> is two paragraphs. */
static void split_paragraph(struct arena *arena, struct node *p)
{
    node_rename(p, TAG_DIV);
    wrap_runs(arena, p);
}

static void make_paragraphs(struct arena *arena, struct node *root,
                            const node_list *list)
{
    for (size_t i = list->len; i-- > 0;) {
        struct node *n = list->at[i];
        if (!n->parent)
            continue;
        bool mixed = has_block_child(n);
        if (n->tag == TAG_P && (mixed || has_break(n)))
            split_paragraph(arena, n);
        else if (n->tag == TAG_DIV && !mixed && !has_break(n))
            node_rename(n, TAG_P);
        else if (holds_blocks(n) && (mixed || has_break(n)) &&
                 n->tag != TAG_FIGURE)
            wrap_runs(arena, n);
    }
    wrap_runs(arena, root);
}

/* Inline elements around blocks (a font, a link around a card) give way. */
static void free_blocks(const node_list *list)
{
    for (size_t i = list->len; i-- > 0;) {
        struct node *n = list->at[i];
        if (n->parent && !tag_is_block(n->tag) && has_block_child(n) &&
            n->tag != TAG_RUBY)
            node_unwrap(n);
    }
}

/* A heading holds words; blocks in it lose their frame. */
static void flatten_headings(const node_list *list)
{
    for (size_t i = list->len; i-- > 0;) {
        struct node *n = list->at[i];
        if (!n->parent || !is_block(n) || n->tag == TAG_IMG)
            continue;
        const struct node *up = n->parent;
        if (tag_is_heading(up->tag) && (n->tag == TAG_DIV || n->tag == TAG_P))
            node_unwrap(n);
    }
}

static void unwrap_divs(const node_list *list)
{
    for (size_t i = list->len; i-- > 0;) {
        struct node *n = list->at[i];
        if (n->parent && n->tag == TAG_DIV && n->attr_count == 0)
            node_unwrap(n);
    }
}

/* White space between blocks means nothing. */
static void drop_blanks(struct node *root)
{
    struct node *n = root->first;
    while (n) {
        struct node *next = walk_next(n, root);
        bool between = is_blank_text(n) && (!n->prev || is_block(n->prev)) &&
                       (!n->next || is_block(n->next));
        if (between &&
            (in_table(n->parent) || holds_blocks(n->parent) ||
             n->parent->tag == TAG_UL || n->parent->tag == TAG_OL ||
             n->parent->tag == TAG_DL || n->parent->tag == TAG_TABLE))
            node_detach(n);
        n = next;
    }
}

void clean_tidy(struct arena *arena, struct node *root)
{
    node_list list = {0};
    list_elements(arena, root, &list);
    drop_empty(root, &list);
    list.len = 0;
    list_elements(arena, root, &list);
    flatten_headings(&list);
    free_blocks(&list);
    make_paragraphs(arena, root, &list);
    unwrap_divs(&list);
    drop_blanks(root);
}
