/* SPDX-License-Identifier: MIT */
/* standin.h - one character in the place of a text, while the parser reads.
 *
 * The parser takes a page character by character, and does with any character
 * of a text what it did with the one before. So a text may be one character,
 * of those that Unicode leaves to private use (plane 15), and be put back into
 * the tree. */
#ifndef HTML_STANDIN_H
#define HTML_STANDIN_H

#include "base/arena.h"

enum { STANDIN_BYTES = 4 }; /* of such a character, in UTF-8 */

struct standins {
    VEC(struct str) texts; /* borrowed; the n-th is that of U+F0000 + n */
    bool is_closed;        /* the page has such characters of its own */
};

/* None yet, for this page: which has to hold no NUL, and no such character,
 * be it a reference. */
struct standins standins_for(struct str html);

/* Write the character that stands for `text` to `out`; the text is borrowed.
 * False when there can be no further one. */
bool standin_write(struct standins *all, struct arena *arena, struct str text,
                   char out[STANDIN_BYTES]);

/* How many bytes of a text the parser copies as they are: none that may begin
 * markup or a reference, no line's end of two kinds, no control. */
size_t standin_plain(struct str text);

/* How many to leave alone where that ended: with the rest of what may be a
 * reference, and white space. */
size_t standin_gap(struct str text);

/* A copy of `text` on the arena, each character that stands for a text
 * replaced by it. */
struct str standins_resolve(const struct standins *all, struct arena *arena,
                            struct str text);

/* The largest number of the page's numeric character references; UINT32_MAX
 * for what does not fit. */
uint32_t html_largest_reference(struct str html);

#endif
