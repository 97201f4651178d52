/* SPDX-License-Identifier: MIT */
/* spool.h - a place for bytes that must not stay in memory.
 *
 * An unlinked temporary file in $TMPDIR or /tmp, written at its end and read
 * anywhere; it is gone when it is closed, and when the process dies. */
#ifndef BASE_SPOOL_H
#define BASE_SPOOL_H

#include "base/error.h"
#include "base/str.h"

struct spool;

/* Where bytes stand in a spool; a plain value. */
struct spool_span {
    uint64_t offset, len;
};

/* NULL, with err set, when no temporary file can be had. */
struct spool *spool_open(struct op_error *err);

/* NULL is fine. */
void spool_close(struct spool *spool);

/* Append bytes; *span says where they are. OP_IO when the disk is full. */
OP_MUST_CHECK enum op_status spool_put(struct spool *spool, struct str bytes,
                                       struct spool_span *span,
                                       struct op_error *err);

/* Copy `len` bytes that begin `offset` bytes into the span to `out`. Reading
 * outside the span is our own fault. */
OP_MUST_CHECK enum op_status spool_get(const struct spool *spool,
                                       struct spool_span span, uint64_t offset,
                                       char *out, size_t len,
                                       struct op_error *err);

#endif
