/* SPDX-License-Identifier: MIT */
/* body_again.h - text that a page holds twice: for its print view, for small
 * screens, or for machines. */
#ifndef ARTICLE_BODY_AGAIN_H
#define ARTICLE_BODY_AGAIN_H

#include "article/body_area.h"

/* Drop those of the kept blocks that say again, word for word, most of what was
 * kept before them. Quotes stay, and a paragraph that stands twice: a refrain;
 * so do rows that are alike. is_kept: of each block, changed. Linear. */
void again_drop(const struct page *page, const struct blocks *blocks,
                const struct areas *areas, bool *is_kept);

#endif
