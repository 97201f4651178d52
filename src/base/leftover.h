/* SPDX-License-Identifier: MIT */
/* leftover.h - temporary files and folders that must not outlive us.
 *
 * A fixed table, so that a signal handler may walk it. Paths are borrowed and
 * must stay until they are dropped. */
#ifndef BASE_LEFTOVER_H
#define BASE_LEFTOVER_H

#include <stdbool.h>

/* Remember a path for leftover_remove_all; false when the table is full. */
bool leftover_add(const char *path);

/* Forget it: renamed, or removed. An unknown path is fine. */
void leftover_drop(const char *path);

/* Remove every path in the table, a folder with what is in it. Async-signal-
 * safe: no locks, no memory, system calls only. Cannot fail. */
void leftover_remove_all(void);

/* Remove a file, or a folder and what is below it, four levels deep; symbolic
 * links are removed, never followed. Async-signal-safe. Returns whether it is
 * gone. */
bool leftover_remove(const char *path);

#endif
