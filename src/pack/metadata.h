/* SPDX-License-Identifier: MIT */
/* metadata.h - metadata.json: all that is known, with its sources. */
#ifndef PACK_METADATA_H
#define PACK_METADATA_H

#include "base/buf.h"
#include "pack/plan.h"

/* The format's number, raised when a reader of before could go wrong. */
#define METADATA_FORMAT 1

/* Append it. Fails only through out->failed. */
void metadata_write(const struct plan *plan, struct buf *out);

#endif
