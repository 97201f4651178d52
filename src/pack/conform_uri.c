/* SPDX-License-Identifier: MIT */
/* conform_uri.c - web addresses as readers of books take them. */
#include "pack/conform.h"

#include <string.h>

static bool is_uri_byte(char c)
{
    return char_is_alpha(c) || char_is_digit(c) ||
           (c && strchr("-._~:/?#@!$&'()*+,;=%", c));
}

static bool is_escape(struct str rest)
{
    return rest.len > 2 && char_hex(rest.at[1]) >= 0 &&
           char_hex(rest.at[2]) >= 0;
}

/* What is a host, a port and perhaps a user, in letters that DNS has: browsers
 * take more, checkers of books do not, and nobody is there. */
static bool is_authority(struct str text)
{
    size_t at = str_rfind_byte(text, '@');
    struct str host = str_from(text, at == STR_NONE ? 0 : at + 1);
    bool is_literal = str_starts(host, S("["));
    for (size_t i = 0; i < host.len; i++) {
        char c = host.at[i];
        bool is_known = char_is_alpha(c) || char_is_digit(c) ||
                        (c && strchr(is_literal ? ".:[]" : ".-_:", c));
        if (!is_known)
            return false;
    }
    return host.len > 0;
}

/* What stands between "//" and the path; at == NULL when there is none. */
static struct str authority_of(struct str url)
{
    bool is_web =
        str_istarts(url, S("http://")) || str_istarts(url, S("https://"));
    if (!is_web)
        return str_make(NULL, 0);
    struct str rest = str_from(url, str_find_byte(url, '/') + 2);
    return str_sub(rest, 0, str_until(rest, "/?#"));
}

struct str conform_uri(struct arena *arena, struct str url)
{
    struct str authority = authority_of(url);
    if (authority.at && !is_authority(authority))
        return S("");
    const char *path = authority.at ? authority.at + authority.len : url.at;
    char *out = arena_alloc(arena, url.len * 3 + 1);
    size_t len = 0;
    bool has_hash = false;
    for (size_t i = 0; i < url.len; i++) {
        char c = url.at[i];
        bool is_allowed = url.at + i < path || is_uri_byte(c);
        if (c == '%')
            is_allowed = is_escape(str_from(url, i));
        else if (c == '#') /* begins the fragment, once */
            is_allowed = !has_hash;
        has_hash |= c == '#';
        if (is_allowed) {
            out[len++] = c;
            continue;
        }
        out[len++] = '%';
        out[len++] = "0123456789ABCDEF"[(unsigned char)c >> 4];
        out[len++] = "0123456789ABCDEF"[(unsigned char)c & 15];
    }
    out[len] = '\0';
    return str_make(out, len);
}
