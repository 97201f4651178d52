/* SPDX-License-Identifier: MIT */
/* info_library.h - what is in a library: counts, and what is wrong. */
#ifndef CLI_INFO_LIBRARY_H
#define CLI_INFO_LIBRARY_H

#include "cli/options.h"

/* Counts, sizes, the newest, what disappeared, sites that fail: for people, or
 * as JSON. Returns the exit status. */
int info_library(struct arena *arena, const struct options *options,
                 const char *folder);

/* A line for every archive, or a JSON array of them. */
int list_library(struct arena *arena, const struct options *options,
                 const char *folder);

#endif
