/* SPDX-License-Identifier: MIT */
/* warc_check.h - does every record of a WARC file hold what it says? */
#ifndef PACK_WARC_CHECK_H
#define PACK_WARC_CHECK_H

#include "pack/verify.h"
#include "pack/warc_digest.h"
#include "pack/warc_stream.h"

struct warc_check {
    struct verify *v;
    struct str name; /* of the file */
    struct warc_stream stream;
    bool is_on; /* begun, and nothing was found that keeps it from going on */
    /* the record being read */
    struct verify_record *record;
    struct str block_digest, payload_digest; /* as said */
    struct warc_digest block, payload;
    struct buf http;    /* the message's head, until it is whole */
    bool is_in_payload; /* the head is over, or there is none */
    bool is_chunked;    /* of its payload, there are two readings */
};

/* Begin with a file; findings go to `v`, records to v->records. End it with
 * warc_check_end, whatever happens in between. */
void warc_check_begin(struct warc_check *check, struct verify *v,
                      struct str name);

/* More bytes; a file that is no WARC is a finding. OP_NO_MEMORY. */
OP_MUST_CHECK enum op_status warc_check_put(struct warc_check *check,
                                            struct str bytes,
                                            struct op_error *err);

/* `is_read`: the file was read to its end. NULL is not fine, one that was
 * never begun is. */
void warc_check_end(struct warc_check *check, bool is_read);

#endif
