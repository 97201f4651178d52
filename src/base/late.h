/* SPDX-License-Identifier: MIT */
/* late.h - libraries that are loaded when they are first needed.
 *
 * A program pays at every start for all it is linked to, and for what that is
 * linked to: with libcurl, libarchive, SQLite and libcrypto three times as much
 * as it takes to read a page. Who includes the header of such a library lists
 * the calls it makes, and makes them by pointers of the same types:
 *
 *   #define LIBZIP(X) X(zip_, open) X(zip_, close)
 *   static struct { LIBZIP(LATE_CALL) } libzip;
 *   static struct late late = {"libzip.so.5", LIBZIP(LATE_NAME), &libzip, 0};
 *   ... late_load(&late, err) ... libzip.open(path) ...
 *
 * Macros of such a header that make calls by their names cannot be used. */
#ifndef BASE_LATE_H
#define BASE_LATE_H

#include "base/error.h"
#include <stdatomic.h>

#define LATE_CALL(prefix, name) __typeof__(prefix##name) *name;
#define LATE_NAME(prefix, name) #prefix #name "\0"

struct late {
    const char *file;  /* as the linker would note it: "libzip.so.5" */
    const char *names; /* each with a NUL behind it, and one more at the end */
    void *calls;       /* where their addresses go, in the same order */
    atomic_bool is_loaded;
};

/* Load it, unless it is loaded already; it stays until the program ends. Any
 * thread. OP_IO when it, or one of the calls, is not there: then none may be
 * made. */
OP_MUST_CHECK enum op_status late_load(struct late *late, struct op_error *err);

#endif
