/* SPDX-License-Identifier: MIT */
/* map.c - from strings to pointers, on an arena, in order of insertion. */
#include "base/map.h"

#include <string.h>

/* Eight bytes at a time: most keys are addresses and lists of classes. */
static uint64_t hash_key(struct str key, uint64_t seed)
{
    const uint64_t odd = UINT64_C(0x9e3779b97f4a7c15);
    uint64_t h = seed ^ key.len, word = 0;
    size_t i = 0;
    for (; key.len - i >= sizeof word; i += sizeof word) {
        memcpy(&word, key.at + i, sizeof word);
        h = (h ^ word) * odd;
        h ^= h >> 32;
    }
    for (word = 0; i < key.len; i++)
        word = word << 8 | (unsigned char)key.at[i];
    h = (h ^ word) * odd;
    return h ^ h >> 32;
}

static size_t find_slot(const struct map *map, struct str key)
{
    size_t mask = map->slot_count - 1;
    size_t i = hash_key(key, map->seed) & mask;
    while (map->slots[i] && !str_eq(map->entries[map->slots[i] - 1].key, key))
        i = (i + 1) & mask;
    return i;
}

void *map_get(const struct map *map, struct str key)
{
    if (!map->slot_count)
        return NULL;
    uint32_t index = map->slots[find_slot(map, key)];
    return index ? map->entries[index - 1].value : NULL;
}

static void grow_slots(struct map *map, struct arena *arena)
{
    size_t count = map->slot_count ? map->slot_count * 2 : 16;
    size_t size = sizeof *map->slots;
    map->slots =
        arena_grow(arena, map->slots, map->slot_count * size, count * size);
    map->slot_count = count;
    memset(map->slots, 0, count * size);
    for (size_t i = 0; i < map->len; i++)
        map->slots[find_slot(map, map->entries[i].key)] = (uint32_t)(i + 1);
}

void **map_slot(struct map *map, struct arena *arena, struct str key)
{
    if ((map->len + 1) * 4 > map->slot_count * 3)
        grow_slots(map, arena);
    size_t slot = find_slot(map, key);
    if (!map->slots[slot]) {
        vec_reserve(arena, (void **)&map->entries, map->len, &map->cap,
                    sizeof *map->entries);
        map->entries[map->len++] = (struct map_entry){.key = key};
        map->slots[slot] = (uint32_t)map->len;
    }
    return &map->entries[map->slots[slot] - 1].value;
}
