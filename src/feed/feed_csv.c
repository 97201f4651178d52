/* SPDX-License-Identifier: MIT */
/* feed_csv.c - exports as CSV: Pocket (title,url,time_added,...) and Instapaper
 * (URL,Title,Selection,Folder,Timestamp). Source: RFC 4180. */
#include "feed/state.h"
#include <offprint/limits.h>

/* The next field of a record; quotes are taken off into `out`. */
static bool next_field(struct str *rest, struct buf *out)
{
    buf_clear(out);
    if (!rest->at)
        return false;
    bool in_quotes = false;
    size_t i = 0;
    for (; i < rest->len; i++) {
        char c = rest->at[i];
        if (c == '"' && in_quotes && i + 1 < rest->len &&
            rest->at[i + 1] == '"')
            buf_putc(out, rest->at[++i]);
        else if (c == '"')
            in_quotes = !in_quotes;
        else if (c == ',' && !in_quotes)
            break;
        else
            buf_putc(out, c);
    }
    *rest = i < rest->len ? str_from(*rest, i + 1) : str_make(NULL, 0);
    return true;
}

static struct feed_csv read_header(struct str line)
{
    struct feed_csv csv = {.url = -1, .title = -1, .date = -1};
    struct buf name;
    buf_init(&name, OP_MAX_RECORD_OF_LIST);
    line = str_trim(line);
    for (int i = 0; next_field(&line, &name); i++) {
        struct str s = str_trim(buf_str(&name));
        if (str_ieq(s, S("url")))
            csv.url = i;
        else if (str_ieq(s, S("title")))
            csv.title = i;
        else if (str_ieq(s, S("time_added")) || str_ieq(s, S("timestamp")) ||
                 str_ieq(s, S("date")))
            csv.date = i;
    }
    buf_free(&name);
    return csv;
}

bool feed_csv_has_header(struct str text)
{
    struct str line = str_sub(text, 0, str_until(text, "\r\n"));
    return str_find_byte(line, ',') != STR_NONE && read_header(line).url >= 0;
}

static void read_record(struct feed *feed, struct str record)
{
    const struct feed_csv *csv = &feed->csv;
    struct feed_raw raw = {.line = feed->line};
    struct buf fields[3], other;
    struct str *const wanted[3] = {&raw.url, &raw.title, &raw.dates[0]};
    const int columns[3] = {csv->url, csv->title, csv->date};
    for (int i = 0; i < 3; i++)
        buf_init(&fields[i], OP_MAX_RECORD_OF_LIST);
    buf_init(&other, OP_MAX_RECORD_OF_LIST);
    bool is_more = true;
    for (int column = 0; is_more; column++) {
        struct buf *field = &other;
        for (int i = 0; i < 3; i++)
            field = columns[i] == column ? &fields[i] : field;
        is_more = next_field(&record, field);
    }
    for (int i = 0; i < 3; i++)
        *wanted[i] = buf_str(&fields[i]);
    feed_emit(feed, &raw);
    for (int i = 0; i < 3; i++)
        buf_free(&fields[i]);
    buf_free(&other);
}

static void take_record(struct feed *feed, struct str record)
{
    if (str_trim(record).len == 0 || feed->is_long) {
        feed->is_long = false;
    } else if (!feed->csv.has_header) {
        feed->csv = read_header(record);
        feed->csv.has_header = true;
    } else {
        read_record(feed, record);
    }
}

/* A record ends at a line's end outside of quotes. */
void feed_csv_read(struct feed *feed, bool is_end)
{
    size_t begin = 0;
    struct str text = buf_str(&feed->record);
    for (size_t i = feed->scanned; i < text.len; i++) {
        if (text.at[i] == '"')
            feed->csv.in_quotes = !feed->csv.in_quotes;
        bool is_last = is_end && i + 1 == text.len;
        bool is_line = text.at[i] == '\n' && !feed->csv.in_quotes;
        if (!is_line && !is_last)
            continue;
        bool in_quotes = false;
        take_record(feed,
                    str_trim_set(str_sub(text, begin, i + 1 - begin), "\r\n"));
        feed->csv.in_quotes = in_quotes;
        for (size_t k = begin; k <= i; k++)
            feed->line += text.at[k] == '\n';
        begin = i + 1;
    }
    feed->scanned = text.len - begin;
    buf_drop(&feed->record, begin);
}
