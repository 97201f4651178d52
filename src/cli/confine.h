/* SPDX-License-Identifier: MIT */
/* confine.h - a run writes where it was told to, and nowhere else.
 *
 * Answers, archives, images and feeds are read in the main process; what takes
 * that over can leave nothing behind but where archives go anyway. */
#ifndef CLI_CONFINE_H
#define CLI_CONFINE_H

#include "cli/options.h"

/* Where a run of these options writes: paths of folders, NULL behind the last,
 * on `arena`. They are those of --output, --output-dir, --library, --summary
 * and --report or of the archive or library that is worked on, and $TMPDIR. */
const char *const *confine_folders(struct arena *arena,
                                   const struct options *options);

/* Let this process write there alone and start no program, from now on
 * (base/landlock.h), and reach no network when the command needs none
 * (base/seccomp.h); note in the options what is in force of the first. Nothing
 * happens with
 * --no-sandbox, and for commands that read nothing of a stranger's. Makes the
 * folder of a new library. Cannot fail otherwise. */
void confine(struct arena *arena, struct options *options);

#endif
