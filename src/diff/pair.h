/* SPDX-License-Identifier: MIT */
/* pair.h - which paragraph of the old version became which of the new. */
#ifndef DIFF_PAIR_H
#define DIFF_PAIR_H

#include "diff/token.h"

#define PAIR_NONE SIZE_MAX

struct pairing {
    bool *gone, *fresh;      /* not in the sequence common to both */
    size_t *new_of, *old_of; /* of such: the paragraph it became or was */
    bool *is_moved;          /* of a new one: it stood elsewhere */
};

/* Pair them: equal ones that moved, alike ones in their place, alike ones
 * that moved. On the arena. */
struct pairing pair_paragraphs(struct arena *arena, paragraph_list *a,
                               paragraph_list *b);

#endif
