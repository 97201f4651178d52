/* SPDX-License-Identifier: MIT */
/* render_text.c - a comparison for a terminal. */
#include "diff/render.h"
#include "text/typed.h"
#include "text/unicode.h"

/* Of a paragraph that only moved, so much is shown; and of what stays the same
 * before and after a change. */
#define GLIMPSE 72

struct style {
    const char *removed, *added, *note, *title, *end;
    const char *removed_end, *added_end;
};

static const struct style PLAIN = {"[-", "{+", "", "", "", "-]", "+}"};
static const struct style COLOUR = {"\033[31;9m", "\033[32m", "\033[36m",
                                    "\033[1m",    "\033[0m",  "\033[0m",
                                    "\033[0m"};

static void put_marked(const char *begin, struct str text, const char *end,
                       struct buf *out)
{
    buf_put(out, str_of(begin));
    text_put_visible(text, out);
    buf_put(out, str_of(end));
}

/* Its beginning, to a word's end. */
static struct str first_words(struct str text)
{
    struct str begin = utf8_clip(text, GLIMPSE);
    size_t len = begin.len;
    while (len && str_find_byte(S(STR_SPACE), begin.at[len - 1]) == STR_NONE)
        len--;
    return len ? str_trim(str_sub(begin, 0, len)) : begin;
}

/* Its end, from a word's beginning on. */
static struct str last_words(struct str text)
{
    struct str end = str_from(text, text.len - GLIMPSE);
    size_t at = str_until(end, STR_SPACE);
    if (at == end.len) /* a language without spaces */
        for (at = 0; at < end.len && (end.at[at] & 0xC0) == 0x80;)
            at++;
    return str_trim(str_from(end, at));
}

static void put_same(struct str text, bool is_first, bool is_last,
                     struct buf *out)
{
    size_t most = (size_t)GLIMPSE * (is_first || is_last ? 1 : 2) + 8;
    if (text.len <= most) {
        text_put_visible(text, out);
        return;
    }
    if (!is_first)
        text_put_visible(first_words(text), out);
    buf_put(out, str_of(is_first ? "... " : is_last ? " ..." : " ... "));
    if (!is_last)
        text_put_visible(last_words(text), out);
}

static void put_pieces(const struct diff_block *block,
                       const struct style *style, struct buf *out)
{
    buf_puts(out, "  ");
    for (size_t i = 0; i < block->pieces.len; i++) {
        const struct diff_piece *piece = &block->pieces.at[i];
        if (i && piece->is_spaced)
            buf_putc(out, ' ');
        if (piece->kind == PIECE_SAME)
            put_same(piece->text, i == 0, i + 1 == block->pieces.len, out);
        else if (piece->kind == PIECE_REMOVED)
            put_marked(style->removed, piece->text, style->removed_end, out);
        else
            put_marked(style->added, piece->text, style->added_end, out);
    }
    buf_putc(out, '\n');
}

static void put_note(const struct diff_block *block, const struct style *style,
                     struct buf *out)
{
    bool is_moved = block->is_moved || block->kind == DIFF_MOVED;
    size_t number = block->new_number ? block->new_number : block->old_number;
    buf_printf(out, "%s@ paragraph %zu %s", style->note, number,
               diff_kind_name(block->kind));
    if (block->is_moved)
        buf_puts(out, " and moved");
    if (is_moved)
        buf_printf(out, ", was %zu", block->old_number);
    buf_printf(out, "%s\n", style->end);
}

static void put_block(const struct diff_block *block, const struct style *style,
                      struct buf *out)
{
    put_note(block, style, out);
    if (block->kind == DIFF_CHANGED) {
        put_pieces(block, style, out);
        return;
    }
    struct str text = block->new_number ? block->new_text : block->old_text;
    buf_puts(out, "  ");
    if (block->kind == DIFF_MOVED) {
        struct str seen = text.len > GLIMPSE ? first_words(text) : text;
        text_put_visible(seen, out);
        if (seen.len < text.len)
            buf_puts(out, " ...");
    } else if (block->kind == DIFF_ADDED) {
        put_marked(style->added, text, style->added_end, out);
    } else {
        put_marked(style->removed, text, style->removed_end, out);
    }
    buf_putc(out, '\n');
}

static void put_field(const struct diff_field *field, const struct style *style,
                      struct buf *out)
{
    buf_printf(out, "%s@ %s%s\n  ", style->note, field->name, style->end);
    if (field->old_text.len)
        put_marked(style->removed, field->old_text, style->removed_end, out);
    if (field->old_text.len && field->new_text.len)
        buf_putc(out, ' ');
    if (field->new_text.len)
        put_marked(style->added, field->new_text, style->added_end, out);
    buf_putc(out, '\n');
}

void diff_put_text(const struct diff *diff, bool has_colour, struct buf *out)
{
    const struct style *style = has_colour ? &COLOUR : &PLAIN;
    if (diff->new_side->title.len) {
        put_marked(style->title, diff->new_side->title, style->end, out);
        buf_putc(out, '\n');
    }
    buf_puts(out, "--- ");
    text_put_visible(diff->old_side->label, out);
    buf_puts(out, "\n+++ ");
    text_put_visible(diff->new_side->label, out);
    buf_putc(out, '\n');
    for (size_t i = 0; i < diff->fields.len; i++)
        put_field(&diff->fields.at[i], style, out);
    for (size_t i = 0; i < diff->blocks.len; i++)
        if (diff->blocks.at[i].kind != DIFF_SAME)
            put_block(&diff->blocks.at[i], style, out);
    if (diff->is_same)
        buf_puts(out, "no change\n");
    else
        buf_printf(out,
                   "paragraphs: %zu changed, %zu added, %zu removed, %zu "
                   "moved, %zu the same\n",
                   diff->counts[DIFF_CHANGED], diff->counts[DIFF_ADDED],
                   diff->counts[DIFF_REMOVED], diff->counts[DIFF_MOVED],
                   diff->counts[DIFF_SAME]);
}
