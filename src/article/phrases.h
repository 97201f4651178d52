/* SPDX-License-Identifier: MIT */
/* phrases.h - the words by which people mark related posts, and the words by
 * which they mark lists that have nothing to do with the article.
 *
 * Matched on normal text (phrase_normal): case folded, accents and punctuation
 * dropped, words separated by one space. The table is phrases.def. */
#ifndef ARTICLE_PHRASES_H
#define ARTICLE_PHRASES_H

#include "base/arena.h"

enum phrase_sense {
    PHRASE_NONE,
    PHRASE_RELATED,   /* "Related posts", "Lire aussi" */
    PHRASE_UNRELATED, /* "Most read", "Newsletter", "Related tags" */
};

struct phrase_match {
    enum phrase_sense sense;
    struct str text; /* of the table; static */
    bool is_strong;  /* so plain that it holds across domains */
};

/* Text made comparable, on the arena. */
struct str phrase_normal(struct arena *arena, struct str text);

/* What does a heading or a label say? `normal` is all of it. A related phrase
 * counts unless an unrelated one stands outside of it. */
struct phrase_match phrase_of_label(struct str normal);

/* Is `normal` as a whole an editorial label before a link ("More", "See
 * also"), perhaps misspelt by one letter? */
struct phrase_match phrase_before_link(struct str normal);

/* Does a link's own text begin with a label ("Related: ...", "[Read: ...]")?
 * `text` is as written; *label gets the part before the colon. */
struct phrase_match phrase_in_link(struct arena *arena, struct str text);

/* At most one letter inserted, left out, changed, or two swapped? */
bool phrase_is_near(struct str a, struct str b);

#endif
