/* SPDX-License-Identifier: MIT */
/* twin_test.c - texts that are nearly the same, and those that are not. */
#include "article/twin.h"

#include "base/buf.h"
#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

#define WORDS 400

static struct arena arena;

static int setup(void **state)
{
    (void)state;
    arena_init(&arena, 64u << 20);
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    arena_free(&arena);
    return 0;
}

/* A text of words drawn at random from a thousand; every `change`th another
 * than the seed alone would give. */
static struct str make_text(unsigned seed, unsigned change)
{
    struct buf out;
    buf_init(&out, 1u << 20);
    for (unsigned n = 0; n < WORDS; n++) {
        seed = seed * 1103515245 + 12345;
        unsigned word = (seed >> 16) % 1000;
        if (change && n % change == 0)
            word += 1000;
        buf_printf(&out, "w%u%s", word, n % 9 == 8 ? ".\n" : " ");
    }
    struct str text = arena_dup(&arena, buf_str(&out));
    buf_free(&out);
    return text;
}

static uint64_t print_of(struct str text)
{
    return twin_print(&arena, text);
}

static void an_edited_copy_is_a_twin(void **state)
{
    (void)state;
    for (unsigned seed = 1; seed < 200; seed++) {
        uint64_t whole = print_of(make_text(seed, 0));
        assert_true(twin_is(whole, whole));
        assert_true(twin_is(whole, print_of(make_text(seed, 150))));
    }
}

static void others_are_not(void **state)
{
    (void)state;
    enum { COUNT = 300 };
    uint64_t prints[COUNT];
    for (unsigned i = 0; i < COUNT; i++) {
        prints[i] = print_of(make_text(1000 + i, 0));
        assert_true(prints[i] != 0);
        for (unsigned k = 0; k < i; k++)
            assert_false(twin_is(prints[i], prints[k]));
        assert_false(twin_is(prints[i], print_of(make_text(1000 + i, 2))));
    }
}

static void signs_and_case_make_no_difference(void **state)
{
    (void)state;
    struct buf a, b;
    buf_init(&a, 1u << 20);
    buf_init(&b, 1u << 20);
    for (int n = 0; n < 60; n++) {
        buf_printf(&a, "Caf\u00e9 number %d \u201copens\u201d. ", n);
        buf_printf(&b, "cafe NUMBER %d, \"opens\"\n", n);
    }
    assert_true(print_of(buf_str(&a)) == print_of(buf_str(&b)));
    buf_free(&a);
    buf_free(&b);
}

static void what_is_short_is_nobodys_twin(void **state)
{
    (void)state;
    uint64_t print = print_of(S("Read more. Sign in to go on."));
    assert_true(print == 0 && !twin_is(print, print));
    assert_true(print_of(S("")) == 0);
}

static void the_first_other_address_is_found(void **state)
{
    (void)state;
    struct twins twins = {.arena = &arena};
    uint64_t print = print_of(make_text(5, 0));
    struct twin one = {print, "http://a/", "a.epub"};
    struct twin two = {print, "http://b/", "b.epub"};
    struct twin none = {0, "http://c/", "c.epub"};
    twins_add(&twins, &none);
    assert_null(twins_find(&twins, 0, S("http://d/")));
    twins_add(&twins, &one);
    assert_null(twins_find(&twins, print, S("http://a/")));
    twins_add(&twins, &two);
    assert_string_equal(twins_find(&twins, print, S("http://d/"))->archive,
                        "a.epub");
    assert_string_equal(twins_find(&twins, print, S("http://a/"))->archive,
                        "b.epub");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_edited_copy_is_a_twin),
        cmocka_unit_test(others_are_not),
        cmocka_unit_test(signs_and_case_make_no_difference),
        cmocka_unit_test(what_is_short_is_nobodys_twin),
        cmocka_unit_test(the_first_other_address_is_found),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
