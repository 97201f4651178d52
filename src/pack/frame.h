/* SPDX-License-Identifier: MIT */
/* frame.h - what every page of an archive has around it, and small pieces that
 * several of them show. All text of strangers goes through html_escape. All
 * functions append to `out` and fail only through out->failed. */
#ifndef PACK_FRAME_H
#define PACK_FRAME_H

#include "base/buf.h"
#include "pack/bundle.h"

/* The policy of every page: nothing loads from elsewhere, nothing runs.
 * Chromium takes 'self' of a file: page for files. */
#define FRAME_POLICY                                                           \
    "default-src 'none'; img-src 'self' data:; style-src 'self'; "             \
    "media-src 'self'; base-uri 'none'; form-action 'none'"

struct frame {
    struct str title;
    struct str language;  /* BCP 47; may be empty */
    struct str direction; /* "rtl" or empty */
    struct str sheet;     /* the way to the style sheet */
    bool is_book;         /* XHTML for an EPUB, else HTML */
    struct str kind;      /* the body's class */
};

/* Everything up to and with <body>, and from </body> on. */
void frame_open(const struct frame *frame, struct buf *out);
void frame_close(struct buf *out);

/* <time> of an ISO 8601 date, for people: "20 October 2020". */
void frame_date(struct str iso, struct buf *out);

/* A link to the web, showing `text`. */
void frame_web_link(struct arena *arena, struct str url, struct str text,
                    struct buf *out);

/* An article's language; "und" when it is not known, for a page must name one
 * (WCAG 2.1, 3.1.1; BCP 47, 4.1). */
struct str frame_lang(const struct article *article);

/* " lang=..." and " dir=..." of an article's own words on a page of ours. */
void frame_language(const struct article *article, struct buf *out);

/* "By A, B · 20 October 2020 · Site · 812 words"; nothing when none of it is
 * known. The site is left out where it is `known_site`. */
void frame_byline(const struct article *article, struct str known_site,
                  struct buf *out);

/* The article's title; its URL when it has none. */
struct str frame_title(const struct bundle_article *article);

/* A kind of relation for people: "Linked in the text". */
struct str frame_kind(enum related_kind kind);

/* 12,345 */
void frame_number(uint64_t number, struct buf *out);

#endif
