/* SPDX-License-Identifier: MIT */
/* single.h - the archive as one plain file: a page, text, or JSON.
 *
 * For a double-click, a pipe or a corpus; without evidence. */
#ifndef PACK_SINGLE_H
#define PACK_SINGLE_H

#include "pack/packer.h"

/* Put all of it through a writer that holds one file (raw_open). */
OP_MUST_CHECK enum op_status single_put_page(struct packer *p);
OP_MUST_CHECK enum op_status single_put_text(struct packer *p);
OP_MUST_CHECK enum op_status single_put_json(struct packer *p, bool is_lines);

#endif
