/* SPDX-License-Identifier: MIT */
/* arena.h - memory that is given back all at once.
 *
 * One arena per page, freed when the page is done; one per job for what
 * outlives pages. Allocation never returns NULL: when the arena's maximum, its
 * deadline or the machine's memory is reached, it jumps to the arena's escape
 * (setjmp), with the reason in `failure`. So whoever owns an arena writes once
 *
 *     jmp_buf escape;
 *     arena_init(&arena, MAX);
 *     arena.escape = &escape;
 *     if (setjmp(escape)) { ... arena.failure says why ... }
 *
 * and everything below it allocates without checks. The jump must not cross
 * frames that own other resources, nor callbacks of a foreign library that
 * cannot stand it. An arena without escape aborts instead: only for tests and
 * for small fixed needs. */
#ifndef BASE_ARENA_H
#define BASE_ARENA_H

#include "base/str.h"
#include <offprint/error.h>
#include <setjmp.h>

struct arena_chunk;

struct arena {
    struct arena_chunk *chunks; /* newest first */
    char *at, *end;             /* what is left of the newest */
    size_t used;                /* bytes taken from the machine */
    size_t max;                 /* of `used` */
    int64_t deadline_ms;        /* of clock_ms(): not before; 0: never */
    int64_t cpu_deadline_ms;    /* of this thread's CPU: then */
    bool is_late;               /* that is why it escaped */
    unsigned ticks;
    jmp_buf *escape; /* borrowed; NULL: abort on failure */
    enum op_status
        failure; /* OP_TOO_COMPLEX (maximum, deadline), OP_NO_MEMORY */
};

/* Make an empty arena of at most `max` bytes. Takes nothing yet. */
void arena_init(struct arena *arena, size_t max);

/* Give everything back; the arena may be used again. Keeps max, deadline and
 * escape. Cannot fail. */
void arena_free(struct arena *arena);

/* Forget what was allocated but keep one chunk, for the next page. */
void arena_reset(struct arena *arena);

/* `size` bytes, aligned for any type; not cleared. Size 0 is fine. */
void *arena_alloc(struct arena *arena, size_t size)
    __attribute__((malloc, returns_nonnull));

/* `count` cleared items of `size` bytes; overflow is a failure. */
void *arena_zeros(struct arena *arena, size_t count, size_t size)
    __attribute__((malloc, returns_nonnull));

/* Escape when this thread has computed for `ms` more milliseconds, however long
 * a busy machine takes to let it. */
void arena_set_deadline(struct arena *arena, int ms);

/* Escape when the deadline has passed: for long loops that allocate nothing. */
void arena_check(struct arena *arena);

/* Escape now, with that reason. */
void arena_escape(struct arena *arena, enum op_status why)
    __attribute__((noreturn));

/* Make the block at `old`, of `old_size` bytes, one of `size` bytes: in place
 * when it was the latest allocation, else moved; a large one leaves nothing
 * behind. `old` may be NULL. */
void *arena_grow(struct arena *arena, void *old, size_t old_size, size_t size)
    __attribute__((returns_nonnull));

/* Give a block of `size` bytes back before its arena ends: what one stage of
 * reading a large page needed serves the next. Small ones stay. */
void arena_give_back(struct arena *arena, void *block, size_t size);

/* Copies that live as long as the arena. arena_dup's has a NUL behind it. */
struct str arena_dup(struct arena *arena, struct str s);
char *arena_cstring(struct arena *arena, struct str s);
struct str arena_lower(struct arena *arena, struct str s); /* ASCII */
struct str arena_join(struct arena *arena, struct str a, struct str b);
struct str arena_printf(struct arena *arena, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

#define arena_new(arena, type) ((type *)arena_zeros((arena), 1, sizeof(type)))
#define arena_array(arena, type, count)                                        \
    ((type *)arena_zeros((arena), (count), sizeof(type)))

#define arena_drop(arena, array, count)                                        \
    arena_give_back((arena), (array), (count) * sizeof *(array))

/* A growable array on an arena: VEC(struct str) words = {0};
 * *vec_push(&words, arena) = word; Items move when it grows. */
#define VEC(type)                                                              \
    struct {                                                                   \
        type *at;                                                              \
        size_t len, cap;                                                       \
    }

#define vec_push(vec, arena)                                                   \
    (vec_reserve((arena), (void **)&(vec)->at, (vec)->len, &(vec)->cap,        \
                 sizeof *(vec)->at),                                           \
     &(vec)->at[(vec)->len++])

/* The growth behind vec_push: room for one more item. */
void vec_reserve(struct arena *arena, void **at, size_t len, size_t *cap,
                 size_t item_size);

/* Milliseconds of a clock that never goes back. */
int64_t clock_ms(void);

#endif
