/* SPDX-License-Identifier: MIT */
/* walk.c - go through a tree in document order, without recursion. */
#include "html/walk.h"

struct node *walk_skip(const struct node *node, const struct node *root)
{
    while (node != root) {
        if (node->next)
            return node->next;
        node = node->parent;
        if (!node)
            return NULL;
    }
    return NULL;
}

struct node *walk_next(const struct node *node, const struct node *root)
{
    return node->first ? node->first : walk_skip(node, root);
}

struct node *walk_find(const struct node *root, enum html_tag tag)
{
    struct node *node = walk_next(root, root);
    while (node && !node_is(node, tag))
        node = walk_next(node, root);
    return node;
}

static struct node *element_from(struct node *node)
{
    while (node && node->kind != NODE_ELEMENT)
        node = node->next;
    return node;
}

struct node *first_element(const struct node *parent)
{
    return element_from(parent->first);
}

struct node *next_element(const struct node *sibling)
{
    return element_from(sibling->next);
}

struct node *prev_element(const struct node *sibling)
{
    struct node *node = sibling->prev;
    while (node && node->kind != NODE_ELEMENT)
        node = node->prev;
    return node;
}

/* A table lookup beats a switch here: these are asked for every node. */
enum { BLOCK = 1, VOID = 2, HIDDEN = 4 };
static const uint8_t TRAITS[TAG_COUNT] = {
    [TAG_ADDRESS] = BLOCK,    [TAG_ARTICLE] = BLOCK,   [TAG_ASIDE] = BLOCK,
    [TAG_BLOCKQUOTE] = BLOCK, [TAG_BODY] = BLOCK,      [TAG_CAPTION] = BLOCK,
    [TAG_CENTER] = BLOCK,     [TAG_DD] = BLOCK,        [TAG_DETAILS] = BLOCK,
    [TAG_DIALOG] = BLOCK,     [TAG_DIR] = BLOCK,       [TAG_DIV] = BLOCK,
    [TAG_DL] = BLOCK,         [TAG_DT] = BLOCK,        [TAG_FIELDSET] = BLOCK,
    [TAG_FIGCAPTION] = BLOCK, [TAG_FIGURE] = BLOCK,    [TAG_FOOTER] = BLOCK,
    [TAG_FORM] = BLOCK,       [TAG_FRAMESET] = BLOCK,  [TAG_H1] = BLOCK,
    [TAG_H2] = BLOCK,         [TAG_H3] = BLOCK,        [TAG_H4] = BLOCK,
    [TAG_H5] = BLOCK,         [TAG_H6] = BLOCK,        [TAG_HEADER] = BLOCK,
    [TAG_HGROUP] = BLOCK,     [TAG_HTML] = BLOCK,      [TAG_LEGEND] = BLOCK,
    [TAG_LI] = BLOCK,         [TAG_LISTING] = BLOCK,   [TAG_MAIN] = BLOCK,
    [TAG_MENU] = BLOCK,       [TAG_NAV] = BLOCK,       [TAG_OL] = BLOCK,
    [TAG_P] = BLOCK,          [TAG_PLAINTEXT] = BLOCK, [TAG_PRE] = BLOCK,
    [TAG_SEARCH] = BLOCK,     [TAG_SECTION] = BLOCK,   [TAG_SUMMARY] = BLOCK,
    [TAG_TABLE] = BLOCK,      [TAG_TBODY] = BLOCK,     [TAG_TD] = BLOCK,
    [TAG_TFOOT] = BLOCK,      [TAG_TH] = BLOCK,        [TAG_THEAD] = BLOCK,
    [TAG_TR] = BLOCK,         [TAG_UL] = BLOCK,        [TAG_XMP] = BLOCK,
    [TAG_HR] = BLOCK | VOID,  [TAG_AREA] = VOID,       [TAG_BASE] = VOID,
    [TAG_BASEFONT] = VOID,    [TAG_BGSOUND] = VOID,    [TAG_BR] = VOID,
    [TAG_COL] = VOID,         [TAG_EMBED] = VOID,      [TAG_FRAME] = VOID,
    [TAG_IMG] = VOID,         [TAG_INPUT] = VOID,      [TAG_KEYGEN] = VOID,
    [TAG_LINK] = VOID,        [TAG_META] = VOID,       [TAG_PARAM] = VOID,
    [TAG_SOURCE] = VOID,      [TAG_TRACK] = VOID,      [TAG_WBR] = VOID,
    [TAG_SCRIPT] = HIDDEN,    [TAG_STYLE] = HIDDEN,    [TAG_TEMPLATE] = HIDDEN,
    [TAG_NOSCRIPT] = HIDDEN,  [TAG_NOEMBED] = HIDDEN,  [TAG_NOFRAMES] = HIDDEN,
    [TAG_TITLE] = HIDDEN,     [TAG_IFRAME] = HIDDEN,   [TAG_TEXTAREA] = HIDDEN,
};

bool tag_is_block(enum html_tag tag)
{
    return TRAITS[tag] & BLOCK;
}

bool tag_is_void(enum html_tag tag)
{
    return TRAITS[tag] & VOID;
}

bool tag_is_hidden(enum html_tag tag)
{
    return TRAITS[tag] & HIDDEN;
}

void node_text(const struct node *root, struct buf *out)
{
    const struct node *node = root;
    while (node) {
        if (node->kind == NODE_TEXT)
            buf_put(out, node->text);
        bool hidden = node != root && tag_is_hidden(node->tag);
        node = hidden ? walk_skip(node, root) : walk_next(node, root);
    }
}

/* Folds text into a place that is surely large enough. */
struct folder {
    char *out;
    size_t len;
    bool gap; /* white space or a boundary since the last character */
};

static void fold(struct folder *folder, struct str text)
{
    for (size_t i = 0; i < text.len; i++) {
        char c = text.at[i];
        if (char_is_space(c)) {
            folder->gap = true;
            continue;
        }
        if (folder->gap && folder->len)
            folder->out[folder->len++] = ' ';
        folder->gap = false;
        folder->out[folder->len++] = c;
    }
}

/* An element may add one space where it begins and one where it ends. */
static size_t folded_max(const struct node *root)
{
    size_t len = 0;
    for (const struct node *n = root; n; n = walk_next(n, root))
        len += n->kind == NODE_TEXT ? n->text.len : 2;
    return len;
}

static bool breaks(const struct node *node)
{
    return node->tag == TAG_BR || tag_is_block(node->tag);
}

struct str node_text_folded(struct arena *arena, const struct node *root)
{
    struct folder folder = {.out = arena_alloc(arena, folded_max(root) + 1)};
    const struct node *node = root;
    for (;;) {
        if (node->kind == NODE_TEXT)
            fold(&folder, node->text);
        folder.gap |= breaks(node);
        if (node->first && (node == root || !tag_is_hidden(node->tag))) {
            node = node->first;
            continue;
        }
        while (node != root && !node->next) {
            node = node->parent;
            folder.gap |= breaks(node);
        }
        if (node == root)
            break;
        node = node->next;
    }
    folder.out[folder.len] = '\0';
    return str_make(folder.out, folder.len);
}

bool node_is_math_gap(const struct node *node)
{
    return node->space == SPACE_MATHML &&
           (str_eq(node->text, S("mtd")) || str_eq(node->text, S("mspace")));
}
