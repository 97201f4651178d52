/* SPDX-License-Identifier: MIT */
/* worker.h - processes that do one piece of work after another.
 *
 * A piece goes over as bytes, and bytes come back. The processes are children
 * of this one, kept alive from piece to piece, with a socket, standard input
 * and error open and nothing else. One that dies, or that takes too long, costs
 * the piece it had; another takes its place. Nothing here waits but
 * workers_wait, so the network can go on meanwhile; nothing is global, no
 * signal handler is set, and no descriptor is inherited by other programs. */
#ifndef BASE_WORKER_H
#define BASE_WORKER_H

#include "base/buf.h"
#include "base/error.h"

struct workers;

/* Do the work on `request` and append its result to `answer`. Runs in a child
 * (or in this process, when there are none). More than the answer may hold is
 * as dying. */
typedef void worker_work(void *context, struct str request, struct buf *answer);

struct worker_plan {
    worker_work *work;
    void *context;        /* of the work; as it was when the process began */
    size_t processes;     /* at most; 0: the work is done in this process */
    size_t queue;         /* pieces that a process has at once; at least 1 */
    size_t queue_bytes;   /* and no more once they are so large; 0: no matter */
    size_t max_answer;    /* bytes */
    bool is_shut_in;      /* by box_enter */
    size_t max_memory;    /* of a process that is shut in; bytes */
    unsigned max_seconds; /* for one piece; 0: no matter */
};

/* What came of one piece. */
struct worker_result {
    void *tag;         /* as given */
    struct str answer; /* borrowed until the next workers_take; empty if lost */
    const char
        *death; /* NULL, or what the process did: "crashed" ...; static */
};

/* The plan is copied. The first process is started at once, since to fork costs
 * least while this one is small; another when all have as much as they may have
 * at once. NULL and err when memory or a descriptor cannot be had. */
struct workers *workers_new(const struct worker_plan *plan,
                            struct op_error *err);

/* End all processes; pieces under way are shown to `forget`, unless it is
 * NULL. NULL workers are fine. */
void workers_free(struct workers *workers, void (*forget)(void *tag));

/* Must a result be taken before more can be given? */
bool workers_are_full(const struct workers *workers);

/* Give a piece of work, to whoever has least to do. `request`, never empty, is
 * borrowed until its result was taken. Not for workers that are full. Cannot
 * fail here: that no process could be started is a result too. */
void workers_give(struct workers *workers, void *tag, struct str request);

/* The parts of base/box.h that are in force: what the latest process that did
 * a piece said before it began; 0 when there was none, or is none to be. */
unsigned workers_box(const struct workers *workers);

/* Move what can be moved and take a result; false when there is none yet. */
bool workers_take(struct workers *workers, struct worker_result *result);

/* Wait until workers_take has something to do, or `timeout_ms` is over. */
void workers_wait(const struct workers *workers, int timeout_ms);

/* A descriptor that is readable when workers_take has something to do, to be
 * waited for together with others; borrowed. */
int workers_fd(const struct workers *workers);

#endif
