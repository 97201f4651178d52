/* SPDX-License-Identifier: MIT */
/* fail_alloc.c - for LD_PRELOAD: malloc fails, whoever calls it.
 *
 * $FAIL_ALLOC: "7" the seventh call of the process, "7+" from then on. How many
 * calls there were goes to the file $COUNT_ALLOC at the end. A child goes on
 * counting where its parent was. */
#include <errno.h>
#include <fcntl.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>

void *__libc_malloc(size_t size);
void *__libc_calloc(size_t count, size_t size);
void *__libc_realloc(void *old, size_t size);

static atomic_long calls;
static long first;
static bool for_ever;

static int told = -1;

/* The file is opened now: later the process may be shut in. */
__attribute__((constructor)) static void begin(void)
{
    const char *wish = getenv("FAIL_ALLOC"), *path = getenv("COUNT_ALLOC");
    char *end = "";
    first = wish ? strtol(wish, &end, 10) : 0;
    for_ever = *end == '+';
    if (path)
        told = open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0666);
}

__attribute__((destructor)) static void end(void)
{
    if (told >= 0)
        dprintf(told, "%ld\n", atomic_load(&calls));
}

static bool must_fail(void)
{
    long call = atomic_fetch_add(&calls, 1) + 1;
    if (!first || (for_ever ? call < first : call != first))
        return false;
    errno = ENOMEM;
    return true;
}

void *malloc(size_t size)
{
    return must_fail() ? NULL : __libc_malloc(size);
}

void *calloc(size_t count, size_t size)
{
    return must_fail() ? NULL : __libc_calloc(count, size);
}

void *realloc(void *old, size_t size)
{
    return must_fail() ? NULL : __libc_realloc(old, size);
}
