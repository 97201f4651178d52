/* SPDX-License-Identifier: MIT */
/* date_word.h - a word of any script, folded to be looked up. */
#ifndef TEXT_DATE_WORD_H
#define TEXT_DATE_WORD_H

#include "base/str.h"

/* No name of a date's parts is longer, folded. */
#define DATE_WORD_MAX 64

/* The word (a run of letters) at the front of s, folded into `out`: lower
 * case, letters without accents. Returns its length in s, 0 when there is
 * none; *len is that of the folded word, 0 when it is too long to be a name. */
size_t date_word(struct str s, char out[DATE_WORD_MAX], size_t *len);

/* Its length in s alone, which costs less. */
size_t date_word_size(struct str s);

#endif
