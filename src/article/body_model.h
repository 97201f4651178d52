/* SPDX-License-Identifier: MIT */
/* body_model.h - ask a learned forest. */
#ifndef ARTICLE_BODY_MODEL_H
#define ARTICLE_BODY_MODEL_H

#include "article/body_tables.h"

/* The probability that a block with these features is kept, 0 to 1. */
float forest_ask(const struct forest *forest, const float *features);

#endif
