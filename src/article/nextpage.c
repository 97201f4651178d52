/* SPDX-License-Identifier: MIT */
/* nextpage.c - the other pages of one article. */
#include "article/related.h"

void nextpage_find(const struct page *page, const struct body *body,
                   struct article *article)
{
    (void)page;
    (void)body;
    (void)article;
}
