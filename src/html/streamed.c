/* SPDX-License-Identifier: MIT */
/* streamed.c - put together a page that was sent in pieces. */
#include "html/streamed.h"

#include "base/map.h"
#include "html/walk.h"
#include <offprint/limits.h>

struct piece {
    struct node *node;
    size_t height; /* of what is below it, with what was put there since */
};

struct joining {
    struct document *doc;
    VEC(struct piece) pieces; /* in the order they came */
    struct map places;        /* from a piece's number to its <template> */
};

/* What stands behind a mark such as "S:" in an id; empty without it. */
static struct str number_of(const struct node *node, struct str mark)
{
    struct str id = node_attr(node, ATTR_ID);
    return str_starts(id, mark) ? str_from(id, mark.len) : S("");
}

/* How many levels are below a node? */
static size_t height_of(const struct node *root)
{
    size_t depth = 0, height = 0;
    for (const struct node *n = root;;) {
        if (n->first) {
            n = n->first;
            if (++depth > height)
                height = depth;
            continue;
        }
        for (; n != root && !n->next; n = n->parent)
            depth--;
        if (n == root)
            return height;
        n = n->next;
    }
}

static void find_pieces(struct joining *j)
{
    for (struct node *n = j->doc->body->first; n; n = n->next)
        if (node_is(n, TAG_DIV) && node_has_attr(n, ATTR_HIDDEN) &&
            number_of(n, S("S:")).len > 0)
            *vec_push(&j->pieces, j->doc->arena) =
                (struct piece){n, height_of(n)};
}

static void find_places(struct joining *j)
{
    const struct node *root = j->doc->root;
    for (struct node *n = j->doc->root; n; n = walk_next(n, root)) {
        if (!node_is(n, TAG_TEMPLATE))
            continue;
        struct str number = number_of(n, S("B:"));
        if (number.len == 0)
            number = number_of(n, S("P:"));
        if (number.len == 0)
            continue;
        void **slot = map_slot(&j->places, j->doc->arena, number);
        if (!*slot)
            *slot = n;
    }
}

/* The piece that is `node`, or NULL: they are sorted by their orders. */
static struct piece *piece_of(const struct joining *j, const struct node *node)
{
    size_t from = 0, to = j->pieces.len;
    while (from < to) {
        size_t middle = (from + to) / 2;
        struct piece *piece = &j->pieces.at[middle];
        if (piece->node == node)
            return piece;
        if (piece->node->order < node->order)
            from = middle + 1;
        else
            to = middle;
    }
    return NULL;
}

static void join_piece(struct joining *j, const struct piece *piece)
{
    struct node *place = map_get(&j->places, number_of(piece->node, S("S:"))),
                *top = place;
    if (!place)
        return;
    size_t below_top = 0, depth = 1;
    for (; top->parent && top->parent != j->doc->body; top = top->parent)
        below_top++;
    for (const struct node *n = top; n->parent; n = n->parent)
        depth++;
    size_t height = below_top + piece->height;
    if (top == piece->node || depth + height > OP_MAX_DEPTH)
        return;
    struct piece *owner = piece_of(j, top);
    if (owner && owner->height < height)
        owner->height = height;
    for (struct node *n; (n = piece->node->first);) {
        node_detach(n);
        node_insert_before(place, n);
    }
    node_detach(place);
    node_detach(piece->node);
}

void streamed_join(struct document *doc)
{
    struct joining j = {.doc = doc};
    find_pieces(&j);
    if (j.pieces.len == 0)
        return;
    find_places(&j);
    for (size_t i = 0; i < j.pieces.len; i++)
        join_piece(&j, &j.pieces.at[i]);
    doc->node_count = tree_number(doc->root);
}
