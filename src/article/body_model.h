/* SPDX-License-Identifier: MIT */
/* body_model.h - ask a learned forest. */
#ifndef ARTICLE_BODY_MODEL_H
#define ARTICLE_BODY_MODEL_H

#include "article/body_tables.h"

/* The probability that what has these features is kept, 0 to 1, of `count` rows
 * that begin `stride` floats apart. */
void forest_ask(const struct forest *forest, const float *rows, size_t stride,
                size_t count, float *answers);

#endif
