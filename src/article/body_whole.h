/* SPDX-License-Identifier: MIT */
/* body_whole.h - things that are there whole or not at all: a table with its
 * head and caption, a listing, a quotation with its source, a term with its
 * definition, a box with its title. */
#ifndef ARTICLE_BODY_WHOLE_H
#define ARTICLE_BODY_WHOLE_H

#include "article/body_area.h"
#include "article/body_block.h"

/* Keep what is missing of a thing whose greater part is kept. is_kept: of each
 * block, changed. The page's nodes once, and what is in such things; linear but
 * for things in things. */
void whole_keep(const struct page *page, const struct blocks *blocks,
                const struct areas *areas, bool *is_kept);

/* The first block at or behind a place on the page. */
size_t block_from(const struct blocks *blocks, uint32_t order);

#endif
