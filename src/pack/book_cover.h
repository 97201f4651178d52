/* SPDX-License-Identifier: MIT */
/* book_cover.h - the picture that stands for a book on a shelf. */
#ifndef PACK_BOOK_COVER_H
#define PACK_BOOK_COVER_H

#include "base/buf.h"
#include "pack/plan.h"

#define BOOK_COVER "cover.svg"

/* The packed image that serves as the cover, an index into the assets: the
 * lead image of the first article; STR_NONE when it has none that every reader
 * shows. Then book_cover_write sets one of the title. */
size_t book_cover_asset(const struct plan *plan);
void book_cover_write(const struct plan *plan, struct buf *out);

#endif
