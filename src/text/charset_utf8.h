/* SPDX-License-Identifier: MIT */
/* charset_utf8.h - how far bytes are ASCII, or UTF-8. Nothing here can fail. */
#ifndef TEXT_CHARSET_UTF8_H
#define TEXT_CHARSET_UTF8_H

#include "base/str.h"

/* How many leading bytes are below 0x80. */
size_t ascii_prefix(struct str bytes);

/* How many leading bytes are whole, valid UTF-8 characters. */
size_t utf8_prefix(struct str bytes);

/* The length of the character that s (not empty) begins with; if that is
 * broken, of the bytes that one U+FFFD stands for (Unicode 3.9, "maximal
 * subpart"), which is at least 1. */
size_t utf8_sequence(struct str s, bool *is_whole);

#endif
