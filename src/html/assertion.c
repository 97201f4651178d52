/* SPDX-License-Identifier: MIT */
/* assertion.c - what gumbo takes for impossible ends the page, not the program.
 */
#include "html/assertion.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>

static _Thread_local struct arena *escaping;
static _Thread_local bool has_failed;

void assertion_escapes(struct arena *arena)
{
    escaping = arena;
}

bool assertion_failed(void)
{
    bool failed = has_failed;
    has_failed = false;
    return failed;
}

/* The C library's function of that name, which assert() calls: a program's own
 * goes before it for all that the program is linked with. */
/* NOLINTNEXTLINE(*-reserved-identifier,cert-dcl*) */
void __assert_fail(const char *assertion, const char *file, unsigned line,
                   const char *function)
{
    if (escaping) {
        has_failed = true;
        arena_escape(escaping, OP_TOO_COMPLEX);
    }
    fprintf(stderr, "%s:%u: %s: Assertion `%s' failed.\n", file, line, function,
            assertion);
    abort();
}
