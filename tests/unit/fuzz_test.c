/* SPDX-License-Identifier: MIT */
/* fuzz_test.c - what is kept for fuzzing, once through its targets: all seeds,
 * and all that noise ever found. */
#include "../fuzz/target.h"

#include "base/file.h"
#include <dirent.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

static size_t given(const char *folder, const char *target)
{
    char path[512];
    snprintf(path, sizeof path, "%s/%s", folder, target);
    DIR *dir = opendir(path);
    size_t count = 0;
    struct dirent *entry;
    while (dir && (entry = readdir(dir))) {
        struct buf in;
        struct op_error err;
        if (entry->d_name[0] == '.')
            continue;
        snprintf(path, sizeof path, "%s/%s/%s", folder, target, entry->d_name);
        buf_init(&in, FUZZ_MEMORY);
        assert_int_equal(file_read(path, &in, &err), OP_OK);
        assert_true(fuzz_one(target, buf_str(&in)));
        buf_free(&in);
        count++;
    }
    if (dir)
        closedir(dir);
    return count;
}

static void a_target_stands_its_seeds(void **state)
{
    const char *name = *state;
    assert_true(given("tests/fuzz/seeds", name) > 0);
    given("tests/fuzz/found", name);
}

int main(void)
{
    struct CMUnitTest tests[64] = {{0}};
    size_t count = 0;
    for (; FUZZ_NAMES[count]; count++)
        tests[count] = (struct CMUnitTest){
            .name = FUZZ_NAMES[count],
            .test_func = a_target_stands_its_seeds,
            .initial_state = (void *)(uintptr_t)FUZZ_NAMES[count],
        };
    return _cmocka_run_group_tests("fuzz", tests, count, NULL, NULL);
}
