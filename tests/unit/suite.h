/* SPDX-License-Identifier: MIT */
/* suite.h - find and read third-party test data.
 *
 * It lies under $OP_SHARED/suites (default ../shared) and is no part of the
 * project; a test without its data skips and says so. */
#ifndef TESTS_SUITE_H
#define TESTS_SUITE_H

#include "base/file.h"
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <setjmp.h>

#include <cmocka.h>

/* The path of `name` under the suites, into `path`. */
static inline void suite_path(const char *name, char *path, size_t size)
{
    const char *shared = getenv("OP_SHARED");
    snprintf(path, size, "%s/suites/%s", shared ? shared : "../shared", name);
}

/* A whole file of it; skips the test when there is none. */
static inline void suite_read(const char *name, struct buf *out)
{
    char path[4096];
    suite_path(name, path, sizeof path);
    buf_init(out, 64u << 20);
    if (file_read(path, out, NULL) != OP_OK) {
        print_message("# SKIP: no %s\n", path);
        skip();
    }
}

#endif
