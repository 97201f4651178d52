/* SPDX-License-Identifier: MIT */
/* typed.h - what only typography tells apart: the quotes, dashes and dots of a
 * typesetter and those of a keyboard. Nothing here can fail. */
#ifndef TEXT_TYPED_H
#define TEXT_TYPED_H

#include "base/str.h"

/* The character as a keyboard has it: ' " - or ...; empty: it is itself. A
 * static string. */
struct str char_as_typed(uint32_t code_point);

/* Is it nothing to be seen: soft hyphen, zero width, byte order mark? */
bool char_is_invisible(uint32_t code_point);

#endif
