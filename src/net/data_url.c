/* SPDX-License-Identifier: MIT */
/* data_url.c - bytes that stand in the URL itself. */
#include "net/data_url.h"

#include "net/url_escape.h"

bool data_url_is(struct str url)
{
    return str_istarts(url, S("data:"));
}

/* What stands before the comma, without "data:". */
static struct str head_of(struct str url)
{
    str_cut(&url, S("data:").len);
    return str_sub(url, 0, str_until(url, ","));
}

struct str data_url_type(struct str url)
{
    struct str head = head_of(url);
    struct str mark = S(";base64");
    if (str_iends(head, mark))
        head.len -= mark.len;
    return str_trim(head);
}

struct str data_url_shown(struct str url)
{
    return data_url_is(url) ? str_sub(url, 0, str_until(url, ",")) : url;
}

static int value_of(char c)
{
    if (c >= 'A' && c <= 'Z')
        return c - 'A';
    if (c >= 'a' && c <= 'z')
        return c - 'a' + 26;
    if (char_is_digit(c))
        return c - '0' + 52;
    return c == '+' ? 62 : c == '/' ? 63 : -1;
}

bool base64_decode(struct str text, struct buf *out)
{
    uint32_t group = 0;
    int bits = 0;
    for (size_t i = 0; i < text.len; i++) {
        char c = text.at[i];
        if (c == '=')
            break;
        if (char_is_space(c))
            continue;
        int value = value_of(c);
        if (value < 0)
            return false;
        group = group << 6 | (uint32_t)value;
        bits += 6;
        if (bits >= 8) {
            bits -= 8;
            buf_putc(out, (char)(group >> bits & 0xff));
        }
    }
    return true;
}

static void undo_percents(struct str text, struct buf *out)
{
    char *room = text.len ? buf_room(out, text.len) : NULL;
    if (room)
        out->len += unescape(text, room);
}

bool data_url_decode(struct str url, struct buf *out)
{
    struct str head = head_of(url);
    struct str body = str_from(url, S("data:").len + head.len);
    if (!data_url_is(url) || !body.len)
        return false;
    str_cut(&body, 1);
    if (!str_iends(head, S(";base64"))) {
        undo_percents(body, out);
        return true;
    }
    if (!str_has_byte(body, '%'))
        return base64_decode(body, out);
    struct buf plain;
    buf_init(&plain, body.len);
    undo_percents(body, &plain);
    bool is_good = base64_decode(buf_str(&plain), out);
    buf_free(&plain);
    return is_good;
}
