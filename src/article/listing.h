/* SPDX-License-Identifier: MIT */
/* listing.h - is what was kept of a page a list of other pages? */
#ifndef ARTICLE_LISTING_H
#define ARTICLE_LISTING_H

#include "article/body.h"

/* Does the body read as a front page, a category or
 * an archive does: headline after headline, each a link to another page of the
 * site, with a teaser or none? A page that says by itself that it is an article
 * and when it was published is believed. Linear. */
bool listing_is(const struct page *page, const struct body *body);

/* Does the page's URL mean a front page, or search results; or do the classes
 * of its content management, a listing? */
bool listing_is_front(const struct page *page);
bool listing_is_search(const struct page *page);
bool listing_is_classed(const struct page *page);

#endif
