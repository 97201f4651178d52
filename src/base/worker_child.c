/* SPDX-License-Identifier: MIT */
/* worker_child.c - the child's side of base/worker. */
#include "base/worker_child.h"

#include "base/box.h"
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/prctl.h>
#include <unistd.h>

#define FD 3 /* behind the standard three */

static bool write_all(const void *bytes, size_t len)
{
    for (const char *at = bytes; len > 0;) {
        ssize_t put = write(FD, at, len);
        if (put < 0 && errno == EINTR)
            continue;
        if (put <= 0)
            return false;
        at += put;
        len -= (size_t)put;
    }
    return true;
}

static bool read_all(void *bytes, size_t len)
{
    for (char *at = bytes; len > 0;) {
        ssize_t got = read(FD, at, len);
        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0)
            return false;
        at += got;
        len -= (size_t)got;
    }
    return true;
}

/* The handlers of whoever started us are none of our business; a signal from
 * the terminal is the parent's, who will end us. */
static void settle_signals(void)
{
    sigset_t none;
    for (int number = 1; number < SIGRTMIN; number++)
        signal(number, SIG_DFL);
    signal(SIGINT, SIG_IGN);
    signal(SIGHUP, SIG_IGN);
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
}

/* Keep the socket, standard input and error, and nothing else. */
static void settle_files(int fd)
{
    if (fd != FD && dup2(fd, FD) < 0)
        _exit(1);
    close_range(FD + 1, ~0u, 0);
    int nowhere = open("/dev/null", O_WRONLY | O_CLOEXEC);
    if (nowhere < 0 || dup2(nowhere, STDOUT_FILENO) < 0)
        close(STDOUT_FILENO);
    if (nowhere >= 0)
        close(nowhere);
}

/* Returns how it is shut in. */
static unsigned settle(const struct worker_plan *plan, int fd, pid_t parent)
{
    settle_signals();
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (getppid() != parent)
        _exit(1);
    settle_files(fd);
    return plan->is_shut_in ? box_enter(plan->max_memory) : 0;
}

/* The answer is sent with its length before it: at once, for every piece of it
 * wakes the parent. */
static bool serve(const struct worker_plan *plan, struct buf *request,
                  struct buf *answer)
{
    uint64_t len = 0;
    if (!read_all(&len, sizeof len))
        return false;
    buf_clear(request);
    buf_clear(answer);
    char *room = buf_room(request, (size_t)len);
    if (!room || !read_all(room, (size_t)len))
        return false;
    request->len = (size_t)len;
    buf_put(answer, str_make((const char *)&len, sizeof len));
    plan->work(plan->context, buf_str(request), answer);
    if (answer->failed)
        return false;
    len = answer->len - sizeof len;
    memcpy(answer->at, &len, sizeof len);
    return write_all(answer->at, answer->len);
}

void worker_child(const struct worker_plan *plan, int fd, pid_t parent)
{
    struct buf request, answer;
    unsigned char parts = (unsigned char)settle(plan, fd, parent);
    buf_init(&request, SIZE_MAX / 2);
    buf_init(&answer, plan->max_answer + sizeof(uint64_t));
    if (!write_all(&parts, sizeof parts))
        _exit(0);
    while (serve(plan, &request, &answer))
        continue;
    _exit(0);
}
