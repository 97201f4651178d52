/* SPDX-License-Identifier: MIT */
/* sign.c - keys, and what they sign, by libcrypto. */
#include "pack/sign.h"

#include "base/file.h"
#include "base/late.h"
#include <openssl/bn.h>
#include <openssl/ec.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509.h>

#define LIBCRYPTO(X)                                                           \
    X(, BIO_ctrl)                                                              \
    X(, BIO_free)                                                              \
    X(, BIO_new)                                                               \
    X(, BIO_new_mem_buf)                                                       \
    X(, BIO_s_mem)                                                             \
    X(, BIO_s_secmem)                                                          \
    X(, BN_bin2bn)                                                             \
    X(, BN_bn2binpad)                                                          \
    X(, BN_free)                                                               \
    X(, d2i_ECDSA_SIG)                                                         \
    X(, d2i_PUBKEY)                                                            \
    X(, EC_curve_nist2nid)                                                     \
    X(, ECDSA_SIG_free)                                                        \
    X(, ECDSA_SIG_get0_r)                                                      \
    X(, ECDSA_SIG_get0_s)                                                      \
    X(, ECDSA_SIG_new)                                                         \
    X(, ECDSA_SIG_set0)                                                        \
    X(, ERR_clear_error)                                                       \
    X(, EVP_DecodeBlock)                                                       \
    X(, EVP_DigestSign)                                                        \
    X(, EVP_DigestSignInit)                                                    \
    X(, EVP_DigestVerify)                                                      \
    X(, EVP_DigestVerifyInit)                                                  \
    X(, EVP_EncodeBlock)                                                       \
    X(, EVP_MD_CTX_free)                                                       \
    X(, EVP_MD_CTX_new)                                                        \
    X(, EVP_PKEY_free)                                                         \
    X(, EVP_PKEY_get_bits)                                                     \
    X(, EVP_PKEY_get_group_name)                                               \
    X(, EVP_PKEY_is_a)                                                         \
    X(, EVP_PKEY_Q_keygen)                                                     \
    X(, EVP_sha256)                                                            \
    X(, i2d_ECDSA_SIG)                                                         \
    X(, i2d_PUBKEY)                                                            \
    X(, OBJ_sn2nid)                                                            \
    X(, OSSL_LIB_CTX_get0_global_default)                                      \
    X(, PEM_read_bio_PrivateKey)                                               \
    X(, PEM_read_bio_PUBKEY)                                                   \
    X(, PEM_write_bio_PKCS8PrivateKey)                                         \
    X(, PEM_write_bio_PUBKEY)

static struct {
    LIBCRYPTO(LATE_CALL)
} libcrypto;

static struct late late = {"libcrypto.so.3", LIBCRYPTO(LATE_NAME), &libcrypto,
                           0};

#define MAX_KEY_BYTES (64u << 10) /* of a PEM file */

static const struct {
    struct str name;
    const char *type, *group; /* as libcrypto calls them */
} KINDS[SIGN_KIND_COUNT] = {
    [SIGN_P384] = {STR("ECDSA P-384"), "EC", "P-384"},
    [SIGN_P256] = {STR("ECDSA P-256"), "EC", "P-256"},
    [SIGN_ED25519] = {STR("Ed25519"), "ED25519", NULL},
};

struct str sign_kind_name(enum sign_kind kind)
{
    return KINDS[kind].name;
}

/* libcrypto follows NULL where it could not make its own state. */
enum op_status sign_load(struct op_error *err)
{
    enum op_status status = late_load(&late, err);
    if (status == OP_OK && !libcrypto.OSSL_LIB_CTX_get0_global_default())
        return error_set(err, OP_NO_MEMORY, OP_STAGE_NONE, S(""),
                         "no memory to start libcrypto");
    return status;
}

static EVP_PKEY *inside(const struct sign_key *key)
{
    return (EVP_PKEY *)key;
}

void sign_key_free(struct sign_key *key)
{
    if (key)
        libcrypto.EVP_PKEY_free(inside(key));
}

struct sign_key *sign_key_new(enum sign_kind kind)
{
    const char *type = KINDS[kind].type, *group = KINDS[kind].group;
    EVP_PKEY *key = group ? libcrypto.EVP_PKEY_Q_keygen(NULL, NULL, type, group)
                          : libcrypto.EVP_PKEY_Q_keygen(NULL, NULL, type);
    return (struct sign_key *)key;
}

/* --- what kind --------------------------------------------------------- */

/* The bytes of each of the two numbers of a signature; 0 for Ed25519. */
static size_t number_bytes(const EVP_PKEY *key)
{
    if (!libcrypto.EVP_PKEY_is_a(key, "EC"))
        return 0;
    return ((size_t)libcrypto.EVP_PKEY_get_bits(key) + 7) / 8;
}

static bool kind_of(const EVP_PKEY *key, enum sign_kind *kind)
{
    char group[64] = "";
    libcrypto.EVP_PKEY_get_group_name(key, group, sizeof group, NULL);
    for (size_t i = 0; i < SIGN_KIND_COUNT; i++) {
        bool is_group =
            !KINDS[i].group || libcrypto.EC_curve_nist2nid(KINDS[i].group) ==
                                   libcrypto.OBJ_sn2nid(group);
        *kind = (enum sign_kind)i;
        if (libcrypto.EVP_PKEY_is_a(key, KINDS[i].type) && is_group)
            return true;
    }
    return false;
}

/* --- PEM --------------------------------------------------------------- */

/* A passphrase is not asked for. */
static int no_passphrase(char *out, int size, int is_writing, void *asked)
{
    (void)out, (void)size, (void)is_writing;
    *(bool *)asked = true;
    return -1;
}

static enum op_status no_key(const char *path, bool is_protected,
                             struct op_error *err)
{
    return error_set(err, OP_USAGE, OP_STAGE_OPTIONS, str_of(path), "%s",
                     is_protected ? "this key is protected by a passphrase, "
                                    "which is not asked for"
                                  : "no key: a PEM file of an Ed25519, P-256 "
                                    "or P-384 key is meant");
}

/* The key in a text, or its public half; NULL when there is none. */
static EVP_PKEY *read_pem(struct str text, bool is_public, bool *is_protected)
{
    BIO *bio = libcrypto.BIO_new_mem_buf(text.at, (int)text.len);
    if (!bio)
        return NULL;
    EVP_PKEY *key = libcrypto.PEM_read_bio_PrivateKey(bio, NULL, no_passphrase,
                                                      is_protected);
    if (!key && is_public &&
        libcrypto.BIO_ctrl(bio, BIO_CTRL_RESET, 0, NULL) == 1)
        key = libcrypto.PEM_read_bio_PUBKEY(bio, NULL, no_passphrase,
                                            is_protected);
    libcrypto.BIO_free(bio);
    libcrypto.ERR_clear_error();
    return key;
}

static enum op_status read_key(const char *path, bool is_public,
                               struct sign_key **out, struct op_error *err)
{
    struct buf text;
    bool is_protected = false;
    enum sign_kind kind;
    *out = NULL;
    buf_init(&text, MAX_KEY_BYTES);
    enum op_status status = sign_load(err);
    if (status == OP_OK)
        status = file_read(path, &text, err);
    EVP_PKEY *key = status == OP_OK
                        ? read_pem(buf_str(&text), is_public, &is_protected)
                        : NULL;
    if (text.len)
        explicit_bzero(text.at, text.len);
    buf_free(&text);
    if (status != OP_OK)
        return status;
    if (key && kind_of(key, &kind)) {
        *out = (struct sign_key *)key;
        return OP_OK;
    }
    libcrypto.EVP_PKEY_free(key);
    return no_key(path, is_protected, err);
}

enum op_status sign_key_read(const char *path, struct sign_key **key,
                             struct op_error *err)
{
    return read_key(path, false, key, err);
}

enum op_status sign_public_read(const char *path, struct sign_key **key,
                                struct op_error *err)
{
    return read_key(path, true, key, err);
}

static bool put_bio(BIO *bio, bool is_written, struct buf *out)
{
    char *at = NULL;
    long len = bio ? libcrypto.BIO_ctrl(bio, BIO_CTRL_INFO, 0, &at) : 0;
    if (is_written && len > 0)
        buf_put(out, str_make(at, (size_t)len));
    libcrypto.BIO_free(bio); /* wipes what it held */
    return is_written && len > 0 && !out->failed;
}

bool sign_key_pem(const struct sign_key *key, struct buf *out)
{
    BIO *bio = libcrypto.BIO_new(libcrypto.BIO_s_secmem());
    return put_bio(bio,
                   bio && libcrypto.PEM_write_bio_PKCS8PrivateKey(
                              bio, inside(key), NULL, NULL, 0, NULL, NULL),
                   out);
}

bool sign_public_pem(const struct sign_key *key, struct buf *out)
{
    BIO *bio = libcrypto.BIO_new(libcrypto.BIO_s_mem());
    return put_bio(bio, bio && libcrypto.PEM_write_bio_PUBKEY(bio, inside(key)),
                   out);
}

/* --- base64 and DER ---------------------------------------------------- */

/* A public key or a signature; the longest is 120 bytes. */
struct der {
    unsigned char bytes[512];
    size_t len;
};

static struct str der_str(const struct der *der)
{
    return str_make((const char *)der->bytes, der->len);
}

/* For a text that is given out: EVP_EncodeBlock puts a NUL behind it. */
struct base64 {
    char text[sizeof(struct der) / 3 * 4 + 5];
};

static struct str encode(const struct der *der, struct base64 *out)
{
    int len = libcrypto.EVP_EncodeBlock((unsigned char *)out->text, der->bytes,
                                        (int)der->len);
    return str_make(out->text, (size_t)len);
}

/* Only what we would write ourselves: no blanks, no stray bits. */
static bool decode(struct str text, struct der *der)
{
    struct base64 again;
    der->len = 0;
    if (text.len == 0 || text.len % 4 || text.len / 4 * 3 > sizeof der->bytes)
        return false;
    int got = libcrypto.EVP_DecodeBlock(
        der->bytes, (const unsigned char *)text.at, (int)text.len);
    if (got < 3)
        return false;
    der->len = (size_t)got;
    for (size_t i = 1; i <= 2 && text.at[text.len - i] == '='; i++)
        der->len--;
    return str_eq(encode(der, &again), text);
}

static bool public_der(const struct sign_key *key, struct der *der)
{
    unsigned char *end = der->bytes;
    int len = libcrypto.i2d_PUBKEY(inside(key), NULL);
    if (len <= 0 || (size_t)len > sizeof der->bytes)
        return false;
    der->len = (size_t)libcrypto.i2d_PUBKEY(inside(key), &end);
    return true;
}

struct str sign_public(struct arena *arena, const struct sign_key *key)
{
    struct der der = {.len = 0};
    struct base64 text;
    if (!public_der(key, &der))
        return S("");
    return arena_dup(arena, encode(&der, &text));
}

bool sign_fingerprint(struct str public_key, char out[SHA256_HEX + 1])
{
    struct der der = {.len = 0};
    bool is_key = decode(public_key, &der);
    sha256_hex(sha256_of(der_str(&der)), out);
    return is_key;
}

/* --- signatures -------------------------------------------------------- */

static const EVP_MD *hash_for(const EVP_PKEY *key)
{
    return number_bytes(key) ? libcrypto.EVP_sha256() : NULL;
}

/* In libcrypto's own form. */
static bool make_signature(EVP_PKEY *key, struct str text, struct der *out)
{
    EVP_MD_CTX *ctx = libcrypto.EVP_MD_CTX_new();
    out->len = sizeof out->bytes;
    bool is_signed =
        ctx &&
        libcrypto.EVP_DigestSignInit(ctx, NULL, hash_for(key), NULL, key) ==
            1 &&
        libcrypto.EVP_DigestSign(ctx, out->bytes, &out->len,
                                 (const unsigned char *)text.at, text.len) == 1;
    libcrypto.EVP_MD_CTX_free(ctx);
    return is_signed;
}

/* The two numbers of an ECDSA signature, of n bytes each, side by side ... */
static bool part(struct der *der, size_t n)
{
    const unsigned char *at = der->bytes;
    ECDSA_SIG *pair = libcrypto.d2i_ECDSA_SIG(NULL, &at, (long)der->len);
    int len = (int)n;
    bool is_put = pair && 2 * n <= sizeof der->bytes &&
                  libcrypto.BN_bn2binpad(libcrypto.ECDSA_SIG_get0_r(pair),
                                         der->bytes, len) == len &&
                  libcrypto.BN_bn2binpad(libcrypto.ECDSA_SIG_get0_s(pair),
                                         der->bytes + n, len) == len;
    libcrypto.ECDSA_SIG_free(pair);
    der->len = 2 * n;
    return is_put;
}

/* ... and back to libcrypto's form. */
static bool join(struct der *der)
{
    int n = (int)(der->len / 2), len = 0;
    unsigned char *end = der->bytes;
    ECDSA_SIG *pair = libcrypto.ECDSA_SIG_new();
    BIGNUM *r = libcrypto.BN_bin2bn(der->bytes, n, NULL);
    BIGNUM *s = libcrypto.BN_bin2bn(der->bytes + n, n, NULL);
    if (pair && r && s && libcrypto.ECDSA_SIG_set0(pair, r, s)) {
        r = s = NULL; /* the pair's now */
        len = libcrypto.i2d_ECDSA_SIG(pair, &end);
    }
    libcrypto.BN_free(r);
    libcrypto.BN_free(s);
    libcrypto.ECDSA_SIG_free(pair);
    der->len = len > 0 ? (size_t)len : 0;
    return len > 0;
}

struct str sign_text(struct arena *arena, const struct sign_key *key,
                     struct str text)
{
    struct der der = {.len = 0};
    struct base64 out;
    size_t n = number_bytes(inside(key));
    if (!make_signature(inside(key), text, &der) || (n && !part(&der, n)))
        return S("");
    return arena_dup(arena, encode(&der, &out));
}

static bool holds(EVP_PKEY *key, struct str text, const struct der *signature)
{
    EVP_MD_CTX *ctx = libcrypto.EVP_MD_CTX_new();
    bool is_right =
        ctx &&
        libcrypto.EVP_DigestVerifyInit(ctx, NULL, hash_for(key), NULL, key) ==
            1 &&
        libcrypto.EVP_DigestVerify(ctx, signature->bytes, signature->len,
                                   (const unsigned char *)text.at,
                                   text.len) == 1;
    libcrypto.EVP_MD_CTX_free(ctx);
    return is_right;
}

bool sign_check(struct str public_key, struct str text, struct str signature,
                enum sign_kind *kind)
{
    struct der der = {.len = 0}, made = {.len = 0};
    const unsigned char *at = der.bytes;
    bool is_base64 = decode(public_key, &der) && decode(signature, &made);
    EVP_PKEY *key =
        is_base64 ? libcrypto.d2i_PUBKEY(NULL, &at, (long)der.len) : NULL;
    bool is_known = key && at == der.bytes + der.len && kind_of(key, kind);
    size_t n = is_known ? number_bytes(key) : 0;
    bool is_right = is_known && (!n || made.len != 2 * n || join(&made)) &&
                    holds(key, text, &made);
    libcrypto.EVP_PKEY_free(key);
    libcrypto.ERR_clear_error();
    return is_right;
}
