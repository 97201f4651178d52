/* SPDX-License-Identifier: MIT */
/* select.h - which of an article's related posts are taken. */
#ifndef JOB_SELECT_H
#define JOB_SELECT_H

#include "job/job.h"

enum choice {
    CHOICE_TAKEN,
    CHOICE_KIND,     /* its kind was not asked for */
    CHOICE_EXCLUDED, /* its URL was not wanted */
    CHOICE_BUDGET,   /* more than --related */
    CHOICE_COUNT
};

/* One choice for each of article->related, in its order. On the arena. */
enum choice *select_related(struct arena *arena,
                            const struct job_options *options,
                            const struct article *article);

/* "taken", or why not, for people; a static string. */
const char *choice_text(enum choice choice);

#endif
