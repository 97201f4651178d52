/* SPDX-License-Identifier: MIT */
/* arena_test.c - allocating, growing, and giving up. */
#include "base/arena.h"

#include "suite.h"

#include <stdalign.h>
#include <string.h>

static bool is_aligned(const void *at)
{
    return (uintptr_t)at % alignof(max_align_t) == 0;
}

static void blocks_are_aligned_and_apart(void **state)
{
    (void)state;
    struct arena arena;
    arena_init(&arena, 16u << 20);
    char *blocks[300];
    for (size_t i = 0; i < 300; i++) {
        blocks[i] = arena_alloc(&arena, i * 7);
        assert_true(is_aligned(blocks[i]));
        memset(blocks[i], (int)i, i * 7);
    }
    for (size_t i = 0; i < 300; i++)
        for (size_t j = 0; j < i * 7; j++)
            assert_int_equal((unsigned char)blocks[i][j], i & 255);
    arena_free(&arena);
    assert_int_equal(arena.used, 0);
}

static void zeros_are_zero_after_a_reset(void **state)
{
    (void)state;
    struct arena arena;
    arena_init(&arena, 16u << 20);
    memset(arena_alloc(&arena, 1000), 'x', 1000);
    arena_reset(&arena);
    char *zeros = arena_zeros(&arena, 10, 100);
    for (size_t i = 0; i < 1000; i++)
        assert_int_equal(zeros[i], 0);
    arena_free(&arena);
}

/* A reset that kept every chunk would let a job grow page by page. */
static void a_reset_keeps_one_chunk(void **state)
{
    (void)state;
    struct arena arena;
    arena_init(&arena, 64u << 20);
    size_t first = 0;
    for (int page = 0; page < 20; page++) {
        for (int i = 0; i < 100; i++)
            arena_alloc(&arena, 50000);
        if (page == 1)
            first = arena.used;
        assert_true(page < 2 || arena.used <= first * 2);
        arena_reset(&arena);
    }
    arena_free(&arena);
}

static void the_latest_block_grows_in_place(void **state)
{
    (void)state;
    struct arena arena;
    arena_init(&arena, 16u << 20);
    char *block = arena_alloc(&arena, 10);
    memcpy(block, "0123456789", 10);
    char *grown = arena_grow(&arena, block, 10, 1000);
    assert_ptr_equal(grown, block);
    char *other = arena_alloc(&arena, 1);
    char *moved = arena_grow(&arena, grown, 1000, 2000);
    assert_ptr_not_equal(moved, block);
    assert_true(moved + 2000 <= other || other < moved);
    assert_memory_equal(moved, "0123456789", 10);
    assert_non_null(arena_grow(&arena, NULL, 0, 5));
    /* to the very end of a chunk, where "in place" has to stop */
    char *last = arena_alloc(&arena, 8);
    for (size_t size = 8; size < (1u << 20); size *= 2) {
        char *next = arena_grow(&arena, last, size, size * 2);
        memset(next, 'y', size * 2);
        last = next;
    }
    arena_free(&arena);
}

/* Allocate until the arena escapes; returns what for. */
static enum op_status exhaust(struct arena *arena, size_t step)
{
    jmp_buf escape;
    arena->escape = &escape;
    if (setjmp(escape))
        return arena->failure;
    for (;;)
        arena_alloc(arena, step);
}

static void the_maximum_escapes(void **state)
{
    (void)state;
    struct arena arena;
    arena_init(&arena, 1u << 20);
    assert_int_equal(exhaust(&arena, 1000), OP_TOO_COMPLEX);
    assert_true(arena.used <= 1u << 20);
    arena_free(&arena);
    assert_int_equal(arena.failure, OP_OK);
    assert_int_equal(exhaust(&arena, 2u << 20), OP_TOO_COMPLEX);
    assert_int_equal(exhaust(&arena, SIZE_MAX), OP_TOO_COMPLEX);
    assert_int_equal(exhaust(&arena, SIZE_MAX - 20), OP_TOO_COMPLEX);
    arena_free(&arena);
}

static void overflowing_counts_escape(void **state)
{
    (void)state;
    struct arena arena;
    jmp_buf escape;
    arena_init(&arena, 1u << 20);
    arena.escape = &escape;
    if (setjmp(escape) == 0) {
        arena_zeros(&arena, SIZE_MAX / 2, 4);
        fail_msg("an overflow went through");
    }
    assert_int_equal(arena.failure, OP_TOO_COMPLEX);
    arena_free(&arena);
}

static void the_deadline_escapes(void **state)
{
    (void)state;
    struct arena arena;
    arena_init(&arena, 1u << 30);
    arena_set_deadline(&arena, 20);
    int64_t begin = clock_ms();
    assert_int_equal(exhaust(&arena, 0), OP_TOO_COMPLEX);
    assert_true(clock_ms() >= begin + 20);
    assert_true(clock_ms() < begin + 5000);
    arena_free(&arena);
}

static void texts_are_copied_whole(void **state)
{
    (void)state;
    struct arena arena;
    arena_init(&arena, 1u << 20);
    struct str none = {NULL, 0};
    assert_string_equal(arena_cstring(&arena, S("abc")), "abc");
    assert_string_equal(arena_cstring(&arena, none), "");
    assert_string_equal(arena_dup(&arena, S("abc")).at, "abc");
    assert_string_equal(arena_lower(&arena, S("ÄBC-Z[")).at, "Äbc-z[");
    assert_string_equal(arena_join(&arena, S("a"), none).at, "a");
    assert_string_equal(arena_join(&arena, none, S("b")).at, "b");
    struct str made = arena_printf(&arena, "%d-%s", 7, "x");
    assert_int_equal(made.len, 3);
    assert_string_equal(made.at, "7-x");
    arena_free(&arena);
}

static void vectors_keep_their_items(void **state)
{
    (void)state;
    struct arena arena;
    arena_init(&arena, 16u << 20);
    VEC(uint64_t) numbers = {0};
    for (uint64_t i = 0; i < 10000; i++) {
        *vec_push(&numbers, &arena) = i;
        if (i % 100 == 0)
            arena_alloc(&arena, 1); /* so that growing has to move */
    }
    assert_int_equal(numbers.len, 10000);
    for (uint64_t i = 0; i < 10000; i++)
        assert_int_equal(numbers.at[i], i);
    arena_free(&arena);
}

/* What a large block was is given back when it grows, and the rest of the chunk
 * in use serves what comes next. */
static void large_blocks_grow_in_the_same_room(void **state)
{
    (void)state;
    struct arena arena;
    arena_init(&arena, 16u << 20);
    char *first = arena_alloc(&arena, 10);
    size_t size = 1u << 20;
    unsigned char *large = arena_alloc(&arena, size);
    assert_ptr_equal(arena_alloc(&arena, 10), first + 16);
    memset(large, 'x', size);
    for (; size < (12u << 20); size += 1u << 20) {
        large = arena_grow(&arena, large, size, size + (1u << 20));
        assert_true(is_aligned(large));
        memset(large + size, 'x', 1u << 20);
        arena_alloc(&arena, 100);
        assert_true(arena.used < size + (2u << 20));
    }
    for (size_t i = 0; i < size; i++)
        assert_int_equal(large[i], 'x');
    assert_ptr_equal(arena_grow(&arena, large, size, 10), large);
    arena_free(&arena);
    assert_int_equal(arena.used, 0);
}

/* What is given back makes room for others; small blocks stay as they are. */
static void a_large_block_is_given_back(void **state)
{
    (void)state;
    struct arena arena;
    arena_init(&arena, 3u << 20);
    size_t size = 1u << 20;
    char *small = arena_alloc(&arena, 10);
    strcpy(small, "small");
    for (int i = 0; i < 20; i++) {
        char *first = arena_alloc(&arena, size);
        char *second = arena_alloc(&arena, size);
        memset(first, 'x', size);
        memset(second, 'y', size);
        arena_drop(&arena, first, size);
        assert_int_equal(second[0], 'y');
        assert_int_equal(second[size - 1], 'y');
        arena_drop(&arena, second, size);
    }
    arena_drop(&arena, small, 10);
    assert_string_equal(small, "small");
    assert_true(arena.used < size);
    arena_free(&arena);
    assert_int_equal(arena.used, 0);
}

/* Also where it is all that the arena has. */
static void a_first_block_is_given_back(void **state)
{
    (void)state;
    struct arena arena;
    arena_init(&arena, 3u << 20);
    char *only = arena_alloc(&arena, 1u << 20);
    arena_drop(&arena, only, 1u << 20);
    assert_int_equal(arena.used, 0);
    memset(arena_alloc(&arena, 100), 'x', 100);
    memset(arena_alloc(&arena, 1u << 20), 'y', 1u << 20);
    arena_free(&arena);
}

static void a_large_block_grows_to_the_maximum(void **state)
{
    (void)state;
    struct arena arena;
    jmp_buf escape;
    arena_init(&arena, 2u << 20);
    void *volatile large = arena_alloc(&arena, 1u << 20);
    arena.escape = &escape;
    if (setjmp(escape) == 0) {
        arena_grow(&arena, large, 1u << 20, 2u << 20);
        fail_msg("more than the maximum was had");
    }
    assert_int_equal(arena.failure, OP_TOO_COMPLEX);
    assert_non_null(
        arena_grow(&arena, large, 1u << 20, (2u << 20) - (64u << 10)));
    arena_free(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(blocks_are_aligned_and_apart),
        cmocka_unit_test(zeros_are_zero_after_a_reset),
        cmocka_unit_test(a_reset_keeps_one_chunk),
        cmocka_unit_test(the_latest_block_grows_in_place),
        cmocka_unit_test(the_maximum_escapes),
        cmocka_unit_test(overflowing_counts_escape),
        cmocka_unit_test(the_deadline_escapes),
        cmocka_unit_test(texts_are_copied_whole),
        cmocka_unit_test(vectors_keep_their_items),
        cmocka_unit_test(large_blocks_grow_in_the_same_room),
        cmocka_unit_test(a_large_block_grows_to_the_maximum),
        cmocka_unit_test(a_large_block_is_given_back),
        cmocka_unit_test(a_first_block_is_given_back),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
