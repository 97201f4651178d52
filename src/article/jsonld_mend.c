/* SPDX-License-Identifier: MIT */
/* jsonld_mend.c - make JSON of what pages think is JSON. */
#include "article/jsonld_mend.h"

#include <offprint/limits.h>
#include <string.h>

/* Longer whole numbers do not fit a machine's; they are ids: kept as text. */
#define MAX_DIGITS 18

struct mender {
    struct str rest;
    char *out; /* surely large enough: see json_mend */
    size_t len;
    char open[OP_MAX_JSON_DEPTH + 1]; /* closing brackets that are due */
    size_t depth;
};

static void put(struct mender *m, struct str s)
{
    memcpy(m->out + m->len, s.at, s.len);
    m->len += s.len;
}

static char peek(const struct mender *m, size_t ahead)
{
    return ahead < m->rest.len ? m->rest.at[ahead] : '\0';
}

/* Does a quote here end the string? Then a bracket, comma or colon follows;
 * and after a comma another value or name. */
static bool ends_string(struct str rest)
{
    str_cut(&rest, str_span(rest, STR_SPACE));
    if (rest.len == 0)
        return true;
    char c = *rest.at;
    if (c == '}' || c == ']' || c == ':' || c == ';')
        return true;
    if (c != ',')
        return c == '/' || c == '<';
    str_cut(&rest, 1);
    str_cut(&rest, str_span(rest, STR_SPACE));
    return rest.len == 0 || strchr("\"{[]}-0123456789tfn/", *rest.at) != NULL;
}

/* A backslash and what it escapes. Lone halves of surrogate pairs, which no
 * UTF-8 can hold, become U+FFFD. */
static void mend_escape(struct mender *m)
{
    char c = peek(m, 1);
    if (c == 'u') {
        int hex = 0;
        while (hex < 4 && char_hex(peek(m, 2 + (size_t)hex)) >= 0)
            hex++;
        bool half = hex == 4 && char_lower(peek(m, 2)) == 'd' &&
                    char_hex(peek(m, 3)) >= 8;
        bool paired = half && char_hex(peek(m, 3)) < 12 && peek(m, 6) == '\\' &&
                      peek(m, 7) == 'u' && char_lower(peek(m, 8)) == 'd' &&
                      char_hex(peek(m, 9)) >= 12 &&
                      char_hex(peek(m, 10)) >= 0 && char_hex(peek(m, 11)) >= 0;
        if (hex < 4)
            str_cut(&m->rest, 2 + (size_t)hex);
        else if (half && !paired)
            str_cut(&m->rest, 6), put(m, S("\\ufffd"));
        else
            put(m, str_cut(&m->rest, paired ? 12 : 6));
        return;
    }
    if (c != '\0' && strchr("\"\\/bfnrt", c))
        put(m, str_cut(&m->rest, 2));
    else
        str_cut(&m->rest, 1);
}

static void mend_string(struct mender *m)
{
    put(m, str_cut(&m->rest, 1));
    while (m->rest.len > 0) {
        char c = *m->rest.at;
        if (c == '"') {
            str_cut(&m->rest, 1);
            if (ends_string(m->rest))
                break;
            put(m, S("\\\""));
        } else if (c == '\\') {
            mend_escape(m);
        } else if ((unsigned char)c < ' ') {
            str_cut(&m->rest, 1);
            put(m, S(" "));
        } else {
            put(m, str_cut(&m->rest, 1));
        }
    }
    put(m, S("\""));
}

/* Cut off a comment, or a part of a CDATA or comment wrapper. */
static bool skip_comment(struct mender *m)
{
    static const struct str WRAPS[] = {STR("<![CDATA["), STR("]]>"),
                                       STR("<!--"), STR("-->")};
    for (size_t i = 0; i < sizeof WRAPS / sizeof *WRAPS; i++) {
        if (str_starts(m->rest, WRAPS[i])) {
            str_cut(&m->rest, WRAPS[i].len);
            return true;
        }
    }
    if (peek(m, 0) == '/' && peek(m, 1) == '*') {
        size_t end = str_find(str_from(m->rest, 2), S("*/"));
        str_cut(&m->rest, end == STR_NONE ? m->rest.len : end + 4);
        return true;
    }
    if (peek(m, 0) == '/' && peek(m, 1) == '/') {
        str_cut(&m->rest, 2);
        if (str_starts(m->rest, S("<![CDATA[")) ||
            str_starts(m->rest, S("]]>")))
            return true;
        str_cut(&m->rest, str_until(m->rest, "\n"));
        return true;
    }
    return false;
}

static void drop_comma(struct mender *m)
{
    size_t len = m->len;
    while (len > 0 && char_is_space(m->out[len - 1]))
        len--;
    if (len > 0 && m->out[len - 1] == ',')
        m->len = len - 1;
}

static void mend_bracket(struct mender *m, char c)
{
    if (c == '{' || c == '[') {
        if (m->depth < OP_MAX_JSON_DEPTH)
            m->open[m->depth] = c == '{' ? '}' : ']';
        m->depth++;
    } else {
        if (m->depth == 0) /* one too many */
            return;
        drop_comma(m);
        m->depth--;
    }
    m->out[m->len++] = c;
}

static void mend_number(struct mender *m)
{
    size_t len = str_span(m->rest, "+-.0123456789eE");
    size_t digits = str_span(m->rest, "-0123456789");
    struct str number = str_cut(&m->rest, len);
    bool is_id = digits == len && digits > MAX_DIGITS;
    if (is_id)
        put(m, S("\""));
    put(m, number);
    if (is_id)
        put(m, S("\""));
}

static void mend_next(struct mender *m)
{
    char c = *m->rest.at;
    if (c == '"') {
        mend_string(m);
    } else if (skip_comment(m)) {
        return;
    } else if (c == '{' || c == '[' || c == '}' || c == ']') {
        str_cut(&m->rest, 1);
        mend_bracket(m, c);
    } else if (char_is_digit(c) || c == '-') {
        mend_number(m);
    } else {
        struct str one = str_cut(&m->rest, 1);
        if ((unsigned char)c < ' ' || c == ';')
            one = S(" ");
        put(m, one);
    }
}

/* A page that escaped its script as if it were text. */
static struct str unquote(struct arena *arena, struct str text)
{
    if (str_has_byte(text, '"') || str_find(text, S("&quot;")) == STR_NONE)
        return text;
    char *out = arena_alloc(arena, text.len + 1);
    size_t len = 0;
    while (text.len > 0) {
        bool is_quote = str_starts(text, S("&quot;"));
        out[len++] = is_quote ? '"' : *text.at;
        str_cut(&text, is_quote ? 6 : 1);
    }
    return str_make(out, len);
}

struct str json_mend(struct arena *arena, struct str text)
{
    text = unquote(arena, text);
    struct mender m = {.rest = text};
    /* A byte gives at most two; the end adds a quote and the brackets. */
    m.out = arena_alloc(arena, 2 * text.len + OP_MAX_JSON_DEPTH + 8);
    while (m.rest.len > 0)
        mend_next(&m);
    drop_comma(&m);
    if (m.depth <= OP_MAX_JSON_DEPTH)
        while (m.depth > 0)
            m.out[m.len++] = m.open[--m.depth];
    return str_make(m.out, m.len);
}
