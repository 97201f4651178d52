/* SPDX-License-Identifier: MIT */
/* prose.h - is it still the same article? */
#ifndef ARTICLE_PROSE_H
#define ARTICLE_PROSE_H

#include "article/article.h"
#include "base/digest.h"

/* A digest of what a reader would call the article: title, subtitle, authors
 * and text. Quotes, dashes, ellipses and spaces that only typography tells
 * apart, and invisible characters, make no difference; the order of the
 * paragraphs does. Cannot fail: without memory it is all zeros. */
struct sha256 prose_digest(const struct article *article);

#endif
