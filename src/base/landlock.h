/* SPDX-License-Identifier: MIT */
/* landlock.h - where a process may write in the file system (Linux 5.13).
 *
 * By the kernel's documentation, userspace-api/landlock: what is open already
 * stays open, and what is forbidden once is so for good, for children too. */
#ifndef BASE_LANDLOCK_H
#define BASE_LANDLOCK_H

#include <stdbool.h>

/* Let this process write, make, rename and remove files and folders beneath
 * `folders` alone (paths; NULL behind the last; those that are not there are
 * left out), write to /dev/null besides, and run no program. No `folders`:
 * nothing of it at all, no TCP (Linux 6.7), and no signals to processes beyond
 * those it starts (6.12). Reading is free. Takes away for good that the process
 * gains privileges. False when the kernel has no Landlock.
 */
bool landlock_confine(const char *const *folders);

/* The version of what the kernel has; 0: nothing. */
int landlock_version(void);

#endif
