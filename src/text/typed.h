/* SPDX-License-Identifier: MIT */
/* typed.h - what only typography tells apart: the quotes, dashes and dots of a
 * typesetter and those of a keyboard; and text that is only to be seen. Nothing
 * here can fail. */
#ifndef TEXT_TYPED_H
#define TEXT_TYPED_H

#include "base/buf.h"

/* The character as a keyboard has it: ' " - or ...; empty: it is itself. A
 * static string. */
struct str char_as_typed(uint32_t code_point);

/* Is it nothing to be seen: soft hyphen, zero width, byte order mark? */
bool char_is_invisible(uint32_t code_point);

/* Append a stranger's text for a terminal or a mail: control characters (C0,
 * DEL, C1) lose their power and become '?'. */
void text_put_visible(struct str text, struct buf *out);

#endif
