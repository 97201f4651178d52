/* SPDX-License-Identifier: MIT */
/* clean_code.h - code, line by line as its author wrote it.
 *
 * Whatever a page builds its listings from (a <pre>, a table with a row a line,
 * line breaks, a block a line), the copy is one <pre> whose text has these
 * lines, without their numbers. */
#ifndef ARTICLE_CLEAN_CODE_H
#define ARTICLE_CLEAN_CODE_H

#include "article/clean_copy.h"

/* The copy of a <pre>, <code> or table of lines: with class="language-x" where
 * the page tells it. A <code> with line breaks of its own becomes a <pre>. */
struct node *make_code(struct cleaner *cleaner, const struct node *from);

/* Is it a table that shows code, a row a line; or a cell, beside code, that
 * holds nothing but line numbers? */
bool table_is_code(const struct node *table);
bool cell_is_gutter(const struct node *cell);

/* Inside a <pre>: does an element only number a line? */
bool code_is_number(const struct node *node);

/* Inside a <pre>: append text to `into`, on a new line when one is due. */
void code_append(struct cleaner *cleaner, struct node *into, struct str text);

#endif
