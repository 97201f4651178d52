/* SPDX-License-Identifier: MIT */
/* walk.h - go through a tree in document order, without recursion.
 *
 *     for (struct node *n = root; n; n = walk_next(n, root)) ...
 *
 * visits root and everything below it, parents first. Removing the current
 * node while walking: take walk_skip(n, root) first. Nothing here can fail. */
#ifndef HTML_WALK_H
#define HTML_WALK_H

#include "base/buf.h"
#include "html/dom.h"

/* The node after `node` in document order, below root; NULL at the end. */
struct node *walk_next(const struct node *node, const struct node *root);

/* The same, leaving out what is below `node`. */
struct node *walk_skip(const struct node *node, const struct node *root);

/* The first element below root (not root itself) with that tag, or NULL. */
struct node *walk_find(const struct node *root, enum html_tag tag);

/* The next child element, from the first child or after a sibling; or NULL. */
struct node *first_element(const struct node *parent);
struct node *next_element(const struct node *sibling);
struct node *prev_element(const struct node *sibling);

/* Append the text of all text nodes below root, as it stands (no script,
 * style, template or noscript text). */
void node_text(const struct node *root, struct buf *out);

/* The same on an arena, white space folded to single spaces and trimmed;
 * <br> and block boundaries count as a space. */
struct str node_text_folded(struct arena *arena, const struct node *root);

/* Does the tag begin a new block (p, div, li, h1, td ...) by default? */
bool tag_is_block(enum html_tag tag);

/* A cell of a matrix, or a space, in MathML: words at its sides are two. */
bool node_is_math_gap(const struct node *node);

/* h1 to h6? */
static inline bool tag_is_heading(enum html_tag tag)
{
    return tag >= TAG_H1 && tag <= TAG_H6;
}

/* Is it a void element (br, img ...), never with content? */
bool tag_is_void(enum html_tag tag);

/* Is its text no text for readers (script, style, template, noscript ...)? */
bool tag_is_hidden(enum html_tag tag);

#endif
