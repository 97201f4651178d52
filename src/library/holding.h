/* SPDX-License-Identifier: MIT */
/* holding.h - one archive of a library, as the catalogue knows it.
 *
 * Read from the archive alone: what the catalogue says can be said again. */
#ifndef LIBRARY_HOLDING_H
#define LIBRARY_HOLDING_H

#include "article/jsonld.h"
#include "base/map.h"
#include "job/edition.h"

struct holding_article {
    const struct json *about; /* its object in metadata.json */
    struct str url, final_url, file;
    struct str key;  /* url_key of final_url: what it is asked for by */
    struct str text; /* its prose, a line per block */
    int64_t version; /* the newest in which it changed */
    struct str gone_since, gone_reason; /* empty: it is still there */
};

/* An article as it was in a version before its newest. */
struct holding_former {
    size_t article; /* index */
    int64_t version;
    struct str date;
    struct edition edition;
};

/* What happened to an article, as the archive's history tells it. */
struct holding_event {
    const struct json *about;
    int64_t version;
    struct str date;
};

/* Everything is on the arena it was read with. */
struct holding {
    struct str path; /* below the library's folder: "host/slug.epub" */
    int64_t bytes, mtime_ns;
    const struct json *about; /* all of metadata.json */
    VEC(struct holding_article) articles;
    VEC(struct holding_event) events;
    VEC(struct holding_former) formers;
    int64_t version;   /* the newest, from 1 */
    struct str newest; /* when that was made */
};

/* Read the archive at `folder`/`path`. Fails with OP_IO, OP_CORRUPT (no archive
 * of ours), OP_NO_MEMORY. */
OP_MUST_CHECK enum op_status holding_read(struct arena *arena,
                                          const char *folder, struct str path,
                                          struct holding *holding,
                                          struct op_error *err);

/* A text member of an object of metadata.json; empty when there is none. */
struct str holding_text(const struct json *object, const char *key);
int64_t holding_number(const struct json *object, const char *key);

/* url_key of a text, or the text itself when it is no URL. */
struct str holding_key(struct arena *arena, struct str url);

#endif
