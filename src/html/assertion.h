/* SPDX-License-Identifier: MIT */
/* assertion.h - what gumbo takes for impossible ends the page, not the program.
 *
 * gumbo asserts what it believes of itself, and pages can be written that prove
 * it wrong. In a program the calls of assert() in its libraries come here;
 * where this library is a shared one they are its host's business. */
#ifndef HTML_ASSERTION_H
#define HTML_ASSERTION_H

#include "base/arena.h"

/* From now on an assertion that fails in this thread makes `arena` escape, with
 * OP_TOO_COMPLEX; NULL: it ends the process, as ever. */
void assertion_escapes(struct arena *arena);

/* Was that the reason? Tells it once. */
bool assertion_failed(void);

#endif
