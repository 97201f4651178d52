/* SPDX-License-Identifier: MIT */
/* landlock_test.c - a process that is confined writes to its folder, and to
 * nothing beside it. Each attempt in a child of its own. */
#include "base/landlock.h"

#include <errno.h>
#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

/* One folder that is written to, and one that is not; each with a file and a
 * folder within. */
static char top[] = "/tmp/landlock-test-XXXXXX";

static void make_file(const char *path)
{
    int fd = open(path, O_WRONLY | O_CREAT, 0600);
    assert_true(fd >= 0);
    assert_int_equal(write(fd, "kept", 4), 4);
    close(fd);
}

static int set_up(void **state)
{
    (void)state;
    if (!mkdtemp(top) || chdir(top))
        return -1;
    if (mkdir("in", 0700) || mkdir("in/deep", 0700) || mkdir("out", 0700) ||
        mkdir("out/deep", 0700))
        return -1;
    make_file("in/file");
    make_file("out/file");
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    static const char *const made[] = {"in/deep/new", "in/file", "in/newer",
                                       "out/file"};
    static const char *const folders[] = {"in/deep", "out/deep", "in", "out"};
    for (size_t i = 0; i < sizeof made / sizeof *made; i++)
        unlink(made[i]);
    for (size_t i = 0; i < sizeof folders / sizeof *folders; i++)
        rmdir(folders[i]);
    return rmdir(top);
}

/* What a confined child returns. */
static int confined(const char *const *folders, int (*attempt)(void))
{
    int status;
    if (!landlock_version()) {
        print_message("this kernel has no Landlock\n");
        skip();
    }
    pid_t child = fork();
    if (child == 0)
        _exit(landlock_confine(folders) ? attempt() : 99);
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFEXITED(status));
    assert_int_not_equal(WEXITSTATUS(status), 99);
    return WEXITSTATUS(status);
}

static const char *const IN[] = {"in", "not-there", NULL};

static bool opens(const char *path, int how)
{
    int fd = open(path, how | O_CLOEXEC, 0600);
    if (fd >= 0)
        close(fd);
    return fd >= 0;
}

/* The number of the first thing that does not work within; 0: all does. */
static int fails_within(void)
{
    struct stat info;
    const bool worked[] = {
        opens("in/new", O_WRONLY | O_CREAT | O_EXCL),
        opens("in/new", O_RDWR | O_TRUNC),
        rename("in/new", "in/newer") == 0,
        landlock_version() < 2 || rename("in/newer", "in/deep/new") == 0,
        landlock_version() < 2 || unlink("in/deep/new") == 0,
        mkdir("in/folder", 0700) == 0,
        rename("in/folder", "in/other") == 0,
        rmdir("in/other") == 0,
        truncate("in/file", 2) == 0,
        stat("out/file", &info) == 0,
        opens("out/file", O_RDONLY),
        opens("/dev/null", O_WRONLY | O_TRUNC),
    };
    for (int i = 0; i < (int)(sizeof worked / sizeof *worked); i++)
        if (!worked[i])
            return i + 1;
    return 0;
}

/* The number of the first thing that works beside it; 0: nothing does. */
static int works_beside(void)
{
    const bool worked[] = {
        opens("out/new", O_WRONLY | O_CREAT),
        opens("out/file", O_WRONLY),
        landlock_version() >= 3 && truncate("out/file", 0) == 0,
        unlink("out/file") == 0,
        rename("out/file", "out/moved") == 0,
        rename("in/file", "out/moved") == 0,
        rename("out/file", "in/moved") == 0,
        link("out/file", "in/linked") == 0,
        mkdir("out/folder", 0700) == 0,
        rmdir("out/deep") == 0,
        symlink("/etc", "in/link") == 0,
        mkfifo("in/pipe", 0600) == 0,
        execl("/bin/true", "true", (char *)NULL) == 0 || errno != EACCES,
    };
    for (int i = 0; i < (int)(sizeof worked / sizeof *worked); i++)
        if (worked[i])
            return i + 1;
    return 0;
}

static int works_within(void)
{
    return opens("in/new", O_WRONLY | O_CREAT) || opens("in/file", O_WRONLY) ||
           opens("/dev/null", O_WRONLY);
}

static void test_it_writes_within(void **state)
{
    (void)state;
    assert_int_equal(confined(IN, fails_within), 0);
}

static void test_it_writes_nothing_beside(void **state)
{
    char text[5] = "";
    (void)state;
    assert_int_equal(confined(IN, works_beside), 0);
    int fd = open("out/file", O_RDONLY);
    assert_int_equal(read(fd, text, 4), 4);
    close(fd);
    assert_string_equal(text, "kept");
}

static void test_without_folders_it_writes_nowhere(void **state)
{
    (void)state;
    assert_int_equal(confined(NULL, works_within), 0);
    assert_int_equal(confined(NULL, works_beside), 0);
}

/* Who is confined again has what both allow. */
static int confines_again(void)
{
    static const char *const deep[] = {"in/deep", "out", NULL};
    if (!landlock_confine(deep))
        return 1;
    if (!opens("in/deep/new", O_WRONLY | O_CREAT))
        return 2;
    return opens("in/new", O_WRONLY | O_CREAT) || works_beside() ? 3 : 0;
}

static void test_it_only_ever_takes_away(void **state)
{
    (void)state;
    assert_int_equal(confined(IN, confines_again), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_it_writes_within),
        cmocka_unit_test(test_it_writes_nothing_beside),
        cmocka_unit_test(test_without_folders_it_writes_nowhere),
        cmocka_unit_test(test_it_only_ever_takes_away),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
