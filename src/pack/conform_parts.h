/* SPDX-License-Identifier: MIT */
/* conform_parts.h - the elements that want parts of their own, in an order of
 * their own (a part of conform). Each call settles one element and what stands
 * right in it, in time linear in that. */
#ifndef PACK_CONFORM_PARTS_H
#define PACK_CONFORM_PARTS_H

#include "html/dom.h"

/* Is it a comment, or text that is nothing but space? */
bool conform_is_blank(const struct node *node);

/* A formula: words loose in it become tokens. */
void settle_formula(struct arena *arena, struct node *node);

/* An element of HTML: what it needs is made, what it may not have goes. */
void settle_parts(struct arena *arena, struct node *node);

#endif
