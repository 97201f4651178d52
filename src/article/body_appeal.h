/* SPDX-License-Identifier: MIT */
/* body_appeal.h - lines in which a page asks its readers for something. */
#ifndef ARTICLE_BODY_APPEAL_H
#define ARTICLE_BODY_APPEAL_H

#include "base/arena.h"

/* Does a short text ask to follow the page's people on social networks, or to
 * subscribe to their newsletter, and nothing else? */
bool appeal_is(struct arena *arena, struct str text);

/* Does it ask to follow somebody by name, on more than one network? At the end
 * of an article that is its publisher; amid it, whom it is about. */
bool appeal_ends_with(struct arena *arena, struct str text);

#endif
