/* SPDX-License-Identifier: MIT */
/* member.c - one gzip member into a spool, in steps. */
#include "pack/member.h"

#define STEP         (32u << 10)
#define GZIP_WINDOW  (15 + 16)
#define MEMORY_LEVEL 8
#define OS_UNKNOWN   255

static enum op_status no_memory(struct member *member)
{
    return error_set(member->err, OP_NO_MEMORY, OP_STAGE_PACK, S(""),
                     "no memory to compress");
}

void member_begin(struct member *member, struct spool *spool, int level,
                  struct op_error *err)
{
    *member = (struct member){.spool = spool, .err = err};
    if (deflateInit2(&member->z, level, Z_DEFLATED, GZIP_WINDOW, MEMORY_LEVEL,
                     Z_DEFAULT_STRATEGY) != Z_OK) {
        member->failed = no_memory(member);
        return;
    }
    member->header.os = OS_UNKNOWN;
    deflateSetHeader(&member->z, &member->header);
}

/* Run the compressor dry and spool what it gives. */
static void pump(struct member *member, int flush)
{
    unsigned char out[STEP];
    int result;
    do {
        member->z.next_out = out;
        member->z.avail_out = sizeof out;
        result = deflate(&member->z, flush);
        size_t len = sizeof out - member->z.avail_out;
        struct spool_span span;
        if (len == 0)
            continue;
        member->failed =
            spool_put(member->spool, str_make((const char *)out, len), &span,
                      member->err);
        spool_join(&member->span, span);
    } while (!member->failed && result == Z_OK && member->z.avail_out == 0);
}

void member_put(struct member *member, struct str bytes)
{
    while (bytes.len > 0 && !member->failed) {
        struct str step = str_cut(&bytes, 1u << 30);
        member->z.next_in = (z_const Bytef *)step.at;
        member->z.avail_in = (uInt)step.len;
        pump(member, Z_NO_FLUSH);
    }
}

enum op_status member_end(struct member *member, struct spool_span *span)
{
    if (!member->failed)
        pump(member, Z_FINISH);
    deflateEnd(&member->z);
    *span = member->span;
    return member->failed;
}
