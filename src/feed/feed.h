/* SPDX-License-Identifier: MIT */
/* feed.h - the entries of a list of addresses, told by its content.
 *
 * Bytes are put in as they come, entries come out as soon as they are complete:
 * what is kept is one entry, however long the list. Pure: no I/O, no clock. */
#ifndef FEED_FEED_H
#define FEED_FEED_H

#include "base/error.h"
#include "base/str.h"

enum feed_kind {
    FEED_UNDECIDED,     /* too little of it was seen yet */
    FEED_LINES,         /* a URL a line, # comments, a title after a tab */
    FEED_RSS,           /* RSS 0.9x, 1.0 (RDF), 2.0 */
    FEED_ATOM,          /* Atom 0.3, 1.0 (RFC 4287) */
    FEED_SITEMAP,       /* sitemaps.org 0.9, <urlset> */
    FEED_SITEMAP_INDEX, /* its <sitemapindex>: entries are lists */
    FEED_OPML,          /* OPML 1.0, 2.0: outlines with an xmlUrl are lists */
    FEED_JSON,          /* JSON Feed 1.x; arrays of objects with a "url", as
                         * Omnivore exports them */
    FEED_CSV,           /* RFC 4180 with a "url" column: Pocket, Instapaper */
    FEED_ANCHORS,       /* HTML lists of links: Netscape bookmarks, Pocket */
    FEED_PAGE,          /* HTML, but no list: see feed/discover.h */
    FEED_OTHER,         /* none of these */
};

#define FEED_NO_DATE INT64_MIN

/* Slices are borrowed for the call. */
struct feed_entry {
    struct str url;   /* absolute; of FEED_LINES as it was written */
    struct str title; /* white space folded; may be empty */
    int64_t seconds;  /* Unix time when published, changed or saved, whichever
                       * is latest; or FEED_NO_DATE */
    bool is_list;     /* the address of another list */
};

/* Who is told. Must not jump away. */
struct feed_sink {
    void *context;
    void (*entry)(void *context, const struct feed_entry *entry);
    /* An entry was left out; the line is 0 where it is not known. */
    void (*broken)(void *context, size_t line, const char *why);
};

struct feed;

/* Begin to read a list. `url`: where it came from, for relative addresses; may
 * be empty. The sink is copied. NULL without memory. */
struct feed *feed_open(struct str url, const struct feed_sink *sink);

void feed_put(struct feed *feed, struct str bytes);

/* There is no more of it. Fails with OP_TRUNCATED (it breaks off; what came
 * before was told), OP_NOT_HTML (FEED_OTHER), OP_NO_MEMORY. FEED_PAGE is no
 * failure here. */
OP_MUST_CHECK enum op_status feed_end(struct feed *feed, struct op_error *err);

enum feed_kind feed_kind(const struct feed *feed);

/* "RSS", "sitemap" ...: a static string. */
const char *feed_kind_name(enum feed_kind kind);

/* NULL is fine. */
void feed_close(struct feed *feed);

#endif
