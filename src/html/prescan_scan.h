/* SPDX-License-Identifier: MIT */
/* prescan_scan.h - inside of the prescan: a page that is read once, and what
 * of it goes out to the parser. */
#ifndef HTML_PRESCAN_SCAN_H
#define HTML_PRESCAN_SCAN_H

#include "html/nesting.h"
#include "html/standin.h"

struct scan {
    struct str in;
    size_t at;   /* read so far */
    size_t kept; /* up to here it is in `out`, or left out */
    char *out;
    size_t len;
    unsigned foreign; /* <svg> and <math> that are open */
    unsigned drawn;   /* elements that are open in these */
    bool is_unsure;   /* whether HTML that comes next is in them */
    unsigned spaced;  /* <pre> that are open: space counts */
    bool is_in_select, is_over;
    /* Elements that are open, at the most, for some close unsaid: all, and
     * those of a first letter and a length. */
    unsigned open, open_alike[64];
    struct nesting *nesting; /* which ones; NULL as long as they are few */
    struct arena *arena;
    struct standins *standins;
};

/* A tag that was read. */
struct tag {
    struct str name; /* as written */
    struct str text; /* from '<' to '>' */
    bool is_end, closes_itself;
    struct str attributes[16]; /* the names of the first */
    unsigned attribute_count;
};

/* Is it one of those names of elements, which stand by their first letters? */
static inline bool scan_is_among(const struct str names[26], struct str name)
{
    struct str alike = names[char_lower(*name.at) - 'a'];
    return name.len <= alike.len && str_has_word(alike, name);
}

static inline bool scan_is_space(const struct scan *s, size_t at)
{
    return at < s->in.len && char_is_space(s->in.at[at]);
}

static inline bool scan_is_byte(const struct scan *s, size_t at, char byte)
{
    return at < s->in.len && s->in.at[at] == byte;
}

/* Everything up to there goes out, but for what was left out. */
void scan_keep(struct scan *s, size_t end);

/* So does what was read up to `from`; what follows up to `to` does not. */
void scan_leave_out(struct scan *s, size_t from, size_t to);

/* A text without white space at its ends: put one character in the place of
 * what the parser would copy as it is. */
void scan_stand_in(struct scan *s, size_t from, size_t to);

/* A text between tags: that, and fold the white space at both ends where it
 * does not count. */
void scan_text(struct scan *s, size_t from, size_t to);

/* Begin a paragraph before what comes out next. */
void scan_paragraph(struct scan *s, size_t at);

/* Read an attribute of a tag, from its first character on, and let a character
 * stand for its value. It is left out when it comes twice, which the parser
 * makes a muddle of, or is for scripts alone. */
void scan_attribute(struct scan *s, struct tag *tag);

#endif
