/* SPDX-License-Identifier: MIT */
/* date_names.c - words for months and time zones, in the web's languages. */
#include "text/date_names.h"

#include <stdlib.h>
#include <string.h>

struct month_name {
    struct str word;
    int month;
};

static const struct month_name MONTHS[] = {
#define MONTH(word, month) {STR(word), month},
#include "text/date_months.def"
#undef MONTH
};

/* Names of one month here and of another there. */
static const struct {
    struct str word;
    int croatian, other;
} SHARED[] = {
    {STR("listopada"), 10, 11}, {STR("listopad"), 10, 11}, {STR("lis"), 10, 11},
    {STR("lip"), 6, 7},         {STR("srp"), 7, 8},
};

static const struct {
    struct str name;
    int offset_minutes;
} ZONES[] = {
    {STR("z"), 0},      {STR("utc"), 0},    {STR("gmt"), 0},
    {STR("wet"), 0},    {STR("bst"), 60},   {STR("cet"), 60},
    {STR("mez"), 60},   {STR("cest"), 120}, {STR("mesz"), 120},
    {STR("eet"), 120},  {STR("eest"), 180}, {STR("msk"), 180},
    {STR("ist"), 330},  {STR("jst"), 540},  {STR("kst"), 540},
    {STR("est"), -300}, {STR("edt"), -240}, {STR("cst"), -360},
    {STR("cdt"), -300}, {STR("mst"), -420}, {STR("mdt"), -360},
    {STR("pst"), -480}, {STR("pdt"), -420}, {STR("aest"), 600},
    {STR("aedt"), 660}, {STR("nzst"), 720}, {STR("nzdt"), 780},
};

/* Base letters of U+00C0 to U+017F; '?' where there is none in ASCII. */
static const char LATIN[] =
    "aaaaaa?ceeeeiiii?nooooo?ouuuuy??aaaaaa?ceeeeiiii?nooooo?ouuuuy?y"
    "aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiii??jjkk?llllll?"
    "?llnnnnnn???oooooo??rrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzz?";

#define COUNT(array) (sizeof(array) / sizeof *(array))

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
    return c >= 0x400 && c < 0x410 ? c + 0x50 : c;
}

static bool is_letter(uint32_t c)
{
    if (c < 0x80)
        return char_is_alpha((char)c);
    if (c < 0xC0 || c == 0xD7 || c == 0xF7 || c == 0xFFFD)
        return false;
    /* Punctuation, symbols, and scripts without spaces between words. */
    return c < 0x2000 || (c >= 0x2C00 && c < 0x2E00);
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
        fits = fits && *len + 4 <= DATE_WORD_MAX;
        if (fits)
            *len += put_point(out + *len, fold_point(c));
    }
    if (!fits)
        *len = 0;
    return s.len - rest.len;
}

static int compare_name(const void *word, const void *name)
{
    return str_cmp(*(const struct str *)word,
                   ((const struct month_name *)name)->word);
}

int date_month_of(struct str word, struct str lang)
{
    bool croatian = str_istarts(lang, S("hr")) || str_istarts(lang, S("bs"));
    if (word.len < 2)
        return 0;
    for (size_t i = 0; i < COUNT(SHARED); i++)
        if (str_eq(SHARED[i].word, word))
            return croatian ? SHARED[i].croatian : SHARED[i].other;
    const struct month_name *name =
        bsearch(&word, MONTHS, COUNT(MONTHS), sizeof *MONTHS, compare_name);
    return name ? name->month : 0;
}

bool date_zone_of(struct str word, int *offset_minutes)
{
    for (size_t i = 0; i < COUNT(ZONES); i++) {
        if (str_eq(ZONES[i].name, word)) {
            *offset_minutes = ZONES[i].offset_minutes;
            return true;
        }
    }
    return false;
}
