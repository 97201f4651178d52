/* SPDX-License-Identifier: MIT */
/* unicode.c - human text: characters, words, case, width. */
#include "text/unicode.h"

#include "text/charset_utf8.h"
#include <string.h>
#include <utf8proc.h>

bool utf8_next(struct str *rest, uint32_t *code_point)
{
    if (rest->len == 0)
        return false;
    const unsigned char *c = (const unsigned char *)rest->at;
    if (c[0] < 0x80) {
        *code_point = c[0];
        str_cut(rest, 1);
        return true;
    }
    bool is_whole;
    size_t n = utf8_sequence(*rest, &is_whole);
    uint32_t value = c[0] & (0x7Fu >> n);
    for (size_t i = 1; i < n; i++)
        value = value << 6 | (c[i] & 0x3Fu);
    *code_point = is_whole ? value : 0xFFFD;
    str_cut(rest, n);
    return true;
}

size_t utf8_count(struct str s)
{
    size_t count = 0;
    for (uint32_t c; utf8_next(&s, &c);)
        count++;
    return count;
}

struct str utf8_clip(struct str s, size_t max)
{
    if (s.len <= max)
        return s;
    while (max > 0 && ((unsigned char)s.at[max] & 0xC0) == 0x80)
        max--;
    return str_sub(s, 0, max);
}

struct str utf8_repair(struct arena *arena, struct str s)
{
    if (utf8_prefix(s) == s.len)
        return s;
    char *out = arena_alloc(arena, s.len * 3 + 1);
    size_t len = 0;
    while (s.len) {
        bool is_whole;
        struct str one = str_cut(&s, utf8_sequence(s, &is_whole));
        if (!is_whole)
            one = S("\xEF\xBF\xBD");
        memcpy(out + len, one.at, one.len);
        len += one.len;
    }
    out[len] = '\0';
    return str_make(out, len);
}

/* --- kinds of characters ----------------------------------------------- */

bool char_is_blank(uint32_t c)
{
    if (c < 0x80)
        return c == ' ' || (c >= 0x09 && c <= 0x0D);
    return c == 0x85 || c == 0xA0 || c == 0x1680 ||
           (c >= 0x2000 && c <= 0x200B) || c == 0x2028 || c == 0x2029 ||
           c == 0x202F || c == 0x205F || c == 0x3000 || c == 0xFEFF;
}

/* Drawn as nothing: not even a space. ZWNJ and ZWJ spell words in Persian,
 * Indic scripts and emoji, so they stay. */
static bool is_invisible(uint32_t c)
{
    return c == 0xAD || c == 0x2060 || c == 0x200B || c == 0xFEFF;
}

bool char_is_word(uint32_t c)
{
    if (c < 0x80)
        return char_is_alpha((char)c) || char_is_digit((char)c);
    switch (utf8proc_category((utf8proc_int32_t)c)) {
    case UTF8PROC_CATEGORY_LU:
    case UTF8PROC_CATEGORY_LL:
    case UTF8PROC_CATEGORY_LT:
    case UTF8PROC_CATEGORY_LM:
    case UTF8PROC_CATEGORY_LO:
    case UTF8PROC_CATEGORY_ND:
    case UTF8PROC_CATEGORY_NL:
    case UTF8PROC_CATEGORY_NO:
        return true;
    default:
        return false;
    }
}

/* Ten digits stand in a row and begin where the last hexadecimal digit of their
 * number is 0 or 6; but for those of mathematics, five times ten of them. */
int char_digit(uint32_t c)
{
    const uint32_t digits_of_mathematics = 0x1D7CE;
    if (c < 0x80)
        return char_is_digit((char)c) ? (int)c - '0' : -1;
    if (utf8proc_category((utf8proc_int32_t)c) != UTF8PROC_CATEGORY_ND)
        return -1;
    if (c >= digits_of_mathematics && c < digits_of_mathematics + 50)
        return (int)(c - digits_of_mathematics) % 10;
    uint32_t row = c & ~0xFu;
    bool begins_row =
        utf8proc_category((utf8proc_int32_t)row) == UTF8PROC_CATEGORY_ND;
    return (int)(c - row) - (begins_row ? 0 : 6);
}

bool char_is_spelling(uint32_t c)
{
    if (c < 0x80)
        return char_is_alpha((char)c);
    utf8proc_category_t kind = utf8proc_category((utf8proc_int32_t)c);
    return kind >= UTF8PROC_CATEGORY_LU && kind <= UTF8PROC_CATEGORY_ME;
}

uint32_t char_unaccented(uint32_t c)
{
    /* Canonical combining classes. */
    enum { NUKTA = 7, POINTS = 10, POINTS_END = 36, BELOW = 220, ABOVE = 230 };
    enum { LONGEST = 8 };
    int mark = utf8proc_get_property((utf8proc_int32_t)c)->combining_class;
    if (mark == NUKTA || (mark >= POINTS && mark <= POINTS_END) ||
        mark == BELOW || mark == ABOVE)
        return 0;
    if (utf8proc_category((utf8proc_int32_t)c) > UTF8PROC_CATEGORY_LO)
        return c; /* a vowel written as two marks is still one */
    utf8proc_int32_t parts[LONGEST];
    utf8proc_ssize_t count =
        utf8proc_decompose_char((utf8proc_int32_t)c, parts, LONGEST,
                                UTF8PROC_DECOMPOSE | UTF8PROC_CASEFOLD, NULL);
    return count > 0 && count <= LONGEST ? (uint32_t)parts[0] : c;
}

bool char_is_space_separator(uint32_t c)
{
    return utf8proc_category((utf8proc_int32_t)c) == UTF8PROC_CATEGORY_ZS;
}

bool char_is_punctuation(uint32_t c)
{
    if (c < 0x80)
        return c > ' ' && c < 0x7F && !char_is_word(c);
    switch (utf8proc_category((utf8proc_int32_t)c)) {
    case UTF8PROC_CATEGORY_PC:
    case UTF8PROC_CATEGORY_PD:
    case UTF8PROC_CATEGORY_PS:
    case UTF8PROC_CATEGORY_PE:
    case UTF8PROC_CATEGORY_PI:
    case UTF8PROC_CATEGORY_PF:
    case UTF8PROC_CATEGORY_PO:
        return true;
    default:
        return false;
    }
}

bool char_is_unspaced(uint32_t c)
{
    return c >= 0x0E00 &&
           ((c <= 0x0EFF) ||                  /* Thai, Lao */
            (c >= 0x1000 && c <= 0x109F) ||   /* Burmese */
            (c >= 0x1780 && c <= 0x17FF) ||   /* Khmer */
            (c >= 0x2E80 && c <= 0x2FDF) ||   /* radicals */
            (c >= 0x3005 && c <= 0x3007) ||   /* Han marks */
            (c >= 0x3041 && c <= 0x30FF) ||   /* kana */
            (c >= 0x31F0 && c <= 0x31FF) ||   /* more katakana */
            (c >= 0x3400 && c <= 0x4DBF) ||   /* Han A */
            (c >= 0x4E00 && c <= 0x9FFF) ||   /* Han */
            (c >= 0xA9E0 && c <= 0xA9FF) ||   /* Burmese B */
            (c >= 0xAA60 && c <= 0xAA7F) ||   /* Burmese A */
            (c >= 0xF900 && c <= 0xFAFF) ||   /* Han, compatible */
            (c >= 0xFF66 && c <= 0xFF9F) ||   /* half-width katakana */
            (c >= 0x1B000 && c <= 0x1B16F) || /* old kana */
            (c >= 0x20000 && c <= 0x3FFFF));  /* Han B and on */
}

/* A mark on the letter before it: part of its word, no word itself. */
static bool is_mark(uint32_t c)
{
    if (c < 0x300)
        return false;
    utf8proc_category_t kind = utf8proc_category((utf8proc_int32_t)c);
    return kind == UTF8PROC_CATEGORY_MN || kind == UTF8PROC_CATEGORY_MC ||
           kind == UTF8PROC_CATEGORY_ME || c == 0x200C || c == 0x200D;
}

/* --- folding ----------------------------------------------------------- */

/* White space folded and invisible characters dropped, into `out`, which has
 * room for s.len bytes; returns how many came out. */
static size_t fold_into(char *out, struct str s)
{
    size_t len = 0;
    bool gap = false;
    while (s.len) {
        struct str before = s;
        uint32_t c = 0;
        utf8_next(&s, &c);
        if (is_invisible(c))
            continue;
        if (char_is_blank(c)) {
            gap = true;
            continue;
        }
        if (gap && len)
            out[len++] = ' ';
        gap = false;
        size_t n = before.len - s.len;
        memmove(out + len, before.at, n);
        len += n;
    }
    return len;
}

struct str text_fold(struct arena *arena, struct str s)
{
    char *out = arena_alloc(arena, s.len + 1);
    size_t len = fold_into(out, s);
    out[len] = '\0';
    return str_make(out, len);
}

/* utf8proc's mapping, on the arena. `s` is valid UTF-8. */
static struct str map(struct arena *arena, struct str s, int options)
{
    utf8proc_option_t how = (utf8proc_option_t)options;
    utf8proc_ssize_t cap = (utf8proc_ssize_t)s.len + 16, count;
    utf8proc_int32_t *points = NULL;
    for (;; cap = count) {
        points = arena_alloc(arena, ((size_t)cap + 1) * sizeof *points);
        count = utf8proc_decompose((const utf8proc_uint8_t *)s.at,
                                   (utf8proc_ssize_t)s.len, points, cap, how);
        if (count <= cap)
            break;
    }
    utf8proc_ssize_t len =
        count < 0 ? count : utf8proc_reencode(points, count, how);
    return len < 0 ? s : str_make((char *)points, (size_t)len);
}

static struct str folded_map(struct arena *arena, struct str s, int options)
{
    struct str folded = text_fold(arena, s);
    if (ascii_prefix(folded) == folded.len)
        return arena_lower(arena, folded);
    return map(arena, utf8_repair(arena, folded), options);
}

struct str text_casefold(struct arena *arena, struct str s)
{
    struct str folded =
        folded_map(arena, s,
                   UTF8PROC_STABLE | UTF8PROC_COMPAT | UTF8PROC_COMPOSE |
                       UTF8PROC_CASEFOLD | UTF8PROC_IGNORE);
    /* Compatibility forms of blanks and some marks decompose to spaces; ASCII
     * has none. */
    return ascii_prefix(s) == s.len ? folded : text_fold(arena, folded);
}

struct str text_unmarked(struct arena *arena, struct str s)
{
    return folded_map(arena, s,
                      UTF8PROC_STABLE | UTF8PROC_COMPAT | UTF8PROC_DECOMPOSE |
                          UTF8PROC_CASEFOLD | UTF8PROC_IGNORE |
                          UTF8PROC_STRIPMARK);
}

/* --- measuring --------------------------------------------------------- */

size_t text_word_count(struct str s)
{
    size_t count = 0;
    bool in_word = false;
    for (uint32_t c; utf8_next(&s, &c);) {
        if (is_mark(c))
            continue;
        bool is_word = char_is_word(c);
        bool is_alone = is_word && char_is_unspaced(c);
        count += is_alone || (is_word && !in_word);
        in_word = is_word && !is_alone;
    }
    return count;
}

size_t text_width(struct str s)
{
    size_t width = 0;
    for (uint32_t c; utf8_next(&s, &c);) {
        int columns = c < 0x80 ? c >= 0x20 && c != 0x7F
                               : utf8proc_charwidth((utf8proc_int32_t)c);
        if (columns > 0)
            width += (size_t)columns;
    }
    return width;
}
