/* SPDX-License-Identifier: MIT */
/* hints.h - what a page says to programs: may it be kept, and where are the
 * related posts that only a script would fill in. */
#ifndef ARTICLE_HINTS_H
#define ARTICLE_HINTS_H

#include "article/page.h"

/* Fill in article->robots and article->endpoint. */
void hints_read(const struct page *page, struct article *article);

/* Read what an endpoint answered (Jetpack's "items", or the REST API's
 * "jetpack-related-posts") and put its posts, of the article's own site,
 * behind the article's related sections. Strings go on `arena`. */
void endpoint_read(struct arena *arena, struct str json,
                   struct article *article);

/* Does a list of robots directives ("noarchive, nofollow", of a meta element
 * or an X-Robots-Tag header) ask not to keep the page? By noarchive, noindex
 * or none; those for another robot by name do not count. */
bool robots_forbid(struct str directives);

#endif
