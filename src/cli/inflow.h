/* SPDX-License-Identifier: MIT */
/* inflow.h - seeds as they come out of lists: files, standard input, URLs, and
 * the lists that these name.
 *
 * A list is read no further than its seeds are asked for, so that the first is
 * at work while the list still comes. What is kept of a seed is its hash. */
#ifndef CLI_INFLOW_H
#define CLI_INFLOW_H

#include "cli/say.h"
#include "cli/seeds.h"

struct inflow;

/* Whoever asks for the seeds. The lists, --since, --limit are in the options,
 * the patterns in the wish; all are borrowed. */
struct inflow_asker {
    const struct options *options;
    const struct wish *wish;
    struct speaker *speaker; /* is told of broken entries */
    void *context;
    /* A list, or a line that the user wrote, came to nothing. */
    void (*failed)(void *context, const struct op_error *why);
};

/* Collect the operands, and open the lists; *inflow is NULL when there are
 * none. Fails with OP_USAGE (nothing at all is given, or --since makes no
 * sense), OP_IO, OP_NO_MEMORY. Close the inflow in any case. */
OP_MUST_CHECK enum op_status inflow_collect(struct arena *arena,
                                            const struct inflow_asker *asker,
                                            struct input_list *operands,
                                            struct inflow **inflow,
                                            struct op_error *err);

/* The next seed, borrowed until the next call. With `waits` unset it does not
 * wait for what others have to send, and may say SEEDS_LATER; with it, it
 * waits a while before it does. */
enum seeds_turn inflow_next(struct inflow *inflow, bool waits,
                            struct job_seed *seed);

/* Say what was left out, when anything was. */
void inflow_say(const struct inflow *inflow);

/* NULL is fine. */
void inflow_close(struct inflow *inflow);

#endif
