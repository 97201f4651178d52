/* SPDX-License-Identifier: MIT */
/* sync.h - see what became of the archives since the last run. */
#ifndef LIBRARY_SYNC_H
#define LIBRARY_SYNC_H

#include "library/library.h"

/* Walk the folder and bring the catalogue up to date. Needs the lock. Leftovers
 * of runs that died are removed. OP_IO, OP_CORRUPT (of the catalogue),
 * OP_NO_MEMORY. */
OP_MUST_CHECK enum op_status library_sync(struct library *library,
                                          struct op_error *err);

/* Is the name, or the folder, one of an archive? */
bool sync_is_archive_name(struct str name);
bool sync_is_archive_folder(const char *path);

#endif
