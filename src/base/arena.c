/* SPDX-License-Identifier: MIT */
/* arena.c - memory that is given back all at once. */
#include "base/arena.h"

#include "base/memory.h"
#include <stdalign.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define CHUNK_MIN (64u << 10)
#define CHUNK_MAX (4u << 20)
#define ALIGN     alignof(max_align_t)
/* From this size on a block has a chunk of its own, which can be resized. */
#ifndef ARENA_LARGE
#define ARENA_LARGE (256u << 10)
#endif
/* What a vector begins with: at most 8 items, and of large ones fewer. */
#define VEC_FIRST 512

struct arena_chunk {
    struct arena_chunk *older;
    size_t size; /* of the bytes behind this header */
    alignas(ALIGN) char bytes[];
};

static int64_t read_clock(clockid_t clock)
{
    struct timespec now;
    clock_gettime(clock, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

int64_t clock_ms(void)
{
    return read_clock(CLOCK_MONOTONIC);
}

void arena_init(struct arena *arena, size_t max)
{
    *arena = (struct arena){.max = max};
}

static size_t padded(size_t size)
{
    return (size + ALIGN - 1) & ~(ALIGN - 1);
}

static void use_chunk(struct arena *arena, struct arena_chunk *chunk)
{
    arena->at = chunk ? chunk->bytes : NULL;
    arena->end = chunk ? chunk->bytes + chunk->size : NULL;
}

static void drop_chunks(struct arena *arena, struct arena_chunk *until)
{
    while (arena->chunks != until) {
        struct arena_chunk *older = arena->chunks->older;
        arena->used -= sizeof *older + arena->chunks->size;
        memory_free(arena->chunks);
        arena->chunks = older;
    }
}

void arena_free(struct arena *arena)
{
    drop_chunks(arena, NULL);
    use_chunk(arena, NULL);
    arena->failure = OP_OK;
}

void arena_reset(struct arena *arena)
{
    struct arena_chunk *keep = arena->chunks;
    if (keep) {
        arena->chunks = keep->older;
        drop_chunks(arena, NULL);
        keep->older = NULL;
        arena->chunks = keep;
    }
    use_chunk(arena, keep);
    arena->failure = OP_OK;
}

void arena_escape(struct arena *arena, enum op_status why)
{
    arena->failure = why;
    if (!arena->escape)
        abort();
    longjmp(*arena->escape, 1);
}

/* Put a chunk of `size` bytes at a place of the list: `old`, moved and resized,
 * or a new one before what stands there. */
static struct arena_chunk *put_chunk(struct arena *arena,
                                     struct arena_chunk **at,
                                     struct arena_chunk *old, size_t size)
{
    struct arena_chunk *older = old ? old->older : *at;
    size_t total = size + sizeof *old;
    size_t given = old ? old->size + sizeof *old : 0;
    size_t others = arena->used - given;
    if (total < size || total > arena->max || others > arena->max - total)
        arena_escape(arena, OP_TOO_COMPLEX);
    struct arena_chunk *chunk = memory_resize(old, total);
    if (!chunk)
        arena_escape(arena, OP_NO_MEMORY);
    *chunk = (struct arena_chunk){.older = older, .size = size};
    arena->used = others + total;
    return *at = chunk;
}

/* Chunks double, so that big pages need few and small ones waste little. */
static void add_chunk(struct arena *arena, size_t need)
{
    size_t size = arena->used < CHUNK_MIN ? CHUNK_MIN : arena->used;
    if (size > CHUNK_MAX)
        size = CHUNK_MAX;
    if (size < need)
        size = need;
    use_chunk(arena, put_chunk(arena, &arena->chunks, NULL, size));
}

/* Behind the chunk in use, of which nothing is lost by that. */
static void *alloc_large(struct arena *arena, size_t size)
{
    struct arena_chunk **at =
        arena->chunks ? &arena->chunks->older : &arena->chunks;
    return put_chunk(arena, at, NULL, size)->bytes;
}

static struct arena_chunk **find_large(struct arena *arena, const char *block)
{
    struct arena_chunk **at = &arena->chunks;
    while ((*at)->bytes != block)
        at = &(*at)->older;
    return at;
}

static void *grow_large(struct arena *arena, char *old, size_t size)
{
    struct arena_chunk **at = find_large(arena, old);
    return put_chunk(arena, at, *at, size)->bytes;
}

void arena_set_deadline(struct arena *arena, int ms)
{
    arena->deadline_ms = clock_ms() + ms;
    arena->cpu_deadline_ms = read_clock(CLOCK_THREAD_CPUTIME_ID) + ms;
}

/* The wall clock, which is cheap to read, is never behind the CPU's. */
void arena_check(struct arena *arena)
{
    if (!arena->deadline_ms || clock_ms() < arena->deadline_ms ||
        read_clock(CLOCK_THREAD_CPUTIME_ID) < arena->cpu_deadline_ms)
        return;
    arena->is_late = true;
    arena_escape(arena, OP_TOO_COMPLEX);
}

void *arena_alloc(struct arena *arena, size_t size)
{
    if ((++arena->ticks & 255) == 0)
        arena_check(arena);
    if (size > SIZE_MAX - ALIGN)
        arena_escape(arena, OP_TOO_COMPLEX);
    size = padded(size);
    if (size >= ARENA_LARGE)
        return alloc_large(arena, size);
    if ((size_t)(arena->end - arena->at) < size || !arena->at)
        add_chunk(arena, size);
    void *result = arena->at;
    arena->at += size;
    return result;
}

void *arena_zeros(struct arena *arena, size_t count, size_t size)
{
    if (size && count > SIZE_MAX / size)
        arena_escape(arena, OP_TOO_COMPLEX);
    return memset(arena_alloc(arena, count * size), 0, count * size);
}

void *arena_grow(struct arena *arena, void *old, size_t old_size, size_t size)
{
    size_t taken = padded(old_size);
    if (old && taken >= ARENA_LARGE)
        return size > taken ? grow_large(arena, old, size) : old;
    if (old && size <= ARENA_LARGE - ALIGN &&
        (char *)old + taken == arena->at &&
        size <= (size_t)(arena->end - (char *)old) - ALIGN) {
        arena->at = (char *)old + padded(size);
        return old;
    }
    void *result = arena_alloc(arena, size);
    if (old)
        memcpy(result, old, old_size < size ? old_size : size);
    return result;
}

void arena_give_back(struct arena *arena, void *block, size_t size)
{
    if (padded(size) < ARENA_LARGE)
        return;
    struct arena_chunk **at = find_large(arena, block), *chunk = *at;
    *at = chunk->older;
    arena->used -= sizeof *chunk + chunk->size;
    memory_free(chunk);
}

char *arena_cstring(struct arena *arena, struct str s)
{
    char *copy = arena_alloc(arena, s.len + 1);
    if (s.len)
        memcpy(copy, s.at, s.len);
    copy[s.len] = '\0';
    return copy;
}

struct str arena_dup(struct arena *arena, struct str s)
{
    return str_make(arena_cstring(arena, s), s.len);
}

struct str arena_lower(struct arena *arena, struct str s)
{
    char *copy = arena_cstring(arena, s);
    for (size_t i = 0; i < s.len; i++)
        copy[i] = char_lower(copy[i]);
    return str_make(copy, s.len);
}

struct str arena_join(struct arena *arena, struct str a, struct str b)
{
    char *both = arena_alloc(arena, a.len + b.len + 1);
    if (a.len)
        memcpy(both, a.at, a.len);
    if (b.len)
        memcpy(both + a.len, b.at, b.len);
    both[a.len + b.len] = '\0';
    return str_make(both, a.len + b.len);
}

struct str arena_printf(struct arena *arena, const char *format, ...)
{
    va_list args, again;
    va_start(args, format);
    va_copy(again, args);
    int need = vsnprintf(NULL, 0, format, args);
    va_end(args);
    size_t len = need > 0 ? (size_t)need : 0;
    char *text = arena_alloc(arena, len + 1);
    vsnprintf(text, len + 1, format, again);
    va_end(again);
    return str_make(text, len);
}

void vec_reserve(struct arena *arena, void **at, size_t len, size_t *cap,
                 size_t item_size)
{
    if (len < *cap)
        return;
    size_t first = item_size < VEC_FIRST / 8 ? 8 : VEC_FIRST / item_size;
    size_t grown = *cap ? *cap * 2 : first ? first : 1;
    if (grown > SIZE_MAX / item_size)
        arena_escape(arena, OP_TOO_COMPLEX);
    *at = arena_grow(arena, *at, len * item_size, grown * item_size);
    *cap = grown;
}
