/* SPDX-License-Identifier: MIT */
/* book.h - the archive as one file with three lives: an EPUB 3.3 book, a WACZ
 * 1.1.1 web archive and a Frictionless data package.
 *
 * Source: EPUB 3.3, sections 4 (OCF), 5 (package document), 7 (navigation);
 * WACZ 1.1.1; Data Package 1.0. */
#ifndef PACK_BOOK_H
#define PACK_BOOK_H

#include "pack/packer.h"

#define BOOK_MIMETYPE      "application/epub+zip"
#define BOOK_METADATA_NAME "EPUB/metadata.json"
#define BOOK_WARC_NAME     "archive/data.warc.gz"

/* Put all entries. */
OP_MUST_CHECK enum op_status book_put(struct packer *p);

#endif
