/* SPDX-License-Identifier: MIT */
/* twin.h - is it another's article, nearly? Syndicated copies, and the AMP and
 * mobile twins of a page.
 *
 * A fingerprint of 64 bits, in which texts that share most of their phrases
 * differ in few. Source: M. Charikar, Similarity Estimation Techniques from
 * Rounding Algorithms, 2002 (SimHash), over phrases of three words. */
#ifndef ARTICLE_TWIN_H
#define ARTICLE_TWIN_H

#include "base/arena.h"

/* The fingerprint of a prose; case, signs and typography make no difference.
 * 0: too short to be judged. The arena is for the way. */
uint64_t twin_print(struct arena *arena, struct str text);

/* Are the prints of two texts of which one is a copy, edited here and there?
 * Never of texts that were too short. */
bool twin_is(uint64_t a, uint64_t b);

/* One that is known: where it is from, and where it is kept. */
struct twin {
    uint64_t print;
    const char *url, *archive; /* NULL: nobody will ask */
};

/* Asking costs a few nanoseconds for each. */
struct twins {
    struct arena *arena;
    VEC(struct twin) list;
};

/* The first that has a print like this and another address than `url`; NULL
 * when there is none. */
const struct twin *twins_find(const struct twins *twins, uint64_t print,
                              struct str url);

/* Add one; its strings are borrowed for as long as the twins. */
void twins_add(struct twins *twins, const struct twin *twin);

#endif
