/* SPDX-License-Identifier: MIT */
/* encoding_test.c - our choice of encoding, judged by html5lib-tests. */
#include "dat.h"
#include "suite.h"
#include "text/charset.h"

/* Cases that we answer otherwise, by number within their file, 1 the first. */
struct miss {
    const char *file;
    int number;
};
static const struct miss KNOWN_MISSES[] = {
    /* UTF-8 with a label that says EUC-JP: we believe the bytes. */
    {"test-yahoo-jp.dat", 1},
    {NULL, 0},
};

static bool is_known(const char *file, int number)
{
    for (size_t i = 0; KNOWN_MISSES[i].file; i++)
        if (KNOWN_MISSES[i].number == number &&
            str_eq(str_of(KNOWN_MISSES[i].file), str_of(file)))
            return true;
    return false;
}

static struct str answer(struct str bytes)
{
    struct charset charset = charset_of(bytes, S(""));
    return charset.name;
}

static void judge(const char *file)
{
    char name[256];
    snprintf(name, sizeof name, "html5lib/encoding/%s", file);
    struct buf bytes;
    suite_read(name, &bytes);
    struct str rest = buf_str(&bytes);
    struct dat_case test;
    int number = 0, wrong = 0;
    while (dat_next(&rest, &test)) {
        number++;
        struct str want = charset_of_label(dat_section(&test, S("#encoding")));
        struct str got = answer(dat_section(&test, S("#data")));
        if (str_eq(got, want) == is_known(file, number)) {
            wrong++;
            print_error("%s case %d: %.*s, expected %.*s\n", file, number,
                        STR_ARG(got), STR_ARG(want));
        }
    }
    buf_free(&bytes);
    assert_true(number > 0);
    assert_int_equal(wrong, 0);
}

static void sniffs_as_html5lib_tests1(void **state)
{
    (void)state;
    judge("tests1.dat");
}

static void sniffs_as_html5lib_tests2(void **state)
{
    (void)state;
    judge("tests2.dat");
}

static void sniffs_as_html5lib_yahoo(void **state)
{
    (void)state;
    judge("test-yahoo-jp.dat");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sniffs_as_html5lib_tests1),
        cmocka_unit_test(sniffs_as_html5lib_tests2),
        cmocka_unit_test(sniffs_as_html5lib_yahoo),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
