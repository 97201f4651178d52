/* SPDX-License-Identifier: MIT */
/* seen.h - which URLs of a long list were there before, at 16 to 32 bytes
 * each. */
#ifndef CLI_SEEN_H
#define CLI_SEEN_H

#include "base/arena.h"

struct seen {
    uint64_t *slots; /* hashes; 0: free */
    size_t len, count;
    struct arena arena; /* the slots alone */
};

/* Takes no memory yet. */
void seen_init(struct seen *seen);

/* Note a key; false when it was there. Two keys out of 2^32 that share a hash
 * are taken for one. Without memory all keys are new. */
bool seen_add(struct seen *seen, struct str key);

void seen_free(struct seen *seen);

#endif
