/* SPDX-License-Identifier: MIT */
/* chrome.h - what the class and id of an element say about its links. */
#ifndef ARTICLE_CHROME_H
#define ARTICLE_CHROME_H

#include "base/str.h"

enum chrome_trait {
    CHROME_RELATED = 1,   /* related-posts, yarpp, read-also */
    CHROME_UNRELATED = 2, /* popular, latest, tags, author, share */
    CHROME_FRAME = 4,     /* nav, menu, footer, cookie bar */
    CHROME_COMMENTS = 8,
    CHROME_LABEL = 16, /* title, heading, kicker */
    CHROME_PAID = 32,  /* of the unrelated: bought, or for sale */
};

/* The traits of a lower-case list of class names and ids. Names that a
 * publishing system gives to every post (hentry, tag-x) do not count. */
unsigned chrome_traits(struct str tokens);

#endif
