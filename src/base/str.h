/* SPDX-License-Identifier: MIT */
/* str.h - a borrowed slice of bytes, usually UTF-8.
 *
 * Owns nothing and needs no terminator; lives as long as what it points into.
 * Nothing here allocates, nothing can fail. Case rules are ASCII only, as HTML,
 * HTTP and URL want them; for human text see text/unicode.h. */
#ifndef BASE_STR_H
#define BASE_STR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

struct str {
    const char *at; /* may be NULL only when len is 0 */
    size_t len;
};

/* Of a literal, or of an array of characters that ends with a NUL. */
#define S(literal) ((struct str){(literal), sizeof(literal) - 1})

/* Of a literal, in a table of constants. */
#define STR(literal)                                                           \
    {                                                                          \
        "" literal "", sizeof(literal) - 1                                     \
    }

/* For "%.*s". Longer than INT_MAX is cut. */
#define STR_ARG(s)                                                             \
    (int)((s).len < INT32_MAX ? (s).len : INT32_MAX), ((s).at ? (s).at : "")

#define STR_NONE  SIZE_MAX    /* "not found" of the searches */
#define STR_SPACE " \t\n\f\r" /* ASCII whitespace as HTML defines it */

struct str str_of(const char *cstring); /* NULL gives an empty one */

static inline struct str str_make(const char *at, size_t len)
{
    return (struct str){at, len};
}

/* The part from `from`, at most `len` bytes; clamped to what is there. */
static inline struct str str_sub(struct str s, size_t from, size_t len)
{
    if (from > s.len)
        from = s.len;
    if (len > s.len - from)
        len = s.len - from;
    return (struct str){s.at ? s.at + from : NULL, len};
}

static inline struct str str_from(struct str s, size_t from)
{
    return str_sub(s, from, SIZE_MAX);
}

/* Take the first n bytes off the front of *rest; clamped. */
static inline struct str str_cut(struct str *rest, size_t n)
{
    struct str head = str_sub(*rest, 0, n);
    *rest = str_from(*rest, head.len);
    return head;
}

/* Most of what is compared differs in the first byte. */
static inline bool str_eq(struct str a, struct str b)
{
    return a.len == b.len &&
           (a.len == 0 || (*a.at == *b.at && memcmp(a.at, b.at, a.len) == 0));
}

bool str_ieq(struct str a, struct str b);
int str_cmp(struct str a, struct str b); /* bytewise, like strcmp */

static inline bool str_starts(struct str s, struct str prefix)
{
    return s.len >= prefix.len && str_eq(str_sub(s, 0, prefix.len), prefix);
}

bool str_ends(struct str s, struct str suffix);
bool str_istarts(struct str s, struct str prefix);
bool str_iends(struct str s, struct str suffix);
bool str_has_byte(struct str s, char byte);

/* Where a part begins, or STR_NONE. */
size_t str_find(struct str s, struct str part);
size_t str_ifind(struct str s, struct str part);
size_t str_find_byte(struct str s, char byte);
size_t str_rfind_byte(struct str s, char byte);

/* How many leading bytes are (span), or are not (until), in `set`. */
size_t str_span(struct str s, const char *set);
size_t str_until(struct str s, const char *set);

/* Take what stands before the next `separator` off the front of *rest, and the
 * separator with it. Returns false when *rest was already used up (at NULL). */
bool str_split(struct str *rest, char separator, struct str *part);

/* Take the next whitespace-separated word; false when none is left. */
bool str_word(struct str *rest, struct str *word);

/* Is `token` one of the whitespace-separated words of `list`? ASCII case is
 * ignored. */
bool str_has_word(struct str list, struct str token);

struct str str_trim(struct str s); /* ASCII whitespace, both ends */
struct str str_trim_set(struct str s, const char *set);

/* A decimal number that fills all of s; false on anything else or overflow. */
bool str_to_u64(struct str s, uint64_t *out);

/* FNV-1a with a final mix; not for adversarial tables without a seed. */
uint64_t str_hash(struct str s, uint64_t seed);

static inline bool char_is_space(char c)
{
    /* One comparison for nearly every byte there is. */
    const uint64_t spaces =
        UINT64_C(1) << ' ' | 1 << '\t' | 1 << '\n' | 1 << '\f' | 1 << '\r';
    return (unsigned char)c <= ' ' && (spaces >> (unsigned char)c & 1);
}

static inline bool char_is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static inline char char_lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
}

static inline bool char_is_alpha(char c)
{
    return char_lower(c) >= 'a' && char_lower(c) <= 'z';
}

/* The value of a hexadecimal digit, or -1. */
static inline int char_hex(char c)
{
    char low = char_lower(c);
    return char_is_digit(c)           ? c - '0'
           : low >= 'a' && low <= 'f' ? low - 87
                                      : -1;
}

#endif
