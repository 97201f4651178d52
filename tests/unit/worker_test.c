/* SPDX-License-Identifier: MIT */
/* worker_test.c - work goes to other processes and comes back; what kills one
 * costs a piece of it. */
#include "base/worker.h"

#include "base/box.h"
#include <errno.h>
#include <fcntl.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#define LARGE (8u << 20)

static void put_result(struct buf *answer, bool is_refused)
{
    buf_put(answer, is_refused ? S("refused") : S("came through"));
}

__attribute__((noinline)) static void crash(void)
{
    signal(SIGSEGV, SIG_DFL);
    raise(SIGSEGV);
}

static void forever(void)
{
    for (volatile unsigned i = 0; i < 2; i = 0)
        continue;
}

static bool may_not_connect(void)
{
    return socket(AF_INET, SOCK_STREAM, 0) < 0 && errno == EPERM;
}

static bool may_not_exec(void)
{
    execl("/bin/true", "true", (char *)NULL);
    return errno == EPERM || errno == EACCES;
}

static bool may_not_take_memory(void)
{
    return mmap(NULL, (size_t)4 << 30, PROT_READ | PROT_WRITE,
                MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) == MAP_FAILED;
}

/* Is anything open beside the socket, and what a process starts with? */
static bool has_little_open(void)
{
    for (int fd = 4; fd < 64; fd++)
        if (fcntl(fd, F_GETFD) >= 0)
            return false;
    return true;
}

/* What a page could make its reader do, by name. */
static void work(void *context, struct str request, struct buf *answer)
{
    (void)context;
    if (str_eq(request, S("crash")))
        crash();
    else if (str_eq(request, S("abort")))
        abort();
    else if (str_eq(request, S("exit")))
        _exit(0);
    else if (str_eq(request, S("forever")))
        forever();
    else if (str_eq(request, S("nonsense")))
        put_result(answer, write(3, "\xff\xff\xff\xff\xff\xff\xff\xff", 8) < 0);
    else if (str_eq(request, S("open")))
        put_result(answer,
                   open("/tmp/worker-test", O_CREAT | O_RDWR, 0600) < 0);
    else if (str_eq(request, S("connect")))
        put_result(answer, may_not_connect());
    else if (str_eq(request, S("exec")))
        put_result(answer, may_not_exec());
    else if (str_eq(request, S("kill")))
        put_result(answer, kill(getppid(), 0) < 0);
    else if (str_eq(request, S("memory")))
        put_result(answer, may_not_take_memory());
    else if (str_eq(request, S("descriptors")))
        put_result(answer, has_little_open());
    else if (str_eq(request, S("pid")))
        buf_printf(answer, "%d", (int)getpid());
    else
        buf_put(answer, request);
}

static struct worker_plan plan_of(size_t processes)
{
    return (struct worker_plan){
        .work = work,
        .processes = processes,
        .queue = 1,
        .max_answer = 2 * LARGE,
        .is_shut_in = true,
        .max_memory = 512u << 20,
        .max_seconds = 30,
    };
}

static struct workers *open_workers(const struct worker_plan *plan)
{
    struct op_error err;
    struct workers *workers = workers_new(plan, &err);
    assert_non_null(workers);
    return workers;
}

/* A piece of work, waited for; the result is borrowed. */
static struct worker_result ask(struct workers *workers, struct str request)
{
    struct worker_result result;
    workers_give(workers, (void *)request.at, request);
    while (!workers_take(workers, &result))
        workers_wait(workers, 1000);
    assert_ptr_equal(result.tag, request.at);
    return result;
}

static void expect(struct workers *workers, struct str request,
                   const char *want)
{
    struct worker_result result = ask(workers, request);
    assert_null(result.death);
    assert_true(str_eq(result.answer, str_of(want)));
}

static void expect_death(struct workers *workers, struct str request,
                         const char *want)
{
    struct worker_result result = ask(workers, request);
    assert_non_null(result.death);
    assert_string_equal(result.death, want);
    assert_int_equal(result.answer.len, 0);
    expect(workers, S("hello"), "hello");
}

/* Is the box of this kernel all there? Under ASan it is not meant to be. */
static bool is_shut_in(struct workers *workers)
{
    struct worker_result result = ask(workers, S("connect"));
    return !result.death && str_eq(result.answer, S("refused"));
}

static void test_what_a_reader_tries_fails(void **state)
{
    (void)state;
    struct worker_plan plan = plan_of(1);
    struct workers *workers = open_workers(&plan);
    assert_int_equal(workers_box(workers), 0);
    expect(workers, S("descriptors"), "refused");
    assert_int_equal(workers_box(workers), box_try(plan.max_memory));
    if (is_shut_in(workers)) {
        expect(workers, S("open"), "refused");
        expect(workers, S("exec"), "refused");
        expect(workers, S("kill"), "refused");
#ifndef __SANITIZE_ADDRESS__
        expect(workers, S("memory"), "refused");
#endif
    }
    workers_free(workers, NULL);
}

static void test_what_kills_one_costs_one_piece(void **state)
{
    (void)state;
    struct worker_plan plan = plan_of(1);
    plan.max_seconds = 1; /* OP_PAGE_SECONDS */
    struct workers *workers = open_workers(&plan);
    expect_death(workers, S("crash"), "crashed");
    expect_death(workers, S("abort"), "crashed");
    expect_death(workers, S("exit"), "gave up");
    expect_death(workers, S("forever"), "took too long");
    expect_death(workers, S("nonsense"), "was killed");
    workers_free(workers, NULL);
}

/* From outside, with nothing to do: the next piece is done by another. */
static void test_one_that_died_idle_is_replaced(void **state)
{
    (void)state;
    struct worker_plan plan = plan_of(1);
    struct workers *workers = open_workers(&plan);
    struct worker_result result = ask(workers, S("pid"));
    pid_t pid = (pid_t)strtol(result.answer.at, NULL, 10);
    assert_int_equal(kill(pid, SIGKILL), 0);
    workers_wait(workers, 30000); /* its end of the socket is closed */
    assert_false(workers_take(workers, &result));
    expect(workers, S("hello"), "hello");
    workers_free(workers, NULL);
}

/* What waits behind the piece that killed its process is not lost. */
static void test_a_queue_survives(void **state)
{
    static const struct str ALL[] = {STR("one"), STR("crash"), STR("two"),
                                     STR("abort"), STR("three")};
    enum { COUNT = sizeof ALL / sizeof *ALL };
    (void)state;
    struct worker_plan plan = plan_of(1);
    plan.queue = COUNT;
    struct workers *workers = open_workers(&plan);
    for (size_t i = 0; i < COUNT; i++)
        workers_give(workers, (void *)&ALL[i], ALL[i]);
    assert_true(workers_are_full(workers));
    for (size_t i = 0; i < COUNT; i++) {
        struct worker_result result;
        while (!workers_take(workers, &result))
            workers_wait(workers, 1000);
        assert_ptr_equal(result.tag, &ALL[i]);
        assert_int_equal(result.death != NULL, i % 2);
        assert_true(i % 2 || str_eq(result.answer, ALL[i]));
    }
    workers_free(workers, NULL);
}

/* Give pieces until all are full, and say how many processes did them. */
static size_t count_processes(const struct worker_plan *plan, size_t pieces)
{
    struct workers *workers = open_workers(plan);
    char pids[8][16] = {""};
    size_t count = 0;
    assert_true(pieces <= 8);
    for (size_t i = 0; i < pieces; i++) {
        assert_false(workers_are_full(workers));
        workers_give(workers, NULL, S("pid"));
    }
    for (size_t i = 0; i < pieces; i++) {
        struct worker_result result;
        size_t at = 0;
        while (!workers_take(workers, &result))
            workers_wait(workers, 1000);
        assert_true(result.answer.len < sizeof pids[0]);
        while (at < count && !str_eq(result.answer, str_of(pids[at])))
            at++;
        memcpy(pids[at], result.answer.at, result.answer.len);
        count += at == count;
    }
    workers_free(workers, NULL);
    return count;
}

/* To start a process costs more than to do a few pieces. */
static void test_another_starts_when_all_are_full(void **state)
{
    (void)state;
    struct worker_plan plan = plan_of(2);
    plan.queue = 3;
    assert_int_equal(count_processes(&plan, 1), 1);
    assert_int_equal(count_processes(&plan, 3), 1);
    assert_int_equal(count_processes(&plan, 4), 2);
    assert_int_equal(count_processes(&plan, 6), 2);
    plan.queue_bytes = 2 * S("pid").len;
    assert_int_equal(count_processes(&plan, 2), 1);
    assert_int_equal(count_processes(&plan, 3), 2);
}

/* More than a socket takes at once, both ways, from several at a time. */
static void test_large_pieces_cross(void **state)
{
    enum { COUNT = 12, PROCESSES = 3 };
    (void)state;
    struct worker_plan plan = plan_of(PROCESSES);
    plan.queue = 2;
    struct workers *workers = open_workers(&plan);
    char *bytes = malloc(LARGE);
    assert_non_null(bytes);
    for (size_t i = 0; i < LARGE; i++)
        bytes[i] = (char)(i * 7 % 251);
    size_t given = 0;
    for (size_t taken = 0; taken < COUNT;) {
        struct worker_result result;
        for (; given < COUNT && !workers_are_full(workers); given++)
            workers_give(workers, bytes + given,
                         str_make(bytes + given, LARGE - given));
        if (!workers_take(workers, &result)) {
            workers_wait(workers, 1000);
            continue;
        }
        size_t from = (size_t)((char *)result.tag - bytes);
        assert_null(result.death);
        assert_int_equal(result.answer.len, LARGE - from);
        assert_memory_equal(result.answer.at, bytes + from, LARGE - from);
        taken++;
    }
    free(bytes);
    workers_free(workers, NULL);
}

static void test_more_than_an_answer_holds_is_lost(void **state)
{
    (void)state;
    struct worker_plan plan = plan_of(1);
    plan.max_answer = 8;
    struct workers *workers = open_workers(&plan);
    expect(workers, S("12345678"), "12345678");
    struct worker_result result = ask(workers, S("123456789"));
    assert_non_null(result.death);
    workers_free(workers, NULL);
    plan.processes = 0;
    workers = open_workers(&plan);
    expect(workers, S("12345678"), "12345678");
    assert_string_equal(ask(workers, S("123456789")).death, "ran out of room");
    workers_free(workers, NULL);
}

static size_t forgotten;

static void forget(void *tag)
{
    (void)tag;
    forgotten++;
}

/* Whoever calls the library sees no child afterwards, and no descriptor. */
static void test_nothing_is_left_behind(void **state)
{
    (void)state;
    struct worker_plan plan = plan_of(2);
    int before = dup(0);
    close(before);
    struct workers *workers = open_workers(&plan);
    workers_give(workers, NULL, S("forever"));
    workers_give(workers, NULL, S("forever"));
    assert_true(workers_are_full(workers));
    workers_free(workers, forget);
    assert_int_equal(forgotten, 2);
    assert_int_equal(waitpid(-1, NULL, WNOHANG), -1);
    assert_int_equal(errno, ECHILD);
    int after = dup(0);
    close(after);
    assert_int_equal(after, before);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_what_a_reader_tries_fails),
        cmocka_unit_test(test_what_kills_one_costs_one_piece),
        cmocka_unit_test(test_one_that_died_idle_is_replaced),
        cmocka_unit_test(test_a_queue_survives),
        cmocka_unit_test(test_another_starts_when_all_are_full),
        cmocka_unit_test(test_large_pieces_cross),
        cmocka_unit_test(test_more_than_an_answer_holds_is_lost),
        cmocka_unit_test(test_nothing_is_left_behind),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
