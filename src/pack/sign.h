/* SPDX-License-Identifier: MIT */
/* sign.h - keys, and what they sign.
 *
 * A signature stands in a data package's digest file, as web archives have it:
 * an anonymous one, whose public key is all it says of who signed. The text
 * that is signed is the package's digest ("sha256:..."). Source: WACZ Signing
 * and Verification 0.1.0, "Anonymous Signature"; RFC 5958, 7468 and 8032.
 *
 * ECDSA stands there as its players want it: the two numbers, each as long as
 * the curve's order, over SHA-256 (IEEE P1363). Ed25519 is the one that gives
 * the same signature each time, but players do not know it. */
#ifndef PACK_SIGN_H
#define PACK_SIGN_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/digest.h"
#include "base/error.h"

enum sign_kind { SIGN_P384, SIGN_P256, SIGN_ED25519, SIGN_KIND_COUNT };

/* A key, or the public half of one; a foreign object inside. */
struct sign_key;

/* "ECDSA P-384" ..., a static string. */
struct str sign_kind_name(enum sign_kind kind);

/* Load libcrypto: before any other call here that is given no err. OP_IO when
 * it is not there. */
OP_MUST_CHECK enum op_status sign_load(struct op_error *err);

/* A new key; NULL when libcrypto cannot make one. End with sign_key_free. */
struct sign_key *sign_key_new(enum sign_kind kind);

/* Read a key, or one's public half (a key will do), as PEM. Fails with OP_IO,
 * OP_USAGE (none, protected by a passphrase, or of a kind not in the list). */
OP_MUST_CHECK enum op_status sign_key_read(const char *path,
                                           struct sign_key **key,
                                           struct op_error *err);
OP_MUST_CHECK enum op_status sign_public_read(const char *path,
                                              struct sign_key **key,
                                              struct op_error *err);

/* NULL is fine. What it was is wiped. */
void sign_key_free(struct sign_key *key);

/* Append it as PEM (PKCS #8), and its public half (SubjectPublicKeyInfo). */
OP_MUST_CHECK bool sign_key_pem(const struct sign_key *key, struct buf *out);
OP_MUST_CHECK bool sign_public_pem(const struct sign_key *key, struct buf *out);

/* The public half, and the signature of a text, as base64 on the arena; empty
 * when libcrypto fails. */
struct str sign_public(struct arena *arena, const struct sign_key *key);
struct str sign_text(struct arena *arena, const struct sign_key *key,
                     struct str text);

/* Was the text signed by the other half of this public key? All base64, and
 * nothing of it trusted. *kind is set when the key is one of the list. */
bool sign_check(struct str public_key, struct str text, struct str signature,
                enum sign_kind *kind);

/* The SHA-256 of a public key (its DER), by which people tell keys apart;
 * false when it is no base64. */
bool sign_fingerprint(struct str public_key, char out[SHA256_HEX + 1]);

#endif
