/* SPDX-License-Identifier: MIT */
/* target_wire.c - a server that answers with the input, and a client that asks
 * it. Every connection leads to it, whatever its host. */
#include "target.h"

#include "net/client.h"
#include <arpa/inet.h>
#include <offprint/limits.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

static struct {
    pthread_mutex_t lock; /* of all below */
    char *answer;         /* owned */
    size_t len;
    char request[OP_MAX_HEADER_BYTES]; /* the latest, NUL-terminated */
    char connect_to[32];
} wire = {.lock = PTHREAD_MUTEX_INITIALIZER};

static void serve_one(int peer)
{
    static char request[sizeof wire.request];
    size_t len = 0;
    ssize_t got = 1;
    request[0] = '\0';
    while (got > 0 && len < sizeof request - 1 &&
           !strstr(request, "\r\n\r\n")) {
        got = recv(peer, request + len, sizeof request - 1 - len, 0);
        len += got > 0 ? (size_t)got : 0;
        request[len] = '\0';
    }
    pthread_mutex_lock(&wire.lock);
    memcpy(wire.request, request, len + 1);
    for (size_t at = 0; at < wire.len;) {
        got = send(peer, wire.answer + at, wire.len - at, MSG_NOSIGNAL);
        if (got <= 0)
            break;
        at += (size_t)got;
    }
    pthread_mutex_unlock(&wire.lock);
}

static void *serve(void *context)
{
    int listener = *(int *)context;
    for (;;) {
        int peer = accept(listener, NULL, NULL);
        struct timeval patience = {.tv_sec = 1};
        if (peer < 0)
            continue;
        setsockopt(peer, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
        setsockopt(peer, SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof patience);
        serve_one(peer);
        close(peer);
    }
    return NULL;
}

/* Begin to serve, once and for all. */
static void serve_always(void)
{
    static int listener = -1;
    struct sockaddr_in at = {.sin_family = AF_INET,
                             .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    socklen_t len = sizeof at;
    pthread_t thread;
    if (listener >= 0)
        return;
    listener = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    fuzz_hold(bind(listener, (struct sockaddr *)&at, len) == 0 &&
              listen(listener, 64) == 0 &&
              getsockname(listener, (struct sockaddr *)&at, &len) == 0);
    snprintf(wire.connect_to, sizeof wire.connect_to, "::127.0.0.1:%d",
             ntohs(at.sin_port));
    fuzz_hold(pthread_create(&thread, NULL, serve, &listener) == 0);
    pthread_detach(thread);
}

static void answer_with(struct str bytes)
{
    serve_always();
    pthread_mutex_lock(&wire.lock);
    free(wire.answer);
    wire.answer = malloc(bytes.len + 1);
    fuzz_hold(wire.answer != NULL);
    if (bytes.len)
        memcpy(wire.answer, bytes.at, bytes.len);
    wire.len = bytes.len;
    pthread_mutex_unlock(&wire.lock);
}

static struct str latest_request(struct arena *arena)
{
    pthread_mutex_lock(&wire.lock);
    struct str request = arena_dup(arena, str_of(wire.request));
    pthread_mutex_unlock(&wire.lock);
    return request;
}

/* --- the client ---------------------------------------------------------- */

static void done(void *context, void *tag, struct response *response)
{
    size_t *answered = context;
    (void)tag;
    fuzz_hold(response != NULL);
    fuzz_hold(response->error.status != OP_OK || response->last);
    fuzz_hold(response->error.status == OP_OK || response->error.text[0]);
    response_free(response);
    ++*answered;
}

static struct client *client_of(size_t *answered, bool asks_robots)
{
    static const char *connect_to[] = {wire.connect_to, NULL};
    struct client_options options = client_defaults();
    options.connect_to = connect_to;
    options.connect_timeout_ms = options.transfer_timeout_ms = 3000;
    options.retries = 0;
    options.max_redirects = 3;
    options.delay_ms = 0;
    options.max_crawl_delay_ms = 1;
    options.ignores_robots = !asks_robots;
    options.allows_private = true;
    options.proxy = "";
    struct client *client = client_new(&options, done, answered, NULL);
    fuzz_hold(client != NULL);
    return client;
}

/* Each request is answered once. */
static void ask(struct client *client, size_t *answered, struct str url)
{
    struct request request = {.url = url, .kind = REQUEST_SEED};
    size_t before = *answered;
    if (client_add(client, &request) != OP_OK)
        return;
    while (client_run(client, 1000))
        continue;
    fuzz_hold(*answered == before + 1);
}

/* The input is all that the server says, robots.txt included. */
void fuzz_answer(struct arena *arena, struct str in)
{
    size_t answered = 0;
    (void)arena;
    answer_with(in);
    struct client *client = client_of(&answered, true);
    ask(client, &answered, S("http://a.example/"));
    client_free(client);
}

/* What stands behind "Cookie:" in a request, to the end of its line. */
static struct str cookies_of(struct str request)
{
    size_t at = str_find(request, S("\r\nCookie:"));
    if (at == STR_NONE)
        return S("");
    request = str_from(request, at + 2);
    return str_sub(request, 0, str_find(request, S("\r\n")));
}

/* The input is header lines of an answer: what they set comes back in bounds,
 * and to nobody else. */
void fuzz_cookies(struct arena *arena, struct str in)
{
    size_t answered = 0;
    struct str head = arena_join(arena, S("HTTP/1.1 200 OK\r\n"), in);
    answer_with(arena_join(arena, head, S("\r\n\r\n<p>x")));
    struct client *client = client_of(&answered, false);
    ask(client, &answered, S("http://www.a.example/"));
    ask(client, &answered, S("http://www.a.example/b/c"));
    struct str cookies = cookies_of(latest_request(arena));
    fuzz_hold(cookies.len <= OP_MAX_COOKIE_BYTES + 9);
    for (size_t i = 0; i < cookies.len; i++)
        fuzz_hold((unsigned char)cookies.at[i] >= ' ' || cookies.at[i] == '\t');
    ask(client, &answered, S("http://other.example/"));
    fuzz_hold(cookies_of(latest_request(arena)).len == 0);
    client_free(client);
}
