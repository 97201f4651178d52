/* SPDX-License-Identifier: MIT */
/* url_escape.c - percent-encoding into a place of fixed size. */
#include "net/url_escape.h"

#include <string.h>

#define IN_USERINFO (ESCAPE_USERINFO | ESCAPE_COMPONENT)
#define IN_PATH     (ESCAPE_PATH | IN_USERINFO)
#define IN_QUERY    (ESCAPE_QUERY | ESCAPE_SPECIAL_QUERY | IN_PATH)

static const unsigned char SETS[128] = {
    [' '] = ESCAPE_FRAGMENT | IN_QUERY,
    ['"'] = ESCAPE_FRAGMENT | IN_QUERY,
    ['<'] = ESCAPE_FRAGMENT | IN_QUERY,
    ['>'] = ESCAPE_FRAGMENT | IN_QUERY,
    ['`'] = ESCAPE_FRAGMENT | IN_PATH,
    ['#'] = IN_QUERY,
    ['\''] = ESCAPE_SPECIAL_QUERY,
    ['?'] = IN_PATH,
    ['^'] = IN_PATH,
    ['{'] = IN_PATH,
    ['}'] = IN_PATH,
    ['/'] = IN_USERINFO,
    [':'] = IN_USERINFO,
    [';'] = IN_USERINFO,
    ['='] = IN_USERINFO,
    ['@'] = IN_USERINFO,
    ['['] = IN_USERINFO,
    ['\\'] = IN_USERINFO,
    [']'] = IN_USERINFO,
    ['|'] = IN_USERINFO,
    ['$'] = ESCAPE_COMPONENT,
    ['%'] = ESCAPE_COMPONENT,
    ['&'] = ESCAPE_COMPONENT,
    ['+'] = ESCAPE_COMPONENT,
    [','] = ESCAPE_COMPONENT,
};

static bool is_escaped(char c, enum escape_set set)
{
    unsigned char byte = (unsigned char)c;
    return byte < 0x20 || byte > 0x7e || (SETS[byte] & (unsigned)set);
}

void sink_put(struct sink *sink, struct str s)
{
    if (s.len > sink->max - sink->len) {
        sink->is_full = true;
        return;
    }
    if (s.len)
        memcpy(sink->at + sink->len, s.at, s.len);
    sink->len += s.len;
}

void sink_putc(struct sink *sink, char c)
{
    sink_put(sink, str_make(&c, 1));
}

void sink_escape(struct sink *sink, struct str s, enum escape_set set)
{
    static const char HEX[] = "0123456789ABCDEF";
    while (s.len) {
        size_t plain = 0;
        while (plain < s.len && !is_escaped(s.at[plain], set))
            plain++;
        sink_put(sink, str_cut(&s, plain));
        for (; s.len && is_escaped(*s.at, set); str_cut(&s, 1)) {
            unsigned char byte = (unsigned char)*s.at;
            char escape[3] = {'%', HEX[byte >> 4], HEX[byte & 15]};
            sink_put(sink, str_make(escape, sizeof escape));
        }
    }
}

struct str sink_str(const struct sink *sink)
{
    return str_make(sink->at, sink->len);
}

size_t unescape(struct str encoded, char *out)
{
    size_t len = 0;
    for (size_t i = 0; i < encoded.len; i++) {
        char c = encoded.at[i];
        if (c == '%' && encoded.len - i > 2) {
            int high = char_hex(encoded.at[i + 1]);
            int low = char_hex(encoded.at[i + 2]);
            if (high >= 0 && low >= 0) {
                c = (char)(high * 16 + low);
                i += 2;
            }
        }
        out[len++] = c;
    }
    return len;
}
