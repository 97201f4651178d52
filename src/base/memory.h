/* SPDX-License-Identifier: MIT */
/* memory.h - the one door to malloc; only base/ goes through it.
 *
 * A build with -DOP_TEST_ALLOC (make torture) can make the n-th allocation of a
 * process fail, by FAIL_ALLOC=n in the environment, or all from then on, by
 * FAIL_ALLOC=n+; COUNT_ALLOC=FILE is told how many there were. */
#ifndef BASE_MEMORY_H
#define BASE_MEMORY_H

#include "base/str.h"
#include <stddef.h>

/* As malloc, realloc and free; NULL when memory runs out. */
void *memory_alloc(size_t size);
void *memory_resize(void *old, size_t size);
void memory_free(void *block);

/* Keep up to `max` bytes that are freed for what comes next, instead of giving
 * them back to the system at once: page after page takes the same. And take the
 * first half of that in large pages, where the system has them: to fault in 512
 * small ones costs many times as much. For a program, which owns its process,
 * not for a library. Cannot fail. */
void memory_keep(size_t max);

/* Let what is allocated from now on stand on pages of its own: for a process
 * about to fork, after which the first write to a page that both have costs a
 * copy. Returns what lies between, never touched, to be freed when it does not
 * matter any more; NULL, when there is none, is fine. */
void *memory_stand_apart(void);

/* After memory_keep: take what is beyond the next few megabytes in small pages
 * again. For a process that lets others read pages, lives long and needs little
 * more from one hour to the next. Cannot fail. */
void memory_grow_slowly(void);

/* An owned, NUL-terminated copy; NULL when memory runs out. */
char *string_copy(struct str s);

#endif
