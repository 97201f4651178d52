/* SPDX-License-Identifier: MIT */
/* json.c - write JSON into a buffer, with the commas in place. */
#include "base/json.h"

static void new_line(struct json_writer *w)
{
    if (!w->indent)
        return;
    buf_putc(w->out, '\n');
    for (int i = 0; i < w->indent * w->depth; i++)
        buf_putc(w->out, ' ');
}

/* What stands before a value or a key. */
static void separate(struct json_writer *w)
{
    if (w->after_key) {
        w->after_key = false;
        return;
    }
    if (w->needs_comma)
        buf_puts(w->out, ",");
    if (w->depth > 0)
        new_line(w);
    w->needs_comma = true;
}

static void quote(struct buf *out, struct str s)
{
    buf_putc(out, '"');
    while (s.len > 0) {
        size_t plain = 0;
        while (plain < s.len && (unsigned char)s.at[plain] >= 0x20 &&
               s.at[plain] != '"' && s.at[plain] != '\\' && s.at[plain] != 0x7F)
            plain++;
        buf_put(out, str_cut(&s, plain));
        if (!s.len)
            break;
        char c = str_cut(&s, 1).at[0];
        if (c == '"' || c == '\\')
            buf_printf(out, "\\%c", c);
        else if (c == '\n')
            buf_puts(out, "\\n");
        else if (c == '\t')
            buf_puts(out, "\\t");
        else
            buf_printf(out, "\\u%04x", (unsigned)(unsigned char)c);
    }
    buf_putc(out, '"');
}

void json_open(struct json_writer *w, char bracket)
{
    separate(w);
    buf_putc(w->out, bracket);
    w->depth++;
    w->needs_comma = false;
}

void json_close(struct json_writer *w, char bracket)
{
    w->depth--;
    if (w->needs_comma)
        new_line(w);
    buf_putc(w->out, bracket);
    w->needs_comma = true;
}

void json_key(struct json_writer *w, const char *key)
{
    json_name(w, str_of(key));
}

void json_name(struct json_writer *w, struct str name)
{
    separate(w);
    quote(w->out, name);
    buf_puts(w->out, ": ");
    w->after_key = true;
}

void json_str(struct json_writer *w, struct str value)
{
    separate(w);
    quote(w->out, value);
}

void json_int(struct json_writer *w, int64_t value)
{
    separate(w);
    buf_printf(w->out, "%lld", (long long)value);
}

void json_bool(struct json_writer *w, bool value)
{
    separate(w);
    buf_put(w->out, value ? S("true") : S("false"));
}

void json_nil(struct json_writer *w)
{
    separate(w);
    buf_puts(w->out, "null");
}

/* By integers: printf's %f would follow the locale. */
void json_decimal(struct json_writer *w, double value)
{
    separate(w);
    long hundredths = (long)(value * 100 + (value < 0 ? -0.5 : 0.5));
    long whole = hundredths / 100, part = hundredths % 100;
    if (hundredths < 0)
        buf_putc(w->out, '-');
    buf_printf(w->out, "%ld.%02ld", whole < 0 ? -whole : whole,
               part < 0 ? -part : part);
}

void json_key_str(struct json_writer *w, const char *key, struct str value)
{
    json_key(w, key);
    json_str(w, value);
}

void json_key_str_or_null(struct json_writer *w, const char *key,
                          struct str value)
{
    json_key(w, key);
    if (value.len)
        json_str(w, value);
    else
        json_nil(w);
}

void json_key_int(struct json_writer *w, const char *key, int64_t value)
{
    json_key(w, key);
    json_int(w, value);
}

void json_key_bool(struct json_writer *w, const char *key, bool value)
{
    json_key(w, key);
    json_bool(w, value);
}

void json_key_open(struct json_writer *w, const char *key, char bracket)
{
    json_key(w, key);
    json_open(w, bracket);
}

void json_key_strs(struct json_writer *w, const char *key,
                   const struct str *items, size_t count)
{
    json_key_open(w, key, '[');
    for (size_t i = 0; i < count; i++)
        json_str(w, items[i]);
    json_close(w, ']');
}
