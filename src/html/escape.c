/* SPDX-License-Identifier: MIT */
/* escape.c - text of strangers, made harmless for HTML and XML. */
#include "html/serialize.h"

/* What has to be looked at; everything else is copied in long runs. */
enum kind { PLAIN, MARKUP, QUOTE, ILLEGAL, LEAD_EF };

static const uint8_t KINDS[256] = {
    ILLEGAL,          ILLEGAL,        ILLEGAL,        ILLEGAL,
    ILLEGAL,          ILLEGAL,        ILLEGAL,        ILLEGAL,
    ILLEGAL,          PLAIN,          PLAIN,          ILLEGAL,
    MARKUP,           MARKUP,         ILLEGAL,        ILLEGAL,
    ILLEGAL,          ILLEGAL,        ILLEGAL,        ILLEGAL,
    ILLEGAL,          ILLEGAL,        ILLEGAL,        ILLEGAL,
    ILLEGAL,          ILLEGAL,        ILLEGAL,        ILLEGAL,
    ILLEGAL,          ILLEGAL,        ILLEGAL,        ILLEGAL,
    ['"'] = QUOTE,    ['&'] = MARKUP, ['<'] = MARKUP, ['>'] = MARKUP,
    [0xEF] = LEAD_EF,
};

static enum kind kind_at(struct str s, size_t i)
{
    return (enum kind)KINDS[(unsigned char)s.at[i]];
}

/* U+FFFE and U+FFFF: the two that no XML may hold beyond the controls. */
static bool is_noncharacter(struct str s)
{
    return str_starts(s, S("\xEF\xBF\xBE")) || str_starts(s, S("\xEF\xBF\xBF"));
}

/* A form feed is white space in HTML and nothing in XML. A carriage return
 * came from a reference, and a parser would make a newline of it. */
static struct str entity_of(char c)
{
    switch (c) {
    case '&':
        return S("&amp;");
    case '<':
        return S("&lt;");
    case '>':
        return S("&gt;");
    case '"':
        return S("&quot;");
    case '\f':
        return S(" ");
    default:
        return S("&#13;");
    }
}

static void escape(struct str s, bool is_attr, struct buf *out)
{
    while (s.len && !out->failed) {
        size_t n = 0;
        while (n < s.len && kind_at(s, n) == PLAIN)
            n++;
        buf_put(out, str_cut(&s, n));
        if (s.len == 0)
            return;
        enum kind kind = kind_at(s, 0);
        if (kind == LEAD_EF && is_noncharacter(s)) {
            str_cut(&s, 3);
            continue;
        }
        struct str one = str_cut(&s, 1);
        if (kind == MARKUP || (kind == QUOTE && is_attr))
            buf_put(out, entity_of(*one.at));
        else if (kind != ILLEGAL)
            buf_put(out, one);
    }
}

void html_escape(struct str text, struct buf *out)
{
    escape(text, false, out);
}

void html_escape_attr(struct str value, struct buf *out)
{
    escape(value, true, out);
}
