/* SPDX-License-Identifier: MIT */
/* clean_pull.h - words that a page sets apart because they stand in its text,
 * too. */
#ifndef ARTICLE_CLEAN_PULL_H
#define ARTICLE_CLEAN_PULL_H

#include "article/clean_copy.h"

/* Is it called a pull quote? */
bool is_pull_quote(const struct node *node);

/* Of the copies in cleaner->pulls take out those that say again what the text
 * below `root` says: it is there once. A walk over the text for each of a
 * bounded number. */
void drop_repeated(struct cleaner *cleaner, const struct node *root);

#endif
