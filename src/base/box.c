/* SPDX-License-Identifier: MIT */
/* box.c - shut a process in before it reads what strangers wrote. */
#include "base/box.h"

#include "base/landlock.h"
#include <errno.h>
#include <fcntl.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

/* A file that is read, and what reading it takes along. */
#define MAX_FILES 64

#if defined __x86_64__
#define ARCH AUDIT_ARCH_X86_64
#elif defined __aarch64__
#define ARCH AUDIT_ARCH_AARCH64
#endif

/* --- limits ------------------------------------------------------------ */

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
#ifndef __SANITIZE_ADDRESS__ /* which reserves terabytes */
    failed |= set_limit(RLIMIT_AS, address_space() + max_memory);
#else
    (void)max_memory;
#endif
    return failed ? 0 : BOX_LIMITS;
}

/* --- system calls ------------------------------------------------------ */

#ifdef ARCH

/* Skip to the refusal, which stands behind a filter of `left` lines more. */
#define REFUSE(number)                                                         \
    BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, (number), 0, 1),                       \
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | EPERM)

/* Refuse when the flags among its arguments ask for more than reading. */
#define REFUSE_WRITING(number, argument)                                       \
    BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, (number), 0, 4),                       \
        BPF_STMT(BPF_LD | BPF_W | BPF_ABS,                                     \
                 offsetof(struct seccomp_data, args[argument])),               \
        BPF_JUMP(BPF_JMP | BPF_JSET | BPF_K,                                   \
                 O_WRONLY | O_RDWR | O_CREAT | O_TRUNC, 0, 1),                 \
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | EPERM),                  \
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW)

static unsigned forbid_calls(void)
{
    static struct sock_filter filter[] = {
        BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, arch)),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, ARCH, 1, 0),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_KILL_PROCESS),
        BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)),
#ifdef __NR_open
        REFUSE_WRITING(__NR_open, 1),
        REFUSE(__NR_creat),
        REFUSE(__NR_fork),
        REFUSE(__NR_vfork),
        REFUSE(__NR_unlink),
        REFUSE(__NR_rename),
        REFUSE(__NR_mkdir),
        REFUSE(__NR_rmdir),
        REFUSE(__NR_link),
        REFUSE(__NR_symlink),
        REFUSE(__NR_chmod),
#endif
        REFUSE_WRITING(__NR_openat, 2),
        REFUSE(__NR_openat2),
        REFUSE(__NR_unlinkat),
        REFUSE(__NR_renameat2),
        REFUSE(__NR_mkdirat),
        REFUSE(__NR_linkat),
        REFUSE(__NR_symlinkat),
        REFUSE(__NR_fchmodat),
        REFUSE(__NR_truncate),
        REFUSE(__NR_socket),
        REFUSE(__NR_socketpair),
        REFUSE(__NR_connect),
        REFUSE(__NR_bind),
        REFUSE(__NR_execve),
        REFUSE(__NR_execveat),
        REFUSE(__NR_clone3),
#ifndef __SANITIZE_ADDRESS__ /* which looks for leaks from a process */
        REFUSE(__NR_clone),
        REFUSE(__NR_ptrace),
        REFUSE(__NR_process_vm_readv),
#endif
        REFUSE(__NR_kill),
        REFUSE(__NR_pidfd_open),
        REFUSE(__NR_process_vm_writev),
        REFUSE(__NR_mount),
        REFUSE(__NR_bpf),
        REFUSE(__NR_keyctl),
        REFUSE(__NR_io_uring_setup),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
    };
    struct sock_fprog program = {
        .len = sizeof filter / sizeof *filter,
        .filter = filter,
    };
    return prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program) ? 0
                                                                : BOX_SECCOMP;
}

#else

static unsigned forbid_calls(void)
{
    return 0;
}

#endif

unsigned box_enter(size_t max_memory)
{
    unsigned parts = set_limits(max_memory);
    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0))
        return parts;
    parts |= landlock_confine(NULL) ? BOX_LANDLOCK : 0;
    return parts | forbid_calls();
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
