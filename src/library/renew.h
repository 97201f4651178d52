/* SPDX-License-Identifier: MIT */
/* renew.h - a new version of an archive, when there is something new.
 *
 * The archive's job is gone through again: pages that changed are answered by
 * what was just fetched, the others by the archive's own captures, and what it
 * never had - new related posts, new images - by the web. If an article's
 * prose, title or authors are not what they were, or posts came or went, the
 * archive is written anew with one more version in its history; its captures
 * stay as they are, and new ones stand behind them. */
#ifndef LIBRARY_RENEW_H
#define LIBRARY_RENEW_H

#include "job/job.h"
#include "library/look.h"
#include "library/outcome.h"
#include "pack/pack.h"

struct renew_options {
    const struct client_options *client;
    const struct job_options *job; /* as for a new archive */
    /* Change *job to an archive's choices (pack/bundle.h); borrowed until the
     * next. NULL: *job serves for all. */
    enum op_status (*choose)(void *context, const str_list *choices,
                             struct job_options *job, struct op_error *err);
    void *context;
    bool all_changes;     /* other bytes are a new version, too */
    size_t keep_versions; /* of an article; 0: all */
};

/* Renew the archive at `path` below the library, if need be. What came of it is
 * added to `run`. Fails with the machine's errors, OP_CORRUPT (an archive that
 * cannot be read), OP_INTERRUPTED; the archive is then as it was. */
OP_MUST_CHECK enum op_status renew(struct look *look, struct str path,
                                   const struct renew_options *options,
                                   struct run_outcome *run,
                                   struct op_error *err);

#endif
