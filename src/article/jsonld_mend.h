/* SPDX-License-Identifier: MIT */
/* jsonld_mend.h - make JSON of what pages think is JSON. */
#ifndef ARTICLE_JSONLD_MEND_H
#define ARTICLE_JSONLD_MEND_H

#include "base/arena.h"

/* The text with the usual faults undone: comments, CDATA and <!-- --> around
 * it, semicolons, commas before a closing bracket, raw control characters,
 * wrong escapes and bare quotes in strings, brackets left open at the end,
 * &quot; for quotes. On the arena; sound JSON comes out with the same
 * meaning. Linear. */
struct str json_mend(struct arena *arena, struct str text);

#endif
