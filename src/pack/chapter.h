/* SPDX-License-Identifier: MIT */
/* chapter.h - one article's page. */
#ifndef PACK_CHAPTER_H
#define PACK_CHAPTER_H

#include "base/buf.h"
#include "pack/plan.h"

/* Append the page of article `index`. `arena` holds what is needed on the way
 * and may be reset afterwards. Fails only through out->failed. */
void chapter_write(struct arena *arena, const struct plan *plan, size_t index,
                   struct buf *out);

/* The same as a <section> of a page that holds all articles. */
void chapter_write_section(struct arena *arena, const struct plan *plan,
                           size_t index, struct buf *out);

#endif
