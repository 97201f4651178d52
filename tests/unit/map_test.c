/* SPDX-License-Identifier: MIT */
/* map_test.c - finding keys again, in the order they came. */
#include "base/map.h"

#include "suite.h"

static void keys_are_found_again_in_order(void **state)
{
    (void)state;
    struct arena arena;
    arena_init(&arena, 64u << 20);
    struct map map = {.seed = 99};
    static int values[5000];
    for (int i = 0; i < 5000; i++) {
        struct str key = arena_printf(&arena, "key %d", i);
        *map_slot(&map, &arena, key) = &values[i];
    }
    assert_int_equal(map.len, 5000);
    for (int i = 0; i < 5000; i++) {
        struct str key = arena_printf(&arena, "key %d", i);
        assert_ptr_equal(map_get(&map, key), &values[i]);
        assert_true(str_eq(map.entries[i].key, key));
    }
    assert_null(map_get(&map, S("key 5000")));
    arena_free(&arena);
}

static void a_slot_is_made_once(void **state)
{
    (void)state;
    struct arena arena;
    arena_init(&arena, 1u << 20);
    struct map map = {0};
    int one, two;
    assert_null(map_get(&map, S("a")));
    void **slot = map_slot(&map, &arena, S("a"));
    assert_null(*slot);
    *slot = &one;
    assert_ptr_equal(*map_slot(&map, &arena, S("a")), &one);
    *map_slot(&map, &arena, S("")) = &two;
    assert_ptr_equal(map_get(&map, S("")), &two);
    assert_int_equal(map.len, 2);
    arena_free(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(keys_are_found_again_in_order),
        cmocka_unit_test(a_slot_is_made_once),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
