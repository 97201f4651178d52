/* SPDX-License-Identifier: MIT */
/* body_row.h - which blocks of a page are judged by themselves. */
#ifndef ARTICLE_BODY_ROW_H
#define ARTICLE_BODY_ROW_H

#include "article/body_feature.h"

/* Give every block its row of `features`, whose title is known, and room for
 * all of them. Cannot fail; linear. */
void rows_deal(const struct page *page, const struct blocks *blocks,
               const struct areas *areas, struct features *features);

#endif
