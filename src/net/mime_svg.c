/* SPDX-License-Identifier: MIT */
/* mime_svg.c - how large an SVG wants to be shown, and whether it is harmless.
 */
#include "net/mime_svg.h"

#define LOOKED_AT (64u << 10)
#define MAX_PIXEL 1000000.0

/* The attributes of the root; empty when there is none. */
static struct str root_attributes(struct str text)
{
    text = str_sub(text, 0, LOOKED_AT);
    for (;;) {
        size_t at = str_find_byte(text, '<');
        if (at == STR_NONE)
            return S("");
        str_cut(&text, at);
        if (str_starts(text, S("<!--"))) {
            size_t end = str_find(text, S("-->"));
            str_cut(&text, end == STR_NONE ? text.len : end + 3);
        } else if (str_istarts(text, S("<svg")) &&
                   str_span(str_sub(text, 4, 1), STR_SPACE)) {
            return str_from(text, 4);
        } else {
            str_cut(&text, 1);
        }
    }
}

/* The next attribute in front of the tag's end. */
static bool cut_attribute(struct str *rest, struct str *name, struct str *value)
{
    str_cut(rest, str_span(*rest, STR_SPACE "/"));
    *name = str_cut(rest, str_until(*rest, STR_SPACE "=>/"));
    str_cut(rest, str_span(*rest, STR_SPACE));
    if (name->len == 0 || !str_starts(*rest, S("=")))
        return false;
    str_cut(rest, 1);
    str_cut(rest, str_span(*rest, STR_SPACE));
    char quote = rest->len ? *rest->at : '\0';
    if (quote != '"' && quote != '\'')
        return false;
    str_cut(rest, 1);
    size_t end = str_find_byte(*rest, quote);
    *value = str_cut(rest, end);
    str_cut(rest, 1);
    return end != STR_NONE;
}

/* A number off the front, digits and a fraction; -1 when there is none. */
static double cut_number(struct str *rest)
{
    double value = 0, unit = 1;
    size_t digits = 0;
    str_cut(rest, str_starts(*rest, S("+")));
    for (; rest->len && char_is_digit(*rest->at); digits++)
        value = value * 10 + (*str_cut(rest, 1).at - '0');
    if (str_starts(*rest, S("."))) {
        str_cut(rest, 1);
        for (; rest->len && char_is_digit(*rest->at); digits++) {
            unit /= 10;
            value += unit * (*str_cut(rest, 1).at - '0');
        }
    }
    return digits ? value : -1;
}

/* An absolute length in pixels; -1 for percentages and nonsense. */
static double pixels(struct str text)
{
    static const struct {
        const char *unit;
        double pixels;
    } UNITS[] = {{"", 1},     {"px", 1},         {"pt", 96.0 / 72}, {"pc", 16},
                 {"in", 96},  {"cm", 96 / 2.54}, {"mm", 96 / 25.4}, {"em", 16},
                 {"rem", 16}, {"ex", 8}};
    text = str_trim(text);
    double number = cut_number(&text);
    for (size_t i = 0; i < sizeof UNITS / sizeof *UNITS; i++)
        if (str_ieq(text, str_of(UNITS[i].unit)))
            return number * UNITS[i].pixels;
    return -1;
}

/* The last two of "min-x min-y width height"; the first two may be anything. */
static void read_view_box(struct str text, double *width, double *height)
{
    const char *between = STR_SPACE ",";
    for (int i = 0; i < 2; i++) {
        str_cut(&text, str_span(text, between));
        str_cut(&text, str_until(text, between));
    }
    str_cut(&text, str_span(text, between));
    *width = cut_number(&text);
    str_cut(&text, str_span(text, between));
    *height = cut_number(&text);
}

static bool put_pixels(double value, uint32_t *out)
{
    if (!(value > 0) || value > MAX_PIXEL)
        return false;
    *out = value < 1 ? 1 : (uint32_t)(value + 0.5);
    return true;
}

bool svg_size(struct str text, uint32_t *width, uint32_t *height)
{
    double w = -1, h = -1, box_w = -1, box_h = -1;
    struct str rest = root_attributes(text), name, value;
    while (cut_attribute(&rest, &name, &value)) {
        if (str_ieq(name, S("width")))
            w = pixels(value);
        else if (str_ieq(name, S("height")))
            h = pixels(value);
        else if (str_ieq(name, S("viewBox")))
            read_view_box(value, &box_w, &box_h);
    }
    bool has_box = box_w > 0 && box_h > 0;
    if (w <= 0 && h <= 0 && has_box) {
        w = box_w;
        h = box_h;
    } else if (w <= 0 && has_box) {
        w = h * box_w / box_h;
    } else if (h <= 0 && has_box) {
        h = w * box_h / box_w;
    }
    *width = *height = 0;
    return put_pixels(w, width) && put_pixels(h, height);
}

/* "onload=" as an attribute: after a blank or a quote, letters, then '='. */
static bool has_handler(struct str bytes)
{
    struct str rest = bytes;
    for (size_t at; (at = str_ifind(rest, S("on"))) != STR_NONE;) {
        bool starts = at > 0 && (char_is_space(rest.at[at - 1]) ||
                                 strchr("\"'/", rest.at[at - 1]));
        str_cut(&rest, at + 2);
        size_t letters = 0;
        while (letters < rest.len && char_is_alpha(rest.at[letters]))
            letters++;
        size_t blanks = str_span(str_from(rest, letters), STR_SPACE);
        if (starts && letters > 0 && letters + blanks < rest.len &&
            rest.at[letters + blanks] == '=')
            return true;
    }
    return false;
}

/* A reference that is neither a place in the image nor data. */
static bool refers_outside(struct str bytes, struct str name)
{
    struct str rest = bytes;
    for (size_t at; (at = str_ifind(rest, name)) != STR_NONE;) {
        str_cut(&rest, at + name.len);
        struct str value = rest;
        str_cut(&value, str_span(value, STR_SPACE "=\"'("));
        if (!str_starts(value, S("#")) && !str_istarts(value, S("data:image/")))
            return true;
    }
    return false;
}

bool svg_is_harmless(struct str bytes)
{
    static const struct str SIGNS[] = {
        STR("<script"),  STR("<foreignobject"),
        STR("<iframe"),  STR("<embed"),
        STR("<object"),  STR("<handler"),
        STR("<!entity"), STR("<?xml-stylesheet"),
        STR("@import"),  STR("javascript:"),
        STR("<set"),     STR("<animate"),
        STR(":script"),
    };
    for (size_t i = 0; i < sizeof SIGNS / sizeof *SIGNS; i++)
        if (str_ifind(bytes, SIGNS[i]) != STR_NONE)
            return false;
    return !has_handler(bytes) && !refers_outside(bytes, S("href=")) &&
           !refers_outside(bytes, S("url("));
}
