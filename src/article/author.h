/* SPDX-License-Identifier: MIT */
/* author.h - who wrote an article. */
#ifndef ARTICLE_AUTHOR_H
#define ARTICLE_AUTHOR_H

#include "article/metadata_clues.h"

/* Fill in article->authors: persons as named in JSON-LD, meta tags, microdata
 * or the byline near the headline. Needs clues->headline and ->site_name. A
 * page that names nobody gives none. */
void author_read(struct clues *clues, struct article *article);

#endif
