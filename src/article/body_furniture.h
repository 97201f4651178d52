/* SPDX-License-Identifier: MIT */
/* body_furniture.h - what a page puts amid the text that is none of it: labels
 * of advertisements, forms for newsletters, tags, and links that only work the
 * page. */
#ifndef ARTICLE_BODY_FURNITURE_H
#define ARTICLE_BODY_FURNITURE_H

#include "article/body_area.h"
#include "article/body_block.h"

/* Drop such blocks. is_kept: of each block, changed. Only small ones are looked
 * at, and what the page says in so many words; linear. */
void furniture_drop(const struct page *page, const struct blocks *blocks,
                    const struct areas *areas, bool *is_kept);

#endif
