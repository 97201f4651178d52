/* SPDX-License-Identifier: MIT */
/* signature.h - who signed an archive, by its datapackage-digest.json.
 * Source: WACZ Signing and Verification 0.1.0. */
#ifndef PACK_SIGNATURE_H
#define PACK_SIGNATURE_H

#include "base/arena.h"
#include "base/digest.h"
#include "base/error.h"

struct json;

/* What is said of a signature, and whether it holds. Strings are on the arena
 * given, or empty. */
struct signature {
    bool is_there;
    bool holds;            /* the key signed the digest that stands there */
    struct str public_key; /* base64; what a name's certificate holds is not */
    struct str domain;     /* signed in the name of a host: not checked here */
    struct str kind;       /* "ECDSA P-384" */
    struct str created, software;
    char fingerprint[SHA256_HEX + 1]; /* SHA-256 of the key's DER */
};

/* Read it out of the digest file, as parsed; NULL is fine. OP_OK unless there
 * is one and libcrypto cannot be loaded to check it. */
OP_MUST_CHECK enum op_status signature_read(struct arena *arena,
                                            const struct json *digest,
                                            struct signature *signature,
                                            struct op_error *err);

#endif
