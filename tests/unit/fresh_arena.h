/* SPDX-License-Identifier: MIT */
/* fresh_arena.h - an arena for a test, or for a group of them. */
#ifndef TESTS_FRESH_ARENA_H
#define TESTS_FRESH_ARENA_H

#include "base/arena.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

static struct arena arena;

static int setup(void **state)
{
    (void)state;
    arena_init(&arena, 2048u << 20);
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    arena_free(&arena);
    return 0;
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

#endif
