/* SPDX-License-Identifier: MIT */
/* keep.h - take an article along when its page's memory is given back. */
#ifndef ARTICLE_KEEP_H
#define ARTICLE_KEEP_H

#include "article/article.h"

/* A deep copy on `arena`: nothing in it points into the old one. */
struct article *article_keep(struct arena *arena,
                             const struct article *article);

/* Put another page of the same article behind it: body (without a heading
 * that repeats the title or the article's own first heading), text, images,
 * references, related posts and word count. `part` must live as long. */
void article_append(struct arena *arena, struct article *article,
                    const struct article *part);

#endif
