/* SPDX-License-Identifier: MIT */
/* body_state.h - an article that is only in a page's data: a page that shows
 * itself by script often carries its text in a JSON script. */
#ifndef ARTICLE_BODY_STATE_H
#define ARTICLE_BODY_STATE_H

#include "article/page.h"

/* The articleBody of the page's JSON-LD; empty: none. */
struct str state_article_body(const struct page *page);

/* The text in JSON scripts such as __NEXT_DATA__: the strings under the key
 * that holds most prose, each once, a line each. May be HTML. Empty: none. */
struct str state_text(const struct page *page);

#endif
