/* SPDX-License-Identifier: MIT */
/* worker.c - processes that do one piece of work after another.
 *
 * Requests and answers cross a stream socket as a length and that many bytes;
 * before all else a child sends a byte that says how it is shut in. The
 * parent's side never waits; the child's does nothing else. Sockets and not
 * pipes, because writing to one whose reader died needs no signal. */
#include "base/worker.h"

#include "base/arena.h"
#include "base/memory.h"
#include "base/worker_child.h"
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <sys/uio.h>
#include <sys/wait.h>
#include <unistd.h>

/* Memory is taken as an answer arrives, not as it is announced. */
#define STEP (1u << 20)

struct task {
    void *tag;
    uint64_t len; /* of the request; sent before it */
    struct str request;
    size_t sent; /* of both */
};

struct worker {
    pid_t pid; /* 0: not running */
    int fd;
    struct task *tasks; /* a ring; the first is being worked on */
    size_t first, count;
    int64_t deadline_ms; /* for the first; 0: none */
    bool waits_to_send, has_greeted;
    uint64_t len;   /* of the answer under way */
    size_t len_got; /* bytes of that number */
    struct buf answer;
    bool is_taken; /* the answer was handed out */
};

struct workers {
    struct worker_plan plan;
    int epoll;
    size_t count; /* workers; one without a process when none are wanted */
    unsigned box; /* how the latest to greet is shut in */
    void *apart;  /* between the memory that both have, and each its own */
    struct worker *workers;
    struct task *tasks; /* of all */
};

/* --- processes --------------------------------------------------------- */

static int watch(const struct workers *all, struct worker *worker, int what)
{
    struct epoll_event event = {
        .events = EPOLLIN | (worker->waits_to_send ? (uint32_t)EPOLLOUT : 0),
        .data.ptr = worker,
    };
    return epoll_ctl(all->epoll, what, worker->fd, &event);
}

/* How the process ended: by itself, or now. */
static int stop(struct worker *worker)
{
    int status = 0;
    kill(worker->pid, SIGKILL);
    while (waitpid(worker->pid, &status, 0) < 0 && errno == EINTR)
        continue;
    close(worker->fd);
    worker->pid = 0;
    return status;
}

static bool start(struct workers *all, struct worker *worker)
{
    int ends[2];
    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends))
        return false;
    bool is_first = !all->apart;
    if (is_first)
        all->apart = memory_stand_apart();
    pid_t parent = getpid(), pid = fork();
    if (pid == 0)
        worker_child(&all->plan, ends[1], parent);
    if (is_first)
        memory_grow_slowly();
    close(ends[1]);
    if (pid < 0) {
        close(ends[0]);
        return false;
    }
    worker->pid = pid;
    worker->fd = ends[0];
    worker->waits_to_send = worker->has_greeted = false;
    if (watch(all, worker, EPOLL_CTL_ADD) == 0)
        return true;
    stop(worker);
    return false;
}

/* --- tasks ------------------------------------------------------------- */

static struct task *task_at(const struct workers *all,
                            const struct worker *worker, size_t i)
{
    return &worker->tasks[(worker->first + i) % all->plan.queue];
}

static void begin_first(struct workers *all, struct worker *worker)
{
    worker->len_got = 0;
    worker->is_taken = false;
    buf_clear(&worker->answer);
    worker->deadline_ms =
        all->plan.max_seconds ? clock_ms() + all->plan.max_seconds * 1000LL : 0;
}

static struct worker_result end_first(struct workers *all,
                                      struct worker *worker, const char *death)
{
    struct worker_result result = {
        .tag = task_at(all, worker, 0)->tag,
        .answer = death ? S("") : buf_str(&worker->answer),
        .death = death,
    };
    worker->first = (worker->first + 1) % all->plan.queue;
    worker->count--;
    worker->is_taken = true;
    return result;
}

/* The first is lost; what waited behind it goes to the next process. */
static struct worker_result lose_first(struct workers *all,
                                       struct worker *worker, const char *death)
{
    for (size_t i = 1; i < worker->count; i++)
        task_at(all, worker, i)->sent = 0;
    return end_first(all, worker, death);
}

/* It closed its end, or talks nonsense: it is over, or as good as. */
static struct worker_result bury(struct workers *all, struct worker *worker)
{
    int status = stop(worker);
    const char *death = "gave up";
    if (WIFSIGNALED(status))
        death = WTERMSIG(status) == SIGKILL ? "was killed" : "crashed";
    return lose_first(all, worker, death);
}

/* --- bytes ------------------------------------------------------------- */

/* Send of a task what the socket takes; false when the child is gone. */
static bool send_task(struct worker *worker, struct task *task)
{
    while (task->sent < sizeof task->len + task->request.len) {
        size_t of_len =
            task->sent < sizeof task->len ? sizeof task->len - task->sent : 0;
        size_t skip = of_len ? 0 : task->sent - sizeof task->len;
        struct iovec parts[] = {
            {(char *)&task->len + sizeof task->len - of_len, of_len},
            {(void *)(task->request.at + skip), task->request.len - skip},
        };
        struct msghdr message = {.msg_iov = parts, .msg_iovlen = 2};
        ssize_t put =
            sendmsg(worker->fd, &message, MSG_DONTWAIT | MSG_NOSIGNAL);
        if (put < 0 && errno == EINTR)
            continue;
        if (put < 0)
            return errno == EAGAIN;
        task->sent += (size_t)put;
    }
    return true;
}

static bool send_all(struct workers *all, struct worker *worker)
{
    bool is_sent = true;
    for (size_t i = 0; i < worker->count && is_sent; i++) {
        struct task *task = task_at(all, worker, i);
        if (!send_task(worker, task))
            return false;
        is_sent = task->sent == sizeof task->len + task->request.len;
    }
    if (worker->waits_to_send == is_sent) {
        worker->waits_to_send = !is_sent;
        return watch(all, worker, EPOLL_CTL_MOD) == 0;
    }
    return true;
}

enum progress { NOTHING_YET, WHOLE, BROKEN };

/* Receive up to `len` bytes; *got says how many. */
static enum progress receive_some(int fd, void *at, size_t len, size_t *got)
{
    ssize_t count;
    do
        count = recv(fd, at, len, MSG_DONTWAIT);
    while (count < 0 && errno == EINTR);
    if (count > 0)
        *got = (size_t)count;
    else if (count < 0 && errno == EAGAIN)
        return NOTHING_YET;
    return count > 0 ? WHOLE : BROKEN;
}

static enum progress receive_greeting(struct workers *all,
                                      struct worker *worker)
{
    unsigned char parts;
    size_t got;
    if (worker->has_greeted)
        return WHOLE;
    enum progress progress = receive_some(worker->fd, &parts, 1, &got);
    if (progress == WHOLE) {
        worker->has_greeted = true;
        all->box = parts;
    }
    return progress;
}

static enum progress receive_len(struct worker *worker)
{
    size_t got;
    while (worker->len_got < sizeof worker->len) {
        enum progress progress =
            receive_some(worker->fd, (char *)&worker->len + worker->len_got,
                         sizeof worker->len - worker->len_got, &got);
        if (progress != WHOLE)
            return progress;
        worker->len_got += got;
    }
    return worker->len <= worker->answer.max ? WHOLE : BROKEN;
}

static enum progress receive(struct workers *all, struct worker *worker)
{
    enum progress progress = receive_greeting(all, worker);
    if (progress == WHOLE)
        progress = receive_len(worker);
    while (progress == WHOLE && worker->answer.len < worker->len) {
        size_t left = (size_t)worker->len - worker->answer.len, got = 0;
        char *room = buf_room(&worker->answer, left < STEP ? left : STEP);
        if (!room)
            return BROKEN;
        progress =
            receive_some(worker->fd, room, left < STEP ? left : STEP, &got);
        worker->answer.len += got;
    }
    return progress;
}

/* --- one worker's turn ------------------------------------------------- */

static bool do_here(struct workers *all, struct worker *worker,
                    struct worker_result *result)
{
    struct task *task = task_at(all, worker, 0);
    all->plan.work(all->plan.context, task->request, &worker->answer);
    *result = end_first(all, worker,
                        worker->answer.failed ? "ran out of room" : NULL);
    return true;
}

/* One that has nothing to do says nothing but what it is, and lives. */
static bool is_quiet(struct workers *all, struct worker *worker)
{
    char byte;
    (void)receive_greeting(all, worker);
    return recv(worker->fd, &byte, 1, MSG_DONTWAIT | MSG_PEEK) < 0 &&
           (errno == EAGAIN || errno == EINTR);
}

static bool take_from(struct workers *all, struct worker *worker,
                      struct worker_result *result)
{
    if (worker->count == 0) {
        if (worker->pid && !is_quiet(all, worker))
            stop(worker);
        return false;
    }
    if (worker->is_taken)
        begin_first(all, worker);
    if (!all->plan.processes)
        return do_here(all, worker, result);
    if (!worker->pid && !start(all, worker)) {
        *result = lose_first(all, worker, "could not be started");
        return true;
    }
    bool is_alive = send_all(all, worker);
    enum progress progress = is_alive ? receive(all, worker) : BROKEN;
    if (progress == WHOLE)
        *result = end_first(all, worker, NULL);
    else if (progress == BROKEN)
        *result = bury(all, worker);
    else if (!worker->deadline_ms || clock_ms() < worker->deadline_ms)
        return false;
    else {
        stop(worker);
        *result = lose_first(all, worker, "took too long");
    }
    return true;
}

/* --- all of them ------------------------------------------------------- */

static bool take_memory(struct workers *all)
{
    size_t queue = all->plan.queue;
    all->workers = memory_alloc(all->count * sizeof *all->workers);
    all->tasks = memory_alloc(all->count * queue * sizeof *all->tasks);
    if (!all->workers || !all->tasks)
        return false;
    for (size_t i = 0; i < all->count; i++) {
        all->workers[i] =
            (struct worker){.tasks = all->tasks + i * queue, .is_taken = true};
        buf_init(&all->workers[i].answer, all->plan.max_answer);
    }
    return true;
}

struct workers *workers_new(const struct worker_plan *plan,
                            struct op_error *err)
{
    struct workers *all = memory_alloc(sizeof *all);
    if (all) {
        *all = (struct workers){.plan = *plan, .epoll = -1};
        all->count = plan->processes ? plan->processes : 1;
        if (take_memory(all))
            all->epoll = epoll_create1(EPOLL_CLOEXEC);
    }
    if (all && all->epoll >= 0) {
        /* One that cannot be started shows when it is to work. */
        if (plan->processes)
            (void)start(all, &all->workers[0]);
        return all;
    }
    error_set(err, OP_NO_MEMORY, OP_STAGE_NONE, S(""),
              "nothing left to read pages with: %s", strerror(errno));
    workers_free(all, NULL);
    return NULL;
}

static void drop(struct workers *all, struct worker *worker,
                 void (*forget)(void *tag))
{
    if (worker->pid)
        stop(worker);
    for (size_t i = 0; forget && i < worker->count; i++)
        forget(task_at(all, worker, i)->tag);
    buf_free(&worker->answer);
}

void workers_free(struct workers *all, void (*forget)(void *tag))
{
    if (!all)
        return;
    for (size_t i = 0; all->workers && all->tasks && i < all->count; i++)
        drop(all, &all->workers[i], forget);
    if (all->epoll >= 0)
        close(all->epoll);
    memory_free(all->apart);
    memory_free(all->workers);
    memory_free(all->tasks);
    memory_free(all);
}

static bool is_full(const struct workers *all, const struct worker *worker)
{
    size_t bytes = 0;
    for (size_t i = 0; i < worker->count; i++)
        bytes += task_at(all, worker, i)->request.len;
    return worker->count == all->plan.queue ||
           (all->plan.queue_bytes && bytes >= all->plan.queue_bytes);
}

/* Who has least to do of those that run; one that does not when all of them
 * are full; NULL when there is none of these either. */
static struct worker *idlest(const struct workers *all)
{
    struct worker *best = NULL;
    for (size_t i = 0; i < all->count; i++) {
        struct worker *worker = &all->workers[i];
        if (is_full(all, worker))
            continue;
        if (!best || (worker->pid && !best->pid) ||
            (worker->pid && worker->count < best->count))
            best = worker;
    }
    return best;
}

bool workers_are_full(const struct workers *all)
{
    return !idlest(all);
}

void workers_give(struct workers *all, void *tag, struct str request)
{
    struct worker *worker = idlest(all);
    *task_at(all, worker, worker->count++) =
        (struct task){.tag = tag, .len = request.len, .request = request};
    if (worker->count == 1)
        begin_first(all, worker);
    /* Get it going; what is not right shows when its result is taken. */
    if (all->plan.processes && (worker->pid || start(all, worker)))
        (void)send_all(all, worker);
}

unsigned workers_box(const struct workers *all)
{
    return all->box;
}

bool workers_take(struct workers *all, struct worker_result *result)
{
    for (size_t i = 0; i < all->count; i++)
        if (take_from(all, &all->workers[i], result))
            return true;
    return false;
}

void workers_wait(const struct workers *all, int timeout_ms)
{
    struct pollfd fd = {.fd = all->epoll, .events = POLLIN};
    if (all->plan.processes)
        poll(&fd, 1, timeout_ms);
}

int workers_fd(const struct workers *all)
{
    return all->epoll;
}
