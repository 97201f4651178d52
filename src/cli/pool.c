/* SPDX-License-Identifier: MIT */
/* pool.c - the same work on many items, in several processes, in order.
 *
 * Items are given as the workers get done; a result that comes before its turn
 * waits in a ring, which also bounds how far the workers run ahead. */
#include "cli/pool.h"

#include "base/memory.h"
#include "base/worker.h"
#include <offprint/limits.h>

#define MAX_RESULT_BYTES (1u << 30)
#define QUEUE            4 /* items of a process: it need not wait for us */
#define AHEAD            8 /* items of a process, for each of its queue */

struct place {
    struct buf out;
    const char *death;
    bool is_done;
};

struct pool {
    const struct pool_plan *plan;
    struct workers *workers;
    size_t given, told;
    size_t *numbers; /* 0, 1 ...: what is sent */
    struct place *ring;
    size_t ring_size;
};

static void work(void *context, struct str request, struct buf *answer)
{
    const struct pool_plan *plan = context;
    size_t index;
    memcpy(&index, request.at, sizeof index);
    plan->work(plan->context, index, answer);
}

static struct place *place_of(const struct pool *pool, size_t index)
{
    return &pool->ring[index % pool->ring_size];
}

static void give(struct pool *pool)
{
    while (pool->given < pool->plan->count &&
           pool->given - pool->told < pool->ring_size &&
           !workers_are_full(pool->workers)) {
        size_t *number = &pool->numbers[pool->given % pool->ring_size];
        *number = pool->given++;
        struct str request = {(const char *)number, sizeof *number};
        workers_give(pool->workers, number, request);
    }
}

static void take(struct pool *pool)
{
    struct worker_result result;
    while (workers_take(pool->workers, &result)) {
        struct place *place = place_of(pool, *(size_t *)result.tag);
        buf_put(&place->out, result.answer);
        place->death = place->out.failed ? "ran out of room" : result.death;
        place->is_done = true;
        give(pool);
    }
}

static void tell(struct pool *pool)
{
    for (; pool->told < pool->given; pool->told++) {
        struct place *place = place_of(pool, pool->told);
        if (!place->is_done)
            return;
        pool->plan->result(pool->plan->context, pool->told,
                           place->death ? S("") : buf_str(&place->out),
                           place->death);
        place->is_done = false;
        buf_clear(&place->out);
    }
}

static enum op_status open_pool(struct pool *pool, struct op_error *err)
{
    const struct pool_plan *plan = pool->plan;
    struct worker_plan workers = {
        .work = work,
        .context = (void *)plan,
        .processes = plan->processes,
        .queue = QUEUE,
        .max_answer = MAX_RESULT_BYTES,
        .is_shut_in = plan->is_shut_in,
        .max_memory = OP_MAX_PROCESS_MEMORY,
        .max_seconds = OP_PAGE_SECONDS,
    };
    pool->ring_size = plan->processes * QUEUE * AHEAD;
    pool->ring = memory_alloc(pool->ring_size * sizeof *pool->ring);
    pool->numbers = memory_alloc(pool->ring_size * sizeof *pool->numbers);
    if (!pool->ring || !pool->numbers)
        return error_set(err, OP_NO_MEMORY, OP_STAGE_NONE, S(""),
                         "out of memory");
    for (size_t i = 0; i < pool->ring_size; i++) {
        pool->ring[i] = (struct place){0};
        buf_init(&pool->ring[i].out, MAX_RESULT_BYTES);
    }
    pool->workers = workers_new(&workers, err);
    return pool->workers ? OP_OK : OP_NO_MEMORY;
}

enum op_status pool_run(const struct pool_plan *plan, struct op_error *err)
{
    struct pool pool = {.plan = plan};
    enum op_status status = open_pool(&pool, err);
    while (status == OP_OK && pool.told < plan->count) {
        give(&pool);
        workers_wait(pool.workers, 1000);
        take(&pool);
        tell(&pool);
    }
    workers_free(pool.workers, NULL);
    for (size_t i = 0; pool.workers && i < pool.ring_size; i++)
        buf_free(&pool.ring[i].out);
    memory_free(pool.ring);
    memory_free(pool.numbers);
    return status;
}
