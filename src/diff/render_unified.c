/* SPDX-License-Identifier: MIT */
/* render_unified.c - a comparison as diff -u has it, a paragraph a line.
 *
 * The blocks are in the order of the new version; the lines taken out have to
 * come in that of the old. So they are gone through side by side again. */
#include "diff/render.h"
#include <offprint/limits.h>

#define CONTEXT 1

enum mark { MARK_SAME = ' ', MARK_OLD = '-', MARK_NEW = '+' };

struct line {
    enum mark mark;
    struct str text;
};

struct lines {
    struct line *at;
    size_t len;
};

/* Which block an old paragraph is in, by its number. */
static const struct diff_block **by_old_number(const struct diff *diff,
                                               struct arena *arena,
                                               size_t *count)
{
    const struct diff_block **list =
        arena_array(arena, const struct diff_block *, diff->blocks.len + 2);
    *count = 0;
    for (size_t i = 0; i < diff->blocks.len; i++) {
        size_t number = diff->blocks.at[i].old_number;
        list[number] = &diff->blocks.at[i];
        *count = number > *count ? number : *count;
    }
    return list;
}

/* What comes next in the old version stops before the next common paragraph:
 * its number, for each block. */
static size_t *next_common(const struct diff *diff, struct arena *arena,
                           size_t old_count)
{
    size_t *until = arena_array(arena, size_t, diff->blocks.len + 1);
    until[diff->blocks.len] = old_count + 1;
    for (size_t i = diff->blocks.len; i-- > 0;) {
        const struct diff_block *block = &diff->blocks.at[i];
        until[i] = block->kind == DIFF_SAME ? block->old_number : until[i + 1];
    }
    return until;
}

static struct lines make_lines(const struct diff *diff, struct arena *arena)
{
    size_t old_count, next = 1;
    const struct diff_block **old = by_old_number(diff, arena, &old_count);
    const size_t *until = next_common(diff, arena, old_count);
    struct lines lines = {
        .at = arena_array(arena, struct line, 2 * diff->blocks.len + 1)};
    for (size_t i = 0; i <= diff->blocks.len; i++) {
        for (; next < until[i]; next++)
            lines.at[lines.len++] =
                (struct line){MARK_OLD, old[next]->old_text};
        if (i == diff->blocks.len)
            break;
        const struct diff_block *block = &diff->blocks.at[i];
        bool is_common = block->kind == DIFF_SAME;
        next += is_common;
        if (block->new_number)
            lines.at[lines.len++] = (struct line){
                is_common ? MARK_SAME : MARK_NEW, block->new_text};
    }
    return lines;
}

/* Is a line to be shown: changed, or beside one that is? */
static bool is_shown(const struct lines *lines, size_t i)
{
    size_t from = i > CONTEXT ? i - CONTEXT : 0;
    for (size_t k = from; k <= i + CONTEXT && k < lines->len; k++)
        if (lines->at[k].mark != MARK_SAME)
            return true;
    return false;
}

static void put_range(char sign, size_t begin, size_t count, struct buf *out)
{
    buf_printf(out, "%c%zu", sign, count ? begin : begin - 1);
    if (count != 1)
        buf_printf(out, ",%zu", count);
}

static void put_hunk(const struct lines *lines, size_t begin, size_t end,
                     size_t old, size_t new, struct buf *out)
{
    size_t old_count = 0, new_count = 0;
    for (size_t i = begin; i < end; i++) {
        old_count += lines->at[i].mark != MARK_NEW;
        new_count += lines->at[i].mark != MARK_OLD;
    }
    buf_puts(out, "@@ ");
    put_range('-', old, old_count, out);
    buf_putc(out, ' ');
    put_range('+', new, new_count, out);
    buf_puts(out, " @@\n");
    for (size_t i = begin; i < end; i++) {
        buf_putc(out, (char)lines->at[i].mark);
        buf_put(out, lines->at[i].text);
        buf_putc(out, '\n');
    }
}

void diff_put_unified(const struct diff *diff, struct buf *out)
{
    struct arena arena;
    jmp_buf escape;
    arena_init(&arena, OP_MAX_JOB_MEMORY);
    arena.escape = &escape;
    if (setjmp(escape)) {
        arena_free(&arena);
        out->failed = OP_NO_MEMORY;
        return;
    }
    struct lines lines = make_lines(diff, &arena);
    buf_printf(out, "--- %.*s\n+++ %.*s\n", STR_ARG(diff->old_side->label),
               STR_ARG(diff->new_side->label));
    size_t old = 1, new = 1;
    for (size_t i = 0; i < lines.len;) {
        size_t end = i;
        while (end < lines.len && is_shown(&lines, end))
            end++;
        if (end > i)
            put_hunk(&lines, i, end, old, new, out);
        end += end == i;
        for (; i < end; i++) {
            old += lines.at[i].mark != MARK_NEW;
            new += lines.at[i].mark != MARK_OLD;
        }
    }
    arena_free(&arena);
}
