/* SPDX-License-Identifier: MIT */
/* version.h - the next version of an archive: its events, and writing it. */
#ifndef LIBRARY_VERSION_H
#define LIBRARY_VERSION_H

#include "library/fresh.h"
#include "pack/recall.h"

struct version {
    struct arena *arena;
    const history_list *before; /* NULL, or empty: this is the second one */
    int64_t number;
    struct str date;                 /* of the newest capture, else now */
    VEC(struct history_event) first; /* what the first version held */
    VEC(struct history_event) events;
    str_list gone;    /* URLs that were asked, as the GONE events come */
    str_list same;    /* URLs that gave nothing new */
    str_list records; /* and what they gave before, as urn:uuid:... */
    size_t keep;      /* versions of an article; 0: all */
    size_t next_seed; /* of the job that makes it */
    uint64_t received, written;
};

/* Begin (again): without events. */
void version_begin(struct version *version, struct arena *arena,
                   const history_list *before);

void version_add(struct version *version, struct history_event event);

/* An article is gone, as the answer of `asked` says. */
void version_add_gone(struct version *version, struct str url, struct str title,
                      struct str reason, struct str asked);

/* A page is what the record says that it was. */
void version_note_same(struct version *version, struct str asked,
                       struct str record);

/* Write the bundle with this version in the place of the archive at `path`, in
 * its format. `created` is when the first version was made. */
OP_MUST_CHECK enum op_status version_write(struct version *version,
                                           const struct bundle *bundle,
                                           const struct fresh *fresh,
                                           const struct recall *recall,
                                           struct str path,
                                           struct op_error *err);

#endif
