/* SPDX-License-Identifier: MIT */
/* warc.h - exchanges as WARC 1.1 records, spooled while a job runs.
 *
 * Each record is one gzip member (no time, no name), so that it can be found
 * and read alone. Record ids are made of the content: the same exchange at the
 * same time gives the same bytes. Source: ISO 28500:2017 (WARC 1.1). */
#ifndef PACK_WARC_H
#define PACK_WARC_H

#include "base/arena.h"
#include "base/digest.h"
#include "base/spool.h"
#include "net/response.h"

/* One record as it was spooled: a whole gzip member. */
struct warc_record {
    const struct spool *spool; /* borrowed */
    struct spool_span span;    /* len 0: there is none */
    char id[UUID_TEXT + 1];
};

/* What was spooled of one exchange. Strings are on the arena given. */
struct capture {
    struct str url, date;  /* date: ISO 8601, UTC, seconds */
    struct str mime;       /* essence of the Content-Type; may be empty */
    int http_status;       /* 0: nothing came back, only a request record */
    struct sha256 payload; /* of the entity body as sent, still encoded */
    struct warc_record request, response;
    bool is_revisit; /* the response is a revisit record: nothing to replay */
};

typedef VEC(struct capture) capture_list;

/* Why a body was cut, as WARC-Truncated says it: from the failure of the
 * response that it belongs to. */
struct str warc_reason(enum op_status failure);

/* Spool the request and, if there was one, the response of an exchange.
 *
 * date    the capture's time as it shall be written.
 * reason  for the body's cut, looked at only when it was.
 * Fails with OP_IO or OP_NO_MEMORY; *capture is then undefined. */
OP_MUST_CHECK enum op_status warc_capture(struct arena *arena,
                                          struct spool *spool,
                                          const struct exchange *exchange,
                                          struct str date, struct str reason,
                                          struct capture *capture,
                                          struct op_error *err);

/* Spool the request of an exchange that found nothing new, and a revisit record
 * that leads to what was found before: for a 304 by the server's word, else by
 * the same payload. `before` is that capture. Source: WARC 1.1, 6.7. */
OP_MUST_CHECK enum op_status warc_revisit(
    struct arena *arena, struct spool *spool, const struct exchange *exchange,
    struct str date, const struct capture *before, struct capture *capture,
    struct op_error *err);

/* Spool the warcinfo record that stands first in a file. */
OP_MUST_CHECK enum op_status warc_info(struct arena *arena, struct spool *spool,
                                       struct str date,
                                       struct warc_record *record,
                                       struct op_error *err);

#endif
