/* SPDX-License-Identifier: MIT */
/* get_path.h - where an archive goes. */
#ifndef CLI_GET_PATH_H
#define CLI_GET_PATH_H

#include "cli/get.h"

/* The path of a bundle's archive, on the bundle's arena or the run's; *keeps
 * when one is there and is to be left alone. */
struct str get_path_choose(struct get *get, const struct bundle *bundle,
                           bool *keeps);

/* Make the folders that a template or a library names; where one that was there
 * has vanished, nothing is made in its place. Fails with OP_IO. */
OP_MUST_CHECK enum op_status get_path_make_folders(const struct get *get,
                                                   struct str path,
                                                   struct op_error *err);

/* Is there anything? A dangling link counts. */
bool get_path_exists(const char *path);

/* The size of a file in bytes; 0: it is none. */
uint64_t get_path_size(const char *path);

#endif
