/* SPDX-License-Identifier: MIT */
/* evidence.c - the exchanges of a job on their way into archives. */
#include "job/evidence.h"

#include <offprint/limits.h>
#include <time.h>

enum op_status evidence_open(struct evidence *evidence,
                             const struct job_options *options,
                             struct op_error *err)
{
    *evidence = (struct evidence){.options = options};
    arena_init(&evidence->arena, OP_MAX_JOB_MEMORY);
    evidence->spool = spool_open(err);
    return evidence->spool ? OP_OK : err->status;
}

void evidence_close(struct evidence *evidence)
{
    spool_close(evidence->spool);
    arena_free(&evidence->arena);
}

struct str evidence_time(struct arena *arena, const struct job_options *options,
                         const struct exchange *exchange)
{
    bool is_claimed = options->epoch >= 0 && !exchange->is_dated;
    time_t seconds =
        (time_t)(is_claimed ? options->epoch : exchange->started_ms / 1000);
    struct tm utc;
    gmtime_r(&seconds, &utc);
    char text[32];
    strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &utc);
    return arena_dup(arena, str_of(text));
}

void evidence_observe(void *context, const struct exchange *exchange,
                      struct str robots_of)
{
    struct evidence *evidence = context;
    jmp_buf escape;
    if (!robots_of.len || evidence->error.status)
        return;
    evidence->arena.escape = &escape;
    if (setjmp(escape)) {
        error_set(&evidence->error, OP_NO_MEMORY, OP_STAGE_FETCH,
                  str_of(exchange->url), "no memory for the capture");
        return;
    }
    struct str date =
        evidence_time(&evidence->arena, evidence->options, exchange);
    struct str reason = warc_reason(
        exchange->body.len >= OP_MAX_ROBOTS_BYTES ? OP_TOO_LARGE : OP_RESET);
    struct robots_capture *robots =
        vec_push(&evidence->robots, &evidence->arena);
    robots->origin = arena_dup(&evidence->arena, robots_of);
    if (warc_capture(&evidence->arena, evidence->spool, exchange, date, reason,
                     &robots->capture, &evidence->error) != OP_OK)
        evidence->robots.len--;
}

enum op_status evidence_add(struct arena *arena, struct spool *spool,
                            const struct job_options *options,
                            const struct response *response,
                            capture_list *captures, struct op_error *err)
{
    enum op_status status = OP_OK;
    struct str reason = warc_reason(response->error.status);
    if (!options->keeps_evidence)
        return OP_OK;
    for (const struct exchange *e = response->hops; e && status == OP_OK;
         e = e->next) {
        struct capture capture;
        struct str date = evidence_time(arena, options, e);
        status = warc_capture(arena, spool, e, date, reason, &capture, err);
        if (status == OP_OK)
            *vec_push(captures, arena) = capture;
    }
    return status;
}

struct sha256 evidence_digest(const struct response *response,
                              const capture_list *captures)
{
    if (captures->len > 0 && response_is_plain(response))
        return captures->at[captures->len - 1].payload;
    return sha256_of(response->body);
}
