/* SPDX-License-Identifier: MIT */
/* notice.h - what a page that is no article calls itself, in its title and its
 * first headings: "Page not found", "Just a moment...", "Search results". */
#ifndef ARTICLE_NOTICE_H
#define ARTICLE_NOTICE_H

#include "article/page.h"

/* The names of a page, case folded: its title and its first headings. */
struct names {
    struct str at[4];
    size_t count;
};

/* On the page's arena. Linear in the page. */
void names_read(const struct page *page, struct names *names);

enum notice {
    NOTICE_CHALLENGE,
    NOTICE_CONSENT,
    NOTICE_LOGIN,
    NOTICE_MISSING,
    NOTICE_SEARCH,
};

/* How plainly the names say it: articles are written about lost keys and
 * robots, too. */
enum plainness {
    SAID_NOT,
    SAID_IN_PASSING, /* among other words */
    SAID_PLAINLY,    /* and little else */
};

enum plainness names_say(const struct names *names, enum notice notice);

/* Does a text hold a formula by which sites ask for consent to cookies? The
 * text as it stands; only its beginning is looked at. */
bool notice_asks_consent(struct arena *arena, struct str text);

#endif
