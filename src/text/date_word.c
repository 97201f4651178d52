/* SPDX-License-Identifier: MIT */
/* date_word.c - a word of any script, folded to be looked up. */
#include "text/date_word.h"

#include "text/unicode.h"

/* They spell words in Persian and in Indic scripts, and are not seen. */
#define ZWNJ 0x200C
#define ZWJ  0x200D

/* Base letters of U+00C0 to U+017F; '?' where there is none in ASCII. */
static const char LATIN[] =
    "aaaaaa?ceeeeiiii?nooooo?ouuuuy??aaaaaa?ceeeeiiii?nooooo?ouuuuy?y"
    "aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiii??jjkk?llllll?"
    "?llnnnnnn???oooooo??rrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzz?";

/* One code point and its length; broken bytes count as one of U+FFFD. */
static uint32_t take_point(struct str s, size_t *len)
{
    unsigned char first = (unsigned char)s.at[0];
    *len = first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
    if (*len == 1)
        return first;
    if (first < 0xC2 || *len > s.len) {
        *len = 1;
        return 0xFFFD;
    }
    uint32_t point = first & (0xFFu >> (*len + 1));
    for (size_t i = 1; i < *len; i++)
        point = point << 6 | ((unsigned char)s.at[i] & 0x3F);
    return point;
}

static uint32_t fold_greek(uint32_t c)
{
    switch (c) {
    case 0x386:
    case 0x3AC:
        return 0x3B1; /* alpha */
    case 0x388:
    case 0x3AD:
        return 0x3B5;
    case 0x389:
    case 0x3AE:
        return 0x3B7;
    case 0x38A:
    case 0x3AF:
    case 0x3AA:
    case 0x3CA:
    case 0x390:
        return 0x3B9;
    case 0x38C:
    case 0x3CC:
        return 0x3BF;
    case 0x38E:
    case 0x3CD:
    case 0x3AB:
    case 0x3CB:
        return 0x3C5;
    case 0x38F:
    case 0x3CE:
        return 0x3C9;
    case 0x3C2:
        return 0x3C3; /* final sigma */
    default:
        return c >= 0x391 && c <= 0x3A9 ? c + 0x20 : c;
    }
}

/* Arabic, Persian and Urdu have letters that look alike, and keyboards mix. */
static uint32_t fold_arabic(uint32_t c)
{
    switch (c) {
    case 0x640:
        return 0; /* tatweel, which but stretches */
    case 0x649:
    case 0x6CC:
        return 0x64A; /* yeh */
    case 0x6A9:
        return 0x643; /* kaf */
    case 0x629:
    case 0x6BE:
    case 0x6C1:
    case 0x6C3:
    case 0x6D5:
        return 0x647; /* heh */
    default:
        return c;
    }
}

/* 0 for what is but an accent. */
static uint32_t fold_point(uint32_t c)
{
    if (c < 0x80)
        return (uint32_t)(unsigned char)char_lower((char)c);
    if (c >= 0xC0 && c < 0x180 && LATIN[c - 0xC0] != '?')
        return (uint32_t)LATIN[c - 0xC0];
    if (c >= 0x386 && c < 0x3D0)
        return fold_greek(c);
    if (c >= 0x410 && c < 0x430)
        return c + 0x20;
    if (c >= 0x400 && c < 0x460)
        return c < 0x410 ? c + 0x50 : c;
    c = char_unaccented(c);
    return c >= 0x600 && c < 0x700 ? fold_arabic(c) : c;
}

static bool is_letter(uint32_t c)
{
    if (c < 0x80)
        return char_is_alpha((char)c);
    if (c < 0x530)
        return c >= 0xC0 && c != 0xD7 && c != 0xF7;
    /* Punctuation, symbols, and scripts without spaces between words. */
    if (c >= 0x2000 && (c < 0x2C00 || c >= 0x2E00))
        return c == ZWNJ || c == ZWJ;
    return char_is_spelling(c);
}

size_t date_word_size(struct str s)
{
    struct str rest = s;
    while (rest.len > 0) {
        size_t size;
        if (!is_letter(take_point(rest, &size)))
            break;
        str_cut(&rest, size);
    }
    return s.len - rest.len;
}

static size_t put_point(char *out, uint32_t c)
{
    if (c < 0x80) {
        out[0] = (char)c;
        return 1;
    }
    if (c < 0x800) {
        out[0] = (char)(0xC0 | c >> 6);
        out[1] = (char)(0x80 | (c & 0x3F));
        return 2;
    }
    out[0] = (char)(0xE0 | c >> 12);
    out[1] = (char)(0x80 | (c >> 6 & 0x3F));
    out[2] = (char)(0x80 | (c & 0x3F));
    return 3;
}

size_t date_word(struct str s, char out[DATE_WORD_MAX], size_t *len)
{
    struct str rest = s;
    *len = 0;
    bool fits = true;
    while (rest.len > 0) {
        size_t size;
        uint32_t c = take_point(rest, &size);
        if (!is_letter(c))
            break;
        str_cut(&rest, size);
        c = c == ZWNJ || c == ZWJ ? 0 : fold_point(c);
        fits = fits && *len + 4 <= DATE_WORD_MAX;
        if (fits && c)
            *len += put_point(out + *len, c);
    }
    if (!fits)
        *len = 0;
    return s.len - rest.len;
}
