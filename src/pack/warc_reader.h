/* SPDX-License-Identifier: MIT */
/* warc_reader.h - take a WARC file apart, record by record, as it comes.
 *
 * Records stand in gzip members of their own, as ours do and those of most
 * others. Source: ISO 28500:2017, sections 4 and 5, annex D. */
#ifndef PACK_WARC_READER_H
#define PACK_WARC_READER_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/error.h"
#include "base/spool.h"
#include <zlib.h>

/* A record's own words; empty where it has none. Borrowed for the call. */
struct warc_fields {
    struct str type, url, date, id, concurrent, ip, protocol, truncated, digest,
        content_type;
};

/* Called for every record: `member` is where its bytes as read were spooled.
 * Borrowed for the call; may jump away. */
typedef enum op_status warc_take(void *context,
                                 const struct warc_fields *fields,
                                 struct str block, struct spool_span member,
                                 struct op_error *err);

struct warc_reader {
    struct spool *spool;
    warc_take *take;
    void *context;
    z_stream z;
    bool has_z, has_begun;
    bool is_gzip;   /* else the records stand there plain */
    bool is_shared; /* the member being read holds several records */
    struct spool_span member;
    struct buf text; /* of the member being read */
};

/* End with warc_reader_end, also after failure. OP_NO_MEMORY. */
OP_MUST_CHECK enum op_status warc_reader_begin(struct warc_reader *reader,
                                               struct spool *spool,
                                               warc_take *take, void *context,
                                               struct op_error *err);

/* More bytes. OP_CORRUPT when they are no WARC. */
OP_MUST_CHECK enum op_status warc_reader_put(struct warc_reader *reader,
                                             struct str bytes,
                                             struct op_error *err);

/* Was the last record whole? */
bool warc_reader_is_whole(const struct warc_reader *reader);
void warc_reader_end(struct warc_reader *reader);

#endif
