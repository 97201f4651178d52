/* SPDX-License-Identifier: MIT */
/* pack_test.c - a bundle becomes the right archive, the same every time. */
#include "made_bundle.h"

#include "base/file.h"
#include "base/leftover.h"
#include "pack/pack.h"
#include "pack/reader.h"
#include <dirent.h>
#include <fcntl.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>
/* cmocka wants setjmp, stdarg and stddef before it. */
#include <cmocka.h>

static char folder[] = "/tmp/pack-test-XXXXXX";

static const char *in_folder(const char *name)
{
    static char path[2][256];
    static int turn;
    turn = !turn;
    snprintf(path[turn], sizeof path[turn], "%s/%s", folder, name);
    return path[turn];
}

static int set_up(void **state)
{
    (void)state;
    return mkdtemp(folder) ? 0 : -1;
}

static int tear_down(void **state)
{
    (void)state;
    return leftover_remove(folder) ? 0 : -1;
}

static enum op_status pack(const char *path, enum pack_format format,
                           bool replaces, struct op_error *err)
{
    struct made made;
    struct pack_options options = {.format = format, .replaces = replaces};
    assert_true(made_open(&made));
    enum op_status status = pack_write(&made.bundle, path, &options, err);
    made_free(&made);
    return status;
}

static struct sha256 digest_of(const char *path)
{
    struct buf bytes;
    buf_init(&bytes, 64u << 20);
    assert_int_equal(file_read(path, &bytes, NULL), OP_OK);
    struct sha256 sum = sha256_of(buf_str(&bytes));
    buf_free(&bytes);
    return sum;
}

/* Run a program with the test's folder as its working folder; its status, or
 * -1 when it is not installed. */
static int run(const char *at, char *const argv[])
{
    pid_t child = fork();
    if (child == 0) {
        int null = open("/dev/null", O_WRONLY);
        dup2(null, STDOUT_FILENO);
        dup2(null, STDERR_FILENO);
        if (chdir(at) == 0)
            execvp(argv[0], argv);
        _exit(127);
    }
    int status;
    assert_int_equal(waitpid(child, &status, 0), child);
    status = WIFEXITED(status) ? WEXITSTATUS(status) : 1;
    return status == 127 ? -1 : status;
}

/* How many names are in the test's folder: nothing may be left behind. */
static size_t names_in_folder(void)
{
    DIR *dir = opendir(folder);
    size_t count = 0;
    assert_non_null(dir);
    for (struct dirent *e; (e = readdir(dir));)
        count += e->d_name[0] != '.';
    closedir(dir);
    return count;
}

static void formats_have_names(void **state)
{
    (void)state;
    enum pack_format format;
    for (int i = 0; i < PACK_FORMAT_COUNT; i++) {
        assert_true(
            pack_format_of(pack_format_name((enum pack_format)i), &format));
        assert_int_equal(format, i);
    }
    assert_false(pack_format_of(S("rar"), &format));
}

/* Programs that nobody here wrote read what we wrote. */
static void others_read_it(void **state)
{
    (void)state;
    static char *const UNZIP[] = {"unzip", "-tq", "a.zip", NULL};
    static char *const SUMS[] = {"sha256sum", "-c", "--strict",
                                 "manifest-sha256.txt", NULL};
    static char *const TAR[] = {"tar", "-tzf", "a.tar.gz", NULL};
    assert_int_equal(pack(in_folder("a.zip"), PACK_ZIP, true, NULL), OP_OK);
    assert_int_equal(pack(in_folder("a.tar.gz"), PACK_TAR_GZ, true, NULL),
                     OP_OK);
    assert_int_equal(pack(in_folder("a"), PACK_DIR, true, NULL), OP_OK);
    int unzipped = run(folder, UNZIP), summed = run(in_folder("a"), SUMS);
    assert_true(unzipped == 0 || unzipped == -1);
    assert_true(summed == 0 || summed == -1);
    assert_int_equal(run(folder, TAR), 0);
    if (unzipped < 0 || summed < 0)
        print_message("unzip or sha256sum is not installed: not asked\n");
}

/* A time, a zone, an umask or an owner that finds its way into the archive. */
static void same_bundle_same_bytes(void **state)
{
    (void)state;
    for (int f = 0; f < PACK_FORMAT_COUNT; f++) {
        if (pack_is_folder((enum pack_format)f))
            continue;
        setenv("TZ", "Pacific/Auckland", 1);
        tzset();
        mode_t mask = umask(077);
        assert_int_equal(
            pack(in_folder("one"), (enum pack_format)f, true, NULL), OP_OK);
        setenv("TZ", "America/New_York", 1);
        tzset();
        umask(0);
        assert_int_equal(
            pack(in_folder("two"), (enum pack_format)f, true, NULL), OP_OK);
        umask(mask);
        unsetenv("TZ");
        struct sha256 one = digest_of(in_folder("one"));
        struct sha256 two = digest_of(in_folder("two"));
        assert_memory_equal(&one, &two, sizeof one);
    }
}

static void existing_files_are_kept(void **state)
{
    (void)state;
    const char *path = in_folder("kept.zip");
    struct op_error err = {0};
    assert_int_equal(pack(path, PACK_ZIP, false, NULL), OP_OK);
    struct sha256 before = digest_of(path);
    size_t names = names_in_folder();
    assert_int_equal(pack(path, PACK_TAR_GZ, false, &err), OP_EXISTS);
    assert_non_null(strstr(err.text, "exists"));
    struct sha256 after = digest_of(path);
    assert_memory_equal(&before, &after, sizeof before);
    assert_int_equal(names_in_folder(), names);
}

/* A folder that somebody keeps other things in must survive --overwrite. */
static void only_our_folders_are_replaced(void **state)
{
    (void)state;
    char stranger[300];
    snprintf(stranger, sizeof stranger, "%s/mine/diary.txt", folder);
    assert_int_equal(mkdir(in_folder("mine"), 0777), 0);
    assert_int_equal(pack(in_folder("mine"), PACK_DIR, false, NULL), OP_OK);
    size_t names = names_in_folder();
    assert_int_equal(pack(in_folder("mine"), PACK_DIR, false, NULL), OP_EXISTS);
    assert_int_equal(pack(in_folder("mine"), PACK_DIR, true, NULL), OP_OK);
    int fd = open(stranger, O_CREAT | O_WRONLY, 0666);
    assert_true(fd >= 0);
    close(fd);
    assert_int_equal(pack(in_folder("mine"), PACK_DIR, true, NULL), OP_EXISTS);
    assert_int_equal(access(stranger, F_OK), 0);
    assert_int_equal(names_in_folder(), names);
}

/* The disk is full in the middle: the target stays, nothing is left beside. */
static void full_disk_leaves_nothing(void **state)
{
    (void)state;
    struct rlimit before, small;
    struct op_error err = {0};
    size_t names = names_in_folder();
    signal(SIGXFSZ, SIG_IGN);
    assert_int_equal(getrlimit(RLIMIT_FSIZE, &before), 0);
    for (int f = 0; f < PACK_FORMAT_COUNT; f++) {
        struct made made;
        struct pack_options options = {.format = (enum pack_format)f};
        assert_true(made_open(&made));
        small = (struct rlimit){f >= PACK_WARC ? 60 : 5000, before.rlim_max};
        assert_int_equal(setrlimit(RLIMIT_FSIZE, &small), 0);
        enum op_status status =
            pack_write(&made.bundle, in_folder("full"), &options, &err);
        assert_int_equal(setrlimit(RLIMIT_FSIZE, &before), 0);
        made_free(&made);
        assert_int_equal(status, OP_IO);
        /* 7z is spooled by libarchive, which has words of its own. */
        assert_true(f == PACK_7Z || strstr(err.text, "File too large"));
        assert_int_equal(names_in_folder(), names);
    }
}

static void bad_targets_are_told(void **state)
{
    (void)state;
    struct op_error err = {0};
    assert_int_equal(pack(in_folder("no/such.zip"), PACK_ZIP, false, &err),
                     OP_IO);
    assert_non_null(strstr(err.text, "No such file"));
    assert_int_equal(pack("-", PACK_DIR, false, &err), OP_USAGE);
}

/* An asset whose spool ends early must not become a shorter entry. */
static void short_assets_are_told(void **state)
{
    (void)state;
    struct made made;
    struct op_error err = {0};
    struct pack_options options = {.format = PACK_ZIP, .replaces = true};
    size_t names = names_in_folder();
    assert_true(made_open(&made));
    made.bundle.assets.at[0].size++;
    assert_int_equal(
        pack_write(&made.bundle, in_folder("short"), &options, &err), OP_IO);
    made.bundle.assets.at[0].size -= 2;
    assert_int_equal(
        pack_write(&made.bundle, in_folder("short"), &options, &err), OP_IO);
    assert_int_equal(names_in_folder(), names);
    made_free(&made);
}

/* Two images made to share twelve digits of their SHA-256 are two files. */
static void twelve_digits_may_collide(void **state)
{
    (void)state;
    struct made made;
    struct pack_options options = {.format = PACK_DIR, .replaces = true};
    assert_true(made_open(&made));
    made_asset(&made, "https://example.org/b.gif", S("GIF89a other"), MIME_GIF);
    memcpy(&made.bundle.assets.at[1].sha256, &made.bundle.assets.at[0].sha256,
           16);
    assert_int_equal(
        pack_write(&made.bundle, in_folder("twins"), &options, NULL), OP_OK);
    made_free(&made);
    DIR *dir = opendir(in_folder("twins/media"));
    size_t count = 0;
    assert_non_null(dir);
    for (struct dirent *e; (e = readdir(dir));)
        count += e->d_name[0] != '.';
    closedir(dir);
    assert_int_equal(count, 2);
}

/* What a signal handler calls, in the middle of writing a file and a folder. */
static void signals_leave_nothing(void **state)
{
    (void)state;
    size_t names = names_in_folder();
    pid_t child = fork();
    if (child == 0) {
        struct file_draft draft;
        bool begun = file_begin(&draft, in_folder("gone.zip"), NULL) == OP_OK;
        char temporary[256];
        snprintf(temporary, sizeof temporary, "%s/gone.part", folder);
        begun &= mkdir(temporary, 0777) == 0 && leftover_add(temporary);
        for (int i = 0; i < 300 && begun; i++) {
            char inner[320];
            snprintf(inner, sizeof inner, "%s/%d", temporary, i);
            begun &= mkdir(inner, 0777) == 0;
        }
        size_t during = names_in_folder();
        file_abandon_all();
        _exit(!begun || during != names + 2);
    }
    int status;
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_int_equal(status, 0);
    assert_int_equal(names_in_folder(), names);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(formats_have_names),
        cmocka_unit_test(others_read_it),
        cmocka_unit_test(same_bundle_same_bytes),
        cmocka_unit_test(existing_files_are_kept),
        cmocka_unit_test(only_our_folders_are_replaced),
        cmocka_unit_test(full_disk_leaves_nothing),
        cmocka_unit_test(bad_targets_are_told),
        cmocka_unit_test(short_assets_are_told),
        cmocka_unit_test(twelve_digits_may_collide),
        cmocka_unit_test(signals_leave_nothing),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
