/* SPDX-License-Identifier: MIT */
/* seen.c - which URLs of a long list were there before. */
#include "cli/seen.h"

#define FIRST_SLOTS 1024
#define MAX_BYTES   ((size_t)1 << 32)

void seen_init(struct seen *seen)
{
    *seen = (struct seen){0};
    arena_init(&seen->arena, MAX_BYTES);
}

void seen_free(struct seen *seen)
{
    arena_free(&seen->arena);
}

static uint64_t *find(uint64_t *slots, size_t len, uint64_t hash)
{
    size_t i = hash & (len - 1);
    while (slots[i] && slots[i] != hash)
        i = (i + 1) & (len - 1);
    return &slots[i];
}

/* Into an arena of its own, so that the old table is given back. */
static bool grow(struct seen *seen)
{
    size_t len = seen->len ? 2 * seen->len : FIRST_SLOTS;
    struct arena larger;
    jmp_buf escape;
    arena_init(&larger, MAX_BYTES);
    larger.escape = &escape;
    if (setjmp(escape)) {
        arena_free(&larger);
        return false;
    }
    uint64_t *slots = arena_array(&larger, uint64_t, len);
    for (size_t i = 0; i < seen->len; i++)
        if (seen->slots[i])
            *find(slots, len, seen->slots[i]) = seen->slots[i];
    arena_free(&seen->arena);
    seen->arena = larger;
    seen->arena.escape = NULL;
    seen->slots = slots;
    seen->len = len;
    return true;
}

bool seen_add(struct seen *seen, struct str key)
{
    uint64_t hash = str_hash(key, 0);
    hash += hash == 0;
    if (2 * (seen->count + 1) > seen->len && !grow(seen))
        return true;
    uint64_t *slot = find(seen->slots, seen->len, hash);
    if (*slot)
        return false;
    *slot = hash;
    seen->count++;
    return true;
}
