/* SPDX-License-Identifier: MIT */
/* prescan.h - leave out what the parser would only copy: the bodies of style
 * sheets and comments, most of what scripts hold, the values of attributes
 * that are for scripts or drawings alone, and indentation. */
#ifndef HTML_PRESCAN_H
#define HTML_PRESCAN_H

#include "base/arena.h"

/* What is kept of a script: enough to tell a challenge page by. Scripts that
 * hold JSON are kept whole. */
#define PRESCAN_SCRIPT_BYTES 512

/* The page without those texts and values, on the arena; parsed, it gives the
 * same tree but for them, and of white space at the ends of a text, outside of
 * <pre>, one character is left, a line's end if it has one. Follows the
 * tokenizer's states, and keeps all of the rest of a page as soon as these
 * would depend on the tree. Linear. Source: HTML 13.2.5. */
struct str html_prescan(struct arena *arena, struct str html);

#endif
