/* SPDX-License-Identifier: MIT */
/* rewrite.h - an article's body as it stands in the archive. */
#ifndef PACK_REWRITE_H
#define PACK_REWRITE_H

#include "pack/plan.h"

/* A copy of article `index`'s body for its page in articles/, on `arena`:
 * links to packed articles and images lead to their files, keeping a fragment
 * that lands; images show their files; an image that is not packed leaves its
 * alternative text; other links lead to the web, absolute. No other attribute
 * that could load or run anything is left. */
struct node *rewrite_body(struct arena *arena, const struct plan *plan,
                          size_t index);

#endif
