/* SPDX-License-Identifier: MIT */
/* facts.h - the smaller things a page says about its article. */
#ifndef ARTICLE_FACTS_H
#define ARTICLE_FACTS_H

#include "article/metadata_clues.h"

/* article->language and ->direction: html lang, og:locale, content-language,
 * JSON-LD, else what the body's words tell. */
void language_read(struct clues *clues, struct article *article);

/* article->description: og:description and its like. */
void description_read(struct clues *clues, struct article *article);

/* article->canonical_url: rel=canonical, og:url, JSON-LD; one that means the
 * front page, another site's other page or nothing at all is ignored. An AMP
 * version is noted as alternative. */
void canonical_read(struct clues *clues, struct article *article);

/* article->image: og:image and its like, absolute. */
void image_read(struct clues *clues, struct article *article);

/* article->license: rel=license, JSON-LD, a Creative Commons link that is not
 * part of the prose. */
void license_read(struct clues *clues, struct article *article);

#endif
