/* SPDX-License-Identifier: MIT */
/* typed.c - what only typography tells apart. */
#include "text/typed.h"

#include "text/unicode.h"

struct str char_as_typed(uint32_t c)
{
    if ((c >= 0x2018 && c <= 0x201B) || c == 0x2032 || c == 0xB4 || c == '`')
        return S("'");
    if ((c >= 0x201C && c <= 0x201F) || c == 0x2033 || c == 0xAB || c == 0xBB)
        return S("\"");
    if ((c >= 0x2010 && c <= 0x2015) || c == 0x2212)
        return S("-");
    return c == 0x2026 ? S("...") : S("");
}

bool char_is_invisible(uint32_t c)
{
    return c == 0xAD || (c >= 0x200B && c <= 0x200F) || c == 0x2060 ||
           c == 0xFEFF;
}

void text_put_visible(struct str text, struct buf *out)
{
    uint32_t c;
    for (struct str rest = text, all = text; utf8_next(&rest, &c); all = rest) {
        if (c < 0x20 || (c >= 0x7F && c < 0xA0))
            buf_putc(out, '?');
        else
            buf_put(out, str_sub(all, 0, all.len - rest.len));
    }
}
