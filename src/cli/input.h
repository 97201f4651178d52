/* SPDX-License-Identifier: MIT */
/* input.h - what a command works on: operands and the lines of a list. */
#ifndef CLI_INPUT_H
#define CLI_INPUT_H

#include "cli/options.h"

struct input {
    const char *what;      /* a file's path, a URL, or "-" */
    const char *url;       /* where a file came from; NULL: unknown */
    struct recall *recall; /* the archive that holds the page; or NULL */
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

/* Put the pages of archives (ours, WARC files, WACZ of others) in the place of
 * those: that of their input's URL, or each. The recalls are on the arena, and
 * end with the program. OP_CORRUPT when one holds no page. */
OP_MUST_CHECK enum op_status input_open_archives(struct arena *arena,
                                                 struct input_list *list,
                                                 struct op_error *err);

/* Is it an archive, by its first bytes? A folder is one. */
bool input_is_archive(const char *path);

/* Does it look like a URL rather than a path? */
bool input_is_url(const char *what);

#endif
