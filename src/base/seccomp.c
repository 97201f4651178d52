/* SPDX-License-Identifier: MIT */
/* seccomp.c - which system calls a process may make. */
#include "base/seccomp.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <linux/sockios.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

#if defined __x86_64__
#define ARCH AUDIT_ARCH_X86_64
/* Numbers of the x32 interface, which mean the same calls. */
#define FOREIGN_NUMBERS 0x40000000u
#elif defined __aarch64__
#define ARCH            AUDIT_ARCH_AARCH64
#define FOREIGN_NUMBERS UINT32_MAX
#endif

#ifdef ARCH

#define MAX_LINES  400
#define MAX_VALUES 4

#define LOAD(offset)                                                           \
    (struct sock_filter) BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offset)
#define ANSWER(what) (struct sock_filter) BPF_STMT(BPF_RET | BPF_K, what)
#define ARGUMENTS    (uint32_t) offsetof(struct seccomp_data, args)
#define REFUSAL      (SECCOMP_RET_ERRNO | EPERM)

/* --- what is refused --------------------------------------------------- */

static const int OF_FILES[] = {
    __NR_socket,
    __NR_connect,
    __NR_bind,
    __NR_execve,
    __NR_execveat,
#ifndef __SANITIZE_ADDRESS__ /* which looks for leaks by them */
    __NR_ptrace,
    __NR_process_vm_readv,
#endif
    __NR_process_vm_writev,
    __NR_pidfd_getfd,
    __NR_kcmp,
    __NR_mount,
    __NR_unshare,
    __NR_setns,
    __NR_bpf,
    __NR_perf_event_open,
    __NR_userfaultfd,
    __NR_keyctl,
    __NR_add_key,
    __NR_request_key,
    __NR_io_uring_setup,
    __NR_open_by_handle_at,
};

static const int OF_READS[] = {
    __NR_socketpair,
#ifndef __SANITIZE_ADDRESS__
    __NR_clone,
#endif
    __NR_clone3,
    __NR_kill,
    __NR_tkill,
    __NR_rt_sigqueueinfo,
    __NR_rt_tgsigqueueinfo,
    __NR_pidfd_open,
    __NR_pidfd_send_signal,
    __NR_setpriority,
    __NR_ioprio_set,
    __NR_sched_setaffinity,
    __NR_sched_setattr,
    __NR_sched_setparam,
    __NR_sched_setscheduler,
    __NR_shmget,
    __NR_semget,
    __NR_msgget,
    __NR_mq_open,
    __NR_openat2,
    __NR_truncate,
    __NR_unlinkat,
    __NR_renameat,
    __NR_renameat2,
    __NR_mkdirat,
    __NR_mknodat,
    __NR_linkat,
    __NR_symlinkat,
    __NR_fchmod,
    __NR_fchmodat,
    __NR_fchown,
    __NR_fchownat,
    __NR_utimensat,
    __NR_setxattr,
    __NR_lsetxattr,
    __NR_fsetxattr,
    __NR_removexattr,
    __NR_lremovexattr,
    __NR_fremovexattr,
#ifdef __NR_open /* the calls that newer machines never had */
    __NR_fork,
    __NR_vfork,
    __NR_creat,
    __NR_unlink,
    __NR_rename,
    __NR_mkdir,
    __NR_rmdir,
    __NR_mknod,
    __NR_link,
    __NR_symlink,
    __NR_chmod,
    __NR_chown,
    __NR_lchown,
    __NR_utime,
    __NR_utimes,
    __NR_futimesat,
#endif
};

/* A call that is refused for what stands in one of its arguments. */
struct rule {
    int number;
    uint32_t argument;
    enum { IF_A_BIT_OF, IF_ONE_OF, UNLESS } how;
    uint32_t values[MAX_VALUES]; /* to the first 0 behind the first */
};

/* Input for the terminal that is ours, and signals for whoever is named. */
static const struct rule RULES_OF_FILES[] = {
    {__NR_ioctl, 1, IF_ONE_OF, {TIOCSTI, TIOCLINUX, FIOSETOWN, SIOCSPGRP}},
    {__NR_fcntl, 1, IF_ONE_OF, {F_SETOWN, F_SETSIG, F_SETOWN_EX}},
};

#define WRITING (O_WRONLY | O_RDWR | O_CREAT | O_TRUNC)

/* --- the filter -------------------------------------------------------- */

struct program {
    struct sock_filter lines[MAX_LINES];
    unsigned short len;
};

static void put(struct program *p, struct sock_filter line)
{
    assert(p->len < MAX_LINES);
    p->lines[p->len++] = line;
}

/* Go on if so, else skip as many lines. */
static void put_test(struct program *p, uint16_t how, uint32_t value,
                     size_t if_so, size_t else_skip)
{
    put(p,
        (struct sock_filter)BPF_JUMP((uint16_t)(BPF_JMP | BPF_K | how), value,
                                     (uint8_t)if_so, (uint8_t)else_skip));
}

static void refuse(struct program *p, const int *numbers, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        put_test(p, BPF_JEQ, (uint32_t)numbers[i], 0, 1);
        put(p, ANSWER(REFUSAL));
    }
}

static void refuse_by(struct program *p, const struct rule *rule)
{
    size_t count = 1;
    while (count < MAX_VALUES && rule->values[count])
        count++;
    put_test(p, BPF_JEQ, (uint32_t)rule->number, 0, count + 3);
    put(p, LOAD(ARGUMENTS + 8 * rule->argument));
    for (size_t i = 0; i < count; i++)
        put_test(p, rule->how == IF_A_BIT_OF ? BPF_JSET : BPF_JEQ,
                 rule->values[i], count - i, 0);
    put(p, ANSWER(rule->how == UNLESS ? REFUSAL : SECCOMP_RET_ALLOW));
    put(p, ANSWER(rule->how == UNLESS ? SECCOMP_RET_ALLOW : REFUSAL));
}

#define COUNT(list) (sizeof(list) / sizeof *(list))

static void refuse_for_reading(struct program *p)
{
    const struct rule rules[] = {
        {__NR_openat, 2, IF_A_BIT_OF, {WRITING}},
#ifdef __NR_open
        {__NR_open, 1, IF_A_BIT_OF, {WRITING}},
#endif
        /* abort() sends itself a signal; limits are set on oneself. */
        {__NR_tgkill, 0, UNLESS, {(uint32_t)getpid()}},
        {__NR_prlimit64, 0, UNLESS, {0}},
    };
    refuse(p, OF_READS, COUNT(OF_READS));
    for (size_t i = 0; i < COUNT(rules); i++)
        refuse_by(p, &rules[i]);
}

bool seccomp_confine(enum seccomp_reach reach)
{
    struct program p = {.len = 0};
    put(&p, LOAD(offsetof(struct seccomp_data, arch)));
    put_test(&p, BPF_JEQ, ARCH, 1, 0);
    put(&p, ANSWER(SECCOMP_RET_KILL_PROCESS));
    put(&p, LOAD(offsetof(struct seccomp_data, nr)));
    put_test(&p, BPF_JGE, FOREIGN_NUMBERS, 0, 1);
    put(&p, ANSWER(SECCOMP_RET_KILL_PROCESS));
    refuse(&p, OF_FILES, COUNT(OF_FILES));
    for (size_t i = 0; i < COUNT(RULES_OF_FILES); i++)
        refuse_by(&p, &RULES_OF_FILES[i]);
    if (reach == SECCOMP_READS)
        refuse_for_reading(&p);
    put(&p, ANSWER(SECCOMP_RET_ALLOW));
    struct sock_fprog program = {.len = p.len, .filter = p.lines};
    return prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 &&
           prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program) == 0;
}

#else

bool seccomp_confine(enum seccomp_reach reach)
{
    (void)reach;
    return false;
}

#endif
