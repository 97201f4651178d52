/* SPDX-License-Identifier: MIT */
/* claim.h - a temporary name beside a target, which the next run for the same
 * target takes over when this one is killed.
 *
 * A run holds the name by a lock on what stands under it (flock), which ends
 * with the process. Where somebody else holds it, a random name serves. */
#ifndef BASE_CLAIM_H
#define BASE_CLAIM_H

#include <stdbool.h>

/* What stands behind a target's path: the name that all try first. */
#define CLAIM_SUFFIX ".part-000000"

/* Make the file `path` (which ends with CLAIM_SUFFIX), or take over and empty
 * what a run left there; else one with another ending, which is written into
 * `path`. A descriptor to write to, the caller's to close; -1 and errno. */
int claim_file(char *path);

/* The same for a folder; the descriptor is open to read. */
int claim_folder(char *path);

#endif
