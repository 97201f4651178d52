/* SPDX-License-Identifier: MIT */
/* prescan.h - leave out what the parser would only copy: the bodies of style
 * sheets and comments, most of what scripts hold, attributes that are for
 * scripts alone, the shapes of drawings, and indentation; and what would take
 * it too long, elements in very many others; and put one character in the place
 * of a text or a value. */
#ifndef HTML_PRESCAN_H
#define HTML_PRESCAN_H

#include "html/standin.h"

/* What is kept of a script: enough to tell a challenge page by. Scripts that
 * hold JSON are kept whole. */
#define PRESCAN_SCRIPT_BYTES 512

/* The page without those texts and attributes, on the arena; parsed, and with
 * all that others stand for resolved, it gives the same tree but for them, and
 * of white space at the ends of a text, outside of <pre>, one character is
 * left, a line's end if it has one. Elements that have OP_MAX_DEPTH others
 * around them are not there: the text of such a block is a paragraph. What
 * stands for others points into `html`. Follows the tokenizer's states, and
 * keeps all of the rest of a page as soon as these would depend on the tree.
 * Linear. Source: HTML 13.2.5. */
struct str html_prescan(struct arena *arena, struct str html,
                        struct standins *standins);

#endif
