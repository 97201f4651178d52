/* SPDX-License-Identifier: MIT */
/* ownsite.h - which hosts belong to the publication a page is part of. */
#ifndef ARTICLE_OWNSITE_H
#define ARTICLE_OWNSITE_H

#include "article/page.h"

struct ownsite {
    VEC(struct str) sites; /* registrable domains: the page's, its aliases' */
    struct str name;       /* "bbc" of bbc.co.uk: the brand; may be empty */
    struct str folder;     /* "@writer" on hosts where each has a folder */
    struct str last_host;  /* of the latest question, and its answer */
    bool last_answer;
};

/* The page's own host and the hosts by which it names itself: canonical,
 * og:url, shortlink, feed, EditURI, api.w.org. */
struct ownsite *ownsite_make(const struct page *page);

/* Is a URL of the same publication? Cannot fail. */
bool ownsite_has(struct ownsite *own, const struct url *url);

#endif
