/* SPDX-License-Identifier: MIT */
/* warc_digest.c - digests as WARC records have them, by libcrypto. */
#include "pack/warc_digest.h"

#include <openssl/evp.h>

/* Part "sha-256:abc" into its algorithm, as libcrypto knows it, and value. */
static const EVP_MD *algorithm_of(struct str said, struct str *value)
{
    char name[16];
    size_t len = 0, colon = str_find_byte(said, ':');
    for (size_t i = 0; colon != STR_NONE && i < colon; i++)
        if (said.at[i] != '-' && len < sizeof name - 1)
            name[len++] = char_lower(said.at[i]);
    name[len] = '\0';
    *value = colon == STR_NONE ? S("") : str_from(said, colon + 1);
    return len ? EVP_get_digestbyname(name) : NULL;
}

void warc_digest_begin(struct warc_digest *digest, struct str said)
{
    struct str value;
    const EVP_MD *md = algorithm_of(said, &value);
    EVP_MD_CTX *ctx = md ? EVP_MD_CTX_new() : NULL;
    if (ctx && !EVP_DigestInit_ex(ctx, md, NULL)) {
        EVP_MD_CTX_free(ctx);
        ctx = NULL;
    }
    digest->foreign = ctx;
}

void warc_digest_add(struct warc_digest *digest, struct str bytes)
{
    if (digest->foreign && bytes.len)
        EVP_DigestUpdate(digest->foreign, bytes.at, bytes.len);
}

void warc_digest_drop(struct warc_digest *digest)
{
    EVP_MD_CTX_free(digest->foreign);
    digest->foreign = NULL;
}

static bool is_hex_of(struct str text, const unsigned char *sum, size_t len)
{
    bool is = text.len == 2 * len;
    for (size_t i = 0; is && i < text.len; i++)
        is =
            char_hex(text.at[i]) == (i % 2 ? sum[i / 2] & 15 : sum[i / 2] >> 4);
    return is;
}

static bool is_base32_of(struct str text, const unsigned char *sum, size_t len)
{
    static const char DIGITS[] = "abcdefghijklmnopqrstuvwxyz234567";
    unsigned bits = 0, held = 0;
    size_t at = 0;
    text = str_trim_set(text, "=");
    bool is = text.len == (len * 8 + 4) / 5;
    for (size_t i = 0; is && i < text.len; i++) {
        if (held < 5) {
            bits = bits << 8 | (at < len ? sum[at] : 0);
            at++;
            held += 8;
        }
        held -= 5;
        is = char_lower(text.at[i]) == DIGITS[bits >> held & 31];
    }
    return is;
}

bool warc_digest_is(struct warc_digest *digest, struct str said)
{
    unsigned char sum[EVP_MAX_MD_SIZE];
    unsigned len = 0;
    struct str value;
    if (!digest->foreign)
        return true;
    algorithm_of(said, &value);
    EVP_DigestFinal_ex(digest->foreign, sum, &len);
    warc_digest_drop(digest);
    return is_hex_of(value, sum, len) || is_base32_of(value, sum, len);
}

bool warc_digest_agree(struct str one, struct str other)
{
    struct str a, b;
    const EVP_MD *of_one = algorithm_of(one, &a);
    bool is_same = of_one && of_one == algorithm_of(other, &b);
    return !is_same || a.len != b.len || str_ieq(a, b);
}
