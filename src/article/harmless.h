/* SPDX-License-Identifier: MIT */
/* harmless.h - the second look: nothing that acts by itself is let through,
 * wherever it comes from. */
#ifndef ARTICLE_HARMLESS_H
#define ARTICLE_HARMLESS_H

#include "html/dom.h"

/* False for a node that no cleaned tree holds, because it could run, load or
 * send something: an active element, a handler, a URL that is a script. What
 * cleaning makes is harmless by its allow-list; this is for trees that only
 * claim to be cleaned. */
bool node_is_harmless(const struct node *node);

#endif
