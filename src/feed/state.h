/* SPDX-License-Identifier: MIT */
/* state.h - the inside of a list being read; for feed/ alone. */
#ifndef FEED_STATE_H
#define FEED_STATE_H

#include "base/arena.h"
#include "base/buf.h"
#include "feed/feed.h"
#include "feed/xml.h"
#include "net/url.h"

/* What an XML entry consists of, as far as it is of use. */
enum feed_part {
    PART_URL,
    PART_ID, /* stands in for the URL where it is one */
    PART_TITLE,
    PART_DATE,
    PART_CHANGED,
    PART_SPACE, /* the entry element's namespace */
    PART_BASE,  /* xml:base of the entry */
    PART_COUNT
};

struct feed_xml {
    struct xml *xml;
    int depth, entry_depth, part_depth; /* 0: in none */
    enum feed_part part;                /* being read */
    struct buf parts[PART_COUNT];
    struct buf root_base; /* xml:base of the root */
    bool id_is_url, url_is_second_best;
    bool is_broken, has_lost_tags;
    size_t line;
    char why[128];
};

struct feed_json {
    int depth, list_depth; /* of the array whose objects are entries; 0: none */
    bool in_string, is_escaped, is_entry;
    struct buf key; /* the last string that stood beside the entries */
};

struct feed_csv {
    bool in_quotes, has_header;
    int url, title, date; /* columns; -1: none */
};

struct feed {
    struct feed_sink sink;
    struct arena scratch; /* of one entry */
    char *url;            /* where the list came from; owned */
    enum feed_kind kind;
    struct buf record;       /* the list's beginning, then an entry that is not
                              * complete */
    size_t scanned;          /* of the record */
    size_t line;             /* at the record's beginning, from 1 */
    bool is_long;            /* the record grew too long; skipping its rest */
    struct op_error failure; /* that ends the reading; OP_OK: none */
    struct feed_xml xml;
    struct feed_json json;
    struct feed_csv csv;
};

/* What an entry says, before anything is made of it. */
struct feed_raw {
    struct str url, title;
    struct str base;     /* of a relative URL, itself relative; may be empty */
    struct str root;     /* base of that; may be empty */
    struct str dates[2]; /* of any form; the later one counts */
    bool is_list;
    size_t line;
};

/* Tell the sink of an entry; of a broken one when its URL is none. */
void feed_emit(struct feed *feed, const struct feed_raw *raw);

/* Take n bytes off the record's front, and count their lines. */
void feed_drop(struct feed *feed, size_t n);

/* Each reads what stands in the record (or the bytes put) and takes off what
 * it is done with; `is_end`: there is no more. */
void feed_lines_read(struct feed *feed, bool is_end);
void feed_csv_read(struct feed *feed, bool is_end);
void feed_anchors_read(struct feed *feed, bool is_end);
void feed_json_put(struct feed *feed, struct str bytes);
bool feed_json_is_over(const struct feed *feed);

/* Does the text begin with a line that names columns, one of them "url"? */
bool feed_csv_has_header(struct str text);

/* Sets feed->kind once the root element is seen. */
bool feed_xml_open(struct feed *feed);
bool feed_xml_end(struct feed *feed); /* false: it breaks off */
void feed_xml_close(struct feed *feed);

#endif
