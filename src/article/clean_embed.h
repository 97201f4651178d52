/* SPDX-License-Identifier: MIT */
/* clean_embed.h - videos, maps and other guests of an article as cards.
 *
 * Nothing of another site loads by itself: what was embedded becomes a figure
 * with a poster, where the page has one, and a link. Unknown frames without a
 * title, which are mostly advertisements, go. */
#ifndef ARTICLE_CLEAN_EMBED_H
#define ARTICLE_CLEAN_EMBED_H

#include "article/clean_copy.h"

/* Append a card for an <iframe>, <video>, <audio>, <object> or <embed>. */
void clean_embed(struct cleaner *cleaner, const struct node *from,
                 struct node *into);

#endif
