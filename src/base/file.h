/* SPDX-License-Identifier: MIT */
/* file.h - files that are whole or absent.
 *
 * Paths are NUL-terminated. Failures are OP_IO (or OP_EXISTS) with a sentence
 * that names the path and what the system said. */
#ifndef BASE_FILE_H
#define BASE_FILE_H

#include "base/buf.h"
#include "base/error.h"
#include "base/str.h"
#include <stdio.h>

/* Append all of a file to `out` (whose maximum holds: OP_TOO_LARGE). The path
 * "-" is standard input. */
OP_MUST_CHECK enum op_status file_read(const char *path, struct buf *out,
                                       struct op_error *err);

/* Write a secret to a new file that nobody else may read (mode 0600), synced.
 * OP_EXISTS when there is one. */
OP_MUST_CHECK enum op_status file_write_secret(const char *path,
                                               struct str bytes,
                                               struct op_error *err);

/* A file being written beside its target under a temporary name. */
struct file_draft {
    int fd;
    char *path;      /* the target, owned */
    char *temporary; /* owned; NULL for standard output */
};

/* Begin to write `path`; "-" is standard output, with nothing to rename. On
 * success end it with file_commit or file_abandon. The temporary file is
 * removed on abandon, and by file_abandon_all. */
OP_MUST_CHECK enum op_status file_begin(struct file_draft *draft,
                                        const char *path, struct op_error *err);

/* Write all bytes. */
OP_MUST_CHECK enum op_status file_write(struct file_draft *draft,
                                        struct str bytes, struct op_error *err);

/* fsync, rename to the target, fsync the folder. With `replace` false an
 * existing target is left alone: OP_EXISTS. The draft is over either way. */
OP_MUST_CHECK enum op_status file_commit(struct file_draft *draft, bool replace,
                                         struct op_error *err);

void file_abandon(struct file_draft *draft);

/* All of it at once: begin, write, commit. */
OP_MUST_CHECK enum op_status file_put(const char *path, struct str bytes,
                                      bool replace, struct op_error *err);

/* Open the folder that `path` stands in, before a rename: what may fail for
 * want of memory fails while nothing has changed. The caller closes it. -1 with
 * errno. */
int file_open_parent(const char *path);

/* Make renames in an open folder durable. Returns 0, or -1 with errno; a file
 * system that cannot is no failure. */
int file_sync_folder(int folder);

/* Remove the temporary files and folders of all drafts: for a handler of
 * signals (it is async-signal-safe) that ends the process. */
void file_abandon_all(void);

#endif
