/* SPDX-License-Identifier: MIT */
/* body_lexicon.h - words that speak for or against an article.
 *
 * Log odds that text is kept, learned from labelled pages by
 * scripts/train-body: of words in class and id attributes, and of words in
 * short blocks. 0 where nothing is known. */
#ifndef ARTICLE_BODY_LEXICON_H
#define ARTICLE_BODY_LEXICON_H

#include "base/str.h"
#include <stdint.h>

/* Of the words of a class or id attribute: split at what is no letter and
 * where lower case turns to upper. The strongest word in each direction. */
float lexicon_of_names(struct str names);

/* The next such word of an attribute, as the hash of its lower-case letters;
 * false at the end. */
bool name_next(struct str *rest, uint32_t *hash);

/* Of one word of a text, by its hash (see word_next). */
float lexicon_of_word(uint32_t hash);

#endif
