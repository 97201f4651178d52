/* SPDX-License-Identifier: MIT */
/* given_name.h - is a name one that parents give? What tells "Polly Barks", a
 * person, from "Regency Chess", a shop. */
#ifndef ARTICLE_GIVEN_NAME_H
#define ARTICLE_GIVEN_NAME_H

#include "base/str.h"

/* Is the word, case aside, a given name that is common in some language of
 * Europe or the Americas, and no ordinary word besides? Cannot fail. */
bool is_given_name(struct str word);

#endif
