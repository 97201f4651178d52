/* SPDX-License-Identifier: MIT */
/* clean_embed.h - videos, maps and other guests of an article as cards.
 *
 * Nothing of another site loads by itself: what was embedded becomes a figure
 * with a poster, where the page has one, and a link. Frames of providers that
 * are not known, which are mostly advertisements, go. */
#ifndef ARTICLE_CLEAN_EMBED_H
#define ARTICLE_CLEAN_EMBED_H

#include "article/clean_copy.h"

/* Append a card for an <iframe>, <video>, <audio>, <object> or <embed>. */
void clean_embed(struct cleaner *cleaner, const struct node *from,
                 struct node *into);

/* The same for a custom element (amp-youtube, lite-youtube) or a placeholder
 * that a script fills; false when it is none, or tells no address. */
bool clean_custom(struct cleaner *cleaner, const struct node *from,
                  struct node *into);

/* The same for a <script> that writes what it embeds in its own place. */
void clean_script(struct cleaner *cleaner, const struct node *from,
                  struct node *into);

/* A figure around the copy of a quoted post, detached, with a link to the post
 * where its own words do not lead there. */
struct node *clean_quote(struct cleaner *cleaner, const struct node *from,
                         struct node *to);

#endif
