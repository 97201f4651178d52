/* SPDX-License-Identifier: MIT */
/* reading.h - strangers' pages are read here: by processes that can do nothing
 * else, or in this one.
 *
 * Several pages are read at once, and what a page does to its reader costs that
 * page alone (base/worker.h). An article comes out the same either way. */
#ifndef JOB_READING_H
#define JOB_READING_H

#include "article/article.h"

struct reading_options {
    size_t processes;           /* 0: pages are read in this process */
    bool is_shut_in;            /* base/box.h */
    struct extract_options how; /* borrowed, as it is when reading begins */
};

/* A page to be read; borrowed for the call. */
struct reading_page {
    void *tag; /* handed back */
    struct str bytes, url, content_type;
};

/* What came of it, for reading_article. */
struct reading_answer {
    void *tag;
    struct str bytes; /* borrowed until the next reading_take */
    const char *death;
};

struct reading;

/* NULL and err when memory or a descriptor cannot be had. */
struct reading *reading_open(const struct reading_options *options,
                             struct op_error *err);

/* NULL is fine. Pages under way are forgotten. */
void reading_close(struct reading *reading);

/* How its readers are shut in, for people, once a page was read; static. */
const char *reading_isolation(const struct reading *reading);

/* Must an answer be taken before another page can be given? */
bool reading_is_full(const struct reading *reading);

/* Give a page, when it is not full. Only memory can fail here. */
OP_MUST_CHECK enum op_status reading_give(struct reading *reading,
                                          const struct reading_page *page,
                                          struct op_error *err);

/* Take an answer, in no certain order; false when there is none yet. */
bool reading_take(struct reading *reading, struct reading_answer *answer);

/* Wait at most so long for an answer; or wait for the descriptor, which is
 * readable when there may be one. */
void reading_wait(const struct reading *reading, int timeout_ms);
int reading_fd(const struct reading *reading);

/* The article of an answer, on `arena`; what article_extract returned for the
 * page at `url`, or OP_TOO_COMPLEX at stage parse when its reader died. */
OP_MUST_CHECK enum op_status reading_article(
    struct arena *arena, const struct reading_answer *answer, struct str url,
    struct article **article, struct op_error *err);

/* All of it for one page, waiting. */
OP_MUST_CHECK enum op_status reading_one(struct arena *arena,
                                         const struct reading_options *options,
                                         const struct reading_page *page,
                                         struct article **article,
                                         struct op_error *err);

#endif
