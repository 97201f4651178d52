/* SPDX-License-Identifier: MIT */
/* charset_prescan.c - what a page's first bytes say of its encoding.
 * Source: HTML 13.2.3.2 (prescan a byte stream to determine its encoding). */
#include "text/charset.h"

/* Browsers look at 1024 bytes, and start anew when their parser meets a later
 * <meta>; one longer look does for both. */
#define PRESCAN_BYTES (32u << 10)

#define NAME_END      STR_SPACE "/>"

struct pair {
    struct str name, value;
};

static struct str quoted(struct str *rest)
{
    char quote = str_cut(rest, 1).at[0];
    size_t n = str_find_byte(*rest, quote);
    struct str value = str_cut(rest, n);
    str_cut(rest, 1);
    return n == STR_NONE ? S("") : value;
}

static bool at_quote(struct str rest)
{
    return rest.len && (rest.at[0] == '"' || rest.at[0] == '\'');
}

/* "Get an attribute": false at the tag's end. */
static bool next_pair(struct str *rest, struct pair *pair)
{
    str_cut(rest, str_span(*rest, STR_SPACE "/"));
    if (rest->len == 0 || rest->at[0] == '>')
        return false;
    size_t first = rest->at[0] == '='; /* a name may begin with it */
    size_t n = first + str_until(str_from(*rest, first), "=" NAME_END);
    *pair = (struct pair){.name = str_cut(rest, n)};
    struct str behind = str_from(*rest, str_span(*rest, STR_SPACE));
    if (!str_starts(behind, S("=")))
        return true;
    *rest = str_from(behind, 1);
    str_cut(rest, str_span(*rest, STR_SPACE));
    pair->value = at_quote(*rest)
                      ? quoted(rest)
                      : str_cut(rest, str_until(*rest, STR_SPACE ">"));
    return true;
}

/* "Extracting a character encoding from a meta element":
 * "text/html; charset=latin1". */
static struct str label_in_content(struct str content)
{
    for (;;) {
        size_t at = str_ifind(content, S("charset"));
        if (at == STR_NONE)
            return S("");
        str_cut(&content, at + 7);
        struct str rest = str_from(content, str_span(content, STR_SPACE));
        if (!str_starts(rest, S("=")))
            continue;
        str_cut(&rest, 1);
        str_cut(&rest, str_span(rest, STR_SPACE));
        return at_quote(rest) ? quoted(&rest)
                              : str_cut(&rest, str_until(rest, STR_SPACE ";"));
    }
}

/* A page that can be read as ASCII this far is no UTF-16, whatever it says. */
static struct str believable(struct str name)
{
    if (str_starts(name, S("utf-16")))
        return S("utf-8");
    return str_eq(name, S("x-user-defined")) ? S("windows-1252") : name;
}

/* What the attributes behind "<meta" say; empty when nothing. */
static struct str of_meta(struct str *rest)
{
    struct str charset = S(""), content = S("");
    bool is_pragma = false, has_charset = false, has_content = false;
    for (struct pair pair; next_pair(rest, &pair);) {
        if (str_ieq(pair.name, S("http-equiv"))) {
            is_pragma |= str_ieq(pair.value, S("content-type"));
        } else if (str_ieq(pair.name, S("content")) && !has_content) {
            content = charset_of_label(label_in_content(pair.value));
            has_content = content.len > 0;
        } else if (str_ieq(pair.name, S("charset")) && !has_charset) {
            charset = charset_of_label(pair.value);
            has_charset = true;
        }
    }
    if (rest->len == 0) /* a tag without an end is none */
        return S("");
    if (has_charset)
        return believable(charset);
    return is_pragma ? believable(content) : S("");
}

/* "Get an XML encoding": <?xml version="1.0" encoding="..."?>. */
static struct str of_xml(struct str bytes)
{
    if (str_starts(bytes, str_make("<\0?\0x\0", 6)))
        return S("utf-16le");
    if (str_starts(bytes, str_make("\0<\0?\0x", 6)))
        return S("utf-16be");
    if (!str_starts(bytes, S("<?xml")))
        return S("");
    struct str rest = str_sub(bytes, 5, str_find_byte(bytes, '>'));
    rest.len = str_until(rest, ">");
    size_t at = str_find(rest, S("encoding"));
    if (at == STR_NONE)
        return S("");
    str_cut(&rest, at + 8);
    str_cut(&rest, str_span(rest, STR_SPACE));
    if (!str_starts(rest, S("=")))
        return S("");
    str_cut(&rest, 1);
    str_cut(&rest, str_span(rest, STR_SPACE));
    struct str label = at_quote(rest) ? quoted(&rest) : S("");
    return believable(charset_of_label(label));
}

static bool is_meta(struct str rest)
{
    return str_istarts(rest, S("<meta")) && rest.len > 5 &&
           (char_is_space(rest.at[5]) || rest.at[5] == '/');
}

static bool is_tag(struct str rest)
{
    size_t name = str_starts(rest, S("</")) ? 2 : 1;
    return rest.len > name && char_is_alpha(rest.at[name]);
}

static void skip_comment(struct str *rest)
{
    size_t end = str_find(str_from(*rest, 2), S("-->"));
    str_cut(rest, end == STR_NONE ? rest->len : end + 5);
}

static void skip_past(struct str *rest, char byte)
{
    size_t end = str_find_byte(*rest, byte);
    str_cut(rest, end == STR_NONE ? rest->len : end + 1);
}

static void skip_tag(struct str *rest)
{
    str_cut(rest, str_until(*rest, STR_SPACE ">"));
    for (struct pair pair; next_pair(rest, &pair);)
        continue;
}

struct str charset_prescan(struct str bytes)
{
    struct str rest = str_sub(bytes, 0, PRESCAN_BYTES);
    struct str found = of_xml(rest);
    while (found.len == 0 && rest.len > 0) {
        str_cut(&rest, str_until(rest, "<"));
        if (str_starts(rest, S("<!--"))) {
            skip_comment(&rest);
        } else if (is_meta(rest)) {
            str_cut(&rest, 5);
            found = of_meta(&rest);
        } else if (is_tag(rest)) {
            skip_tag(&rest);
        } else if (str_starts(rest, S("<!")) || str_starts(rest, S("</")) ||
                   str_starts(rest, S("<?"))) {
            skip_past(&rest, '>');
        } else {
            str_cut(&rest, 1);
        }
    }
    return found;
}
