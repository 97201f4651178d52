/* SPDX-License-Identifier: MIT */
/* render.h - a comparison, to be read: by people, programs and patch.
 *
 * Into a buffer, whose sticky failure is the only one. */
#ifndef DIFF_RENDER_H
#define DIFF_RENDER_H

#include "base/buf.h"
#include "diff/diff.h"

/* For a terminal: what changed, paragraph by paragraph; words taken out in
 * [-...-], words put in in {+...+}, or red and green. Control characters of the
 * texts become '?'. */
void diff_put_text(const struct diff *diff, bool has_colour, struct buf *out);

/* A page of its own, with <ins> and <del>; all paragraphs. */
void diff_put_html(const struct diff *diff, struct buf *out);

/* One object on one line. */
void diff_put_json(const struct diff *diff, struct buf *out);

/* As diff -u has it, a paragraph a line, with one of context; what moved is
 * taken out and put in. */
void diff_put_unified(const struct diff *diff, struct buf *out);

#endif
