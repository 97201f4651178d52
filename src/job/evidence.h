/* SPDX-License-Identifier: MIT */
/* evidence.h - the exchanges of a job on their way into archives.
 *
 * Pages and images keep the captures of their own hops; robots.txt is asked
 * for once a job and belongs to every volume that goes to its origin. */
#ifndef JOB_EVIDENCE_H
#define JOB_EVIDENCE_H

#include "job/job.h"

/* One exchange that asked for an origin's robots.txt. */
struct robots_capture {
    struct str origin; /* "https://example.org" */
    struct capture capture;
};

struct evidence {
    struct arena arena;
    struct spool *spool;
    const struct job_options *options;
    VEC(struct robots_capture) robots; /* in order of time */
    struct op_error error;             /* what went wrong while observing */
};

/* Fails with OP_IO when there is no temporary store. End with evidence_close,
 * also then. */
OP_MUST_CHECK enum op_status evidence_open(struct evidence *evidence,
                                           const struct job_options *options,
                                           struct op_error *err);
void evidence_close(struct evidence *evidence);

/* A client_observer for the evidence (its context). Failures are kept. */
void evidence_observe(void *context, const struct exchange *exchange,
                      struct str robots_of);

/* The time to be written for an exchange: "2026-11-23T18:00:00Z". */
struct str evidence_time(struct arena *arena, const struct job_options *options,
                         const struct exchange *exchange);

/* Spool every hop of a response and add it to the captures. OP_IO when the
 * store is full. */
OP_MUST_CHECK enum op_status evidence_add(struct arena *arena,
                                          struct spool *spool,
                                          const struct job_options *options,
                                          const struct response *response,
                                          capture_list *captures,
                                          struct op_error *err);

/* The digest of a response's decoded body, right after its hops were added to
 * the captures: that of the payload, already taken, when there is no coding. */
struct sha256 evidence_digest(const struct response *response,
                              const capture_list *captures);

#endif
