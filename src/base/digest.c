/* SPDX-License-Identifier: MIT */
/* digest.c - digests by nettle, whose calls need no memory and no start. */
#include "base/digest.h"

#include <nettle/sha1.h>
#include <nettle/sha2.h>

/* The name space of URLs, RFC 9562 section 6.6. */
static const unsigned char NAMESPACE_URL[16] = {
    0x6b, 0xa7, 0xb8, 0x11, 0x9d, 0xad, 0x11, 0xd1,
    0x80, 0xb4, 0x00, 0xc0, 0x4f, 0xd4, 0x30, 0xc8,
};

_Static_assert(sizeof(struct sha256_ctx) <= sizeof(struct digest), "fits");

static struct sha256_ctx *context(struct digest *digest)
{
    return (struct sha256_ctx *)digest->foreign;
}

void digest_begin(struct digest *digest)
{
    sha256_init(context(digest));
}

void digest_add(struct digest *digest, struct str bytes)
{
    if (bytes.len)
        sha256_update(context(digest), bytes.len, (const uint8_t *)bytes.at);
}

struct sha256 digest_end(struct digest *digest)
{
    struct sha256 sum;
    sha256_digest(context(digest), sizeof sum.bytes, sum.bytes);
    return sum;
}

struct sha256 sha256_of(struct str bytes)
{
    struct digest digest = {{0}};
    digest_begin(&digest);
    digest_add(&digest, bytes);
    return digest_end(&digest);
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
    unsigned char sum[SHA1_DIGEST_SIZE];
    struct sha1_ctx sha1;
    sha1_init(&sha1);
    sha1_update(&sha1, sizeof NAMESPACE_URL, NAMESPACE_URL);
    if (name.len)
        sha1_update(&sha1, name.len, (const uint8_t *)name.at);
    sha1_digest(&sha1, sizeof sum, sum);
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
