/* SPDX-License-Identifier: MIT */
/* prescan_scan.c - what of a page goes out to the parser: texts, attributes. */
#include "html/prescan_scan.h"

#include "html/dom.h"
#include <string.h>

enum {
    VALUE_MIN = 4, /* bytes that are worth a cut, with their quotes */
    TEXT_MIN = 8,  /* that are worth a character in their place */
};

/* Elements of which the parser asks whether three are equal, with all their
 * attributes ("Noah's Ark"); there are never three <a> to ask of. */
static const struct str FORMATTING[26] = {
    ['b' - 'a'] = STR("b big"),
    ['c' - 'a'] = STR("code"),
    ['e' - 'a'] = STR("em"),
    ['f' - 'a'] = STR("font"),
    ['i' - 'a'] = STR("i"),
    ['n' - 'a'] = STR("nobr"),
    ['s' - 'a'] = STR("s small strike strong"),
    ['t' - 'a'] = STR("tt"),
    ['u' - 'a'] = STR("u"),
};

/* --- what goes out ----------------------------------------------------- */

void scan_keep(struct scan *s, size_t end)
{
    memcpy(s->out + s->len, s->in.at + s->kept, end - s->kept);
    s->len += end - s->kept;
    s->kept = end;
}

void scan_leave_out(struct scan *s, size_t from, size_t to)
{
    scan_keep(s, from);
    s->kept = to;
}

/* Of white space of several characters keep one: a line's end if there is. */
static void fold(struct scan *s, size_t from, size_t to)
{
    if (to - from < 2)
        return;
    struct str space = str_sub(s->in, from, to - from);
    size_t kept = str_until(space, "\r\n");
    kept = kept < space.len ? from + kept : from;
    scan_leave_out(s, from, kept);
    scan_leave_out(s, kept + 1, to);
}

/* Put one character in the place of what stands there, if it is worth it. */
static void stand_in(struct scan *s, size_t from, size_t to)
{
    char out[STANDIN_BYTES];
    if (to - from < TEXT_MIN ||
        !standin_write(s->standins, s->arena, str_sub(s->in, from, to - from),
                       out))
        return;
    scan_leave_out(s, from, to);
    memcpy(s->out + s->len, out, sizeof out);
    s->len += sizeof out;
}

void scan_stand_in(struct scan *s, size_t from, size_t to)
{
    while (from < to) {
        struct str rest = str_sub(s->in, from, to - from);
        size_t plain = standin_plain(rest), last = plain;
        while (last > 0 && char_is_space(rest.at[last - 1]))
            last--;
        stand_in(s, from, from + last);
        str_cut(&rest, plain);
        from += plain + standin_gap(rest);
    }
}

void scan_text(struct scan *s, size_t from, size_t to)
{
    size_t start = from, end = to;
    bool is_folded = !s->foreign && !s->spaced;
    while (start < to && char_is_space(s->in.at[start]))
        start++;
    while (end > start && char_is_space(s->in.at[end - 1]))
        end--;
    if (is_folded)
        fold(s, from, start);
    scan_stand_in(s, start, end);
    if (is_folded)
        fold(s, end, to);
}

void scan_paragraph(struct scan *s, size_t at)
{
    scan_keep(s, at);
    memcpy(s->out + s->len, "<p>", 3);
    s->len += 3;
}

/* --- attributes -------------------------------------------------------- */

static void skip_value(struct scan *s)
{
    while (scan_is_space(s, s->at))
        s->at++;
    if (s->at >= s->in.len || s->in.at[s->at] == '>')
        return;
    char quote = s->in.at[s->at];
    if (quote == '"' || quote == '\'') {
        s->at++;
        size_t len = str_find_byte(str_from(s->in, s->at), quote);
        s->at = len == STR_NONE ? s->in.len : s->at + len + 1;
        return;
    }
    while (s->at < s->in.len && !char_is_space(s->in.at[s->at]) &&
           s->in.at[s->at] != '>')
        s->at++;
}

static bool ends_name(char c)
{
    return char_is_space(c) || c == '/' || c == '>' || c == '=';
}

/* Data for scripts, and handlers: nobody reads them. */
static bool is_for_scripts(struct str name)
{
    char lower[32];
    if (char_lower(name.at[0]) == 'o')
        return name.len > 3 && char_lower(name.at[1]) == 'n';
    if (!str_istarts(name, S("data-")))
        return false;
    if (name.len >= sizeof lower)
        return true;
    for (size_t i = 0; i < name.len; i++)
        lower[i] = char_lower(name.at[i]);
    return attr_lookup(str_make(lower, name.len)) == ATTR_UNKNOWN;
}

/* The shapes of drawings: nobody reads them, but that they are there. */
static bool is_shape(struct str name)
{
    return str_ieq(name, S("d")) || str_ieq(name, S("points"));
}

/* Values that the parser itself looks at. */
static bool is_for_parser(struct str name)
{
    return str_ieq(name, S("type")) || str_ieq(name, S("encoding"));
}

/* Does the parser count equal ones, with all their attributes? */
static bool is_formatting(struct str element)
{
    return element.len <= 6 && scan_is_among(FORMATTING, element);
}

/* The value that was read from `from` on goes, or is stood for, if it is one in
 * quotes and worth it. */
static void see_value(struct scan *s, size_t from, struct str name)
{
    char quote = s->in.at[s->at - 1];
    if (quote != '"' && quote != '\'')
        return;
    while (scan_is_space(s, from))
        from++;
    size_t to = s->at - 1;
    if (to < from + VALUE_MIN || s->in.at[from++] != quote)
        return;
    if (is_shape(name))
        scan_leave_out(s, from, to);
    else if (!is_for_parser(name) &&
             standin_plain(str_sub(s->in, from, to - from)) == to - from)
        stand_in(s, from, to);
}

/* Is it the second of that name? Of the first sixteen that is known. */
static bool is_second(struct tag *tag, struct str name)
{
    for (unsigned i = 0; i < tag->attribute_count; i++)
        if (str_ieq(tag->attributes[i], name))
            return true;
    if (tag->attribute_count < sizeof tag->attributes / sizeof(struct str))
        tag->attributes[tag->attribute_count++] = name;
    return false;
}

/* The attribute goes, unless what follows would become its neighbour's. */
static void leave_out_attribute(struct scan *s, size_t from)
{
    size_t next = s->at;
    while (scan_is_space(s, next))
        next++;
    if (!scan_is_byte(s, next, '='))
        scan_leave_out(s, from, s->at);
}

void scan_attribute(struct scan *s, struct tag *tag)
{
    size_t start = s->at;
    s->at++; /* whatever it is, '=' too */
    while (s->at < s->in.len && !ends_name(s->in.at[s->at]))
        s->at++;
    struct str name = str_sub(s->in, start, s->at - start);
    size_t name_end = s->at, value = 0;
    while (scan_is_space(s, s->at))
        s->at++;
    if (scan_is_byte(s, s->at, '=')) {
        value = ++s->at;
        skip_value(s);
    } else {
        s->at = name_end;
    }
    bool is_counted = is_formatting(tag->name);
    if (is_second(tag, name) || (is_for_scripts(name) && !is_counted))
        leave_out_attribute(s, start);
    else if (value && !is_counted)
        see_value(s, value, name);
}
