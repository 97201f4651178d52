/* SPDX-License-Identifier: MIT */
/* box_test.c - what a process that is shut in can still do: read, compute,
 * write to what was open. Each attempt in a child of its own. */
#include "base/box.h"

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
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
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

static int kills(void)
{
    return kill(getppid(), 0) == 0;
}

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
    assert_int_equal(access("/tmp/box-test-kept", F_OK), 0);
    unlink("/tmp/box-test-kept");
    assert_int_equal(in_box(makes_a_socket), 0);
    assert_int_equal(in_box(runs_a_program), 0);
    assert_int_equal(in_box(makes_a_process), 0);
    assert_int_equal(in_box(kills), 0);
    assert_int_equal(in_box(takes_memory), 0);
    assert_int_equal(in_box(opens_many_files), 0);
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
        cmocka_unit_test(test_it_says_what_is_in_force),
        cmocka_unit_test(test_it_has_a_name),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
