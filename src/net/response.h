/* SPDX-License-Identifier: MIT */
/* response.h - one HTTP exchange as it happened, and what is in it. */
#ifndef NET_RESPONSE_H
#define NET_RESPONSE_H

#include "base/buf.h"
#include "base/error.h"

struct header {
    struct str name, value; /* as sent, trimmed */
};

/* One hop: a request and what came back. Owned by a struct response. */
struct exchange {
    char *url;             /* asked for, without userinfo and fragment */
    int64_t started_ms;    /* wall clock, Unix time in milliseconds */
    struct buf request;    /* request line and headers as sent, secrets out */
    struct buf head;       /* status line and headers as received (CRLF) */
    struct buf body;       /* transfer-decoded, content-encoded */
    int http_status;       /* 0: no answer */
    int http_major;        /* 1 or 2 */
    char ip[64];           /* of the server, or of the proxy; "" unknown */
    bool is_resource;      /* a saved file, not what a server sent: the head is
                            * ours */
    bool is_truncated;     /* body cut by a limit or by the server */
    bool is_dated;         /* started_ms is to be claimed as it is */
    struct exchange *next; /* the hop after, in order of time */
};

/* A header of an exchange; an empty str with at == NULL when absent, the first
 * one when repeated. Borrows from exchange->head. ASCII case is ignored. */
struct str exchange_header(const struct exchange *exchange, struct str name);

/* The next header from *rest (begin with buf_str(&exchange->head)), the status
 * line skipped; false at the end. */
bool exchange_headers(struct str *rest, struct header *header);

/* The outcome of asking for one URL: every hop, the decoded body of the last,
 * and the error if there is no good one. A body that came without a coding is
 * held once. */
struct response {
    char *url;             /* as asked, without userinfo and fragment */
    char *final_url;       /* of the last hop; with the seed's fragment gone */
    struct exchange *hops; /* first to last, retries included; never NULL
                            * after a request was sent */
    struct exchange *last; /* the one that answers; NULL when none did */
    struct buf decoded;    /* of a body that came with a content coding */
    struct str body;       /* content-decoded; borrows from `decoded` or from
                            * the exchange that answers */
    struct op_error error; /* status OP_OK when body is good (2xx) */
    unsigned tries;        /* requests sent for it */
    void *tag;             /* of the request */
    struct response *next; /* for whoever owns it, to put it on a list */
};

/* Is the body what the last exchange brought, byte for byte? */
bool response_is_plain(const struct response *response);

/* Take the content coding off: gzip (several members, junk behind tolerated),
 * deflate (zlib or raw), br, zstd; stacked up to OP_MAX_CODINGS.
 *
 * encoding  the Content-Encoding header; empty or "identity": a plain copy.
 * out       its maximum bounds the decoded size, OP_MAX_DECODE_RATIO the ratio.
 * Fails with OP_BAD_ENCODING (unknown, or broken data), OP_TRUNCATED (ends
 * before its end mark), OP_TOO_LARGE, OP_NO_MEMORY; out then holds what could
 * be decoded. Source: RFC 9110 8.4. */
OP_MUST_CHECK enum op_status response_decode(struct str encoding,
                                             struct str body, struct buf *out,
                                             struct op_error *err);

/* An empty exchange for a URL, which is copied as it stands: the head is held
 * to OP_MAX_HEADER_BYTES, the body to `max_bytes`. NULL without memory. */
struct exchange *exchange_new(struct str url, size_t max_bytes);

/* Free an exchange that belongs to no response. NULL is fine. */
void exchange_free(struct exchange *exchange);

/* Free a response and everything in it. NULL is fine. */
void response_free(struct response *response);

#endif
