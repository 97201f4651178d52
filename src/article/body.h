/* SPDX-License-Identifier: MIT */
/* body.h - find the part of a page that is the article. */
#ifndef ARTICLE_BODY_H
#define ARTICLE_BODY_H

#include "article/page.h"

/* The nodes that make up the article, in document order and disjoint (often
 * one container; several when the text is spread over siblings), what in them
 * is not of it, and how sure that is. */
struct body {
    VEC(struct node *) parts;
    bool *is_chrome;   /* by order: below a part, yet not of the article; said
                        * of every node of a subtree that goes */
    bool *is_mute;     /* by order: captions that come along with a picture, but
                        * do not read as part of the text */
    struct str stated; /* the text by JSON-LD or page state, where the page's
                        * own elements lack it; then there are no parts */
    struct node *title; /* the headline's element, or NULL */
    double confidence;
};

/* Find it. Never fails: a page without one has no parts. Linear. */
struct body *body_find(const struct page *page);

#endif
