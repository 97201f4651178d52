/* SPDX-License-Identifier: MIT */
/* input.h - what a command works on: operands and the lines of a list. */
#ifndef CLI_INPUT_H
#define CLI_INPUT_H

#include "cli/options.h"

struct input {
    const char *what; /* a file's path, a URL, or "-" */
    const char *url;  /* where a file came from; NULL: unknown */
};

struct input_list {
    struct input *at;
    size_t len, cap;
};

/* Collect the operands and the lines of --input-file (empty lines and those
 * that begin with # are skipped, CRLF is accepted; what stands behind a tab is
 * the line's URL). OP_USAGE when there is nothing at all. */
OP_MUST_CHECK enum op_status input_collect(struct arena *arena,
                                           const struct options *options,
                                           struct input_list *list,
                                           struct op_error *err);

/* Collect the operands alone. */
void input_operands(struct arena *arena, const struct options *options,
                    struct input_list *list);

/* Does it look like a URL rather than a path? */
bool input_is_url(const char *what);

#endif
