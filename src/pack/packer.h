/* SPDX-License-Identifier: MIT */
/* packer.h - put the entries of an archive, one after the other.
 *
 * What is in an archive and in which order is the layout's business (site.c,
 * ocf.c); how its container holds it is the writer's. Between them stands the
 * packer: it digests what nobody digested yet, and holds sizes to what was
 * said. */
#ifndef PACK_PACKER_H
#define PACK_PACKER_H

#include "base/buf.h"
#include "pack/manifest.h"
#include "pack/plan.h"
#include "pack/writer.h"

/* All that one run of pack_write owns, so that one place can free it. */
struct packer {
    struct arena arena; /* plan, writer */
    struct arena page;  /* what one article's page takes on its way */
    const struct pack_options *options;
    struct plan *plan;
    struct writer *writer;      /* NULL once it is over */
    struct buf text;            /* the entry being made */
    packed_list files;          /* what was put, in order */
    struct digest digest;       /* of the entry being written, or */
    const struct sha256 *known; /* what it is known to be */
    uint64_t written;           /* bytes of it */
    struct op_error *err;
    jmp_buf escape;
};

void packer_init(struct packer *p, const struct pack_options *options,
                 struct op_error *err);
/* Abandons the writer when it is not over. */
void packer_free(struct packer *p);

/* OP_NO_MEMORY with a sentence. */
enum op_status packer_no_memory(const struct packer *p);

/* Put an entry: bytes, bytes that are not to be deflated, what was made in
 * p->text (which is empty afterwards), an image (stored, unless it shrinks), or
 * the evidence. Names live on the packer's arena or longer. */
OP_MUST_CHECK enum op_status packer_bytes(struct packer *p, struct str name,
                                          struct str bytes);
OP_MUST_CHECK enum op_status packer_stored(struct packer *p, struct str name,
                                           struct str bytes);
OP_MUST_CHECK enum op_status packer_text(struct packer *p, struct str name);
OP_MUST_CHECK enum op_status packer_asset(struct packer *p, size_t index);
OP_MUST_CHECK enum op_status packer_warc(struct packer *p, struct str name);

#endif
