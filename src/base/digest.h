/* SPDX-License-Identifier: MIT */
/* digest.h - SHA-256 (FIPS 180-4), SHA-1 and UUIDs made of it (RFC 9562). */
#ifndef BASE_DIGEST_H
#define BASE_DIGEST_H

#include "base/arena.h"
#include "base/str.h"

#define SHA256_BYTES 32
#define SHA256_HEX   64
#define UUID_TEXT    36

struct sha256 {
    unsigned char bytes[SHA256_BYTES];
};

/* A digest of bytes that come in parts. Owns nothing; nothing here fails. */
struct digest {
    _Alignas(8) unsigned char foreign[128]; /* nettle's context */
};

void digest_begin(struct digest *digest);
void digest_add(struct digest *digest, struct str bytes);
struct sha256 digest_end(struct digest *digest);

/* Of bytes that are all there. */
struct sha256 sha256_of(struct str bytes);

/* As 64 lower-case hexadecimal digits and a NUL. */
void sha256_hex(struct sha256 sum, char out[SHA256_HEX + 1]);

/* And back; false when it is not 64 digits, of either case. _said wants
 * "sha256:" before them. */
bool sha256_read(struct str hex, struct sha256 *sum);
bool sha256_said(struct str text, struct sha256 *sum);

/* A UUIDv5 of `name` in the URL name space, as text and a NUL: the same name
 * gives the same UUID on any machine. RFC 9562 section 5.5. */
void uuid_of(struct str name, char out[UUID_TEXT + 1]);

#endif
