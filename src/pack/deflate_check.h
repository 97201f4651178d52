/* SPDX-License-Identifier: MIT */
/* deflate_check.h - the bits of a deflate stream that mean nothing.
 *
 * A stream ends within a byte; what is left of that byte is zero as we write
 * it, and looked at by nobody who only unpacks. Source: RFC 1951, 3.1.1. */
#ifndef PACK_DEFLATE_CHECK_H
#define PACK_DEFLATE_CHECK_H

#include <stdbool.h>
#include <stdint.h>

/* Do the `len` bytes at `offset` of the file hold one whole stream whose last
 * bits are zero, and nothing behind it? False also when it cannot be read or
 * memory runs out. Takes 128 KB of stack, whatever the stream unpacks to. */
bool deflate_is_tight(int fd, uint64_t offset, uint64_t len);

#endif
