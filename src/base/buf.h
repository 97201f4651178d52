/* SPDX-License-Identifier: MIT */
/* buf.h - bytes that grow, owned, and never beyond a maximum.
 *
 * Failure is sticky: once an append went over the maximum or memory ran out,
 * `failed` says which and later appends do nothing, so a series of them needs
 * one check at its end. What was appended before stays. */
#ifndef BASE_BUF_H
#define BASE_BUF_H

#include "base/str.h"
#include <offprint/error.h>

struct buf {
    char *at; /* NULL while empty; otherwise a NUL stands behind the content */
    size_t len, cap;
    size_t max;            /* of len */
    enum op_status failed; /* OP_OK, OP_TOO_LARGE or OP_NO_MEMORY */
};

/* An empty buffer of at most `max` bytes. Takes no memory yet. */
void buf_init(struct buf *buf, size_t max);

/* Give the memory back; the buffer is empty and usable again. */
void buf_free(struct buf *buf);

/* Give back what is not used of it. Cannot fail. */
void buf_fit(struct buf *buf);

/* Forget the content and any failure, keep the memory. */
void buf_clear(struct buf *buf);

void buf_put(struct buf *buf, struct str s);

/* Take the first n bytes away; clamped. */
void buf_drop(struct buf *buf, size_t n);

void buf_putc(struct buf *buf, char c);
void buf_printf(struct buf *buf, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* Append a string literal. */
#define buf_puts(buf, literal) buf_put((buf), S("" literal ""))

/* Append a code point as UTF-8; surrogates and beyond U+10FFFF as U+FFFD. */
void buf_put_utf8(struct buf *buf, uint32_t code_point);

/* Room for `more` bytes at the end, to be written by the caller and then
 * counted by adding to len. NULL, with `failed` set, when it cannot be had. */
char *buf_room(struct buf *buf, size_t more);

/* The content, borrowed: valid until the next append, clear or free. */
struct str buf_str(const struct buf *buf);

#endif
