/* SPDX-License-Identifier: MIT */
/* feed_lines.c - a URL a line. */
#include "feed/state.h"

static void read_line(struct feed *feed, struct str line)
{
    line = str_trim(line);
    if (!line.len || line.at[0] == '#')
        return;
    size_t tab = str_find_byte(line, '\t');
    struct feed_raw raw = {
        .url = str_sub(line, 0, tab),
        .title = tab == STR_NONE ? S("") : str_from(line, tab + 1),
        .line = feed->line,
    };
    feed_emit(feed, &raw);
}

void feed_lines_read(struct feed *feed, bool is_end)
{
    struct str text = buf_str(&feed->record);
    size_t done = 0;
    while (done < text.len) {
        struct str rest = str_from(text, done);
        size_t end = str_find_byte(rest, '\n');
        if (end == STR_NONE && !is_end)
            break;
        if (!feed->is_long)
            read_line(feed, str_sub(rest, 0, end));
        feed->is_long = false;
        feed->line += end != STR_NONE;
        done += end == STR_NONE ? rest.len : end + 1;
    }
    buf_drop(&feed->record, done);
}
