/* SPDX-License-Identifier: MIT */
/* markdown.h - a cleaned tree as Markdown.
 *
 * CommonMark 0.31 with the tables and strike-through of GFM. What these cannot
 * say is left as its words; <sup> and <sub> stay as they are. */
#ifndef HTML_MARKDOWN_H
#define HTML_MARKDOWN_H

#include "base/buf.h"
#include "html/dom.h"

/* Append what is below `root`; ends with a newline when there is anything.
 * Fails only through out->failed. Linear, iterative. */
void markdown_write(const struct node *root, struct buf *out);

#endif
