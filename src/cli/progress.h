/* SPDX-License-Identifier: MIT */
/* progress.h - how far a job is, on standard error.
 *
 * On a terminal one line, redrawn in place and cut to its width; elsewhere
 * nothing (PROGRESS_AUTO) or a plain line every few seconds. */
#ifndef CLI_PROGRESS_H
#define CLI_PROGRESS_H

#include "cli/say.h"
#include "job/job.h"

struct progress {
    struct speaker *speaker; /* borrowed */
    bool is_live, is_plain, has_colour;
    int64_t started_ms, drawn_ms;
    uint64_t bytes_then; /* at drawn_ms, for the rate */
    uint64_t rate;       /* bytes a second, smoothed */
};

struct progress progress_setup(const struct options *options,
                               struct speaker *speaker);

/* Show where the job is; draws at most ten times a second. */
void progress_show(struct progress *progress, const struct job_stats *stats);

/* Wipe the line. */
void progress_end(struct progress *progress);

#endif
