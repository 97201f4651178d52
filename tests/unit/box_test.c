/* SPDX-License-Identifier: MIT */
/* box_test.c - what a process that is shut in can still do: read, compute,
 * write to what was open. Each attempt in a child of its own. */
#include "base/box.h"
#include "base/seccomp.h"

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <sys/xattr.h>
#include <unistd.h>

#include <cmocka.h>

#define MEMORY (512u << 20) /* in the place of OP_MAX_PROCESS_MEMORY */

typedef int attempt(void);

/* How a child ends that is shut in and then tries: 0 when the attempt was
 * refused, 1 when it came through, 128+n when it was killed. */
static int in_box(attempt *try)
{
    pid_t child = fork();
    int status;
    if (child == 0) {
        if (!(box_enter(MEMORY) & BOX_SECCOMP))
            _exit(77);
        _exit(try());
    }
    assert_int_equal(waitpid(child, &status, 0), child);
    status = WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
    if (status == 77)
        skip();
    return status;
}

static int opens_to_write(void)
{
    int fd = open("/tmp/box-test", O_WRONLY | O_CREAT, 0600);
    int other = open("/dev/null", O_RDWR);
    return fd >= 0 || other >= 0;
}

static int removes(void)
{
    return unlink("/tmp/box-test-kept") == 0 ||
           rename("/tmp/box-test-kept", "/tmp/box-test-moved") == 0 ||
           mkdir("/tmp/box-test-folder", 0700) == 0;
}

static int makes_a_socket(void)
{
    return socket(AF_INET, SOCK_STREAM, 0) >= 0 ||
           socket(AF_UNIX, SOCK_STREAM, 0) >= 0;
}

static int runs_a_program(void)
{
    execl("/bin/true", "true", (char *)NULL);
    return errno != EPERM && errno != EACCES;
}

static int makes_a_process(void)
{
#ifdef __SANITIZE_ADDRESS__
    return 0;
#else
    pid_t child = fork();
    if (child == 0)
        _exit(0);
    return child > 0;
#endif
}

/* All ways to send a signal, or to do as much to, the process that started us,
 * which would not mind these. */
static int kills(void)
{
    pid_t parent = getppid();
    siginfo_t info = {.si_code = SI_QUEUE};
    struct rlimit limit = {RLIM_INFINITY, RLIM_INFINITY};
    char folder[64];
    snprintf(folder, sizeof folder, "/proc/%d", (int)parent);
    int handle = open(folder, O_RDONLY | O_DIRECTORY);
    return kill(parent, 0) == 0 || syscall(SYS_tkill, parent, 0) == 0 ||
           syscall(SYS_tgkill, parent, parent, 0) == 0 ||
           syscall(SYS_rt_sigqueueinfo, parent, SIGCHLD, &info) == 0 ||
           syscall(SYS_pidfd_send_signal, handle, 0, NULL, 0) == 0 ||
           fcntl(STDERR_FILENO, F_SETOWN, parent) == 0 ||
           fcntl(STDERR_FILENO, F_SETSIG, SIGCHLD) == 0 ||
           prlimit(parent, RLIMIT_CORE, NULL, &limit) == 0 ||
           prlimit(parent, RLIMIT_CPU, &limit, NULL) == 0 ||
           setpriority(PRIO_PROCESS, (id_t)parent, 0) == 0;
}

/* A descriptor to read by is enough for these. */
static int changes_what_is_told(void)
{
    const struct timespec never[2] = {{0, 0}, {0, 0}};
    const char *path = "/tmp/box-test-kept";
    int fd = open(path, O_RDONLY);
    return fchmod(fd, 0666) == 0 || chmod(path, 0666) == 0 ||
           fchown(fd, getuid(), getgid()) == 0 || futimens(fd, never) == 0 ||
           utimensat(AT_FDCWD, path, never, 0) == 0 ||
           fsetxattr(fd, "user.a", "b", 1, 0) == 0;
}

static int types_at_the_terminal(void)
{
    char c = '\n';
    return ioctl(STDIN_FILENO, TIOCSTI, &c) == 0 || errno != EPERM;
}

static int ends_by_abort(void)
{
    abort();
}

#ifdef __x86_64__
static int speaks_x32(void)
{
    return syscall(0x40000000 | SYS_getpid) > 0;
}
#endif

static int takes_memory(void)
{
#ifdef __SANITIZE_ADDRESS__
    return 0;
#else
    void *block = mmap(NULL, (size_t)4 << 30, PROT_READ | PROT_WRITE,
                       MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    return block != MAP_FAILED;
#endif
}

static int opens_many_files(void)
{
    for (int i = 0; i < 100; i++)
        if (open("/proc/self/status", O_RDONLY) < 0)
            return 0;
    return 1;
}

/* What it is there for. */
static int fails_to_work(void)
{
    char text[16];
    int fd = open("/proc/self/status", O_RDONLY);
    if (fd < 0 || read(fd, text, sizeof text) <= 0)
        return 1;
    close(fd);
    char *block = malloc(1u << 20);
    if (!block)
        return 1;
    memset(block, 1, 1u << 20);
    free(block);
    return write(STDERR_FILENO, "", 0) != 0;
}

static void test_it_keeps_what_it_must(void **state)
{
    (void)state;
    int fd = open("/tmp/box-test-kept", O_WRONLY | O_CREAT, 0600);
    assert_true(fd >= 0);
    close(fd);
    assert_int_equal(in_box(fails_to_work), 0);
    assert_int_equal(in_box(opens_to_write), 0);
    assert_int_equal(in_box(removes), 0);
    assert_int_equal(in_box(changes_what_is_told), 0);
    assert_int_equal(access("/tmp/box-test-kept", F_OK), 0);
    unlink("/tmp/box-test-kept");
    assert_int_equal(in_box(makes_a_socket), 0);
    assert_int_equal(in_box(runs_a_program), 0);
    assert_int_equal(in_box(makes_a_process), 0);
    assert_int_equal(in_box(kills), 0);
    assert_int_equal(in_box(types_at_the_terminal), 0);
    assert_int_equal(in_box(ends_by_abort), 128 + SIGABRT);
#ifdef __x86_64__
    assert_int_equal(in_box(speaks_x32), 128 + SIGSYS);
#endif
    assert_int_equal(in_box(takes_memory), 0);
    assert_int_equal(in_box(opens_many_files), 0);
}

/* What a command that works on files alone can still do. */
static int fails_among_files(void)
{
    int ends[2], status = 1;
    pid_t child = fork();
    if (child == 0)
        _exit(0);
    return child < 0 || waitpid(child, &status, 0) != child || status ||
           socketpair(AF_UNIX, SOCK_STREAM, 0, ends) || opens_to_write() != 1;
}

static int among_files(attempt *try)
{
    int status;
    pid_t child = fork();
    if (child == 0)
        _exit(seccomp_confine(SECCOMP_FILES) ? try() : 77);
    assert_int_equal(waitpid(child, &status, 0), child);
    if (WIFEXITED(status) && WEXITSTATUS(status) == 77)
        skip();
    return status;
}

static void test_files_alone_need_no_network(void **state)
{
    (void)state;
    assert_int_equal(among_files(makes_a_socket), 0);
    assert_int_equal(among_files(runs_a_program), 0);
    assert_int_equal(among_files(types_at_the_terminal), 0);
    assert_int_equal(among_files(fails_among_files), 0);
    unlink("/tmp/box-test");
}

static void test_it_says_what_is_in_force(void **state)
{
    (void)state;
    unsigned parts = box_try(MEMORY);
    if (!(parts & BOX_SECCOMP))
        skip();
    assert_int_equal(parts & BOX_LIMITS, BOX_LIMITS);
    int fd = open("/dev/null", O_RDWR); /* it was only tried */
    assert_true(fd >= 0);
    close(fd);
}

static void test_it_has_a_name(void **state)
{
    (void)state;
    assert_string_equal(box_text(0), "none");
    assert_string_equal(box_text(BOX_LIMITS | BOX_SECCOMP), "seccomp, limits");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_it_keeps_what_it_must),
        cmocka_unit_test(test_files_alone_need_no_network),
        cmocka_unit_test(test_it_says_what_is_in_force),
        cmocka_unit_test(test_it_has_a_name),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
