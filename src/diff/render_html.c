/* SPDX-License-Identifier: MIT */
/* render_html.c - a comparison as a page. */
#include "diff/render.h"
#include "html/serialize.h"

#define STYLE                                                                  \
    "body{max-width:45em;margin:2em auto;padding:0 1em;"                       \
    "font:1.05em/1.5 serif}"                                                   \
    "del{background:#fdd;color:#611}ins{background:#dfd;color:#151;"           \
    "text-decoration:none}del+ins{margin-left:.15em}.moved{border-left:.3em "  \
    "solid #88c;"                                                              \
    "padding-left:.6em}.note{font:.8em sans-serif;color:#557;display:block}"   \
    "@media(prefers-color-scheme:dark){body{background:#111;color:#ddd}"       \
    "del{background:#511;color:#fcc}ins{background:#141;color:#cfc}}"

static void put_element(const char *name, struct str text, struct buf *out)
{
    buf_printf(out, "<%s>", name);
    html_escape(text, out);
    buf_printf(out, "</%s>", name);
}

static void put_pieces(const piece_list *pieces, struct buf *out)
{
    static const char *const NAMES[] = {
        [PIECE_REMOVED] = "del", [PIECE_ADDED] = "ins"};
    for (size_t i = 0; i < pieces->len; i++) {
        const struct diff_piece *piece = &pieces->at[i];
        if (i && piece->is_spaced)
            buf_putc(out, ' ');
        if (piece->kind == PIECE_SAME)
            html_escape(piece->text, out);
        else
            put_element(NAMES[piece->kind], piece->text, out);
    }
}

static void put_block(const struct diff_block *block, struct buf *out)
{
    bool is_moved = block->is_moved || block->kind == DIFF_MOVED;
    buf_puts(out, "<p");
    if (is_moved)
        buf_printf(out,
                   " class=\"moved\"><span class=\"note\">moved from "
                   "paragraph %zu</span",
                   block->old_number);
    buf_puts(out, ">");
    switch (block->kind) {
    case DIFF_CHANGED:
        put_pieces(&block->pieces, out);
        break;
    case DIFF_ADDED:
        put_element("ins", block->new_text, out);
        break;
    case DIFF_REMOVED:
        put_element("del", block->old_text, out);
        break;
    default:
        html_escape(block->new_text, out);
    }
    buf_puts(out, "</p>\n");
}

static void put_fields(const struct diff *diff, struct buf *out)
{
    if (!diff->fields.len)
        return;
    buf_puts(out, "<dl>\n");
    for (size_t i = 0; i < diff->fields.len; i++) {
        const struct diff_field *field = &diff->fields.at[i];
        buf_printf(out, "<dt>%s</dt><dd>", field->name);
        if (field->old_text.len)
            put_element("del", field->old_text, out);
        buf_putc(out, ' ');
        if (field->new_text.len)
            put_element("ins", field->new_text, out);
        buf_puts(out, "</dd>\n");
    }
    buf_puts(out, "</dl>\n");
}

void diff_put_html(const struct diff *diff, struct buf *out)
{
    struct str title = diff->new_side->title.len ? diff->new_side->title
                                                 : diff->new_side->label;
    buf_puts(out, "<!DOCTYPE html>\n<html><head><meta charset=\"utf-8\">\n"
                  "<meta http-equiv=\"Content-Security-Policy\" "
                  "content=\"default-src 'none'; style-src "
                  "'unsafe-inline'\">\n<meta name=\"viewport\" "
                  "content=\"width=device-width\">\n");
    put_element("title", title, out);
    buf_puts(out, "\n<style>" STYLE "</style></head>\n<body>\n");
    put_element("h1", title, out);
    buf_puts(out, "\n<p class=\"note\">");
    html_escape(diff->old_side->label, out);
    buf_puts(out, " \u2192 ");
    html_escape(diff->new_side->label, out);
    if (diff->is_same)
        buf_puts(out, ": no change");
    buf_puts(out, "</p>\n");
    put_fields(diff, out);
    for (size_t i = 0; i < diff->blocks.len; i++)
        put_block(&diff->blocks.at[i], out);
    buf_puts(out, "</body></html>\n");
}
