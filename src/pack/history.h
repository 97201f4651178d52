/* SPDX-License-Identifier: MIT */
/* history.h - what changed when in an archive of several versions.
 *
 * An archive of one version has no history: what it holds is all there is to
 * say. Otherwise the first version tells of all articles that were there, and
 * the next ones of what changed. */
#ifndef PACK_HISTORY_H
#define PACK_HISTORY_H

#include "article/jsonld.h"
#include "base/json.h"
#include "base/map.h"

enum history_change {
    HISTORY_NEW,
    HISTORY_CHANGED,
    HISTORY_GONE,     /* disappeared; what was had of it is kept */
    HISTORY_RETURNED, /* after it had disappeared */
    HISTORY_CHANGE_COUNT
};

/* Digests are in hexadecimal; what is not known is empty. */
struct history_event {
    enum history_change change;
    struct str url; /* of the article, as it was asked for */
    struct str title, old_title;
    struct str reason;        /* why it counts as gone */
    struct str sha256, prose; /* of the page's bytes; prose_digest */
    struct str warc_record;   /* of the answer that says so */
};

struct history_version {
    int64_t number; /* from 1, kept when older ones are dropped */
    struct str date;
    struct str last_record; /* of its captures: those behind it came later */
    VEC(struct history_event) events;
};

typedef VEC(struct history_version) history_list;

/* "new", "changed", "disappeared", "returned": static strings. */
struct str history_change_name(enum history_change change);

/* Write it as the member "history"; nothing when it is empty. */
void history_write(struct json_writer *w, const history_list *history);

/* Read the member "history" of metadata.json; borrows from `metadata`. */
void history_read(struct arena *arena, const struct json *metadata,
                  history_list *history);

/* The date of the newest version; `otherwise` when there is no history. */
struct str history_newest(const history_list *history, struct str otherwise);

/* Is an article gone, as the last event about it says? That event, or NULL. */
const struct history_event *history_gone(const history_list *history,
                                         struct str url);

/* Has the event a version of its article behind it? */
bool history_is_version(const struct history_event *event);

/* The id of a record, without "urn:uuid:". */
struct str history_record_id(struct str record);

/* Forget versions of articles beyond the newest `keep` of each. Ids of their
 * records are put into `dropped` (-> itself); versions left without events go
 * too, but for the newest. */
void history_trim(struct arena *arena, history_list *history, size_t keep,
                  struct map *dropped);

#endif
