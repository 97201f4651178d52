/* SPDX-License-Identifier: MIT */
/* url_path.c - path, query and fragment of a URL that is being parsed. */
#include "net/url_parser.h"

#include <string.h>

/* ".", "%2e": how many dots, when the segment is only dots. */
static int count_dots(struct str segment)
{
    int dots = 0;
    while (segment.len) {
        if (*segment.at == '.')
            str_cut(&segment, 1);
        else if (str_istarts(segment, S("%2e")))
            str_cut(&segment, 3);
        else
            return 0;
        dots++;
    }
    return dots;
}

void parser_shorten_path(struct parser *p)
{
    struct str path = written_since(p, p->url.path.at);
    size_t slash = str_rfind_byte(path, '/');
    bool is_root_drive = p->url.scheme == URL_FILE && slash == 0 &&
                         path.len == 3 && path.at[2] == ':' &&
                         char_is_alpha(path.at[1]);
    if (slash != STR_NONE && !is_root_drive)
        p->out.len -= path.len - slash;
}

static void put_segment(struct parser *p, struct str segment, bool is_last)
{
    int dots = count_dots(segment);
    if (dots == 2)
        parser_shorten_path(p);
    if (dots == 1 || dots == 2) {
        if (is_last)
            sink_putc(&p->out, '/');
        return;
    }
    bool is_first = here(p) == p->url.path.at;
    sink_putc(&p->out, '/');
    if (p->url.scheme == URL_FILE && is_first && is_drive(segment)) {
        sink_put(&p->out, str_sub(segment, 0, 1));
        sink_putc(&p->out, ':');
    } else {
        sink_escape(&p->out, segment, ESCAPE_PATH);
    }
}

void parser_path(struct parser *p)
{
    const char *ends = p->special ? "/\\?#" : "/?#";
    bool goes_on = true;
    while (goes_on) {
        struct str segment = str_cut(&p->rest, str_until(p->rest, ends));
        goes_on = at_slash(p);
        put_segment(p, segment, !goes_on);
        if (goes_on)
            str_cut(&p->rest, 1);
    }
}

void parser_opaque_path(struct parser *p)
{
    struct str path = str_cut(&p->rest, str_until(p->rest, "?#"));
    bool ends_with_space = p->rest.len && str_ends(path, S(" "));
    path.len -= ends_with_space;
    p->url.has_opaque_path = true;
    p->url.path.at = here(p);
    sink_escape(&p->out, path, ESCAPE_CONTROL);
    if (ends_with_space)
        sink_put(&p->out, S("%20"));
}

void parser_query(struct parser *p)
{
    if (!at_byte(p, '?'))
        return;
    sink_put(&p->out, str_cut(&p->rest, 1));
    p->url.query.at = here(p);
    sink_escape(&p->out, str_cut(&p->rest, str_until(p->rest, "#")),
                p->special ? ESCAPE_SPECIAL_QUERY : ESCAPE_QUERY);
    p->url.query.len = (size_t)(here(p) - p->url.query.at);
}

void parser_fragment(struct parser *p)
{
    if (!at_byte(p, '#'))
        return;
    sink_put(&p->out, str_cut(&p->rest, 1));
    p->url.fragment.at = here(p);
    sink_escape(&p->out, p->rest, ESCAPE_FRAGMENT);
    p->url.fragment.len = (size_t)(here(p) - p->url.fragment.at);
}

/* A path like "//a" without a host would read as a host: "/." goes before. */
static void guard_path(struct parser *p)
{
    struct str path = written_since(p, p->url.path.at);
    if (!p->url.host.at && !p->url.has_opaque_path &&
        str_starts(path, S("//"))) {
        size_t start = (size_t)(p->url.path.at - p->out.at);
        sink_put(&p->out, S("/."));
        if (p->out.is_full)
            return;
        memmove(p->out.at + start + 2, p->out.at + start, path.len);
        memcpy(p->out.at + start, "/.", 2);
        p->url.path.at += 2;
    }
}

void parser_end_path(struct parser *p)
{
    guard_path(p);
    p->url.path.len = (size_t)(here(p) - p->url.path.at);
}

void parser_tail(struct parser *p)
{
    parser_end_path(p);
    parser_query(p);
    parser_fragment(p);
}
