/* SPDX-License-Identifier: MIT */
/* charset_utf8.c - is it UTF-8, and how far?
 * Source: Unicode 15, table 3-7 (well-formed UTF-8 byte sequences). */
#include "text/charset_utf8.h"

#include "text/charset.h"
#include <string.h>

#define HIGH_BITS UINT64_C(0x8080808080808080)

size_t ascii_prefix(struct str bytes)
{
    size_t i = 0;
    for (uint64_t word; bytes.len - i >= sizeof word; i += sizeof word) {
        memcpy(&word, bytes.at + i, sizeof word);
        if (word & HIGH_BITS)
            break;
    }
    while (i < bytes.len && (unsigned char)bytes.at[i] < 0x80)
        i++;
    return i;
}

static bool in(unsigned char c, unsigned char low, unsigned char high)
{
    return c >= low && c <= high;
}

size_t utf8_sequence(struct str s, bool *is_whole)
{
    const unsigned char *c = (const unsigned char *)s.at;
    size_t need = in(c[0], 0xC2, 0xDF)   ? 2
                  : in(c[0], 0xE0, 0xEF) ? 3
                  : in(c[0], 0xF0, 0xF4) ? 4
                                         : 1;
    *is_whole = c[0] < 0x80;
    if (need == 1)
        return 1;
    unsigned char low = c[0] == 0xE0 ? 0xA0 : c[0] == 0xF0 ? 0x90 : 0x80;
    unsigned char high = c[0] == 0xED ? 0x9F : c[0] == 0xF4 ? 0x8F : 0xBF;
    size_t n = 1;
    for (; n < need && n < s.len && in(c[n], low, high); n++) {
        low = 0x80;
        high = 0xBF;
    }
    *is_whole = n == need;
    return n;
}

size_t utf8_prefix(struct str bytes)
{
    size_t i = 0;
    for (;;) {
        i += ascii_prefix(str_from(bytes, i));
        bool is_whole = true;
        while (i < bytes.len && (unsigned char)bytes.at[i] >= 0x80) {
            size_t n = utf8_sequence(str_from(bytes, i), &is_whole);
            if (!is_whole)
                return i;
            i += n;
        }
        if (i == bytes.len)
            return i;
    }
}

bool utf8_is_valid(struct str bytes)
{
    return utf8_prefix(bytes) == bytes.len;
}
