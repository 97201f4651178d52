/* SPDX-License-Identifier: MIT */
/* mhtml.h - the parts of a page saved as one MIME message.
 * Source: RFC 2557 (MHTML), RFC 2045 and 2046 (MIME). */
#ifndef PACK_MHTML_H
#define PACK_MHTML_H

#include "base/arena.h"
#include "base/error.h"

struct mhtml_part {
    struct str location; /* Content-Location; may be empty */
    struct str id;       /* Content-ID without its brackets; may be empty */
    struct str type;     /* Content-Type, with its parameters */
    struct str body;     /* decoded */
};

typedef VEC(struct mhtml_part) mhtml_parts;

/* Is it a MIME message of related parts, by its first headers? */
bool mhtml_is(struct str text);

/* Take it apart, in order, onto the arena.
 * OP_CORRUPT when it has no boundary or no part. */
OP_MUST_CHECK enum op_status mhtml_read(struct arena *arena, struct str text,
                                        mhtml_parts *parts,
                                        struct op_error *err);

/* The URL that the message says it was saved from; or empty. */
struct str mhtml_source(struct str text);

#endif
