/* SPDX-License-Identifier: MIT */
/* worker_child.h - the child's side of base/worker. */
#ifndef BASE_WORKER_CHILD_H
#define BASE_WORKER_CHILD_H

#include "base/worker.h"
#include <sys/types.h>

/* Serve requests from `fd` until its other end is closed or `parent` is gone.
 * To be called right after fork. */
void worker_child(const struct worker_plan *plan, int fd, pid_t parent)
    __attribute__((noreturn));

#endif
