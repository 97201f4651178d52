/* SPDX-License-Identifier: MIT */
/* pool.h - the same work on many items, in several processes, in order. */
#ifndef CLI_POOL_H
#define CLI_POOL_H

#include "base/buf.h"
#include "base/error.h"

/* Called in every child before its first item. */
typedef void pool_start(void *context);

/* Do item number `index` and append its result to `out`. */
typedef void pool_work(void *context, size_t index, struct buf *out);

/* Called in the parent, in the items' order, with what the work appended;
 * `died` when the process that had the item ended without a result. */
typedef void pool_result(void *context, size_t index, struct str out,
                         bool died);

/* Run `work` for items 0 to count-1 in `processes` children. Item i is done by
 * child i modulo processes; a child that dies costs the item it had and is
 * replaced. Fails with OP_NO_MEMORY or OP_IO when children cannot be made. */
OP_MUST_CHECK enum op_status pool_run(size_t count, size_t processes,
                                      pool_start *start, pool_work *work,
                                      pool_result *result, void *context,
                                      struct op_error *err);

#endif
