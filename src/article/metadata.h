/* SPDX-License-Identifier: MIT */
/* metadata.h - what a page says about its article, and where it says it. */
#ifndef ARTICLE_METADATA_H
#define ARTICLE_METADATA_H

#include "article/body.h"

/* Fill in the article's title, subtitle, authors, published, modified,
 * site_name, language, direction, description, canonical_url, categories,
 * tags, license, image and sources. `body` may have no parts. */
void metadata_read(const struct page *page, const struct body *body,
                   struct article *article);

#endif
