/* SPDX-License-Identifier: MIT */
/* topics.h - the section an article stands in, and its tags. */
#ifndef ARTICLE_TOPICS_H
#define ARTICLE_TOPICS_H

#include "article/metadata_clues.h"

/* Fill in article->categories (article:section, JSON-LD, rel="category tag",
 * breadcrumbs) and ->tags (article:tag, JSON-LD keywords, rel=tag,
 * news_keywords; plain keywords only when they look chosen for the page). */
void topics_read(struct clues *clues, struct article *article);

#endif
