/* SPDX-License-Identifier: MIT */
/* cover.h - index.html: what is in the archive, what is not, and whence. */
#ifndef PACK_COVER_H
#define PACK_COVER_H

#include "base/buf.h"
#include "pack/plan.h"

/* Append the cover. Fails only through out->failed. */
void cover_write(const struct plan *plan, struct buf *out);

/* Only what stands in its <main>, that included. */
void cover_write_main(const struct plan *plan, struct buf *out);

#endif
