/* SPDX-License-Identifier: MIT */
/* body_stamp.h - lines above the text that say no more than when it was
 * written. */
#ifndef ARTICLE_BODY_STAMP_H
#define ARTICLE_BODY_STAMP_H

#include "article/body_block.h"

/* Drop such lines, and a name in the list they stand in. is_kept: of each
 * block, changed. Looks at what is kept before the first prose. */
void stamps_drop(const struct page *page, const struct blocks *blocks,
                 bool *is_kept);

#endif
