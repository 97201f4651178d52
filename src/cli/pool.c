/* SPDX-License-Identifier: MIT */
/* pool.c - the same work on many items, in several processes, in order.
 *
 * A result crosses its pipe as a length and that many bytes. Pipes are made
 * large, so that children run ahead of the one whose turn it is. */
#include "cli/pool.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#define MAX_PROCESSES    256
#define MAX_RESULT_BYTES (1u << 30)
#define PIPE_BYTES       (1 << 20)

struct child {
    pid_t pid;
    int fd; /* -1: nothing more to come */
};

struct pool {
    size_t count, processes;
    pool_start *start;
    pool_work *work;
    void *context;
    struct child children[MAX_PROCESSES];
};

static bool write_all(int fd, const void *bytes, size_t len)
{
    for (const char *at = bytes; len > 0;) {
        ssize_t put = write(fd, at, len);
        if (put < 0 && errno == EINTR)
            continue;
        if (put <= 0)
            return false;
        at += put;
        len -= (size_t)put;
    }
    return true;
}

static bool read_all(int fd, void *bytes, size_t len)
{
    for (char *at = bytes; len > 0;) {
        ssize_t got = read(fd, at, len);
        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0)
            return false;
        at += got;
        len -= (size_t)got;
    }
    return true;
}

__attribute__((noreturn)) static void be_child(const struct pool *pool,
                                               size_t first, int fd)
{
    struct buf out;
    buf_init(&out, MAX_RESULT_BYTES);
    pool->start(pool->context);
    for (size_t i = first; i < pool->count; i += pool->processes) {
        buf_clear(&out);
        pool->work(pool->context, i, &out);
        uint64_t len = out.len;
        if (out.failed || !write_all(fd, &len, sizeof len) ||
            !write_all(fd, out.at, out.len))
            _exit(1);
    }
    _exit(0);
}

/* Start the child that does items first, first + processes, ... */
static bool start_child(struct pool *pool, size_t first)
{
    struct child *child = &pool->children[first % pool->processes];
    int ends[2];
    if (pipe2(ends, O_CLOEXEC))
        return false;
    fflush(NULL);
    child->pid = fork();
    if (child->pid < 0) {
        close(ends[0]);
        close(ends[1]);
        return false;
    }
    if (child->pid == 0) {
        close(ends[0]);
        fcntl(ends[1], F_SETPIPE_SZ, PIPE_BYTES);
        be_child(pool, first, ends[1]);
    }
    close(ends[1]);
    child->fd = ends[0];
    return true;
}

static void end_child(struct child *child)
{
    if (child->fd < 0)
        return;
    close(child->fd);
    child->fd = -1;
    while (waitpid(child->pid, NULL, 0) < 0 && errno == EINTR)
        continue;
}

/* One result off a child's pipe into `out`; false when it died. */
static bool take_result(const struct child *child, struct buf *out)
{
    uint64_t len;
    buf_clear(out);
    if (child->fd < 0 || !read_all(child->fd, &len, sizeof len))
        return false;
    char *room = buf_room(out, (size_t)len);
    if (!room || !read_all(child->fd, room, (size_t)len))
        return false;
    out->len += (size_t)len;
    return true;
}

static bool run_items(struct pool *pool, pool_result *result)
{
    struct buf out;
    buf_init(&out, MAX_RESULT_BYTES);
    bool fine = true;
    for (size_t i = 0; i < pool->count && fine; i++) {
        struct child *child = &pool->children[i % pool->processes];
        bool died = !take_result(child, &out);
        result(pool->context, i, died ? S("") : buf_str(&out), died);
        if (died) {
            end_child(child);
            if (i + pool->processes < pool->count)
                fine = start_child(pool, i + pool->processes);
        }
    }
    buf_free(&out);
    return fine;
}

enum op_status pool_run(size_t count, size_t processes, pool_start *start,
                        pool_work *work, pool_result *result, void *context,
                        struct op_error *err)
{
    struct pool pool = {
        .count = count,
        .processes = processes < MAX_PROCESSES ? processes : MAX_PROCESSES,
        .start = start,
        .work = work,
        .context = context,
    };
    for (size_t i = 0; i < MAX_PROCESSES; i++)
        pool.children[i].fd = -1;
    bool fine = true;
    for (size_t i = 0; i < pool.processes && i < count && fine; i++)
        fine = start_child(&pool, i);
    if (fine)
        fine = run_items(&pool, result);
    int cause = errno;
    for (size_t i = 0; i < pool.processes; i++)
        end_child(&pool.children[i]);
    if (!fine)
        return error_set(err, OP_NO_MEMORY, OP_STAGE_NONE, S(""),
                         "cannot start a process: %s", strerror(cause));
    return OP_OK;
}
