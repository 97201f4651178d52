/* SPDX-License-Identifier: MIT */
/* body_frame.h - text of a page's frame: what stands below every page, and
 * what is there to be pressed or chosen. */
#ifndef ARTICLE_BODY_FRAME_H
#define ARTICLE_BODY_FRAME_H

#include "article/body_area.h"

/* Drop those of the kept blocks that are of the frame. The footer of a figure
 * or of a quotation is none; a heading that is pressed to open what it heads
 * stays, and so does any other button right above prose that is kept. is_kept:
 * of each block, changed. Linear. */
void frame_drop(const struct blocks *blocks, const struct areas *areas,
                bool *is_kept);

#endif
