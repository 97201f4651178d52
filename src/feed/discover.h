/* SPDX-License-Identifier: MIT */
/* discover.h - the feed that a page names. */
#ifndef FEED_DISCOVER_H
#define FEED_DISCOVER_H

#include "base/arena.h"
#include "base/error.h"

/* The first feed that the page's <link rel=alternate> names (RSS, Atom, JSON
 * Feed), absolute, on the arena; feeds of comments come last.
 *
 * html  as the server sent it; url: where it came from.
 * Fails with OP_NOT_HTML (the page names none), OP_TOO_COMPLEX, OP_NO_MEMORY.
 * Source: https://www.rssboard.org/rss-autodiscovery */
OP_MUST_CHECK enum op_status feed_discover(struct arena *arena, struct str html,
                                           struct str url, struct str *feed,
                                           struct op_error *err);

#endif
