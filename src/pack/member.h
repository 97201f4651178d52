/* SPDX-License-Identifier: MIT */
/* member.h - one gzip member into a spool, in steps. Source: RFC 1952. */
#ifndef PACK_MEMBER_H
#define PACK_MEMBER_H

#include "base/error.h"
#include "base/spool.h"
#include <zlib.h>

struct member {
    struct spool *spool; /* nothing else may be put there meanwhile */
    struct spool_span span;
    z_stream z;
    gz_header header;
    struct op_error *err;
    enum op_status failed; /* sticky */
};

/* level: 0 (bytes that are compressed already) to 9. End with member_end,
 * whatever happens in between. */
void member_begin(struct member *member, struct spool *spool, int level,
                  struct op_error *err);
void member_put(struct member *member, struct str bytes);
OP_MUST_CHECK enum op_status member_end(struct member *member,
                                        struct spool_span *span);

#endif
