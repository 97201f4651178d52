/* SPDX-License-Identifier: MIT */
/* memory.c - the one door to malloc. */
#include "base/memory.h"

#include <limits.h>
#include <malloc.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

/* glibc refuses to keep larger blocks. */
#define MAPPED_MAX (32 << 20)
/* A large page of most machines, and what of the heap stays in small ones: a
 * program that does little takes no large page. */
#define LARGE_PAGE (2u << 20)
#define SMALL_PART (512u << 10)
#define HEAP_STEP  (32 << 20)
/* What glibc needs around a block, with something to spare. */
#define HEADERS 64
/* What a process that reads no pages still takes in large pages: about what an
 * article with its images needs. */
#define LARGE_PART (2 * LARGE_PAGE)

#ifdef OP_TEST_ALLOC
#include <fcntl.h>
#include <stdio.h>

static long calls, first;
static bool for_ever;
static int told = -1;

static void tell_calls(void)
{
    dprintf(told, "%ld\n", calls);
}

/* The file is opened now: later the process may be shut in. */
__attribute__((constructor)) static void read_wish(void)
{
    const char *wish = getenv("FAIL_ALLOC"), *path = getenv("COUNT_ALLOC");
    char *end = "";
    first = wish ? strtol(wish, &end, 10) : 0;
    for_ever = *end == '+';
    told = path ? open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0666) : -1;
    if (told >= 0)
        atexit(tell_calls);
}

static bool must_fail(void)
{
    calls++;
    return first && (for_ever ? calls >= first : calls == first);
}
#else
static bool must_fail(void)
{
    return false;
}
#endif

/* Whoever takes as much as this writes to all of it. The rest of the heap is
 * asked for too: malloc has written a few bytes behind the block already, and
 * will behind the next. Fails, without harm, where there are no large pages. */
static void *in_large_pages(char *block, size_t size)
{
    if (!block || size < 2 * LARGE_PAGE)
        return block;
    char *from = block - ((uintptr_t)block & (LARGE_PAGE - 1));
    char *end = block + size, *heap_end = sbrk(0);
    if (end < heap_end)
        end = heap_end;
    madvise(from, (size_t)(end - from), MADV_HUGEPAGE);
    return block;
}

void *memory_alloc(size_t size)
{
    return must_fail() ? NULL : in_large_pages(malloc(size), size);
}

void *memory_resize(void *old, size_t size)
{
    return must_fail() ? NULL : in_large_pages(realloc(old, size), size);
}

void memory_free(void *block)
{
    free(block);
}

#ifdef M_TRIM_THRESHOLD

/* How far it is from there to the next large page. */
static size_t to_large_page(const char *at)
{
    return -(uintptr_t)at & (LARGE_PAGE - 1);
}

/* Let the heap go on SMALL_PART before a large page, and be `size` long at
 * once, since what it gets later is none of the range that is asked for. */
static void use_large_pages(int size)
{
    char *end = sbrk(0);
    if (sbrk((intptr_t)to_large_page(end + SMALL_PART)) == (void *)-1)
        return;
    char *from = (char *)sbrk(0) + SMALL_PART;
    mallopt(M_TOP_PAD, size);
    void *volatile block = memory_alloc(SMALL_PART / 2);
    memory_free(block);
    mallopt(M_TOP_PAD, HEAP_STEP);
    end = sbrk(0);
    if (end > from)
        madvise(from, (size_t)(end - from), MADV_HUGEPAGE);
}

void memory_keep(size_t max)
{
    int bytes = max > INT_MAX ? INT_MAX : (int)max;
    mallopt(M_MMAP_THRESHOLD, bytes < MAPPED_MAX ? bytes : MAPPED_MAX);
    mallopt(M_TRIM_THRESHOLD, bytes);
    use_large_pages(bytes / 2);
}

/* Where nothing has been taken from yet. */
static char *unused_heap(void)
{
    return (char *)sbrk(0) - mallinfo2().keepcost;
}

void *memory_stand_apart(void)
{
    size_t gap = to_large_page(unused_heap());
    /* The header of what is unused behind it is on the old page, still. */
    return gap > 2 * HEADERS ? malloc(gap - HEADERS) : NULL;
}

void memory_grow_slowly(void)
{
    char *from = unused_heap(), *end = sbrk(0);
    from += to_large_page(from) + LARGE_PART;
    if (from < end)
        madvise(from, (size_t)(end - from), MADV_NOHUGEPAGE);
}

#else

void memory_keep(size_t max)
{
    (void)max;
}

void *memory_stand_apart(void)
{
    return NULL;
}

void memory_grow_slowly(void)
{
}

#endif

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
