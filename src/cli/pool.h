/* SPDX-License-Identifier: MIT */
/* pool.h - the same work on many items, in several processes, in order. */
#ifndef CLI_POOL_H
#define CLI_POOL_H

#include "base/buf.h"
#include "base/error.h"

struct pool_plan {
    size_t count; /* items */
    size_t processes;
    bool is_shut_in; /* base/box.h */
    /* Do item number `index` and append its result to `out`; in a child. */
    void (*work)(void *context, size_t index, struct buf *out);
    /* Called here, in the items' order, with what the work appended; or with
     * what the process did that had the item: "crashed" ... */
    void (*result)(void *context, size_t index, struct str out,
                   const char *death);
    void *context;
};

/* Do all of it. A child that dies costs the item it had. Fails with
 * OP_NO_MEMORY when there is nothing to do it with. */
OP_MUST_CHECK enum op_status pool_run(const struct pool_plan *plan,
                                      struct op_error *err);

#endif
