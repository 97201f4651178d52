/* SPDX-License-Identifier: MIT */
/* body_company.h - blocks that go the way of the text they belong to: quoted
 * posts, footnotes that a mark in the text calls, paragraphs among paragraphs,
 * and what is part of a whole. */
#ifndef ARTICLE_BODY_COMPANY_H
#define ARTICLE_BODY_COMPANY_H

#include "article/body_area.h"
#include "article/body_block.h"

/* Keep (or, for quoted posts and listings, drop) them after the blocks around
 * them. p: how probable it is that a block is text; is_kept: of each block,
 * changed. Linear but for notes in notes. */
void company_keep(const struct page *page, const struct blocks *blocks,
                  const struct areas *areas, const float *p, bool *is_kept);

#endif
