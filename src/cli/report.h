/* SPDX-License-Identifier: MIT */
/* report.h - what came of a run: for people, as JSON, as an exit status. */
#ifndef CLI_REPORT_H
#define CLI_REPORT_H

#include "cli/say.h"
#include "pack/bundle.h"

/* One archive that was written, or a seed that came to nothing. */
struct outcome {
    struct str seed, title;
    struct str path; /* empty: none was written */
    struct op_error error;
    size_t articles, articles_wanted, images, images_wanted, losses, left_out;
    uint64_t bytes; /* of the archive */
    bool was_there; /* --no-clobber kept an older one */
};

struct report {
    struct arena *arena;
    VEC(struct outcome) outcomes;
    VEC(struct bundle_loss) losses; /* of all archives, copied */
    uint64_t received;              /* bytes over the wire */
    int64_t duration_ms;
};

/* Take along what is to be said of a bundle; copies. */
struct outcome *report_add(struct report *report, const struct bundle *bundle);

/* Say what was written and what is missing. */
void report_say(const struct report *report, struct speaker *speaker);

/* Write the report as JSON to a file ("-": standard output). */
OP_MUST_CHECK enum op_status report_write(const struct report *report,
                                          const char *path, int exit_status,
                                          struct op_error *err);

/* The exit status of the run: the lowest of 1 to 8 that applies, else 9 when
 * something was lost, as --fail-on wants it. */
int report_exit(const struct report *report, enum fail_on fail_on);

#endif
