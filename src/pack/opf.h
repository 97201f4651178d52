/* SPDX-License-Identifier: MIT */
/* opf.h - what an EPUB says of itself: container, package document, contents.
 *
 * All append to `out` and fail only through out->failed.
 * Source: EPUB 3.3, sections 4.2.6.3, 5 and 7; EPUB Accessibility 1.1. */
#ifndef PACK_OPF_H
#define PACK_OPF_H

#include "base/buf.h"
#include "pack/plan.h"

/* Shown by readers that do not know an image's format. */
#define OPF_STAND_IN "no-image.svg"

void opf_container(const struct plan *plan, struct buf *out);
void opf_write(const struct plan *plan, struct buf *out);
void opf_nav(const struct plan *plan, struct buf *out);

/* Is there an image of a format that not every reader must know? */
bool opf_needs_stand_in(const struct plan *plan);
void opf_write_stand_in(const struct plan *plan, struct buf *out);

#endif
