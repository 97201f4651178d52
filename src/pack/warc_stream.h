/* SPDX-License-Identifier: MIT */
/* warc_stream.h - a WARC file as it comes: heads, blocks, and the pieces of the
 * file that hold them.
 *
 * A piece is a gzip member, or a record that is not packed. Ours and those of
 * most others hold one record each; several in a piece, and a record across
 * pieces, are taken as well. Nothing is held but a head. Source: ISO
 * 28500:2017, sections 4 and 5, annex D. */
#ifndef PACK_WARC_STREAM_H
#define PACK_WARC_STREAM_H

#include "base/buf.h"
#include "base/error.h"
#include <zlib.h>

/* A record's own words; empty where it has none. URLs and ids without the
 * brackets and "urn:uuid:" around them. */
struct warc_fields {
    struct str type, url, date, id, concurrent, ip, protocol, truncated,
        payload_digest, block_digest, content_type, segment;
};

/* Where a piece stands in the file. */
struct warc_piece {
    uint64_t offset, len;
    size_t records;  /* that end in it */
    bool is_aligned; /* begins and ends with a record */
};

/* Called as bytes are put; what is given is borrowed for the call. */
struct warc_events {
    /* Bytes of the file, before what they hold. */
    enum op_status (*raw)(void *context, struct str bytes,
                          struct op_error *err);
    /* A head, with the empty line at its end. */
    enum op_status (*begin)(void *context, struct str head,
                            struct op_error *err);
    enum op_status (*block)(void *context, struct str bytes,
                            struct op_error *err);
    enum op_status (*end)(void *context, struct op_error *err);
    enum op_status (*piece)(void *context, const struct warc_piece *piece,
                            struct op_error *err);
};

struct warc_stream {
    const struct warc_events *events;
    void *context;
    z_stream z;
    bool has_z, has_begun, is_gzip;
    bool is_over; /* between two gzip members */
    enum { WARC_HEAD, WARC_BLOCK, WARC_TAIL } state;
    uint64_t left;   /* of the block, or of the end behind it */
    uint64_t taken;  /* bytes of the file */
    struct buf head; /* being read */
    struct buf room; /* for what is unpacked */
    struct warc_piece piece;
};

/* End with warc_stream_end, also after failure. OP_NO_MEMORY. */
OP_MUST_CHECK enum op_status warc_stream_begin(struct warc_stream *stream,
                                               const struct warc_events *events,
                                               void *context,
                                               struct op_error *err);

/* More bytes. OP_CORRUPT when they are no WARC, or what an event says. */
OP_MUST_CHECK enum op_status warc_stream_put(struct warc_stream *stream,
                                             struct str bytes,
                                             struct op_error *err);

/* Did the bytes end where a record and its piece do? */
bool warc_stream_is_whole(const struct warc_stream *stream);
void warc_stream_end(struct warc_stream *stream);

/* Read a head, as `begin` is given it. The strings borrow from it. */
struct warc_fields warc_head_read(struct str head);

/* Does the file at `path` begin as a WARC file does, packed or not? */
bool warc_is_file(const char *path);

#endif
