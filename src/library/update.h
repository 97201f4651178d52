/* SPDX-License-Identifier: MIT */
/* update.h - look at all articles of a library again. */
#ifndef LIBRARY_UPDATE_H
#define LIBRARY_UPDATE_H

#include "library/renew.h"

struct update_options {
    struct renew_options renew;
    int64_t older_than;     /* seconds since it was looked at; 0: all are due */
    int64_t changed_within; /* seconds since it changed; 0: any */
    uint64_t quota;         /* bytes received; 0: none */
    int64_t max_time_ms;    /* of the run; 0: none */
    const volatile sig_atomic_t *stop;
    void (*tick)(void *context, size_t done, const struct client_stats *stats);
    void *context;
};

/* Ask for all that is due, renew what changed, note what was found. What came
 * of it is added to `run`. Archives that cannot be renewed are told of there;
 * the others go on. Fails with OP_LIMIT when the quota or the time ended it
 * early, OP_INTERRUPTED, OP_IO, OP_NO_MEMORY: what is renewed until then is. */
OP_MUST_CHECK enum op_status update(struct library *library,
                                    const struct update_options *options,
                                    struct run_outcome *run,
                                    struct op_error *err);

#endif
