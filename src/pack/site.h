/* SPDX-License-Identifier: MIT */
/* site.h - the archive as a small web site: zip, dir and tar. */
#ifndef PACK_SITE_H
#define PACK_SITE_H

#include "pack/packer.h"

/* Where the evidence stands in it. */
#define SITE_WARC_NAME "capture/data.warc.gz"

/* Put all entries. */
OP_MUST_CHECK enum op_status site_put(struct packer *p);

/* The same with Markdown for pages, and no cover. */
OP_MUST_CHECK enum op_status site_put_notes(struct packer *p);

#endif
