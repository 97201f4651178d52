/* SPDX-License-Identifier: MIT */
/* map.h - from strings to pointers, on an arena, in order of insertion.
 *
 * Keys are borrowed: they must live as long as the map (put them on the same
 * arena). Nothing is ever removed. The hash is seeded per map, by the caller.
 */
#ifndef BASE_MAP_H
#define BASE_MAP_H

#include "base/arena.h"
#include "base/str.h"

struct map_entry {
    struct str key;
    void *value;
};

struct map {
    struct map_entry *entries; /* in order of insertion */
    size_t len, cap;
    uint32_t *slots;   /* index + 1 of an entry; 0: free */
    size_t slot_count; /* a power of two, or 0 */
    uint64_t seed;
};

/* The value under `key`, or NULL. */
void *map_get(const struct map *map, struct str key);

/* Where the value under `key` stands; a new entry starts with NULL. Valid
 * until the next map_slot. */
void **map_slot(struct map *map, struct arena *arena, struct str key);

#endif
