/* SPDX-License-Identifier: MIT */
/* warc_digest.c - digests as WARC records have them, by nettle. */
#include "pack/warc_digest.h"

#include "base/memory.h"
#include <assert.h>
#include <nettle/nettle-meta.h>
#include <nettle/sha2.h>

#define MAX_DIGEST SHA512_DIGEST_SIZE /* none that nettle knows is longer */

/* Part "sha-256:abc" into its algorithm, as nettle knows it, and value. */
static const struct nettle_hash *algorithm_of(struct str said,
                                              struct str *value)
{
    char name[16];
    size_t len = 0, colon = str_find_byte(said, ':');
    for (size_t i = 0; colon != STR_NONE && i < colon; i++)
        if (said.at[i] != '-' && len < sizeof name - 1)
            name[len++] = char_lower(said.at[i]);
    name[len] = '\0';
    *value = colon == STR_NONE ? S("") : str_from(said, colon + 1);
    return nettle_lookup_hash(name);
}

void warc_digest_begin(struct warc_digest *digest, struct str said)
{
    struct str value;
    const struct nettle_hash *hash = algorithm_of(said, &value);
    digest->hash = hash;
    digest->context = hash ? memory_alloc(hash->context_size) : NULL;
    if (digest->context)
        hash->init(digest->context);
}

void warc_digest_add(struct warc_digest *digest, struct str bytes)
{
    if (digest->context && bytes.len)
        digest->hash->update(digest->context, bytes.len,
                             (const uint8_t *)bytes.at);
}

void warc_digest_drop(struct warc_digest *digest)
{
    memory_free(digest->context);
    digest->context = NULL;
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
    unsigned char sum[MAX_DIGEST];
    size_t len = digest->hash ? digest->hash->digest_size : 0;
    struct str value;
    if (!digest->context)
        return true;
    algorithm_of(said, &value);
    assert(len <= sizeof sum);
    digest->hash->digest(digest->context, len, sum);
    warc_digest_drop(digest);
    return is_hex_of(value, sum, len) || is_base32_of(value, sum, len);
}

bool warc_digest_agree(struct str one, struct str other)
{
    struct str a, b;
    const struct nettle_hash *of_one = algorithm_of(one, &a);
    bool is_same = of_one && of_one == algorithm_of(other, &b);
    return !is_same || a.len != b.len || str_ieq(a, b);
}
