/* SPDX-License-Identifier: MIT */
/* title.h - the headline of an article. */
#ifndef ARTICLE_TITLE_H
#define ARTICLE_TITLE_H

#include "article/metadata_clues.h"

/* Fill in article->title and ->subtitle, and clues->headline (the element, or
 * NULL). Needs clues->site_name. Headings, JSON-LD, meta tags and <title> are
 * judged together: what agrees with the others wins. */
void title_read(struct clues *clues, struct article *article);

#endif
