/* SPDX-License-Identifier: MIT */
/* source.h - the bytes of one page, from a file, standard input or the web. */
#ifndef CLI_SOURCE_H
#define CLI_SOURCE_H

#include "article/article.h"
#include "base/buf.h"
#include "cli/input.h"

struct source {
    struct buf bytes;        /* content-decoded; owned */
    struct str url;          /* absolute; empty when unknown */
    struct str content_type; /* empty for files */
};

/* Load it; strings go on `arena`. Free with source_free, also after failure. */
OP_MUST_CHECK enum op_status source_load(struct arena *arena,
                                         const struct options *options,
                                         const struct input *input,
                                         struct source *source,
                                         struct op_error *err);
void source_free(struct source *source);

/* Its article: read by a process that can do nothing else, unless
 * --no-sandbox or `is_shut_in`, this one being such a process already. */
OP_MUST_CHECK enum op_status source_article(struct arena *arena,
                                            const struct options *options,
                                            const struct source *source,
                                            bool is_shut_in,
                                            struct article **article,
                                            struct op_error *err);

#endif
