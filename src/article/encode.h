/* SPDX-License-Identifier: MIT */
/* encode.h - an article as JSON: the object that `extract` prints. */
#ifndef ARTICLE_ENCODE_H
#define ARTICLE_ENCODE_H

#include "article/article.h"
#include "base/json.h"

/* Write the article's members (see offprint(1), EXTRACT) into an object that
 * is already open, "url" first. */
void article_encode(const struct article *article, struct json_writer *w);

#endif
