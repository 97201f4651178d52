/* SPDX-License-Identifier: MIT */
/* client.h - ask for many URLs at once, as a good guest.
 *
 * The client drives net/fetch (libcurl multi, one hop at a time) and adds what
 * a URL needs on its way: guard, robots.txt, the pause and the limit of
 * transfers per host, redirects (each hop parsed, guarded and asked of robots
 * again), retries with back-off, cookies. One thread, one event loop: nothing
 * happens but inside client_run. */
#ifndef NET_CLIENT_H
#define NET_CLIENT_H

#include "base/arena.h"
#include "base/error.h"
#include "net/options.h"
#include "net/response.h"

enum request_kind {
    REQUEST_SEED,  /* given by hand: its host may be private from now on, for
                    * whatever kind, and gets the user's credentials; the
                    * userinfo of its URL serves for all of its origin */
    REQUEST_PAGE,  /* a followed link */
    REQUEST_ASSET, /* an image; waits for pages that wait for the same host */
};

struct request {
    struct str url; /* absolute and parsed by url_parse; copied */
    enum request_kind kind;
    struct str referer; /* the page it was found on; copied; may be empty */
    size_t max_bytes;   /* decoded; 0: the kind's default */
    /* What was known of it before (RFC 9110 section 13.1), copied; asked of
     * the URL itself, not of where it redirects. The answer may then be a 304,
     * which is no error and has no body. Empty: it is wanted anyway. */
    struct str etag, last_modified;
    void *tag; /* handed back in the callback */
};

/* Called from client_run when a request is over, well or ill. The response is
 * the callee's to free; it is NULL only when there was no memory even for that.
 * It may add requests; it must not jump away, nor free the client. */
typedef void client_done(void *context, void *tag, struct response *response);

/* Called when an exchange is complete: pages and assets, robots.txt, redirects,
 * retries and failures, in order of time. `robots_of` is the origin whose
 * robots.txt was asked for by it ("https://example.org"), or empty. All
 * borrowed for the call; it must not jump away. */
typedef void client_observer(void *context, const struct exchange *exchange,
                             struct str robots_of);

/* Called when a host's Crawl-delay is longer than the client's maximum, which
 * is kept instead. `origin` ("https://example.org") is borrowed for the call;
 * it must not jump away. */
typedef void client_listener(void *context, struct str origin, int64_t asked_ms,
                             int64_t kept_ms);

struct client;

/* NULL, with err set, when libcurl, the cookie or the CA file fails. */
struct client *client_new(const struct client_options *options,
                          client_done *done, void *context,
                          struct op_error *err);

/* NULL is fine. Requests still open are dropped without an answer. */
void client_free(struct client *client);

/* Show every exchange of the client to `observer` from now on (robots.txt is
 * seen by nobody else). */
void client_observe(struct client *client, client_observer *observer,
                    void *context);

/* Tell `listener` of every Crawl-delay that is cut from now on. */
void client_listen(struct client *client, client_listener *listener,
                   void *context);

/* Queue a request; it is answered exactly once. Only memory can fail here;
 * bad URLs are answered through the callback. */
OP_MUST_CHECK enum op_status client_add(struct client *client,
                                        const struct request *request);

/* A REQUEST_SEED for this URL, without userinfo, will follow: its host may be
 * private from now on. Without memory that begins with the request. */
void client_trust(struct client *client, struct str url);

/* Let transfers happen for at most `timeout_ms`, or until something was
 * answered; returns how many requests are still open. */
size_t client_run(struct client *client, int timeout_ms);

/* Let client_run return early, too, when this descriptor is readable. */
void client_wake(struct client *client, int fd);

/* Begin no request until told otherwise: those under way go on. */
void client_hold(struct client *client, bool holds);

/* Give up everything open: each is answered with OP_INTERRUPTED. */
void client_cancel(struct client *client);

/* For a progress line. */
struct client_stats {
    uint64_t bytes;   /* received over the wire so far */
    unsigned active;  /* transfers under way */
    unsigned waiting; /* queued */
    const char *host; /* of a transfer under way; "" when none; borrowed */
};
struct client_stats client_stats(const struct client *client);

/* The HTTP library that this was built with, and the one that is used: name and
 * version, static strings. NULL, with err set, when it cannot be used. */
const char *client_built_with(void);
const char *client_version(struct op_error *err);

#endif
