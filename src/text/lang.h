/* SPDX-License-Identifier: MIT */
/* lang.h - language tags, and a guess for pages that carry none. */
#ifndef TEXT_LANG_H
#define TEXT_LANG_H

#include "base/arena.h"

/* A BCP 47 tag in canonical case from what pages write ("en_US", "EN-gb",
 * "english"?): "en-US"; empty when it is no tag. */
struct str lang_canonical(struct arena *arena, struct str tag);

/* The likeliest language of a text of some hundred characters by script and
 * common words, as a static ISO 639-1 code; empty when unsure. */
struct str lang_detect(struct str text);

/* Is a script of that language written right to left? */
bool lang_is_rtl(struct str tag);

#endif
