/* SPDX-License-Identifier: MIT */
/* refusal.h - is this an article at all, and if not, what is it? */
#ifndef ARTICLE_REFUSAL_H
#define ARTICLE_REFUSAL_H

#include "article/body.h"

/* Set is_article, refusal, confidence and warnings of an article whose title
 * and text are there already. Challenge, consent and login pages are
 * OP_BLOCKED; pages that say they do not exist, front pages, listings, search
 * results and pages without text are OP_NO_ARTICLE. In doubt it is an article
 * with a low confidence. */
void refusal_decide(const struct page *page, const struct body *body,
                    struct article *article);

/* Why a page with that refusal is none, for people; static. */
const char *refusal_text(enum op_status refusal);

#endif
