/* SPDX-License-Identifier: MIT */
/* entity.c - character references that survived the parser. */
#include "article/entity.h"

#include <string.h>

/* Longest name below, and digits of the largest number. */
#define NAME_MAX_LEN 8

static const struct {
    struct str name, text;
} NAMED[] = {
    {{"amp", 3}, {"&", 1}},         {{"lt", 2}, {"<", 1}},
    {{"gt", 2}, {">", 1}},          {{"quot", 4}, {"\"", 1}},
    {{"apos", 4}, {"'", 1}},        {{"nbsp", 4}, {" ", 1}},
    {{"lsquo", 5}, {"\u2018", 3}},  {{"rsquo", 5}, {"\u2019", 3}},
    {{"sbquo", 5}, {"\u201a", 3}},  {{"ldquo", 5}, {"\u201c", 3}},
    {{"rdquo", 5}, {"\u201d", 3}},  {{"bdquo", 5}, {"\u201e", 3}},
    {{"laquo", 5}, {"\u00ab", 2}},  {{"raquo", 5}, {"\u00bb", 2}},
    {{"ndash", 5}, {"\u2013", 3}},  {{"mdash", 5}, {"\u2014", 3}},
    {{"hellip", 6}, {"\u2026", 3}}, {{"bull", 4}, {"\u2022", 3}},
    {{"middot", 6}, {"\u00b7", 2}}, {{"shy", 3}, {"", 0}},
    {{"auml", 4}, {"\u00e4", 2}},   {{"ouml", 4}, {"\u00f6", 2}},
    {{"uuml", 4}, {"\u00fc", 2}},   {{"Auml", 4}, {"\u00c4", 2}},
    {{"Ouml", 4}, {"\u00d6", 2}},   {{"Uuml", 4}, {"\u00dc", 2}},
    {{"szlig", 5}, {"\u00df", 2}},  {{"eacute", 6}, {"\u00e9", 2}},
    {{"egrave", 6}, {"\u00e8", 2}}, {{"ecirc", 5}, {"\u00ea", 2}},
    {{"agrave", 6}, {"\u00e0", 2}}, {{"aacute", 6}, {"\u00e1", 2}},
    {{"acirc", 5}, {"\u00e2", 2}},  {{"ccedil", 6}, {"\u00e7", 2}},
    {{"iacute", 6}, {"\u00ed", 2}}, {{"oacute", 6}, {"\u00f3", 2}},
    {{"uacute", 6}, {"\u00fa", 2}}, {{"ntilde", 6}, {"\u00f1", 2}},
    {{"atilde", 6}, {"\u00e3", 2}}, {{"otilde", 6}, {"\u00f5", 2}},
    {{"ocirc", 5}, {"\u00f4", 2}},  {{"icirc", 5}, {"\u00ee", 2}},
    {{"ugrave", 6}, {"\u00f9", 2}}, {{"aring", 5}, {"\u00e5", 2}},
    {{"oslash", 6}, {"\u00f8", 2}}, {{"aelig", 5}, {"\u00e6", 2}},
    {{"euro", 4}, {"\u20ac", 3}},   {{"pound", 5}, {"\u00a3", 2}},
    {{"copy", 4}, {"\u00a9", 2}},   {{"reg", 3}, {"\u00ae", 2}},
    {{"trade", 5}, {"\u2122", 3}},  {{"deg", 3}, {"\u00b0", 2}},
};

static bool parse_number(struct str digits, uint32_t *point)
{
    bool hex = digits.len > 1 && char_lower(*digits.at) == 'x';
    str_cut(&digits, hex);
    uint32_t number = 0;
    if (digits.len == 0 || digits.len > 7)
        return false;
    for (size_t i = 0; i < digits.len; i++) {
        int digit = char_hex(digits.at[i]);
        if (digit < 0 || (!hex && digit > 9))
            return false;
        number = number * (hex ? 16 : 10) + (uint32_t)digit;
    }
    *point = number;
    return number >= ' ' && number < 0x110000 &&
           (number < 0xD800 || number > 0xDFFF);
}

/* Never longer than the reference it stands for. */
static size_t put_utf8(char *out, uint32_t c)
{
    if (c < 0x80) {
        out[0] = (char)c;
        return 1;
    }
    size_t more = c < 0x800 ? 1 : c < 0x10000 ? 2 : 3;
    static const unsigned char LEADS[] = {0, 0xC0, 0xE0, 0xF0};
    out[0] = (char)(LEADS[more] | c >> (6 * more));
    for (size_t i = 1; i <= more; i++)
        out[i] = (char)(0x80 | (c >> (6 * (more - i)) & 0x3F));
    return more + 1;
}

/* Decode the reference at the front; 0 bytes written and read when none. */
static size_t decode_one(struct str *rest, char *out)
{
    struct str near = str_sub(*rest, 1, NAME_MAX_LEN + 2);
    size_t end = str_find_byte(near, ';');
    if (end == STR_NONE || end == 0)
        return 0;
    struct str name = str_sub(near, 0, end);
    uint32_t point;
    size_t len = 0;
    if (name.at[0] == '#') {
        if (!parse_number(str_from(name, 1), &point))
            return 0;
        len = put_utf8(out, point);
        str_cut(rest, end + 2);
        return len;
    }
    for (size_t i = 0; i < sizeof NAMED / sizeof *NAMED; i++) {
        if (str_eq(NAMED[i].name, name)) {
            len = NAMED[i].text.len;
            memcpy(out, NAMED[i].text.at, len);
            str_cut(rest, end + 2);
            return len;
        }
    }
    return 0;
}

struct str entity_decode(struct arena *arena, struct str text)
{
    size_t first = str_find_byte(text, '&');
    if (first == STR_NONE)
        return text;
    char *out = arena_alloc(arena, text.len + 1);
    memcpy(out, text.at, first);
    size_t len = first;
    struct str rest = str_from(text, first);
    while (rest.len > 0) {
        size_t before = rest.len;
        if (*rest.at == '&')
            len += decode_one(&rest, out + len);
        if (rest.len == before)
            out[len++] = *str_cut(&rest, 1).at;
    }
    return str_make(out, len);
}
