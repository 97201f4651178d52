/* SPDX-License-Identifier: MIT */
/* site.h - the name of the site that publishes a page. */
#ifndef ARTICLE_SITE_H
#define ARTICLE_SITE_H

#include "article/metadata_clues.h"

/* Fill in article->site_name and clues->site_name: og:site_name, JSON-LD,
 * application-name, or the part of <title> that is like the host. */
void site_read(struct clues *clues, struct article *article);

/* Is the text the site's name, or the host's, however it is spelled? */
bool site_is(const struct clues *clues, struct str text);

/* Cut the site's name with its separator off either end of a title, as far as
 * something is left. */
struct str site_strip(const struct clues *clues, struct str title);

/* The parts of a title between " | ", " - ", " :: " and the like: the next one
 * off the front of *rest; false when none is left. */
bool title_part(struct str *rest, struct str *part);

/* Where no field names the site: what the window's title says beside the
 * headline. Needs clues->headline. */
void site_guess(struct clues *clues, struct article *article);

#endif
