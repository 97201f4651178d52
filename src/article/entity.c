/* SPDX-License-Identifier: MIT */
/* entity.c - character references that survived the parser. */
#include "article/entity.h"

#include <string.h>

/* Longest name below, and digits of the largest number. */
#define NAME_MAX_LEN 8

static const struct {
    struct str name, text;
} NAMED[] = {
    {STR("amp"), STR("&")},         {STR("lt"), STR("<")},
    {STR("gt"), STR(">")},          {STR("quot"), STR("\"")},
    {STR("apos"), STR("'")},        {STR("nbsp"), STR(" ")},
    {STR("lsquo"), STR("\u2018")},  {STR("rsquo"), STR("\u2019")},
    {STR("sbquo"), STR("\u201a")},  {STR("ldquo"), STR("\u201c")},
    {STR("rdquo"), STR("\u201d")},  {STR("bdquo"), STR("\u201e")},
    {STR("laquo"), STR("\u00ab")},  {STR("raquo"), STR("\u00bb")},
    {STR("ndash"), STR("\u2013")},  {STR("mdash"), STR("\u2014")},
    {STR("hellip"), STR("\u2026")}, {STR("bull"), STR("\u2022")},
    {STR("middot"), STR("\u00b7")}, {STR("shy"), STR("")},
    {STR("auml"), STR("\u00e4")},   {STR("ouml"), STR("\u00f6")},
    {STR("uuml"), STR("\u00fc")},   {STR("Auml"), STR("\u00c4")},
    {STR("Ouml"), STR("\u00d6")},   {STR("Uuml"), STR("\u00dc")},
    {STR("szlig"), STR("\u00df")},  {STR("eacute"), STR("\u00e9")},
    {STR("egrave"), STR("\u00e8")}, {STR("ecirc"), STR("\u00ea")},
    {STR("agrave"), STR("\u00e0")}, {STR("aacute"), STR("\u00e1")},
    {STR("acirc"), STR("\u00e2")},  {STR("ccedil"), STR("\u00e7")},
    {STR("iacute"), STR("\u00ed")}, {STR("oacute"), STR("\u00f3")},
    {STR("uacute"), STR("\u00fa")}, {STR("ntilde"), STR("\u00f1")},
    {STR("atilde"), STR("\u00e3")}, {STR("otilde"), STR("\u00f5")},
    {STR("ocirc"), STR("\u00f4")},  {STR("icirc"), STR("\u00ee")},
    {STR("ugrave"), STR("\u00f9")}, {STR("aring"), STR("\u00e5")},
    {STR("oslash"), STR("\u00f8")}, {STR("aelig"), STR("\u00e6")},
    {STR("euro"), STR("\u20ac")},   {STR("pound"), STR("\u00a3")},
    {STR("copy"), STR("\u00a9")},   {STR("reg"), STR("\u00ae")},
    {STR("trade"), STR("\u2122")},  {STR("deg"), STR("\u00b0")},
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
