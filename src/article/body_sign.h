/* SPDX-License-Identifier: MIT */
/* body_sign.h - lines with which an article is signed. */
#ifndef ARTICLE_BODY_SIGN_H
#define ARTICLE_BODY_SIGN_H

#include "article/body_block.h"

/* Does one of the last lines of an article say no more than where it is from
 * ("Source: ..."), who worked on it ("Reporting by ..."), or anything in
 * brackets that are all of it ("(agencies)")? */
bool sign_is(struct arena *arena, const struct block *line);

#endif
