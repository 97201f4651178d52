/* SPDX-License-Identifier: MIT */
/* get.h - the inside of get; for the files of get alone. */
#ifndef CLI_GET_H
#define CLI_GET_H

#include "article/twin.h"
#include "cli/inflow.h"
#include "cli/progress.h"
#include "cli/report.h"
#include "cli/say.h"
#include "job/job.h"
#include "library/library.h"
#include "library/outcome.h"
#include "pack/pack.h"

struct get {
    struct arena *arena;
    const struct options *options;
    struct input_list inputs;
    size_t next_input;
    struct inflow *inflow; /* of what lists name; NULL: there are none */

    struct speaker speaker;
    struct progress progress;
    struct report report;
    struct pack_options pack;
    struct sign_key *signer; /* of --sign */
    struct job_options job;
    str_list choices;       /* job.choices */
    const char *file;       /* what it works from; NULL: the web */
    struct recall *recall;  /* of an archive, or */
    struct saved *saved;    /* of a saved page */
    struct past past;       /* of either */
    struct options cleaned; /* what clean makes of the options */
    struct library library; /* when has_library */
    bool has_library;
    struct twins twins;                /* of this run, and of the library */
    struct run_outcome run;            /* what came of it, article by article */
    size_t seeds_finished, seeds_left; /* before, and by the run's limits */
    int64_t begun_ms;
    struct client_stats last_stats;
    struct op_error *err;
};

/* Make ready to go through the job of an archive again, by its seeds, limits
 * and answers. */
OP_MUST_CHECK enum op_status get_prepare_again(struct get *get);

/* Make ready to work from get->file: an archive, a WARC file or a page saved
 * from a browser. */
OP_MUST_CHECK enum op_status get_prepare_file(struct get *get);

/* Part the operands into files and others, and count the files. */
size_t get_part_operands(struct arena *arena, const struct options *options,
                         struct options *files, struct options *urls);

#endif
