/* SPDX-License-Identifier: MIT */
/* claim.c - a temporary name beside a target, and what a killed run left. */
#include "base/claim.h"

#include "base/leftover.h"
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

/* Is it ours alone: locked by nobody else, still under its name, and made by
 * no other user? */
static bool hold(int fd, const char *path)
{
    struct stat open, named;
    return flock(fd, LOCK_EX | LOCK_NB) == 0 && fstat(fd, &open) == 0 &&
           lstat(path, &named) == 0 && open.st_ino == named.st_ino &&
           open.st_dev == named.st_dev && open.st_uid == geteuid();
}

static void make_random(char *path)
{
    memset(path + strlen(path) - 6, 'X', 6);
}

static bool is_file_alone(int fd)
{
    struct stat info;
    return fstat(fd, &info) == 0 && S_ISREG(info.st_mode) && info.st_nlink == 1;
}

int claim_file(char *path)
{
    int fd = open(path, O_RDWR | O_CREAT | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC,
                  0600);
    if (fd >= 0 && hold(fd, path) && is_file_alone(fd) && ftruncate(fd, 0) == 0)
        return fd;
    if (fd < 0 && errno != ELOOP && errno != EACCES && errno != EISDIR &&
        errno != ENXIO)
        return -1;
    if (fd >= 0)
        close(fd);
    make_random(path);
    return mkostemp(path, O_CLOEXEC);
}

static int open_folder(const char *path)
{
    return open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
}

/* Remove what a killed run left under this name. */
static void remove_stale(const char *path)
{
    int fd = open_folder(path);
    if (fd < 0)
        return;
    if (hold(fd, path))
        leftover_remove(path);
    close(fd);
}

int claim_folder(char *path)
{
    remove_stale(path);
    if (mkdir(path, 0700)) {
        if (errno != EEXIST)
            return -1;
        make_random(path);
        if (!mkdtemp(path))
            return -1;
    }
    int fd = open_folder(path);
    if (fd >= 0 && hold(fd, path))
        return fd;
    int saved = errno;
    if (fd >= 0)
        close(fd);
    rmdir(path);
    errno = saved;
    return -1;
}
