/* SPDX-License-Identifier: MIT */
/* recall.h - the captures of an archive, to go through its job again.
 *
 * Reads an archive of ours, or a WARC file, once: its records stay as they are
 * in a temporary store, to be packed again byte for byte, and answer requests
 * in the place of the network. */
#ifndef PACK_RECALL_H
#define PACK_RECALL_H

#include "net/past.h"
#include "pack/bundle.h"

struct recall;

/* Open what is at `path`, on the arena, which must outlive it. Fails with
 * OP_IO, OP_CORRUPT (no archive, damaged, or one without captures),
 * OP_NO_MEMORY. */
OP_MUST_CHECK enum op_status recall_open(struct arena *arena, const char *path,
                                         struct recall **recall,
                                         struct op_error *err);

/* NULL is fine. Ends what the others gave. */
void recall_close(struct recall *recall);

/* For a client. */
const struct past *recall_past(struct recall *recall);

/* What the archive was asked for; empty for a WARC file that does not say. */
const str_list *recall_seeds(const struct recall *recall);

/* Everything that was captured, in order. */
const capture_list *recall_captures(const struct recall *recall);

/* The pages that were had, in the order of their captures, each once; on the
 * arena that it was opened with. */
void recall_pages(const struct recall *recall, str_list *urls);

/* Was this URL asked for then, well or ill? */
bool recall_has(const struct recall *recall, struct str url);

/* The archive's copy that stood in for a page that was gone; or empty. */
struct str recall_memento(const struct recall *recall, struct str url);

/* An article at a time. */
struct recall_version {
    int64_t number;  /* of the archive's version; of captures: counted from 1 */
    struct str date; /* when that was, ISO 8601 */
    struct str prose; /* prose_digest in hexadecimal, where a history tells */
    /* What is of a later version: captures from this index on; or, where there
     * is a date, of that date and this index, or later ones. */
    struct str until_date;
    size_t until;
};
typedef VEC(struct recall_version) recall_version_list;

/* The versions of the article that was asked for by this URL, oldest first, as
 * the archive's history tells of them. Without a history: each good answer
 * with other bytes than the one before. On the recall's arena. */
void recall_versions(const struct recall *recall, struct str url,
                     recall_version_list *out);

/* Answer as it was in that version, from now on; NULL: as it is. */
void recall_go_back(struct recall *recall,
                    const struct recall_version *version);

/* The related posts that the article asked for by this URL presented, as the
 * archive tells; NULL for none. */
typedef VEC(struct related_post) former_list;
const former_list *recall_former(const struct recall *recall, struct str url);

/* What was chosen to belong into it (pack/bundle.h). */
const str_list *recall_choices(const struct recall *recall);

/* What changed in it so far, and when it was made first. */
const history_list *recall_history(const struct recall *recall);
struct str recall_created(const struct recall *recall);

/* Give the records and the history to a bundle, and its articles the ids of
 * theirs. */
void recall_give(const struct recall *recall, struct bundle *bundle);

#endif
