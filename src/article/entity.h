/* SPDX-License-Identifier: MIT */
/* entity.h - character references that survived the parser.
 *
 * Pages escape what was escaped already: "Tom &amp;amp; Jerry". */
#ifndef ARTICLE_ENTITY_H
#define ARTICLE_ENTITY_H

#include "base/arena.h"

/* The text with its references decoded once: all numeric ones, and the named
 * ones that occur in prose. Others stay. The same text when it has none. */
struct str entity_decode(struct arena *arena, struct str text);

#endif
