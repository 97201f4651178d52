/* SPDX-License-Identifier: MIT */
/* body_parts.h - put kept blocks together into parts of the page. */
#ifndef ARTICLE_BODY_PARTS_H
#define ARTICLE_BODY_PARTS_H

#include "article/body.h"
#include "article/body_block.h"

/* Set parts, is_chrome and is_mute of a body from the blocks that are kept.
 * Linear but for figures in figures. */
void parts_make(const struct page *page, const struct blocks *blocks,
                const bool *is_kept, struct body *body);

/* Is it a <figure> or a div that is one in all but name (WordPress'
 * wp-caption)? And a <figcaption>, or what stands for one? */
bool node_is_figure(const struct node *node);
bool node_is_caption(const struct node *node);

#endif
