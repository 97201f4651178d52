/* SPDX-License-Identifier: MIT */
/* detect.c - what a list is, by how it begins. */
#include "feed/detect.h"

#include "feed/state.h"

/* Of something in angle brackets so much is seen before it is judged; a line
 * is judged when it ends, or is as long as this. */
#define ENOUGH 1024

static bool is_html(struct str s)
{
    static const char *const LEADS[] = {"<!doctype html", "<html", "<head",
                                        "<title",         "<body", "<meta"};
    for (size_t i = 0; i < sizeof LEADS / sizeof *LEADS; i++)
        if (str_istarts(s, str_of(LEADS[i])))
            return true;
    return false;
}

/* Titles that exports give themselves, and the attribute Pocket writes. */
static bool is_export(struct str s)
{
    return str_ifind(s, S("<title>Pocket Export")) != STR_NONE ||
           str_ifind(s, S("<title>Instapaper: Export")) != STR_NONE ||
           str_ifind(s, S(" time_added=")) != STR_NONE;
}

static enum detected of_markup(struct str s)
{
    if (str_ifind(s, S("<!DOCTYPE NETSCAPE-Bookmark")) != STR_NONE)
        return DETECTED_ANCHORS;
    if (!is_html(s))
        return DETECTED_XML;
    return is_export(s) ? DETECTED_ANCHORS : DETECTED_PAGE;
}

static bool has_bom_16(struct str s)
{
    return str_starts(s, S("\xFE\xFF")) || str_starts(s, S("\xFF\xFE"));
}

bool detect(struct str head, bool is_end, enum detected *out)
{
    struct str s = head;
    if (str_starts(s, S("\xEF\xBB\xBF")))
        str_cut(&s, 3);
    str_cut(&s, str_span(s, STR_SPACE));
    if (!is_end && s.len < 2)
        return false;
    if (has_bom_16(head)) {
        *out = DETECTED_XML;
        return true;
    }
    if (s.len && s.at[0] == '<') {
        *out = of_markup(str_sub(s, 0, ENOUGH));
        return is_end || s.len >= ENOUGH;
    }
    if (s.len && (s.at[0] == '{' || s.at[0] == '[')) {
        *out = DETECTED_JSON;
        return true;
    }
    struct str line = str_sub(s, 0, ENOUGH);
    line = str_sub(line, 0, str_until(line, "\n"));
    *out = str_find_byte(line, '\0') != STR_NONE ? DETECTED_NOTHING
           : feed_csv_has_header(line)           ? DETECTED_CSV
                                                 : DETECTED_LINES;
    return is_end || s.len >= ENOUGH || line.len < s.len;
}
