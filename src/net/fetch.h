/* SPDX-License-Identifier: MIT */
/* fetch.h - the one door to libcurl: single HTTP exchanges, many at a time.
 *
 * One request, one answer: no redirect is followed, nothing is tried again, no
 * content coding is taken off. What libcurl 7.88 lets pass in silence (a cut
 * head, contradicting lengths, bodies and heads without bound) is caught here,
 * and the address of every connection is judged before it is opened. */
#ifndef NET_FETCH_H
#define NET_FETCH_H

#include "base/error.h"
#include "net/options.h"
#include "net/response.h"

struct fetch;

enum fetch_kind { FETCH_PAGE, FETCH_ASSET, FETCH_ROBOTS, FETCH_KINDS };

struct fetch_request {
    const char *url;        /* normalised, no fragment; may hold userinfo */
    const char *public_url; /* the same without userinfo */
    const char *referer;    /* NULL: none */
    enum fetch_kind kind;   /* decides the Accept header */
    size_t max_bytes;       /* of the body, content-encoded */
    const char *etag, *last_modified; /* asked for only if other; or NULL */
    bool may_be_private;              /* the guard lets its address pass */
    bool has_secrets; /* sends the user's name, password, cookies */
    void *tag;        /* handed back with the result */
};

/* An exchange that is over. */
struct fetch_result {
    void *tag;
    struct exchange *exchange; /* the caller's to free */
    struct op_error error;     /* OP_OK: a whole answer, of any status */
    bool has_connected;        /* false: the host was never reached */
};

/* NULL, with err set, when libcurl, the CA file or the cookie file fails. The
 * options are borrowed. */
struct fetch *fetch_new(const struct client_options *options,
                        struct op_error *err);

/* NULL is fine. Exchanges under way are dropped. */
void fetch_free(struct fetch *fetch);

/* Begin an exchange. The request is copied. Only memory can fail here. */
OP_MUST_CHECK enum op_status fetch_start(struct fetch *fetch,
                                         const struct fetch_request *request);

/* Let bytes move for at most `timeout_ms`, or until something happens, or until
 * the descriptor `other` is readable (-1: none). */
void fetch_wait(struct fetch *fetch, int timeout_ms, int other);

/* Take the next exchange that is over; false when there is none. */
bool fetch_next(struct fetch *fetch, struct fetch_result *result);

/* Drop everything under way. */
void fetch_stop(struct fetch *fetch);

/* Bytes received so far, heads and bodies as they came over the wire. */
uint64_t fetch_bytes(const struct fetch *fetch);

/* Unix time in seconds of an HTTP date (RFC 9110 5.6.7), or -1. */
int64_t fetch_date(const char *text);

/* The name and version of the libcurl that this was built with, static. */
const char *fetch_built_with(void);

/* The name and version of the libcurl that is used, and of its parts, static;
 * NULL, with err set, when there is none. */
const char *fetch_version(struct op_error *err);

#endif
