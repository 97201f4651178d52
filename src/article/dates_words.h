/* SPDX-License-Identifier: MIT */
/* dates_words.h - what the words before a date say of it. */
#ifndef ARTICLE_DATES_WORDS_H
#define ARTICLE_DATES_WORDS_H

#include "base/str.h"

/* "Updated", "Mis à jour": of a change? */
bool dates_says_modified(struct str text);

/* "Published on", "Veröffentlicht": of the first day? */
bool dates_says_published(struct str text);

/* A day that is still to come: "next review due: 11 January 2029". */
bool dates_says_due(struct str lead);

/* Take what is said of one date off the front of *rest: of "Published 3 May,
 * updated 5 May" first "Published 3 May, ". False when nothing is left. Cannot
 * fail. */
bool dates_next_claim(struct str *rest, struct str *claim);

#endif
