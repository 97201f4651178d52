/* SPDX-License-Identifier: MIT */
/* script.h - which items of two sequences are not common to both. */
#ifndef DIFF_SCRIPT_H
#define DIFF_SCRIPT_H

#include "base/arena.h"

/* Mark what has to be taken out of `a` (gone) and put into `b` (fresh) to get
 * from one to the other; what is unmarked is the same sequence in both.
 *
 * Linear in memory. The marks are the fewest possible unless the sequences
 * differ in very much; then they are still right, and the time stays linear.
 * gone[a_len], fresh[b_len]: cleared by the caller. Cannot fail but by the
 * arena. Source: E. Myers, An O(ND) Difference Algorithm, 1986, section 4b. */
void diff_script(struct arena *arena, const uint32_t *a, size_t a_len,
                 const uint32_t *b, size_t b_len, bool *gone, bool *fresh);

#endif
