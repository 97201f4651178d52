/* SPDX-License-Identifier: MIT */
/* get_twin.h - articles that are nearly the same as others of the run or of the
 * library: syndicated copies, AMP and mobile pages. */
#ifndef CLI_GET_TWIN_H
#define CLI_GET_TWIN_H

#include "cli/get.h"

/* Look for a twin of the bundle's first article, that is to go to `path`; say
 * so and note it in the outcome. Returns where the twin is kept when the bundle
 * is to be left out for it (--unique), else an empty string. */
struct str get_twin_find(struct get *get, const struct bundle *bundle,
                         struct str path, struct outcome *outcome);

#endif
