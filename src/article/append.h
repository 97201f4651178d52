/* SPDX-License-Identifier: MIT */
/* append.h - join the pages of one article. */
#ifndef ARTICLE_APPEND_H
#define ARTICLE_APPEND_H

#include "article/article.h"

/* Put another page of the same article behind it: body (without a heading
 * that repeats the title or the article's own first heading), text, images,
 * references, related posts and word count. `part` must live as long. */
void article_append(struct arena *arena, struct article *article,
                    const struct article *part);

/* Does `part`, said to be all of the article on one page, begin like `page`? */
bool article_is_whole(const struct article *part, const struct article *page);

/* Put it in the page's place: body, text, images and word count; links are
 * added as above. */
void article_replace(struct arena *arena, struct article *article,
                     const struct article *whole);

#endif
