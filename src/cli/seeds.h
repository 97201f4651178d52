/* SPDX-License-Identifier: MIT */
/* seeds.h - what get and list share: URLs given by hand, and which related
 * posts are wanted. */
#ifndef CLI_SEEDS_H
#define CLI_SEEDS_H

#include "cli/input.h"
#include "job/job.h"
#include <regex.h>

struct pattern_list {
    regex_t *at;
    size_t len, cap;
};

struct wish {
    struct pattern_list include, exclude;
};

/* A URL as people type it ("example.org/post" is taken for https) to an
 * absolute one on `arena`; OP_BAD_URL. */
OP_MUST_CHECK enum op_status seed_url(struct arena *arena, const char *text,
                                      struct str *url, struct op_error *err);

/* Compile --include and --exclude and fill in the job's options. The wish must
 * outlive them; free it with wish_free, also after failure. OP_USAGE. */
OP_MUST_CHECK enum op_status wish_read(struct arena *arena,
                                       const struct options *options,
                                       struct wish *wish,
                                       struct job_options *job,
                                       struct op_error *err);
void wish_free(struct wish *wish);

/* Do the patterns let this URL through? */
bool wish_wants(const struct wish *wish, struct str url);

#endif
