/* SPDX-License-Identifier: MIT */
/* nesting.h - which elements are open while a page's tags are read, so that
 * those which would lie too deep can be left out before the parser sees them:
 * what it does with a tag takes as long as its stack is high.
 *
 * Follows the parser's stack but for what it opens again by itself: elements
 * of formatting whose end tag is missing. All of it takes time linear in the
 * tags, however they nest. Source: HTML 13.2.6. */
#ifndef HTML_NESTING_H
#define HTML_NESTING_H

#include "html/dom.h"

struct open_element {
    enum html_tag tag;             /* to the parser */
    uint32_t outer;                /* the next one of that tag, further out */
    uint32_t scope, special, item; /* as they were before */
    bool is_left_out, is_block, is_hidden;
    bool is_gone; /* closed, while elements in it stayed open */
};

struct nesting {
    struct arena *arena;
    VEC(struct open_element) stack;
    /* Places of the innermost open elements, counted from one, or 0: of each
     * tag, and of what ends a scope, is special, ends the search for an item.
     */
    uint32_t last[TAG_COUNT];
    uint32_t scope, special, item;
    uint32_t drawing;          /* the outermost <svg> or <math>, open or not */
    uint8_t traits[TAG_COUNT]; /* what a tag does */
    unsigned depth, max_depth;
    unsigned hidden;     /* left out, and so is all that is in them */
    bool owes_paragraph; /* what follows was in another block */
};

/* Nothing is open. On the arena, as is all that it needs. */
struct nesting *nesting_new(struct arena *arena, unsigned max_depth);

/* A start tag was read, in <svg> or <math> or not. True when there are
 * `max_depth` elements around it: then it is to be left out. A void element has
 * no depth of its own and stays. */
bool nesting_start(struct nesting *n, struct str name, bool is_foreign,
                   bool closes_itself);

/* An end tag was read. True when the element that it closes was left out; and
 * when it closes none, where any would be. */
bool nesting_end(struct nesting *n, struct str name);

/* Close <svg> and <math>, and all that is in them. */
void nesting_end_drawing(struct nesting *n);

#endif
