/* SPDX-License-Identifier: MIT */
/* wire.h - a web server of raw bytes on loopback, for tests of the client.
 *
 * It runs in a child process, one more per connection, answers one request
 * each, and does exactly what its table says, however wrong. What it saw is in
 * memory shared with the test. */
#ifndef TESTS_WIRE_H
#define TESTS_WIRE_H

#include "base/arena.h"
#include "base/str.h"
#include <arpa/inet.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

/* For the tables: bytes that may hold NULs. */
#define WIRE(literal)                                                          \
    {                                                                          \
        (literal), sizeof(literal) - 1                                         \
    }

enum wire_end { WIRE_CLOSE, WIRE_RESET, WIRE_HANG };

struct wire_route {
    const char *path; /* NULL ends the table; the first that matches counts */
    struct str bytes; /* sent as they are */
    enum wire_end end;
    unsigned times;    /* for so many requests; 0: for all */
    const char *needs; /* only when the request holds this text */
    size_t repeat;     /* `bytes` is sent so many times more */
    unsigned gather;   /* answer once so many were there at once, or 5 s on */
    unsigned delay_ms; /* before the answer, and behind that */
};

#define WIRE_SEEN 256

struct wire_seen {
    atomic_uint count, now, most; /* requests; at once; most at once */
    atomic_uint matched[64];      /* per route */
    int64_t at_ms[WIRE_SEEN];
    size_t lengths[WIRE_SEEN]; /* of the requests */
    char path[WIRE_SEEN][64];
    char request[WIRE_SEEN][1024];
};

struct wire {
    const struct wire_route *routes;
    struct wire_seen *seen;
    int listener, port;
    pid_t child;
};

static void wire_send(int fd, struct str bytes)
{
    while (bytes.len > 0) {
        ssize_t n = send(fd, bytes.at, bytes.len, MSG_NOSIGNAL);
        if (n <= 0)
            return;
        str_cut(&bytes, (size_t)n);
    }
}

static void wire_end(int fd, enum wire_end end)
{
    struct linger linger = {1, 0};
    if (end == WIRE_HANG)
        pause();
    if (end == WIRE_RESET) {
        usleep(30000); /* let what was sent arrive first */
        setsockopt(fd, SOL_SOCKET, SO_LINGER, &linger, sizeof linger);
    } else {
        char rest[4096];
        shutdown(fd, SHUT_WR);
        while (read(fd, rest, sizeof rest) > 0)
            ;
    }
    close(fd);
}

static const struct wire_route *wire_find(const struct wire *wire,
                                          struct str path, const char *request)
{
    for (size_t i = 0; wire->routes[i].path; i++) {
        const struct wire_route *route = &wire->routes[i];
        if (!str_eq(str_of(route->path), path) ||
            (route->needs && !strstr(request, route->needs)))
            continue;
        unsigned nth = atomic_fetch_add(&wire->seen->matched[i], 1);
        if (route->times == 0 || nth < route->times)
            return route;
    }
    return NULL;
}

/* One more is there; wait for those that `route` is to gather. */
static void wire_gather(struct wire_seen *seen, const struct wire_route *route)
{
    unsigned now = atomic_fetch_add(&seen->now, 1) + 1;
    unsigned most = seen->most;
    while (now > most && !atomic_compare_exchange_weak(&seen->most, &most, now))
        ;
    for (int ms = 0; route && seen->most < route->gather && ms < 5000; ms += 5)
        usleep(5000);
}

static void wire_serve(const struct wire *wire, int fd)
{
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    struct wire_seen *seen = wire->seen;
    char request[32768] = "";
    size_t len = 0;
    while (!strstr(request, "\r\n\r\n") && len < sizeof request - 1) {
        ssize_t n = read(fd, request + len, sizeof request - 1 - len);
        if (n <= 0)
            _exit(0);
        len += (size_t)n;
    }
    struct str rest = str_of(request), path;
    str_cut(&rest, str_until(rest, " ") + 1);
    path = str_cut(&rest, str_until(rest, " "));
    unsigned i = atomic_fetch_add(&seen->count, 1) % WIRE_SEEN;
    seen->at_ms[i] = clock_ms();
    seen->lengths[i] = len;
    snprintf(seen->path[i], sizeof seen->path[i], "%.*s", STR_ARG(path));
    snprintf(seen->request[i], sizeof seen->request[i], "%.1000s", request);
    const struct wire_route *route = wire_find(wire, path, request);
    wire_gather(seen, route);
    if (route) {
        usleep(route->delay_ms * 1000);
        for (size_t k = 0; k <= route->repeat; k++)
            wire_send(fd, route->bytes);
    } else {
        wire_send(fd, S("HTTP/1.1 404 Lost\r\nContent-Length: 4\r\n"
                        "Connection: close\r\n\r\nlost"));
    }
    atomic_fetch_sub(&seen->now, 1);
    wire_end(fd, route ? route->end : WIRE_CLOSE);
    _exit(0);
}

/* A test that failed must leave nothing behind: the server dies with it. */
static void wire_loop(const struct wire *wire)
{
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    signal(SIGCHLD, SIG_IGN);
    for (;;) {
        int fd = accept(wire->listener, NULL, NULL);
        if (fd >= 0 && fork() == 0)
            wire_serve(wire, fd);
        close(fd);
    }
}

/* A server that answers by the table, on any free port of 127.0.0.1. */
static struct wire wire_open(const struct wire_route *routes)
{
    struct wire wire = {.routes = routes};
    struct sockaddr_in address = {.sin_family = AF_INET,
                                  .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    socklen_t len = sizeof address;
    void *shared = mmap(NULL, sizeof *wire.seen, PROT_READ | PROT_WRITE,
                        MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    wire.seen = shared;
    wire.listener = socket(AF_INET, SOCK_STREAM, 0);
    if (shared == MAP_FAILED ||
        bind(wire.listener, (struct sockaddr *)&address, len) ||
        listen(wire.listener, 64) ||
        getsockname(wire.listener, (struct sockaddr *)&address, &len))
        abort();
    wire.port = ntohs(address.sin_port);
    wire.child = fork();
    if (wire.child == 0) {
        setpgid(0, 0);
        wire_loop(&wire);
    }
    setpgid(wire.child, wire.child);
    return wire;
}

static void wire_close(struct wire *wire)
{
    kill(-wire->child, SIGKILL);
    waitpid(wire->child, NULL, 0);
    close(wire->listener);
    munmap(wire->seen, sizeof *wire->seen);
}

#endif
