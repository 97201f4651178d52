/* SPDX-License-Identifier: MIT */
/* changes.h - what a run changed, article by article: as text for a mail, as
 * JSON, as a page. */
#ifndef CLI_CHANGES_H
#define CLI_CHANGES_H

#include "base/json.h"
#include "cli/say.h"
#include "library/outcome.h"

/* Did anything happen that somebody would want to hear of? */
bool changes_any(const struct run_outcome *run);

/* New, changed with the headline it had, disappeared, failed and since when;
 * bytes and time. At most a hundred of each, so that a mail stays a mail. */
void changes_put_text(const struct run_outcome *run, struct buf *out);

/* One value: an object with counts and all articles. */
void changes_put_json(const struct run_outcome *run, struct json_writer *w);

/* A page of its own, all articles. */
void changes_put_html(const struct run_outcome *run, struct buf *out);

/* One article, as in changes_put_json. */
void changes_put_article(const struct article_outcome *article,
                         struct json_writer *w);

/* All that --report and --on-change ask for, at the end of a run. Nothing is
 * printed with --quiet when nothing happened. Says what fails; gives the exit
 * status for that, or 0. */
int changes_finish(const struct run_outcome *run, const struct options *options,
                   struct speaker *speaker);

#endif
