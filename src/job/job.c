/* SPDX-License-Identifier: MIT */
/* job.c - one run: feed seeds, let the client work, hand out bundles. */
#include "job/job.h"

#include "job/evidence.h"
#include "job/volume.h"
#include <offprint/limits.h>

/* Archives that are being made at the same time, when each seed has its own:
 * enough to keep slow hosts from holding up the others. */
#define MAX_OPEN_VOLUMES 8
#define TICK_MS          100

struct job {
    const struct job_options *options;
    const struct job_observer *observer;
    struct client *client;
    struct reading *reading;
    struct evidence evidence;
    struct volume *volumes; /* a list, oldest first */
    size_t volume_count;
    bool seeds_are_over;
    struct response *answers; /* not worked on yet, oldest first */
    struct response **answers_end;
    bool is_out_of_memory; /* an answer could not even be made */
    struct job_stats stats;
    struct op_error *err;
};

/* Called inside the client: only remember the answer. */
static void queue_answer(void *context, void *tag, struct response *response)
{
    struct job *job = context;
    if (!response) {
        job->is_out_of_memory = true;
        return;
    }
    response->tag = tag;
    response->next = NULL;
    *job->answers_end = response;
    job->answers_end = &response->next;
}

/* Called inside the client, too; what it calls only prints. */
static void tell_cut(void *context, struct str origin, int64_t asked_ms,
                     int64_t kept_ms)
{
    struct job *job = context;
    struct job_event event = {
        .kind = JOB_DELAY_CUT,
        .url = origin,
        .asked_ms = asked_ms,
        .kept_ms = kept_ms,
    };
    job->observer->event(job->observer->context, &event);
}

static struct response *next_answer(struct job *job)
{
    struct response *answer = job->answers;
    job->answers = answer->next;
    if (!job->answers)
        job->answers_end = &job->answers;
    return answer;
}

/* --- volumes ----------------------------------------------------------- */

static struct volume *add_volume(struct job *job)
{
    struct volume *volume =
        volume_open(job->options, job->client, job->observer, &job->evidence,
                    &job->stats, job->reading, job->err);
    if (!volume)
        return NULL;
    struct volume **end = &job->volumes;
    while (*end)
        end = &(*end)->next;
    *end = volume;
    job->volume_count++;
    return volume;
}

static void drop_volume(struct job *job, struct volume *volume)
{
    struct volume **at = &job->volumes;
    while (*at != volume)
        at = &(*at)->next;
    *at = volume->next;
    job->volume_count--;
    volume_close(volume);
}

/* A volume's arena may give up anywhere below: every entry sets its escape. */
static enum op_status out_of_memory(struct job *job,
                                    const struct volume *volume)
{
    return error_set(job->err, OP_NO_MEMORY, OP_STAGE_NONE,
                     volume->pages.len ? volume->pages.at[0]->url : S(""),
                     "out of memory");
}

static enum op_status add_seed(struct job *job, struct volume *volume,
                               const struct job_seed *seed)
{
    jmp_buf escape;
    volume->arena.escape = &escape;
    if (setjmp(escape))
        return out_of_memory(job, volume);
    volume_add_seed(volume, seed);
    return OP_OK;
}

static bool is_idle(const struct job *job)
{
    struct client_stats now = client_stats(job->client);
    return !now.active && !now.waiting && !job->answers;
}

/* All seeds are known before an archive of all is planned; else others may
 * wait for the next one. */
static enum op_status feed_seeds(struct job *job)
{
    bool into_one = job->options->into_one;
    while (!job->seeds_are_over &&
           (into_one || job->volume_count < MAX_OPEN_VOLUMES)) {
        struct job_seed seed;
        bool waits = !job->volumes || (into_one && is_idle(job));
        enum seeds_turn turn =
            job->observer->next_seed(job->observer->context, waits, &seed);
        job->seeds_are_over = turn == SEEDS_OVER;
        if (turn != SEEDS_NEXT)
            break;
        struct volume *volume = into_one ? job->volumes : NULL;
        if (!volume)
            volume = add_volume(job);
        if (!volume)
            return job->err->status;
        enum op_status status = add_seed(job, volume, &seed);
        if (status != OP_OK)
            return status;
    }
    return OP_OK;
}

static enum op_status take_answer(struct job *job, struct response *answer)
{
    struct ticket *ticket = answer->tag;
    struct volume *volume = ticket->volume;
    jmp_buf escape;
    volume->arena.escape = &escape;
    if (setjmp(escape))
        return out_of_memory(job, volume);
    return volume_take(volume, ticket, answer, job->err);
}

static enum op_status take_reading(struct job *job,
                                   const struct reading_answer *answer)
{
    struct ticket *ticket = answer->tag;
    struct volume *volume = ticket->volume;
    jmp_buf escape;
    volume->arena.escape = &escape;
    if (setjmp(escape))
        return out_of_memory(job, volume);
    return volume_read(volume, (struct job_page *)ticket, answer, job->err);
}

static enum op_status take_readings(struct job *job)
{
    enum op_status status = OP_OK;
    struct reading_answer answer;
    while (status == OP_OK && reading_take(job->reading, &answer))
        status = take_reading(job, &answer);
    return status;
}

static enum op_status take_answers(struct job *job)
{
    enum op_status status = OP_OK;
    if (job->is_out_of_memory)
        return error_set(job->err, OP_NO_MEMORY, OP_STAGE_FETCH, S(""),
                         "out of memory");
    if (job->evidence.error.status) {
        *job->err = job->evidence.error;
        return job->err->status;
    }
    while (job->answers && status == OP_OK && !reading_is_full(job->reading)) {
        struct response *answer = next_answer(job);
        status = take_answer(job, answer);
        response_free(answer);
        if (status == OP_OK)
            status = take_readings(job);
    }
    /* What waits here is in memory: get no more of it meanwhile. */
    client_hold(job->client, job->answers != NULL);
    return status;
}

static enum op_status deliver(struct job *job, struct volume *volume)
{
    struct op_error why;
    const struct bundle *bundle = volume_finish(volume, &why);
    if (bundle)
        return job->observer->volume_done(job->observer->context, bundle);
    if (why.status == OP_IO || why.status == OP_NO_MEMORY) {
        *job->err = why;
        return why.status;
    }
    job->observer->volume_failed(job->observer->context, &why);
    return OP_OK;
}

/* Plan the volume's next level; deliver it when there is none. */
static enum op_status advance(struct job *job, struct volume *volume,
                              bool *is_over)
{
    jmp_buf escape;
    volume->arena.escape = &escape;
    if (setjmp(escape))
        return out_of_memory(job, volume);
    bool has_all_seeds = !job->options->into_one || job->seeds_are_over;
    if (!volume_advance(volume, has_all_seeds))
        return OP_OK;
    *is_over = true;
    return deliver(job, volume);
}

static enum op_status advance_all(struct job *job)
{
    enum op_status status = OP_OK;
    struct volume *next;
    for (struct volume *v = job->volumes; v && status == OP_OK; v = next) {
        next = v->next;
        bool is_over = false;
        status = advance(job, v, &is_over);
        if (is_over)
            drop_volume(job, v);
    }
    return status;
}

/* --- the run ----------------------------------------------------------- */

static bool should_stop(const struct job *job)
{
    return job->options->stop && *job->options->stop;
}

static enum op_status run(struct job *job)
{
    enum op_status status = feed_seeds(job);
    while (status == OP_OK && (job->volumes || !job->seeds_are_over)) {
        if (client_run(job->client, TICK_MS) == 0 && !job->answers)
            reading_wait(job->reading, TICK_MS);
        status = take_readings(job);
        if (status == OP_OK)
            status = take_answers(job);
        if (status == OP_OK)
            status = advance_all(job);
        if (status == OP_OK)
            status = feed_seeds(job);
        job->stats.client = client_stats(job->client);
        job->observer->tick(job->observer->context, &job->stats);
        if (status == OP_OK && should_stop(job))
            status = error_set(job->err, OP_INTERRUPTED, OP_STAGE_NONE, S(""),
                               "interrupted");
    }
    return status;
}

static enum op_status begin_reading(struct job *job)
{
    struct reading_options options = {
        .processes = job->options->readers,
        .is_shut_in = job->options->is_shut_in,
    };
    /* Images that are not wanted leave their alternative text behind. */
    const struct past *past = job->options->past;
    if (past) {
        options.how.has = past->knows;
        options.how.has_context = past->context;
    }
    job->reading = reading_open(&options, job->err);
    return job->reading ? OP_OK : job->err->status;
}

/* All that is begun before the first seed; the reader first, which begins as
 * what this process is. */
static enum op_status begin(struct job *job,
                            const struct client_options *client)
{
    job->answers_end = &job->answers;
    enum op_status status = begin_reading(job);
    if (status == OP_OK)
        status = evidence_open(&job->evidence, job->options, job->err);
    if (status != OP_OK)
        return status;
    job->client = client_new(client, queue_answer, job, job->err);
    if (!job->client)
        return job->err->status;
    client_listen(job->client, tell_cut, job);
    if (job->options->keeps_evidence)
        client_observe(job->client, evidence_observe, &job->evidence);
    if (job->options->readers)
        client_wake(job->client, reading_fd(job->reading));
    return OP_OK;
}

enum op_status job_run(const struct client_options *client,
                       const struct job_options *options,
                       const struct job_observer *observer,
                       struct op_error *err)
{
    struct op_error unseen = {.status = OP_OK};
    struct job job = {
        .options = options, .observer = observer, .err = err ? err : &unseen};
    enum op_status status = begin(&job, client);
    if (status == OP_OK)
        status = run(&job);
    client_free(job.client);
    while (job.answers)
        response_free(next_answer(&job));
    while (job.volumes)
        drop_volume(&job, job.volumes);
    evidence_close(&job.evidence);
    reading_close(job.reading);
    return status;
}
