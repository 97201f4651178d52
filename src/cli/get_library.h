/* SPDX-License-Identifier: MIT */
/* get_library.h - get into a library: what is finished, where archives go. */
#ifndef CLI_GET_LIBRARY_H
#define CLI_GET_LIBRARY_H

#include "cli/get.h"

/* Open --library. OP_USAGE when other options contradict. */
OP_MUST_CHECK enum op_status get_library_open(struct get *get);

/* Is the seed to be fetched now? Not when it is finished, was given before, or
 * the run's time or quota is used up. Without a library all are. */
bool get_library_wants(struct get *get, struct str url);

/* Where the bundle goes: DIR/HOST/SLUG.EXT. *is_known: its article has an
 * archive already, under that path. */
struct str get_library_path(struct get *get, const struct bundle *bundle,
                            bool *is_known);

/* An archive was written, or found to be there. */
OP_MUST_CHECK enum op_status get_library_keep(struct get *get,
                                              const struct bundle *bundle,
                                              struct str path, bool is_known);

/* A seed came to nothing. */
void get_library_lose(struct get *get, const struct op_error *why);

/* What is to be said at the end: OP_LIMIT when seeds are left. */
OP_MUST_CHECK enum op_status get_library_end(struct get *get);

#endif
