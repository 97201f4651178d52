/* SPDX-License-Identifier: MIT */
/* dates.h - when an article was published, and when it was changed last. */
#ifndef ARTICLE_DATES_H
#define ARTICLE_DATES_H

#include "article/metadata_clues.h"

/* Fill in article->published and ->modified. Needs clues->headline. Statements
 * for machines come first, then the URL, then what stands near the headline;
 * what stands in sidebars, comments and footers is never looked at.
 *
 * There is no clock here: any year up to 2100 is believed, as a page that
 * states a year to come states it wrongly for every reader. */
void dates_read(struct clues *clues, struct article *article);

#endif
