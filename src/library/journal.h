/* SPDX-License-Identifier: MIT */
/* journal.h - which seeds are finished, and how the others fared.
 *
 * Written as a run goes, so that whatever ends it, the next one goes on: a seed
 * is finished when its archive is in the catalogue (library_take). */
#ifndef LIBRARY_JOURNAL_H
#define LIBRARY_JOURNAL_H

#include "library/library.h"

/* A run begins. */
OP_MUST_CHECK enum op_status journal_begin_run(struct library *library,
                                               struct op_error *err);

/* Is there still something to be done for this seed? Then it is begun: asked
 * again in this run, the answer is no. True also when the catalogue fails:
 * that is found out when it is written. */
bool journal_begin(struct library *library, struct str url);

/* Would journal_begin say yes? */
bool journal_wants(struct library *library, struct str url);

/* The archive that has this article as its own, by the article's final or
 * canonical URL; its path below the library, on the run's arena, or empty. */
struct str journal_archive_of(struct library *library, struct str url);

/* The seed led to an article that is here already, at `path` below it. */
OP_MUST_CHECK enum op_status journal_same(struct library *library,
                                          struct str url, struct str path,
                                          struct op_error *err);

/* It came to nothing; *since is when that was so first, on the run's arena. */
OP_MUST_CHECK enum op_status journal_failed(struct library *library,
                                            const struct op_error *why,
                                            struct str *since,
                                            struct op_error *err);

#endif
