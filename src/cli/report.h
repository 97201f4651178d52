/* SPDX-License-Identifier: MIT */
/* report.h - what came of a run: for people, as JSON, as an exit status. */
#ifndef CLI_REPORT_H
#define CLI_REPORT_H

#include "cli/say.h"
#include "library/outcome.h"
#include "pack/bundle.h"

/* One archive that was written, or a seed that came to nothing. Strings are
 * NULL when there is nothing to say, and live until the next outcome begins; as
 * long as the report where that keeps all. */
struct outcome {
    struct outcome *next;
    const char *seed, *title;
    const char *path;   /* NULL: none was written */
    const char *detail; /* of the failure */
    const char *twin;   /* the URL of an article nearly the same */
    uint64_t bytes;     /* of the archive */
    unsigned articles, articles_wanted, images, images_wanted, losses, left_out;
    uint8_t status, stage; /* enum op_status, op_stage */
    bool was_there;        /* --no-clobber kept an older one */
};

/* A run may have a hundred thousand seeds: what came of one is said when it is
 * known, and kept only for whom it is to be told again. Starts as zeros, but
 * for `arena`, of the run, and `keeps`. */
struct report {
    struct arena *arena;
    bool keeps;
    struct arena latest;             /* in the place of `arena` where not */
    struct outcome *outcomes, *last; /* a list, in the order they came */
    VEC(struct bundle_loss) losses;  /* of all archives; when it keeps them */
    int worst, page_fault;           /* the lowest exit status of each sort */
    bool has_archive, has_loss;
    uint64_t received; /* bytes over the wire */
    int64_t duration_ms;
};

/* Begin the outcome of a bundle; copies. */
struct outcome *report_add(struct report *report, const struct bundle *bundle);

/* Begin that of a seed that came to nothing; copies. */
struct outcome *report_add_failure(struct report *report,
                                   const struct op_error *why);

/* Begin that of an archive that is kept as it is. */
void report_add_kept(struct report *report, struct str seed, struct str path,
                     uint64_t bytes);

/* It came to nothing, or not to all, for this reason; copies. */
void outcome_fail(struct report *report, struct outcome *outcome,
                  const struct op_error *why);

/* The archive was written there; copies. */
void outcome_write(struct report *report, struct outcome *outcome,
                   struct str path, uint64_t bytes);

/* An article of that URL is nearly the same; copies. */
void outcome_match(struct report *report, struct outcome *outcome,
                   struct str url);

/* Note the latest outcome, of a report that keeps them, as what happened to an
 * article, where no catalogue knows more of it. */
void report_note(const struct report *report, struct run_outcome *run);

/* End the latest outcome: count it, and say what was written and what of its
 * bundle (NULL: there is none) is missing. */
void report_end(struct report *report, const struct bundle *bundle,
                struct speaker *speaker);

/* Give back what the report has of its own. */
void report_free(struct report *report);

/* Write a report that keeps all as JSON to a file ("-": standard output), with
 * what came of it article by article. */
OP_MUST_CHECK enum op_status report_write(const struct report *report,
                                          const struct run_outcome *run,
                                          const char *path, int exit_status,
                                          struct op_error *err);

/* The exit status of the run: the lowest of 1 to 8 that applies, else 9 when
 * something was lost, as --fail-on wants it. */
int report_exit(const struct report *report, enum fail_on fail_on);

#endif
