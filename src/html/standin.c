/* SPDX-License-Identifier: MIT */
/* standin.c - one character in the place of a text, while the parser reads. */
#include "html/standin.h"

enum {
    FIRST = 0xF0000, /* F3 B0 80 80 */
    COUNT = 0xFFFE,  /* the plane's last two are no characters */
    LEAD = 0xF3,
    SECOND = 0xB0, /* and above */
};

/* Where the next character of plane 15 begins, or STR_NONE. */
static size_t find_private(struct str text, size_t at)
{
    for (;; at++) {
        size_t found = str_find_byte(str_from(text, at), (char)LEAD);
        if (found == STR_NONE || at + found + STANDIN_BYTES > text.len)
            return STR_NONE;
        at += found;
        if ((unsigned char)text.at[at + 1] >= SECOND)
            return at;
    }
}

/* The number behind "&#". */
static uint32_t reference(struct str digits)
{
    bool is_hex = digits.len && char_lower(digits.at[0]) == 'x';
    uint64_t value = 0;
    for (size_t i = is_hex; i < digits.len; i++) {
        int digit = char_hex(digits.at[i]);
        if (digit < 0 || (!is_hex && digit > 9))
            break;
        value = value * (is_hex ? 16 : 10) + (unsigned)digit;
        if (value >= UINT32_MAX)
            return UINT32_MAX;
    }
    return (uint32_t)value;
}

uint32_t html_largest_reference(struct str html)
{
    uint32_t largest = 0;
    for (size_t at; (at = str_find_byte(html, '#')) != STR_NONE;) {
        bool is_reference = at && html.at[at - 1] == '&';
        str_cut(&html, at + 1);
        uint32_t value = is_reference ? reference(html) : 0;
        if (value > largest)
            largest = value;
    }
    return largest;
}

struct standins standins_for(struct str html)
{
    return (struct standins){.is_closed =
                                 find_private(html, 0) != STR_NONE ||
                                 str_find_byte(html, '\0') != STR_NONE ||
                                 html_largest_reference(html) >= FIRST};
}

bool standin_write(struct standins *all, struct arena *arena, struct str text,
                   char out[STANDIN_BYTES])
{
    if (all->is_closed || all->texts.len >= COUNT)
        return false;
    size_t n = all->texts.len;
    *vec_push(&all->texts, arena) = text;
    out[0] = (char)LEAD;
    out[1] = (char)(SECOND + (n >> 12));
    out[2] = (char)(0x80 + (n >> 6 & 0x3F));
    out[3] = (char)(0x80 + (n & 0x3F));
    return true;
}

/* Of what begins with a byte: */
enum {
    KEPT = 1, /* it is not to be stood for */
    ASKED,    /* more bytes say whether it is */
};

static const uint8_t KINDS[256] = {
    [0x00] = KEPT,  [0x01] = KEPT,  [0x02] = KEPT,  [0x03] = KEPT,
    [0x04] = KEPT,  [0x05] = KEPT,  [0x06] = KEPT,  [0x07] = KEPT,
    [0x08] = KEPT,  [0x0B] = KEPT,  [0x0D] = KEPT,  [0x0E] = KEPT,
    [0x0F] = KEPT,  [0x10] = KEPT,  [0x11] = KEPT,  [0x12] = KEPT,
    [0x13] = KEPT,  [0x14] = KEPT,  [0x15] = KEPT,  [0x16] = KEPT,
    [0x17] = KEPT,  [0x18] = KEPT,  [0x19] = KEPT,  [0x1A] = KEPT,
    [0x1B] = KEPT,  [0x1C] = KEPT,  [0x1D] = KEPT,  [0x1E] = KEPT,
    [0x1F] = KEPT,  [0x7F] = KEPT,  ['&'] = KEPT,   ['<'] = KEPT,
    [0xC2] = ASKED, [0xEF] = ASKED, [0xF0] = ASKED, [0xF1] = ASKED,
    [0xF2] = ASKED, [0xF3] = ASKED, [0xF4] = ASKED,
};

static bool is_continuation(char c)
{
    return ((unsigned char)c & 0xC0) == 0x80;
}

/* Is the character a control (U+0080 to U+009F) or none (U+FDD0 to U+FDEF, the
 * last two of each plane)? Of what is cut off, it is taken to be. */
static bool is_no_character(struct str text)
{
    const unsigned char *at = (const unsigned char *)text.at;
    size_t len = at[0] == 0xC2 ? 2 : at[0] == 0xEF ? 3 : 4;
    if (text.len < len)
        return true;
    if (len == 2)
        return at[1] < 0xA0;
    return (at[len - 2] == 0xBF && at[len - 1] >= 0xBE) ||
           (len == 3 && at[1] == 0xB7 && at[2] >= 0x90 && at[2] < 0xB0);
}

size_t standin_plain(struct str text)
{
    for (size_t i = 0; i < text.len; i++) {
        uint8_t kind = KINDS[(unsigned char)text.at[i]];
        if (kind == KEPT ||
            (kind == ASKED && is_no_character(str_from(text, i))))
            return i;
    }
    return text.len;
}

static bool is_of_reference(char c)
{
    return char_is_alpha(c) || char_is_digit(c) || c == '#' || c == ';';
}

size_t standin_gap(struct str text)
{
    size_t len = text.len > 0;
    while (len < text.len && is_continuation(text.at[len]))
        len++;
    while (len < text.len && text.at[0] == '&' && is_of_reference(text.at[len]))
        len++;
    while (len < text.len && char_is_space(text.at[len]))
        len++;
    return len;
}

/* The text for which the character at `at` stands. */
static struct str text_of(const struct standins *all, const char *at)
{
    size_t n = (size_t)((unsigned char)at[1] - SECOND) << 12 |
               (size_t)((unsigned char)at[2] & 0x3F) << 6 |
               (size_t)((unsigned char)at[3] & 0x3F);
    return n < all->texts.len ? all->texts.at[n] : str_make(at, STANDIN_BYTES);
}

static size_t resolved_length(const struct standins *all, struct str text,
                              size_t first)
{
    size_t len = text.len;
    for (size_t at = first; at != STR_NONE;
         at = find_private(text, at + STANDIN_BYTES))
        len = len - STANDIN_BYTES + text_of(all, text.at + at).len;
    return len;
}

struct str standins_resolve(const struct standins *all, struct arena *arena,
                            struct str text)
{
    size_t at = all->texts.len ? find_private(text, 0) : STR_NONE, len = 0;
    if (at == STR_NONE)
        return arena_dup(arena, text);
    if (at == 0 && text.len == STANDIN_BYTES)
        return arena_dup(arena, text_of(all, text.at));
    char *out = arena_alloc(arena, resolved_length(all, text, at) + 1);
    for (size_t from = 0;; at = find_private(text, from)) {
        struct str plain = str_sub(text, from, at - from);
        memcpy(out + len, plain.at, plain.len);
        len += plain.len;
        if (at == STR_NONE)
            break;
        struct str whole = text_of(all, text.at + at);
        memcpy(out + len, whole.at, whole.len);
        len += whole.len;
        from = at + STANDIN_BYTES;
    }
    out[len] = '\0';
    return str_make(out, len);
}
