/* SPDX-License-Identifier: MIT */
/* hook.h - a command that is run for an article that changed.
 *
 * No shell sees it: the command is split into words once, here, and what pages
 * say reaches it as data, in its environment and on its standard input. */
#ifndef CLI_HOOK_H
#define CLI_HOOK_H

#include "library/outcome.h"

/* Split a command into words: at white space, but for what stands in '...' or
 * "..."; a backslash takes what follows as it is, except within '...'. False
 * when a quote is left open, or there is no word. `argv` ends with a NULL. */
bool hook_split(struct arena *arena, struct str command, char ***argv);

/* Is it a command at all? OP_USAGE. */
OP_MUST_CHECK enum op_status hook_check(struct arena *arena,
                                        const char *command,
                                        struct op_error *err);

/* Run it and wait. Its environment is ours and OFFPRINT_CHANGE, _URL, _TITLE,
 * _OLD_TITLE, _ARCHIVE, _VERSION, _OLD_VERSION, _REASON, _SINCE; its standard
 * input a JSON object of the same; its standard output our standard error.
 * Fails with OP_USAGE (no words), OP_IO (cannot be run, ended badly, or was
 * killed after OP_HOOK_SECONDS). */
OP_MUST_CHECK enum op_status hook_run(struct arena *arena, const char *command,
                                      const struct article_outcome *article,
                                      struct op_error *err);

#endif
