/* SPDX-License-Identifier: MIT */
/* render_json.c - a comparison for programs. */
#include "base/json.h"
#include "diff/render.h"

static void put_pieces(const piece_list *pieces, struct json_writer *w)
{
    static const char *const NAMES[] = {"same", "removed", "added"};
    json_key_open(w, "pieces", '[');
    for (size_t i = 0; i < pieces->len; i++) {
        json_open(w, '{');
        json_key_str(w, NAMES[pieces->at[i].kind], pieces->at[i].text);
        json_close(w, '}');
    }
    json_close(w, ']');
}

static void put_number(struct json_writer *w, const char *key, size_t number)
{
    json_key(w, key);
    if (number)
        json_int(w, (int64_t)number);
    else
        json_nil(w);
}

static void put_block(const struct diff_block *block, struct json_writer *w)
{
    json_open(w, '{');
    json_key_str(w, "kind", str_of(diff_kind_name(block->kind)));
    put_number(w, "from", block->old_number);
    put_number(w, "to", block->new_number);
    json_key_bool(w, "moved", block->is_moved || block->kind == DIFF_MOVED);
    if (block->old_number)
        json_key_str(w, "old", block->old_text);
    if (block->new_number)
        json_key_str(w, "new", block->new_text);
    if (block->kind == DIFF_CHANGED)
        put_pieces(&block->pieces, w);
    json_close(w, '}');
}

static void put_counts(const struct diff *diff, struct json_writer *w)
{
    json_key_open(w, "paragraphs", '{');
    for (int i = 0; i < DIFF_KIND_COUNT; i++)
        json_key_int(w, diff_kind_name((enum diff_kind)i),
                     (int64_t)diff->counts[i]);
    json_close(w, '}');
}

void diff_put_json(const struct diff *diff, struct buf *out)
{
    struct json_writer w = {.out = out};
    json_open(&w, '{');
    json_key_str(&w, "from", diff->old_side->label);
    json_key_str(&w, "to", diff->new_side->label);
    json_key_str(&w, "title", diff->new_side->title);
    json_key_bool(&w, "changed", !diff->is_same);
    put_counts(diff, &w);
    json_key_open(&w, "fields", '[');
    for (size_t i = 0; i < diff->fields.len; i++) {
        json_open(&w, '{');
        json_key_str(&w, "name", str_of(diff->fields.at[i].name));
        json_key_str(&w, "old", diff->fields.at[i].old_text);
        json_key_str(&w, "new", diff->fields.at[i].new_text);
        json_close(&w, '}');
    }
    json_close(&w, ']');
    json_key_open(&w, "changes", '[');
    for (size_t i = 0; i < diff->blocks.len; i++)
        if (diff->blocks.at[i].kind != DIFF_SAME)
            put_block(&diff->blocks.at[i], &w);
    json_close(&w, ']');
    json_close(&w, '}');
    buf_putc(out, '\n');
}
