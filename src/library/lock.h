/* SPDX-License-Identifier: MIT */
/* lock.h - one run at a time writes to a library.
 *
 * A POSIX record lock: it is gone when its process is, however that ends, and
 * no child inherits it. The file says who holds it, for people. */
#ifndef LIBRARY_LOCK_H
#define LIBRARY_LOCK_H

#include "base/error.h"

#include <stdbool.h>

/* Take the lock in the file at `path`, which is made when it is not there;
 * *fd is for lock_release. When another process holds it: wait, or fail with
 * OP_LIMIT and a sentence that says who. OP_IO when the file cannot be had. */
OP_MUST_CHECK enum op_status lock_take(const char *path, bool waits, int *fd,
                                       struct op_error *err);

/* -1 is fine. */
void lock_release(int fd);

#endif
