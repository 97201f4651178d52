/* SPDX-License-Identifier: MIT */
/* memory.c - the one door to malloc. */
#include "base/memory.h"

#include <limits.h>
#include <malloc.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

/* glibc refuses to keep larger blocks. */
#define MAPPED_MAX (32 << 20)

#ifdef OP_TEST_ALLOC
static bool must_fail(void)
{
    static long countdown = -1;
    if (countdown < 0) {
        const char *n = getenv("OP_FAIL_ALLOC");
        countdown = n ? strtol(n, NULL, 10) : 0;
    }
    return countdown > 0 && --countdown == 0;
}
#else
static bool must_fail(void)
{
    return false;
}
#endif

void *memory_alloc(size_t size)
{
    return must_fail() ? NULL : malloc(size);
}

void *memory_resize(void *old, size_t size)
{
    return must_fail() ? NULL : realloc(old, size);
}

void memory_free(void *block)
{
    free(block);
}

void memory_keep(size_t max)
{
#ifdef M_TRIM_THRESHOLD
    int bytes = max > INT_MAX ? INT_MAX : (int)max;
    mallopt(M_MMAP_THRESHOLD, bytes < MAPPED_MAX ? bytes : MAPPED_MAX);
    mallopt(M_TRIM_THRESHOLD, bytes);
#else
    (void)max;
#endif
}

char *string_copy(struct str s)
{
    char *copy = memory_alloc(s.len + 1);
    if (!copy)
        return NULL;
    if (s.len)
        memcpy(copy, s.at, s.len);
    copy[s.len] = '\0';
    return copy;
}
