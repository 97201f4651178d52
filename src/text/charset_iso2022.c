/* SPDX-License-Identifier: MIT */
/* charset_iso2022.c - ISO-2022-JP to EUC-JP.
 * Source: WHATWG Encoding Standard, 12.2 (ISO-2022-JP decoder). */
#include "text/charset_iso2022.h"

enum mode { ASCII, KATAKANA, KANJI };

/* An escape sequence off the front; false when there is none. */
static bool take_escape(struct str *rest, enum mode *mode)
{
    static const struct {
        struct str escape;
        enum mode mode;
    } ESCAPES[] = {
        {STR("\x1B(B"), ASCII},    {STR("\x1B(J"), ASCII},
        {STR("\x1B(I"), KATAKANA}, {STR("\x1B$@"), KANJI},
        {STR("\x1B$B"), KANJI},
    };
    for (size_t i = 0; i < sizeof ESCAPES / sizeof *ESCAPES; i++)
        if (str_starts(*rest, ESCAPES[i].escape)) {
            str_cut(rest, 3);
            *mode = ESCAPES[i].mode;
            return true;
        }
    return false;
}

/* Printable bytes of the other sets are EUC-JP's with the high bit set. */
void iso2022_to_euc(struct str bytes, struct buf *out)
{
    enum mode mode = ASCII;
    while (bytes.len && !out->failed) {
        if (take_escape(&bytes, &mode))
            continue;
        char c = *str_cut(&bytes, 1).at;
        if (mode == ASCII || c <= ' ' || c == 0x7F) {
            buf_putc(out, c);
            continue;
        }
        if (mode == KATAKANA)
            buf_putc(out, (char)0x8E);
        buf_putc(out, (char)(c | 0x80));
    }
}
