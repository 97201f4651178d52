/* SPDX-License-Identifier: MIT */
/* wording.h - short texts as words, to tell whether two say the same. */
#ifndef ARTICLE_WORDING_H
#define ARTICLE_WORDING_H

#include "base/arena.h"

/* Words beyond this are left out: titles and names are shorter. */
#define WORDING_MAX 64

struct wording {
    struct str words[WORDING_MAX]; /* case folded */
    size_t count;
};

/* The words of a text: runs of letters and digits of any script, case and
 * width folded; in scripts without spaces each character is one. */
void wording_read(struct arena *arena, struct str text, struct wording *out);

/* The same words in the same order? */
bool wording_equal(const struct wording *a, const struct wording *b);

/* How much of both is shared: the F1 of their words as bags, 0 to 1. */
double wording_overlap(const struct wording *a, const struct wording *b);

/* Does `whole` begin with all of `part`'s words, the last of which may be cut
 * short, and go on? */
bool wording_starts(const struct wording *part, const struct wording *whole);

/* Do all of `part`'s words stand in `whole`, one after the other? */
bool wording_within(const struct wording *part, const struct wording *whole);

#endif
