/* SPDX-License-Identifier: MIT */
/* box.c - shut a process in before it reads what strangers wrote. */
#include "base/box.h"

#include "base/landlock.h"
#include "base/seccomp.h"
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

/* A file that is read, and what reading it takes along. */
#define MAX_FILES 64

#ifndef __SANITIZE_ADDRESS__ /* which reserves terabytes */
/* What the process has mapped, in bytes; 0 when nobody tells. */
static size_t address_space(void)
{
    char text[32] = "";
    int fd = open("/proc/self/statm", O_RDONLY | O_CLOEXEC);
    if (fd >= 0) {
        if (read(fd, text, sizeof text - 1) < 0)
            text[0] = '\0';
        close(fd);
    }
    return strtoul(text, NULL, 10) * (size_t)sysconf(_SC_PAGESIZE);
}
#endif

/* Lower a limit; one that is lower already stays. */
static int set_limit(__rlimit_resource_t resource, rlim_t most)
{
    struct rlimit limit;
    if (getrlimit(resource, &limit))
        return -1;
    limit.rlim_max = limit.rlim_max < most ? limit.rlim_max : most;
    if (limit.rlim_cur > limit.rlim_max)
        limit.rlim_cur = limit.rlim_max;
    return setrlimit(resource, &limit);
}

static unsigned set_limits(size_t max_memory)
{
    int failed = set_limit(RLIMIT_CORE, 0);
    failed |= set_limit(RLIMIT_NOFILE, MAX_FILES);
#ifndef __SANITIZE_ADDRESS__
    failed |= set_limit(RLIMIT_AS, address_space() + max_memory);
#else
    (void)max_memory;
#endif
    return failed ? 0 : BOX_LIMITS;
}

unsigned box_enter(size_t max_memory)
{
    unsigned parts = set_limits(max_memory);
    parts |= landlock_confine(NULL) ? BOX_LANDLOCK : 0;
    return parts | (seccomp_confine(SECCOMP_READS) ? BOX_SECCOMP : 0);
}

unsigned box_try(size_t max_memory)
{
    int status = 0;
    pid_t child = fork();
    if (child == 0)
        _exit((int)box_enter(max_memory));
    if (child < 0)
        return 0;
    while (waitpid(child, &status, 0) < 0)
        if (errno != EINTR)
            return 0;
    return WIFEXITED(status) ? (unsigned)WEXITSTATUS(status) : 0;
}

const char *box_text(unsigned parts)
{
    switch (parts & (BOX_SECCOMP | BOX_LANDLOCK)) {
    case BOX_SECCOMP | BOX_LANDLOCK:
        return "seccomp, landlock, limits";
    case BOX_SECCOMP:
        return "seccomp, limits";
    case BOX_LANDLOCK:
        return "landlock, limits";
    default:
        return parts ? "limits" : "none";
    }
}
