/* SPDX-License-Identifier: MIT */
/* map.c - from strings to pointers, on an arena, in order of insertion. */
#include "base/map.h"

#include <string.h>

static size_t find_slot(const struct map *map, struct str key)
{
    size_t mask = map->slot_count - 1;
    size_t i = str_hash(key, map->seed) & mask;
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
