/* SPDX-License-Identifier: MIT */
/* commands.h - the subcommands, one file each.
 *
 * Each gets the options it was called with and an arena for what it needs, and
 * returns the program's exit status. Data goes to standard output, everything
 * else to standard error. */
#ifndef CLI_COMMANDS_H
#define CLI_COMMANDS_H

#include "cli/options.h"

int command_get(struct arena *arena, const struct options *options);
int command_list(struct arena *arena, const struct options *options);
int command_extract(struct arena *arena, const struct options *options);
int command_info(struct arena *arena, const struct options *options);
int command_verify(struct arena *arena, const struct options *options);
int command_export(struct arena *arena, const struct options *options);
int command_clean(struct arena *arena, const struct options *options);
int command_keygen(struct arena *arena, const struct options *options);
int command_update(struct arena *arena, const struct options *options);
int command_index(struct arena *arena, const struct options *options);
int command_search(struct arena *arena, const struct options *options);
int command_diff(struct arena *arena, const struct options *options);
int command_schedule(struct arena *arena, const struct options *options);
int command_help(const struct options *options);
int command_version(const struct options *options);

#endif
