/* SPDX-License-Identifier: MIT */
/* late_test.c - libraries that are there, and those that are not. */
#include "base/late.h"

#include "suite.h"
#include <string.h>
#include <zlib.h>

#define LIBZ(X) X(zlib, Version) X(, compressBound)

static void its_calls_can_be_made(void **state)
{
    (void)state;
    struct op_error err;
    struct {
        LIBZ(LATE_CALL)
    } libz = {NULL, NULL};
    struct late late = {"libz.so.1", LIBZ(LATE_NAME), &libz, 0};
    for (int i = 0; i < 2; i++)
        assert_int_equal(late_load(&late, &err), OP_OK);
    assert_string_equal(libz.Version(), zlibVersion());
    assert_int_equal(libz.compressBound(1000), compressBound(1000));
}

/* One sentence, which names what is missing: a file, or a call of it. */
static void what_is_missing_is_named(void **state)
{
    (void)state;
    struct op_error err;
    void *calls[2];
    struct late no_file = {"libnowhere.so.7", LATE_NAME(no, such), calls, 0};
    struct late no_call = {"libz.so.1", "zlibVersion\0nosuch\0", calls, 0};
    for (int i = 0; i < 2; i++) {
        assert_int_equal(late_load(&no_file, &err), OP_IO);
        assert_non_null(strstr(err.text, "libnowhere.so.7"));
        assert_int_equal(late_load(&no_call, &err), OP_IO);
        assert_non_null(strstr(err.text, "nosuch"));
    }
    assert_int_equal(late_load(&no_file, NULL), OP_IO);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(its_calls_can_be_made),
        cmocka_unit_test(what_is_missing_is_named),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
