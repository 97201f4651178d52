/* SPDX-License-Identifier: MIT */
/* info.h - the inside of info; for info.c and info_captures.c alone. */
#ifndef CLI_INFO_H
#define CLI_INFO_H

#include "pack/recall.h"

/* Print text out of an archive, without what could move a cursor. */
void info_print_clean(struct str text);

/* Tell of an archive that has captures and nothing of ours. As recall_open. */
OP_MUST_CHECK enum op_status info_captures(struct arena *arena,
                                           const char *path, bool is_json,
                                           struct op_error *err);

#endif
