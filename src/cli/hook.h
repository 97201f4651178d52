/* SPDX-License-Identifier: MIT */
/* hook.h - a command that is run for an article that changed.
 *
 * No shell sees it: the command is split into words once, here, and what pages
 * say reaches it as data, in its environment and on its standard input. It is
 * run by a process of its own, which is started before this one is confined and
 * decides nothing but whether it ended well. */
#ifndef CLI_HOOK_H
#define CLI_HOOK_H

#include "library/outcome.h"

/* Split a command into words: at white space, but for what stands in '...' or
 * "..."; a backslash takes what follows as it is, except within '...'. False
 * when a quote is left open, or there is no word. `argv` ends with a NULL. */
bool hook_split(struct arena *arena, struct str command, char ***argv);

struct hook;

/* Start what will run a command, which is borrowed. OP_USAGE when it has no
 * words; OP_NO_MEMORY. *hook is NULL then. */
OP_MUST_CHECK enum op_status hook_open(const char *command, struct hook **hook,
                                       struct op_error *err);

/* NULL is fine. */
void hook_close(struct hook *hook);

/* Run it and wait. Its environment is ours and OFFPRINT_CHANGE, _URL, _TITLE,
 * _OLD_TITLE, _ARCHIVE, _VERSION, _OLD_VERSION, _REASON, _SINCE; its standard
 * input a JSON object of the same; its standard output our standard error.
 * Fails with OP_IO (cannot be run, ended badly, or was killed after
 * OP_HOOK_SECONDS). */
OP_MUST_CHECK enum op_status hook_run(struct hook *hook,
                                      const struct article_outcome *article,
                                      struct op_error *err);

#endif
