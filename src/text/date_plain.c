/* SPDX-License-Identifier: MIT */
/* date_plain.c - the digits of all scripts, as patterns read them. */
#include "text/date_plain.h"

#include "text/unicode.h"

/* The first byte of a character below never stands for another digit, comma or
 * mark than ASCII's: Latin, Greek and Cyrillic text is read as it is. */
#define FIRST_LEAD 0xD6
/* Characters of these first bytes, and of no other, are digits (Nd). */
static bool leads_digit(unsigned char c)
{
    return c == 0xD9 || c == 0xDB || c == 0xDF || c == 0xE0 || c == 0xE1 ||
           c == 0xEA || c == 0xEF || c == 0xF0;
}

/* 0 to 9, 10 for ten; -1 for none. */
static int han_value(uint32_t c)
{
    switch (c) {
    case 0x25CB: /* a circle */
    case 0x3007:
    case 0x96F6:
        return 0;
    case 0x4E00:
        return 1;
    case 0x4E8C:
        return 2;
    case 0x4E09:
        return 3;
    case 0x56DB:
        return 4;
    case 0x4E94:
        return 5;
    case 0x516D:
        return 6;
    case 0x4E03:
        return 7;
    case 0x516B:
        return 8;
    case 0x4E5D:
        return 9;
    case 0x5341:
        return 10;
    default:
        return -1;
    }
}

/* The numerals of Han are words, too: only a year of this millennium tells. */
static bool is_han_year(struct str s)
{
    if (!str_starts(s, S("二")))
        return false;
    s = str_sub(s, 3, 3);
    return str_eq(s, S("〇")) || str_eq(s, S("○")) || str_eq(s, S("零"));
}

/* The bytes of the digit, other than ASCII's, at the front of s; or 0. */
static size_t foreign_digit(struct str s)
{
    unsigned char lead = (unsigned char)*s.at;
    if (lead == 0xE4)
        return is_han_year(s) ? 3 : 0;
    uint32_t c;
    struct str rest = s;
    if (!leads_digit(lead) || !utf8_next(&rest, &c) || char_digit(c) < 0)
        return 0;
    return s.len - rest.len;
}

size_t date_until_digit(struct str s)
{
    size_t n = 0;
    for (; n < s.len && !char_is_digit(s.at[n]); n++)
        if ((unsigned char)s.at[n] >= FIRST_LEAD &&
            foreign_digit(str_from(s, n)) > 0)
            break;
    return n;
}

size_t date_digits_size(struct str s)
{
    size_t n = 0;
    while (n < s.len) {
        size_t size =
            char_is_digit(s.at[n]) ? 1 : foreign_digit(str_from(s, n));
        if (size == 0)
            break;
        n += size;
    }
    return n;
}

/* The character of ASCII that means the same; 0 where there is none, and
 * nothing (-1) in the place of what is not seen. */
static int plain_char(uint32_t c)
{
    if (c < 0x80)
        return (int)c;
    if (c > 0xFF00 && c < 0xFF5F) /* full-width forms */
        return (int)c - 0xFEE0;
    switch (c) {
    case 0x60C:
    case 0x104A:
    case 0x1363:
    case 0x3001:
        return ',';
    case 0x5BE:
        return '-';
    case 0x5F3:
        return '\'';
    case 0x589:
    case 0x6D4:
    case 0x970:
        return '.';
    case 0x61C:
    case 0x200B:
    case 0x200E:
    case 0x200F:
    case 0xFEFF:
        return -1;
    default:
        break;
    }
    if ((c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069))
        return -1;                             /* embeddings and isolates */
    if (c < 0x660 || (c > 0x669 && c < 0x6F0)) /* Arabic letters */
        return 0;
    int digit = char_digit(c);
    return digit < 0 ? 0 : '0' + digit;
}

/* Ten by itself, before and behind digits: the digits that are to be written
 * ("10", "1", "0" or none). */
static struct str ten(bool is_behind, bool is_before)
{
    return str_sub(S("10"), is_behind, 2 - is_behind - (size_t)is_before);
}

static int next_han(struct str rest)
{
    uint32_t c;
    return utf8_next(&rest, &c) ? han_value(c) : -1;
}

struct str date_plain(struct str s, struct date_plain *plain)
{
    s = utf8_clip(s, DATE_PLAIN_MAX);
    size_t n = 0, len = 0;
    while (n < s.len && (unsigned char)s.at[n] < FIRST_LEAD)
        n++;
    if (n == s.len)
        return s;
    bool reads_han = is_han_year(s), is_behind = false;
    struct str rest = s;
    for (uint32_t c; rest.len > 0;) {
        struct str one = rest;
        utf8_next(&rest, &c);
        one.len -= rest.len;
        int han = reads_han ? han_value(c) : -1;
        int ascii = han >= 0 && han < 10 ? '0' + han : plain_char(c);
        char byte = (char)ascii;
        if (han == 10)
            one = ten(is_behind, next_han(rest) >= 0);
        else if (ascii)
            one = str_make(&byte, ascii > 0);
        is_behind = han >= 0 && han < 10;
        for (size_t i = 0; i < one.len; i++) {
            plain->text[len] = one.at[i];
            plain->ends[len++] = (unsigned char)(s.len - rest.len);
        }
    }
    return str_make(plain->text, len);
}

size_t date_plain_size(struct str given, const struct date_plain *plain,
                       size_t len)
{
    return given.at != plain->text || len == 0 ? len : plain->ends[len - 1];
}
