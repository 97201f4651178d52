/* SPDX-License-Identifier: MIT */
/* leftover.c - temporary files and folders that must not outlive us. */
#include "base/leftover.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdatomic.h>
#include <stddef.h>
#include <string.h>
#include <unistd.h>

/* An archive, a summary and what they stand beside: never more at once. */
#define PLACES 16
/* Our folders have one level of folders in them. */
#define MAX_DEPTH 4

static _Atomic(const char *) places[PLACES];

bool leftover_add(const char *path)
{
    for (size_t i = 0; i < PLACES; i++) {
        const char *free_place = NULL;
        if (atomic_compare_exchange_strong(&places[i], &free_place, path))
            return true;
    }
    return false;
}

void leftover_drop(const char *path)
{
    for (size_t i = 0; i < PLACES; i++) {
        const char *ours = path;
        if (atomic_compare_exchange_strong(&places[i], &ours, NULL))
            return;
    }
}

static bool is_dots(const char *name)
{
    return strcmp(name, ".") == 0 || strcmp(name, "..") == 0;
}

static bool remove_at(int at, const char *name, int depth);

/* Remove what one listing of the open folder tells; how many there were.
 * getdents64 because readdir takes memory and locks, which no signal handler
 * may. */
static size_t remove_listed(int fd, int depth, bool *failed)
{
    _Alignas(struct dirent64) char list[4096];
    size_t count = 0;
    lseek(fd, 0, SEEK_SET);
    ssize_t got = getdents64(fd, list, sizeof list);
    for (ssize_t i = 0; i < got;) {
        const struct dirent64 *entry = (const void *)(list + i);
        i += entry->d_reclen;
        if (is_dots(entry->d_name))
            continue;
        count++;
        *failed |= !remove_at(fd, entry->d_name, depth);
    }
    return count;
}

/* The recursion is over folders of ours and ends at MAX_DEPTH. */
static bool remove_at(int at, const char *name, int depth)
{
    if (unlinkat(at, name, 0) == 0 || errno == ENOENT)
        return true;
    if (depth == MAX_DEPTH)
        return false;
    int fd = openat(at, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    if (fd < 0)
        return false;
    bool failed = false;
    while (remove_listed(fd, depth + 1, &failed) > 0 && !failed)
        ;
    close(fd);
    return unlinkat(at, name, AT_REMOVEDIR) == 0;
}

bool leftover_remove(const char *path)
{
    return remove_at(AT_FDCWD, path, 0);
}

void leftover_remove_all(void)
{
    int saved = errno;
    for (size_t i = 0; i < PLACES; i++) {
        const char *path = atomic_exchange(&places[i], NULL);
        if (path)
            leftover_remove(path);
    }
    errno = saved;
}
