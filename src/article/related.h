/* SPDX-License-Identifier: MIT */
/* related.h - the posts a page presents as belonging with its article. */
#ifndef ARTICLE_RELATED_H
#define ARTICLE_RELATED_H

#include "article/body.h"

/* Fill in article->related: each URL once, by its strongest kind, ordered by
 * kind and then by place on the page; and take out of the body the rows of
 * teasers among them. Needs article->canonical_url. */
void related_find(const struct page *page, struct body *body,
                  struct article *article);

/* Fill in article->next_pages: the other pages of this same article, in order;
 * never the next post. Before them, if it is offered, a view of all of it. */
void nextpage_find(const struct page *page, const struct body *body,
                   struct article *article);

/* Is a next page that view? It has no number. The arena is for the way. */
bool nextpage_is_view(struct arena *arena, struct str next);

#endif
