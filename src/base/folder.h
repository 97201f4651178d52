/* SPDX-License-Identifier: MIT */
/* folder.h - folders that are whole or absent; the twin of base/file.h.
 *
 * Files in them have one name or two ("media/a.png"), made by us. Failures are
 * OP_IO (or OP_EXISTS) with a sentence that names the path. */
#ifndef BASE_FOLDER_H
#define BASE_FOLDER_H

#include "base/error.h"
#include "base/str.h"

/* A folder being filled beside its target under a temporary name. */
struct folder_draft {
    int fd;          /* of the temporary folder */
    int file_fd;     /* of the file being written in it, or -1 */
    char *path;      /* the target, owned */
    char *temporary; /* owned */
};

/* Begin to fill `path`. On success end with folder_commit or folder_abandon. */
OP_MUST_CHECK enum op_status folder_begin(struct folder_draft *draft,
                                          const char *path,
                                          struct op_error *err);

/* Begin a new file in it, write to it, end it. */
OP_MUST_CHECK enum op_status folder_file_begin(struct folder_draft *draft,
                                               const char *name,
                                               struct op_error *err);
OP_MUST_CHECK enum op_status folder_file_write(struct folder_draft *draft,
                                               struct str bytes,
                                               struct op_error *err);
OP_MUST_CHECK enum op_status folder_file_end(struct folder_draft *draft,
                                             struct op_error *err);

/* Sync and rename to the target. An empty folder there is always replaced; a
 * full one, in one step, when `replaces`; anything else is OP_EXISTS. The
 * draft is over either way. */
OP_MUST_CHECK enum op_status folder_commit(struct folder_draft *draft,
                                           bool replaces, struct op_error *err);

void folder_abandon(struct folder_draft *draft);

#endif
