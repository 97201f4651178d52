/* SPDX-License-Identifier: MIT */
/* str.c - look at, compare and cut borrowed slices. */
#include "base/str.h"

#include <string.h>

struct str str_of(const char *cstring)
{
    return (struct str){cstring, cstring ? strlen(cstring) : 0};
}

bool str_ieq(struct str a, struct str b)
{
    if (a.len != b.len)
        return false;
    for (size_t i = 0; i < a.len; i++)
        if (char_lower(a.at[i]) != char_lower(b.at[i]))
            return false;
    return true;
}

int str_cmp(struct str a, struct str b)
{
    size_t len = a.len < b.len ? a.len : b.len;
    if (len && *a.at != *b.at)
        return (unsigned char)*a.at - (unsigned char)*b.at;
    int order = len ? memcmp(a.at, b.at, len) : 0;
    return order ? order : (a.len > b.len) - (a.len < b.len);
}

bool str_ends(struct str s, struct str suffix)
{
    return s.len >= suffix.len &&
           str_eq(str_from(s, s.len - suffix.len), suffix);
}

bool str_istarts(struct str s, struct str prefix)
{
    return s.len >= prefix.len && str_ieq(str_sub(s, 0, prefix.len), prefix);
}

bool str_iends(struct str s, struct str suffix)
{
    return s.len >= suffix.len &&
           str_ieq(str_from(s, s.len - suffix.len), suffix);
}

bool str_has_byte(struct str s, char byte)
{
    return str_find_byte(s, byte) != STR_NONE;
}

/* memmem makes a table of the part first: too much for so short a text. */
#define SHORT 128

static size_t find_in_short(struct str s, struct str part)
{
    size_t places = s.len - part.len + 1;
    for (size_t i = 0; i < places; i++) {
        const char *hit = memchr(s.at + i, *part.at, places - i);
        if (!hit)
            break;
        i = (size_t)(hit - s.at);
        if (memcmp(hit, part.at, part.len) == 0)
            return i;
    }
    return STR_NONE;
}

size_t str_find(struct str s, struct str part)
{
    if (part.len == 0)
        return 0;
    if (s.len < part.len)
        return STR_NONE;
    if (s.len <= SHORT)
        return find_in_short(s, part);
    const char *hit = memmem(s.at, s.len, part.at, part.len);
    return hit ? (size_t)(hit - s.at) : STR_NONE;
}

size_t str_ifind(struct str s, struct str part)
{
    char first = part.len ? char_lower(part.at[0]) : 0;
    for (size_t i = 0; i + part.len <= s.len; i++)
        if (part.len == 0 || (char_lower(s.at[i]) == first &&
                              str_ieq(str_make(s.at + i, part.len), part)))
            return i;
    return STR_NONE;
}

size_t str_find_byte(struct str s, char byte)
{
    const char *hit = s.len ? memchr(s.at, byte, s.len) : NULL;
    return hit ? (size_t)(hit - s.at) : STR_NONE;
}

size_t str_rfind_byte(struct str s, char byte)
{
    const char *hit = s.len ? memrchr(s.at, byte, s.len) : NULL;
    return hit ? (size_t)(hit - s.at) : STR_NONE;
}

/* A set of bytes, a bit each: the searches below run over whole pages. */
struct bytes {
    uint64_t bits[4];
};

static struct bytes bytes_of(const char *set)
{
    struct bytes bytes = {{0}};
    for (; *set; set++) {
        unsigned char c = (unsigned char)*set;
        bytes.bits[c >> 6] |= UINT64_C(1) << (c & 63);
    }
    return bytes;
}

static bool in_bytes(char byte, const struct bytes *bytes)
{
    unsigned char c = (unsigned char)byte;
    return bytes->bits[c >> 6] >> (c & 63) & 1;
}

size_t str_span(struct str s, const char *set)
{
    struct bytes bytes = bytes_of(set);
    size_t n = 0;
    while (n < s.len && in_bytes(s.at[n], &bytes))
        n++;
    return n;
}

size_t str_until(struct str s, const char *set)
{
    struct bytes bytes = bytes_of(set);
    size_t n = 0;
    while (n < s.len && !in_bytes(s.at[n], &bytes))
        n++;
    return n;
}

bool str_split(struct str *rest, char separator, struct str *part)
{
    if (!rest->at)
        return false;
    size_t n = str_find_byte(*rest, separator);
    if (n == STR_NONE) {
        *part = *rest;
        *rest = (struct str){NULL, 0};
    } else {
        *part = str_cut(rest, n);
        str_cut(rest, 1);
    }
    return true;
}

bool str_word(struct str *rest, struct str *word)
{
    const char *at = rest->at, *end = rest->at + rest->len;
    while (at < end && char_is_space(*at))
        at++;
    word->at = at;
    while (at < end && !char_is_space(*at))
        at++;
    word->len = (size_t)(at - word->at);
    *rest = str_make(at, (size_t)(end - at));
    return word->len > 0;
}

bool str_has_word(struct str list, struct str token)
{
    const char *at = list.at, *end = list.at + list.len;
    while ((size_t)(end - at) >= token.len && at < end) {
        const char *from = at;
        while (at < end && !char_is_space(*at))
            at++;
        if ((size_t)(at - from) == token.len && token.len &&
            str_ieq(str_make(from, token.len), token))
            return true;
        at++;
    }
    return false;
}

struct str str_trim_set(struct str s, const char *set)
{
    struct bytes bytes = bytes_of(set);
    str_cut(&s, str_span(s, set));
    while (s.len > 0 && in_bytes(s.at[s.len - 1], &bytes))
        s.len--;
    return s;
}

struct str str_trim(struct str s)
{
    return str_trim_set(s, STR_SPACE);
}

bool str_to_u64(struct str s, uint64_t *out)
{
    uint64_t value = 0;
    for (size_t i = 0; i < s.len; i++) {
        unsigned digit = (unsigned)(s.at[i] - '0');
        if (digit > 9 || value > (UINT64_MAX - digit) / 10)
            return false;
        value = value * 10 + digit;
    }
    *out = value;
    return s.len > 0;
}

uint64_t str_hash(struct str s, uint64_t seed)
{
    uint64_t h = seed ^ UINT64_C(0xcbf29ce484222325);
    for (size_t i = 0; i < s.len; i++)
        h = (h ^ (unsigned char)s.at[i]) * UINT64_C(0x100000001b3);
    h ^= h >> 32;
    return h * UINT64_C(0x9e3779b97f4a7c15);
}
