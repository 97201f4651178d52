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

/* Where bytes stand in a spool, and their CRC-32 (as in ZIP), which is taken as
 * they pass so that nobody reads them again for it; a plain value. */
struct spool_span {
    uint64_t offset, len;
    uint32_t crc;
};

/* NULL, with err set to OP_IO when no temporary file can be had, or to
 * OP_NO_MEMORY. */
struct spool *spool_open(struct op_error *err);

/* NULL is fine. */
void spool_close(struct spool *spool);

/* Append bytes; *span says where they are. OP_IO when the disk is full. */
OP_MUST_CHECK enum op_status spool_put(struct spool *spool, struct str bytes,
                                       struct spool_span *span,
                                       struct op_error *err);

/* Let a span go on with the one that was put behind it; a span of length 0
 * becomes that one. Cannot fail. */
void spool_join(struct spool_span *span, struct spool_span more);

/* The CRC-32 of two pieces one behind the other, of which the second is
 * more.len bytes long (0: whatever its CRC). Cannot fail. */
uint32_t spool_crc_join(uint32_t crc, struct spool_span more);

/* Copy `len` bytes that begin `offset` bytes into the span to `out`. Reading
 * outside the span is our own fault. */
OP_MUST_CHECK enum op_status spool_get(const struct spool *spool,
                                       struct spool_span span, uint64_t offset,
                                       char *out, size_t len,
                                       struct op_error *err);

#endif
