/* SPDX-License-Identifier: MIT */
/* buf_test.c - growing, and failing once and for all. */
#include "base/buf.h"

#include "suite.h"

#include <string.h>

static void content_is_terminated(void **state)
{
    (void)state;
    struct buf buf;
    buf_init(&buf, 100);
    assert_null(buf.at);
    buf_puts(&buf, "ab");
    buf_putc(&buf, 'c');
    buf_printf(&buf, "%d", 42);
    assert_string_equal(buf.at, "abc42");
    buf_clear(&buf);
    assert_string_equal(buf.at, "");
    buf_free(&buf);
    assert_null(buf.at);
    buf_puts(&buf, "again");
    assert_string_equal(buf.at, "again");
    buf_free(&buf);
}

/* A caller who checks once at the end must not find a hole in the middle. */
static void failure_is_sticky(void **state)
{
    (void)state;
    struct buf buf;
    buf_init(&buf, 5);
    buf_puts(&buf, "abc");
    buf_puts(&buf, "def");
    assert_int_equal(buf.failed, OP_TOO_LARGE);
    buf_putc(&buf, 'x');
    buf_printf(&buf, "%d", 1);
    assert_null(buf_room(&buf, 0));
    assert_string_equal(buf.at, "abc");
    buf_clear(&buf);
    buf_puts(&buf, "12345");
    assert_int_equal(buf.failed, OP_OK);
    assert_string_equal(buf.at, "12345");
    buf_free(&buf);
}

static void the_maximum_is_reached_exactly(void **state)
{
    (void)state;
    struct buf buf;
    buf_init(&buf, 1000);
    for (int i = 0; i < 1000; i++)
        buf_putc(&buf, 'x');
    assert_int_equal(buf.failed, OP_OK);
    buf_putc(&buf, 'x');
    assert_int_equal(buf.failed, OP_TOO_LARGE);
    assert_int_equal(buf.len, 1000);
    assert_int_equal(strlen(buf.at), 1000);
    buf_free(&buf);
}

static void room_is_counted_by_the_caller(void **state)
{
    (void)state;
    struct buf buf;
    buf_init(&buf, 100);
    char *room = buf_room(&buf, 10);
    assert_non_null(room);
    memcpy(room, "abc", 3);
    buf.len += 3;
    buf_putc(&buf, 'd');
    assert_string_equal(buf.at, "abcd");
    assert_null(buf_room(&buf, SIZE_MAX));
    buf_free(&buf);
}

static void code_points_are_written_as_utf8(void **state)
{
    (void)state;
    struct buf buf;
    buf_init(&buf, 100);
    const uint32_t points[] = {'a', 0x7FF, 0x800, 0xFFFF, 0x10000, 0x10FFFF};
    for (size_t i = 0; i < sizeof points / sizeof *points; i++)
        buf_put_utf8(&buf, points[i]);
    assert_string_equal(buf.at, "a\xDF\xBF\xE0\xA0\x80\xEF\xBF\xBF"
                                "\xF0\x90\x80\x80\xF4\x8F\xBF\xBF");
    buf_clear(&buf);
    buf_put_utf8(&buf, 0xD800);
    buf_put_utf8(&buf, 0x110000);
    assert_string_equal(buf.at, "\xEF\xBF\xBD\xEF\xBF\xBD");
    buf_free(&buf);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(content_is_terminated),
        cmocka_unit_test(failure_is_sticky),
        cmocka_unit_test(the_maximum_is_reached_exactly),
        cmocka_unit_test(room_is_counted_by_the_caller),
        cmocka_unit_test(code_points_are_written_as_utf8),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
