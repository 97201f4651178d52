/* SPDX-License-Identifier: MIT */
/* edition.h - an article as it was in a version of its archive.
 *
 * It goes through its job again, from the captures of then: an article in
 * several pages comes out whole. */
#ifndef JOB_EDITION_H
#define JOB_EDITION_H

#include "job/job.h"

/* Strings are on the arena it was read with; empty is unknown. Authors are
 * parted by ", ", blocks of the text by newlines. */
struct edition {
    struct str title, authors, published, modified, language, text;
};

/* The article asked for by `url` in that version (recall_versions), read by
 * that many processes, shut in, or by this one. The recall stays back there
 * until recall_go_back. Fails with what is wrong with the page, OP_NO_MEMORY,
 * OP_IO. */
OP_MUST_CHECK enum op_status edition_read(struct arena *arena,
                                          struct recall *recall,
                                          const struct recall_version *version,
                                          struct str url, size_t readers,
                                          struct edition *edition,
                                          struct op_error *err);

#endif
