/* SPDX-License-Identifier: MIT */
/* url_parser.h - what the files of the URL parser share; not for others.
 *
 * Each function takes its part off the front of `rest` and appends it to
 * `out`. None can fail: what does not fit makes `out` full, and whoever runs
 * the parser asks for that at the end. */
#ifndef NET_URL_PARSER_H
#define NET_URL_PARSER_H

#include "net/url.h"

struct scheme {
    struct str name;
    enum url_scheme scheme;
    int port; /* the default; -1: none */
};

struct parser {
    struct str rest; /* of the input */
    struct sink out; /* the URL so far; url's parts point into it */
    struct url url;  /* path.at is set when the path begins */
    const struct scheme *special; /* NULL: not special */
};

static inline bool is_slash(const struct parser *p, char c)
{
    return c == '/' || (p->special && c == '\\');
}

static inline bool at_slash(const struct parser *p)
{
    return p->rest.len && is_slash(p, *p->rest.at);
}

static inline bool at_byte(const struct parser *p, char c)
{
    return p->rest.len && *p->rest.at == c;
}

static inline const char *here(const struct parser *p)
{
    return p->out.at + p->out.len;
}

static inline struct str written_since(const struct parser *p,
                                       const char *start)
{
    return str_make(start, (size_t)(here(p) - start));
}

/* A letter and ':' or '|' (sloppy), and nothing else. */
static inline bool is_drive(struct str s)
{
    return s.len == 2 && char_is_alpha(s.at[0]) &&
           (s.at[1] == ':' || s.at[1] == '|');
}

/* The path up to '?' or '#'; the slash it begins with is already taken. */
void parser_path(struct parser *p);
void parser_opaque_path(struct parser *p);

/* Take the last segment off the path, but never a drive letter. */
void parser_shorten_path(struct parser *p);

/* The path is written: note its length. */
void parser_end_path(struct parser *p);

/* With its sign; nothing when the input does not stand at one. */
void parser_query(struct parser *p);
void parser_fragment(struct parser *p);

/* parser_end_path, then query and fragment. */
void parser_tail(struct parser *p);

#endif
