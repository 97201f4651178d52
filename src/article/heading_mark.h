/* SPDX-License-Identifier: MIT */
/* heading_mark.h - what a page adds to its headings for those who link to or
 * edit them. */
#ifndef ARTICLE_HEADING_MARK_H
#define ARTICLE_HEADING_MARK_H

#include "article/page.h"

/* Empty the marks ("#", a pilcrow) that link to the heading, term or caption
 * they stand at, and MediaWiki's "[edit]". Cannot fail; linear. */
void heading_marks_empty(struct page *page);

#endif
