/* SPDX-License-Identifier: MIT */
/* markdown_mark.h - emphasis, links and the like: marks around words.
 *
 * Asterisks and tildes mean something only where they stand right: not all
 * that is marked in HTML can be said by them ("**Note:**this" is no bold). In
 * such places they give way to <b>, <i> and <s>, as CommonMark allows. */
#ifndef HTML_MARKDOWN_MARK_H
#define HTML_MARKDOWN_MARK_H

#include "html/markdown_words.h"

/* Is there a mark around what the element holds? */
bool markdown_is_marked(const struct node *node);

/* Around the words of such an element; what holds no words gets no mark. Both
 * look at a bounded number of nodes around. */
void markdown_open_mark(struct markdown *m, const struct node *node);
void markdown_close_mark(struct markdown *m, const struct node *node);

#endif
