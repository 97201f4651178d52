/* SPDX-License-Identifier: MIT */
/* unicode_slug.c - a short ASCII name out of a title. */
#include "text/unicode.h"

#include <string.h>

/* Letters that no decomposition takes to ASCII, sorted; Cyrillic as in
 * passports (ICAO 9303) where one letter has many romanisations. */
static const struct letter {
    uint32_t code_point;
    char latin[5];
} LETTERS[] = {
    {0x00E6, "ae"},   {0x00F0, "d"},  {0x00F8, "o"},  {0x00FE, "th"},
    {0x0111, "d"},    {0x0127, "h"},  {0x0131, "i"},  {0x0138, "k"},
    {0x0142, "l"},    {0x014B, "n"},  {0x0153, "oe"}, {0x0167, "t"},
    {0x0192, "f"},    {0x0199, "k"},  {0x01B4, "y"},  {0x0253, "b"},
    {0x0257, "d"},    {0x0259, "e"},  {0x03B1, "a"},  {0x03B2, "v"},
    {0x03B3, "g"},    {0x03B4, "d"},  {0x03B5, "e"},  {0x03B6, "z"},
    {0x03B7, "i"},    {0x03B8, "th"}, {0x03B9, "i"},  {0x03BA, "k"},
    {0x03BB, "l"},    {0x03BC, "m"},  {0x03BD, "n"},  {0x03BE, "x"},
    {0x03BF, "o"},    {0x03C0, "p"},  {0x03C1, "r"},  {0x03C2, "s"},
    {0x03C3, "s"},    {0x03C4, "t"},  {0x03C5, "y"},  {0x03C6, "f"},
    {0x03C7, "ch"},   {0x03C8, "ps"}, {0x03C9, "o"},  {0x0430, "a"},
    {0x0431, "b"},    {0x0432, "v"},  {0x0433, "g"},  {0x0434, "d"},
    {0x0435, "e"},    {0x0436, "zh"}, {0x0437, "z"},  {0x0438, "i"},
    {0x0439, "j"},    {0x043A, "k"},  {0x043B, "l"},  {0x043C, "m"},
    {0x043D, "n"},    {0x043E, "o"},  {0x043F, "p"},  {0x0440, "r"},
    {0x0441, "s"},    {0x0442, "t"},  {0x0443, "u"},  {0x0444, "f"},
    {0x0445, "kh"},   {0x0446, "ts"}, {0x0447, "ch"}, {0x0448, "sh"},
    {0x0449, "shch"}, {0x044A, ""},   {0x044B, "y"},  {0x044C, ""},
    {0x044D, "e"},    {0x044E, "yu"}, {0x044F, "ya"}, {0x0452, "dj"},
    {0x0454, "ye"},   {0x0455, "dz"}, {0x0456, "i"},  {0x0458, "j"},
    {0x0459, "lj"},   {0x045A, "nj"}, {0x045B, "c"},  {0x045F, "dz"},
    {0x0463, "e"},    {0x0491, "g"},  {0x0493, "g"},  {0x049B, "k"},
    {0x04A3, "n"},    {0x04AF, "u"},  {0x04B1, "u"},  {0x04BB, "h"},
    {0x04D9, "a"},    {0x04E9, "o"},
};

static const char *latin_of(uint32_t c)
{
    size_t low = 0, high = sizeof LETTERS / sizeof *LETTERS;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (LETTERS[middle].code_point == c)
            return LETTERS[middle].latin;
        if (LETTERS[middle].code_point < c)
            low = middle + 1;
        else
            high = middle;
    }
    return NULL;
}

/* "don't" is one word of a slug: "dont". */
static bool is_apostrophe(uint32_t c)
{
    return c == '\'' || c == 0x2019 || c == 0x2BC || c == '`';
}

/* What stands for a character: itself, Latin letters, nothing (NULL: it
 * parts words). */
static const char *ascii_of(uint32_t c, char self[2])
{
    if (c < 0x80 && char_is_word(c)) {
        self[0] = (char)c;
        return self;
    }
    if (is_apostrophe(c))
        return "";
    return latin_of(c);
}

/* No half word at the end, unless the word is all there is. */
static size_t clip_word(const char *slug, size_t len, size_t max)
{
    if (len <= max)
        return len;
    size_t end = max;
    while (end > 0 && slug[end] != '-')
        end--;
    return end > max / 2 ? end : max;
}

struct str text_slug(struct arena *arena, struct str s, size_t max)
{
    struct str rest = text_unmarked(arena, s);
    char *out = arena_alloc(arena, rest.len * 2 + 8), self[2] = "";
    size_t len = 0;
    bool gap = false;
    for (uint32_t c; len <= max && utf8_next(&rest, &c);) {
        const char *latin = ascii_of(c, self);
        if (latin && *latin && gap && len)
            out[len++] = '-';
        gap = latin ? gap && !*latin : true;
        for (; latin && *latin; latin++)
            out[len++] = *latin;
    }
    len = clip_word(out, len, max);
    while (len > 0 && out[len - 1] == '-')
        len--;
    out[len] = '\0';
    return str_make(out, len);
}
