/* SPDX-License-Identifier: MIT */
/* recall_state.h - the inside of a recall; for recall.c, recall_answer.c and
 * recall_version.c alone. */
#ifndef PACK_RECALL_STATE_H
#define PACK_RECALL_STATE_H

#include "pack/recall.h"
#include "pack/warc_reader.h"

/* What is needed of one exchange to tell it again. */
struct memory {
    struct str url;
    size_t capture;            /* index */
    struct memory *earlier;    /* of the same URL; NULL: this was the first */
    struct spool_span request; /* the blocks, unpacked */
    struct spool_span response;
    struct str truncated;
    struct str type; /* of a resource */
    bool is_http2;
    bool is_resource; /* its block is the body alone */
};

struct loss {
    enum op_status status;
    enum op_stage stage;
    struct str text;
};

struct recall {
    struct arena *arena;
    struct spool *spool;
    struct past past;
    str_list seeds, choices;
    struct map losses;        /* URL -> struct loss */
    struct map mementos;      /* URL of a page -> struct str, of its copy */
    VEC(struct memory *) all; /* in the order of the records */
    struct map memories;      /* URL -> struct memory, of the last answer */
    struct map records;       /* id -> index of its capture + 1 */
    struct map voided;        /* ids of records that say an article is gone */
    struct map formers; /* URL -> former_list of what that article presented */
    history_list history;
    struct str created;
    capture_list captures;
    struct warc_record info;
    struct memory *last;
    struct buf text; /* of metadata.json */
    jmp_buf escape;
};

/* Fill in records and voided, when all is read. */
void recall_index(struct recall *r);

/* What was remembered as an exchange; without memory of it, one without an
 * answer. NULL without memory of the other kind, or when the store fails. */
struct exchange *recall_exchange(const struct recall *r, const char *url,
                                 const struct memory *memory,
                                 struct op_error *err);

/* Of struct past. */
enum op_status recall_answer(void *context, const char *url,
                             struct exchange **exchange, struct op_error *err);
bool recall_knows(void *context, const char *url);

#endif
