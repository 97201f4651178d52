/* SPDX-License-Identifier: MIT */
/* body_frame.c - text of a page's frame. */
#include "article/body_frame.h"

static bool is_of_footer(uint32_t flags)
{
    return (flags & IN_FOOTER) && !(flags & (IN_FIGURE | IN_QUOTE));
}

/* A question that is pressed to see its answer, and the like. */
static bool opens_text(const struct blocks *blocks, const bool *is_kept,
                       size_t i)
{
    if (i + 1 == blocks->list.len || !is_kept[i + 1])
        return false;
    const struct block *next = &blocks->list.at[i + 1];
    return !next->is_control && block_is_prose(next);
}

void frame_drop(const struct blocks *blocks, const struct areas *areas,
                bool *is_kept)
{
    for (size_t i = blocks->list.len; i-- > 0;) {
        const struct block *b = &blocks->list.at[i];
        uint32_t flags = areas->at[b->owner->order].flags;
        if (!is_kept[i])
            continue;
        bool is_pressed = b->is_control && !(flags & IN_HEADING) &&
                          !opens_text(blocks, is_kept, i);
        is_kept[i] = !is_pressed && !is_of_footer(flags);
    }
}
