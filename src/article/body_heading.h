/* SPDX-License-Identifier: MIT */
/* body_heading.h - headings go the way of what they head. */
#ifndef ARTICLE_BODY_HEADING_H
#define ARTICLE_BODY_HEADING_H

#include "article/body_area.h"

/* Keep headings amid the article whose text is kept. Cannot fail; linear. */
void headings_keep(const struct page *page, const struct blocks *blocks,
                   const struct areas *areas, const float *p, bool *is_kept);

/* Drop headings of links that were all dropped. Cannot fail; linear. */
void headings_drop(const struct page *page, const struct blocks *blocks,
                   bool *is_kept);

#endif
