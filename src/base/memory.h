/* SPDX-License-Identifier: MIT */
/* memory.h - the one door to malloc; only base/ goes through it.
 *
 * A test build can make the n-th allocation fail: with OP_FAIL_ALLOC=n in the
 * environment and -DOP_TEST_ALLOC, so that every failure path can be walked. */
#ifndef BASE_MEMORY_H
#define BASE_MEMORY_H

#include "base/str.h"
#include <stddef.h>

/* As malloc, realloc and free; NULL when memory runs out. */
void *memory_alloc(size_t size);
void *memory_resize(void *old, size_t size);
void memory_free(void *block);

/* Keep up to `max` bytes that are freed for what comes next, instead of giving
 * them back to the system at once: page after page takes the same. For a
 * program, which owns its process, not for a library. Cannot fail. */
void memory_keep(size_t max);

/* An owned, NUL-terminated copy; NULL when memory runs out. */
char *string_copy(struct str s);

#endif
