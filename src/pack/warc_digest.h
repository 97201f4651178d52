/* SPDX-License-Identifier: MIT */
/* warc_digest.h - digests as WARC records have them: "sha256:hex", "sha1:" and
 * base32. Source: ISO 28500:2017, section 5.8; RFC 4648, section 6. */
#ifndef PACK_WARC_DIGEST_H
#define PACK_WARC_DIGEST_H

#include "base/str.h"
#include <stdbool.h>

struct nettle_hash;

struct warc_digest {
    const struct nettle_hash *hash;
    void *context; /* NULL: it is not being made */
};

/* Begin the digest that can be held against what was said; nothing when that
 * is empty, or of an algorithm not known here. End it with the next two. */
void warc_digest_begin(struct warc_digest *digest, struct str said);
void warc_digest_add(struct warc_digest *digest, struct str bytes);

/* Is it what was said? True also when it was not made. It is over. */
bool warc_digest_is(struct warc_digest *digest, struct str said);
void warc_digest_drop(struct warc_digest *digest);

/* Are these two the same digest, or of different algorithms? */
bool warc_digest_agree(struct str one, struct str other);

#endif
