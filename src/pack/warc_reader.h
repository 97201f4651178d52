/* SPDX-License-Identifier: MIT */
/* warc_reader.h - take a WARC file apart, record by record, as it comes, and
 * keep each record as a gzip member of its own: as it was read where it stood
 * in one, else packed anew. */
#ifndef PACK_WARC_READER_H
#define PACK_WARC_READER_H

#include "base/spool.h"
#include "pack/warc_stream.h"

/* Called for every record: `member` is where its bytes were spooled. A block
 * that is too large to be held is cut, and its fields say so. Borrowed for the
 * call; may jump away. */
typedef enum op_status warc_take(void *context,
                                 const struct warc_fields *fields,
                                 struct str block, struct spool_span member,
                                 struct op_error *err);

struct warc_reader {
    struct warc_stream stream;
    struct spool *spool;
    warc_take *take;
    void *context;
    struct buf head, block;   /* of the record being read */
    bool is_waiting;          /* it is whole, and its piece is not over */
    bool is_shared;           /* the piece holds other records too */
    struct spool_span member; /* the piece so far, while it is not shared */
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
