/* SPDX-License-Identifier: MIT */
/* target.c - one input to one target, whatever comes of it. */
#include "target.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#define TARGETS(X)                                                             \
    X(answer)                                                                  \
    X(archive)                                                                 \
    X(article)                                                                 \
    X(charset)                                                                 \
    X(command)                                                                 \
    X(config)                                                                  \
    X(cookies)                                                                 \
    X(date)                                                                    \
    X(decode)                                                                  \
    X(diff)                                                                    \
    X(feed)                                                                    \
    X(flat)                                                                    \
    X(html)                                                                    \
    X(image)                                                                   \
    X(json)                                                                    \
    X(recall)                                                                  \
    X(robots)                                                                  \
    X(saved)                                                                   \
    X(srcset)                                                                  \
    X(url)                                                                     \
    X(warc)

#define NAME(name)     #name,
#define FUNCTION(name) fuzz_##name,

const char *const FUZZ_NAMES[] = {TARGETS(NAME) NULL};
static fuzz_target *const FUNCTIONS[] = {TARGETS(FUNCTION)};

void fuzz_hold(bool holds)
{
    if (!holds)
        abort();
}

static void give(fuzz_target *target, struct str in)
{
    jmp_buf escape;
    struct arena arena;
    arena_init(&arena, FUZZ_MEMORY);
    arena.escape = &escape;
    if (setjmp(escape) == 0)
        target(&arena, in);
    arena_free(&arena);
}

bool fuzz_one(const char *target, struct str in)
{
    for (size_t i = 0; FUZZ_NAMES[i]; i++) {
        if (strcmp(FUZZ_NAMES[i], target) == 0) {
            give(FUNCTIONS[i], in);
            return true;
        }
    }
    return false;
}

/* --- the input as a file ------------------------------------------------- */

#define BLOCK 512

/* A header of POSIX ustar (pax(1)): octal numbers in fixed places. */
static void put_header(struct buf *out, struct str name, size_t size)
{
    char head[BLOCK] = {0};
    unsigned sum = 0;
    snprintf(head, 100, "%.*s", STR_ARG(name));
    memcpy(head + 100, "0000644\0000000000\0000000000", 23);
    snprintf(head + 124, 12, "%011zo", size);
    memcpy(head + 136, "00000000000", 11);
    memcpy(head + 148, "        0", 9);
    memcpy(head + 257, "ustar\00000", 8);
    for (size_t i = 0; i < BLOCK; i++)
        sum += (unsigned char)head[i];
    snprintf(head + 148, 8, "%06o", sum);
    buf_put(out, str_make(head, BLOCK));
}

static void put_entry(struct buf *out, struct str name, struct str body)
{
    static const char ZEROS[BLOCK];
    put_header(out, name, body.len);
    buf_put(out, body);
    buf_put(out, str_make(ZEROS, (BLOCK - body.len % BLOCK) % BLOCK));
}

static void put_tar(struct buf *out, struct str in)
{
    struct str name;
    in = str_from(in, 3);
    while (in.len) {
        str_split(&in, '\n', &name);
        size_t end = str_find(in, S("\n== "));
        put_entry(out, name, str_sub(in, 0, end == STR_NONE ? in.len : end));
        in = end == STR_NONE ? S("") : str_from(in, end + 4);
    }
    put_entry(out, S("end"), S(""));
}

const char *fuzz_file(struct str in)
{
    static char path[64];
    static int fd = -1;
    struct buf tar;
    buf_init(&tar, FUZZ_MEMORY);
    if (str_starts(in, S("== "))) {
        put_tar(&tar, in);
        in = buf_str(&tar);
    }
    if (fd >= 0)
        close(fd);
    fd = memfd_create("input", MFD_CLOEXEC);
    fuzz_hold(fd >= 0 && write(fd, in.at, in.len) == (ssize_t)in.len);
    snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
    buf_free(&tar);
    return path;
}
