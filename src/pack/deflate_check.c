/* SPDX-License-Identifier: MIT */
/* deflate_check.c - the bits of a deflate stream that mean nothing. */
#include "pack/deflate_check.h"

#include <errno.h>
#include <unistd.h>
#include <zlib.h>

#define STEP (64u << 10)

/* What zlib tells in data_type when it stops at the end of a block. */
enum { UNUSED_BITS = 7, LAST_BLOCK = 64, AFTER_BLOCK = 128 };

struct tight {
    z_stream stream;
    int fd;
    uint64_t offset, left; /* of the packed bytes not read yet */
    unsigned char packed[STEP], unpacked[STEP];
};

static bool refill(struct tight *t)
{
    size_t want = t->left < STEP ? (size_t)t->left : STEP;
    ssize_t got;
    do
        got = pread(t->fd, t->packed, want, (off_t)t->offset);
    while (got < 0 && errno == EINTR);
    if (got <= 0)
        return false;
    t->offset += (uint64_t)got;
    t->left -= (uint64_t)got;
    t->stream.next_in = t->packed;
    t->stream.avail_in = (uInt)got;
    return true;
}

/* The block that begins here: when it is a stored one, are the bits between
 * its three and the next byte zero? `before` is the byte that the stream stands
 * in, `unused` how many of its upper bits are not read yet. */
static bool is_padded(struct tight *t, unsigned before, unsigned unused)
{
    unsigned bits = unused ? before >> (8 - unused) : 0;
    if (unused < 3) {
        if (t->stream.avail_in == 0 && (t->left == 0 || !refill(t)))
            return false;
        bits |= (unsigned)t->stream.next_in[0] << unused;
    }
    bool is_stored = (bits >> 1 & 3) == 0;
    return !is_stored || bits >> 3 == 0;
}

/* Unpack and throw away, up to the end of the last block. */
static bool run_to_end(struct tight *t)
{
    z_stream *z = &t->stream;
    bool at_block = true;
    unsigned before = 0, unused = 0;
    while (true) {
        if (at_block && !is_padded(t, before, unused))
            return false;
        if (z->avail_in == 0 && t->left > 0 && !refill(t))
            return false;
        z->next_out = t->unpacked;
        z->avail_out = STEP;
        const unsigned char *from = z->next_in;
        int code = inflate(z, Z_BLOCK);
        if (code != Z_OK)
            return false;
        if (z->next_in > from)
            before = z->next_in[-1];
        unused = (unsigned)z->data_type & UNUSED_BITS;
        at_block = z->data_type & AFTER_BLOCK;
        if (at_block && (z->data_type & LAST_BLOCK))
            return true;
    }
}

bool deflate_is_tight(int fd, uint64_t offset, uint64_t len)
{
    struct tight t = {.fd = fd, .offset = offset, .left = len};
    if (inflateInit2(&t.stream, -MAX_WBITS) != Z_OK)
        return false;
    bool is_tight = run_to_end(&t) && t.left == 0 && t.stream.avail_in == 0;
    int unused = t.stream.data_type & UNUSED_BITS;
    if (is_tight && unused)
        is_tight = t.stream.next_in[-1] >> (8 - unused) == 0;
    inflateEnd(&t.stream);
    return is_tight;
}
