/* SPDX-License-Identifier: MIT */
/* escape.c - text of strangers, made harmless for HTML and XML. */
#include "html/serialize.h"

/* What has to be looked at; everything else is copied in long runs. LEAD: of
 * characters among which there are some to be dropped. */
enum kind { PLAIN, MARKUP, QUOTE, ILLEGAL, LEAD };

static const uint8_t KINDS[256] = {
    ILLEGAL,       ILLEGAL,        ILLEGAL,        ILLEGAL,
    ILLEGAL,       ILLEGAL,        ILLEGAL,        ILLEGAL,
    ILLEGAL,       PLAIN,          PLAIN,          ILLEGAL,
    MARKUP,        MARKUP,         ILLEGAL,        ILLEGAL,
    ILLEGAL,       ILLEGAL,        ILLEGAL,        ILLEGAL,
    ILLEGAL,       ILLEGAL,        ILLEGAL,        ILLEGAL,
    ILLEGAL,       ILLEGAL,        ILLEGAL,        ILLEGAL,
    ILLEGAL,       ILLEGAL,        ILLEGAL,        ILLEGAL,
    ['"'] = QUOTE, ['&'] = MARKUP, ['<'] = MARKUP, ['>'] = MARKUP,
    [0xC2] = LEAD, [0xEF] = LEAD,  [0xF0] = LEAD,  [0xF1] = LEAD,
    [0xF2] = LEAD, [0xF3] = LEAD,  [0xF4] = LEAD,  [0x7F] = ILLEGAL,
};

static enum kind kind_at(struct str s, size_t i)
{
    return (enum kind)KINDS[(unsigned char)s.at[i]];
}

/* The length of a C1 control or a noncharacter (U+FFFE, U+1FFFF ...) that s
 * begins with: XML may not hold some, parsers replace the others. */
static size_t junk_len(struct str s)
{
    const unsigned char *c = (const unsigned char *)s.at;
    if (c[0] == 0xC2)
        return s.len > 1 && c[1] < 0xA0 ? 2 : 0;
    size_t len = c[0] == 0xEF ? 3 : 4;
    if (s.len < len || c[len - 2] != 0xBF || c[len - 1] < 0xBE)
        return 0;
    return len == 3 || (c[1] & 0x0F) == 0x0F ? len : 0;
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
        if (kind == LEAD && str_cut(&s, junk_len(s)).len)
            continue;
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
