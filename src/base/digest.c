/* SPDX-License-Identifier: MIT */
/* digest.c - digests by libcrypto. */
#include "base/digest.h"

#include <assert.h>
#include <openssl/evp.h>
#include <stdatomic.h>
#include <stdio.h>
#include <string.h>

/* The name space of URLs, RFC 9562 section 6.6. */
static const unsigned char NAMESPACE_URL[16] = {
    0x6b, 0xa7, 0xb8, 0x11, 0x9d, 0xad, 0x11, 0xd1,
    0x80, 0xb4, 0x00, 0xc0, 0x4f, 0xd4, 0x30, 0xc8,
};

static atomic_bool has_failed;

/* libcrypto's own state, without which its calls follow NULL. */
bool digest_ready(void)
{
    return OSSL_LIB_CTX_get0_global_default() != NULL;
}

bool digest_failed(void)
{
    return atomic_load(&has_failed);
}

static EVP_MD_CTX *begin(const EVP_MD *kind)
{
    EVP_MD_CTX *ctx = digest_ready() ? EVP_MD_CTX_new() : NULL;
    if (ctx && !EVP_DigestInit_ex(ctx, kind, NULL)) {
        EVP_MD_CTX_free(ctx);
        ctx = NULL;
    }
    return ctx;
}

/* Of two slices, one behind the other. */
static void digest_now(const EVP_MD *kind, struct str lead, struct str bytes,
                       unsigned char *sum)
{
    EVP_MD_CTX *ctx = begin(kind);
    bool is_done =
        ctx && EVP_DigestUpdate(ctx, lead.at, lead.len) &&
        EVP_DigestUpdate(ctx, bytes.len ? bytes.at : "", bytes.len) &&
        EVP_DigestFinal_ex(ctx, sum, NULL);
    EVP_MD_CTX_free(ctx);
    if (!is_done)
        atomic_store(&has_failed, true);
}

static EVP_MD_CTX *context(struct digest *digest)
{
    return (EVP_MD_CTX *)digest;
}

struct digest *digest_begin(void)
{
    return (struct digest *)begin(EVP_sha256());
}

void digest_add(struct digest *digest, struct str bytes)
{
    if (bytes.len)
        EVP_DigestUpdate(context(digest), bytes.at, bytes.len);
}

struct sha256 digest_end(struct digest *digest)
{
    struct sha256 sum = {{0}};
    EVP_DigestFinal_ex(context(digest), sum.bytes, NULL);
    EVP_MD_CTX_free(context(digest));
    return sum;
}

struct sha256 sha256_of(struct str bytes)
{
    struct sha256 sum = {{0}};
    digest_now(EVP_sha256(), S(""), bytes, sum.bytes);
    return sum;
}

static void put_hex(char *out, const unsigned char *bytes, size_t count)
{
    static const char digits[] = "0123456789abcdef";
    for (size_t i = 0; i < count; i++) {
        *out++ = digits[bytes[i] >> 4];
        *out++ = digits[bytes[i] & 15];
    }
}

void sha256_hex(struct sha256 sum, char out[SHA256_HEX + 1])
{
    put_hex(out, sum.bytes, SHA256_BYTES);
    out[SHA256_HEX] = '\0';
}

bool sha256_read(struct str hex, struct sha256 *sum)
{
    if (hex.len != SHA256_HEX)
        return false;
    for (size_t i = 0; i < SHA256_BYTES; i++) {
        int high = char_hex(hex.at[2 * i]), low = char_hex(hex.at[2 * i + 1]);
        if (high < 0 || low < 0)
            return false;
        sum->bytes[i] = (unsigned char)(high << 4 | low);
    }
    return true;
}

bool sha256_said(struct str text, struct sha256 *sum)
{
    struct str lead = S("sha256:");
    return str_starts(text, lead) && sha256_read(str_from(text, lead.len), sum);
}

void uuid_of(struct str name, char out[UUID_TEXT + 1])
{
    unsigned char sum[EVP_MAX_MD_SIZE] = {0};
    digest_now(EVP_sha1(),
               str_make((const char *)NAMESPACE_URL, sizeof NAMESPACE_URL),
               name, sum);
    sum[6] = (unsigned char)((sum[6] & 0x0F) | 0x50);
    sum[8] = (unsigned char)((sum[8] & 0x3F) | 0x80);
    static const unsigned char groups[] = {4, 2, 2, 2, 6};
    const unsigned char *from = sum;
    for (size_t i = 0; i < sizeof groups; i++) {
        put_hex(out, from, groups[i]);
        from += groups[i];
        out += 2 * groups[i];
        *out++ = i + 1 < sizeof groups ? '-' : '\0';
    }
}
