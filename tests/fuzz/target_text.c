/* SPDX-License-Identifier: MIT */
/* target_text.c - words, dates, and lists of them. */
#include "diff/render.h"
#include "feed/feed.h"
#include "target.h"
#include "text/charset.h"
#include "text/date.h"

/* Whatever comes in, UTF-8 comes out. */
void fuzz_charset(struct arena *arena, struct str in)
{
    struct buf out;
    struct op_error err;
    (void)arena;
    buf_init(&out, FUZZ_MEMORY);
    if (charset_decode(in, charset_of(in, S("")), &out, &err) == OP_OK)
        fuzz_hold(utf8_is_valid(buf_str(&out)));
    buf_free(&out);
}

void fuzz_date(struct arena *arena, struct str in)
{
    struct date date;
    if (date_find(in, S("en"), 2030, &date))
        fuzz_hold(date_format(arena, &date).len >= 4);
    if (date_parse(in, S("de"), 2030, &date))
        fuzz_hold(date.year >= 1990 && date.year <= 2030);
    date_of_path(in, 2030, &date);
}

static void tell_entry(void *context, const struct feed_entry *entry)
{
    buf_put(context, entry->url);
    buf_putc(context, '\n');
}

static void tell_broken(void *context, size_t line, const char *why)
{
    (void)line, (void)why;
    buf_puts(context, "broken\n");
}

static void read_list(struct str in, size_t step, struct buf *out)
{
    struct op_error err;
    struct feed_sink sink = {out, tell_entry, tell_broken};
    struct feed *feed = feed_open(S("https://a.example/b/"), &sink);
    buf_init(out, FUZZ_MEMORY);
    while (in.len)
        feed_put(feed, str_cut(&in, step));
    if (feed_end(feed, &err) != OP_OK)
        buf_puts(out, "failed\n");
    feed_close(feed);
}

/* Lists of lines, JSON and CSV tell the same however their bytes come. */
void fuzz_feed(struct arena *arena, struct str in)
{
    struct buf whole, parts;
    (void)arena;
    read_list(in, SIZE_MAX, &whole);
    read_list(in, 3, &parts);
    if (!str_has_byte(in, '<'))
        fuzz_hold(str_eq(buf_str(&whole), buf_str(&parts)));
    buf_free(&whole);
    buf_free(&parts);
}

/* Two texts, parted by a NUL: all paragraphs of both are in the result. */
void fuzz_diff(struct arena *arena, struct str in)
{
    struct buf out;
    size_t middle = str_find_byte(in, '\0'), old = 0, new = 0;
    if (middle == STR_NONE)
        return;
    struct diff_side a = {.text = str_sub(in, 0, middle)};
    struct diff_side b = {.text = str_from(in, middle + 1)};
    struct diff *diff = diff_make(arena, &a, &b, false);
    for (size_t i = 0; i < diff->blocks.len; i++) {
        const struct diff_block *block = &diff->blocks.at[i];
        new += block->new_number > 0;
        old += block->old_number > 0;
        fuzz_hold(!block->new_number || block->new_number == new);
    }
    struct diff *back = diff_make(arena, &b, &a, false);
    for (size_t i = 0; i < back->blocks.len; i++)
        old -= back->blocks.at[i].new_number > 0;
    fuzz_hold(old == 0);
    buf_init(&out, FUZZ_MEMORY);
    diff_put_unified(diff, &out);
    diff_put_html(diff, &out);
    diff_put_text(diff, true, &out);
    diff_put_json(diff, &out);
    buf_free(&out);
}
