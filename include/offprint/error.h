/* SPDX-License-Identifier: MIT */
/* error.h - how things fail: one status, one stage, one sentence.
 *
 * Functions that can fail return an enum op_status and are marked
 * OP_MUST_CHECK. The sentence for the user is written once, into a struct
 * op_error passed down, where the cause is known; whoever passes an error up
 * leaves it as it is.
 *
 * Three kinds of failure: the web's are recorded and survived, the machine's
 * (OP_NO_MEMORY, OP_IO) end a job with what is whole kept, our own are
 * assertions. */
#ifndef OFFPRINT_ERROR_H
#define OFFPRINT_ERROR_H

#ifdef __cplusplus
extern "C" {
#endif

#define OP_MUST_CHECK __attribute__((warn_unused_result))

enum op_status {
    OP_OK = 0,
    /* the user's */
    OP_USAGE,   /* an option or argument makes no sense */
    OP_BAD_URL, /* not a URL, or not http, https or file */
    /* the machine's */
    OP_NO_MEMORY,   /* an allocation failed */
    OP_IO,          /* a file could not be read or written */
    OP_EXISTS,      /* the output exists and may not be replaced */
    OP_INTERRUPTED, /* a signal asked the job to stop */
    /* the network's */
    OP_DNS,             /* the host name has no address */
    OP_CONNECT,         /* no connection to the host or the proxy */
    OP_TIMEOUT,         /* too slow, or nothing at all for too long */
    OP_RESET,           /* the connection broke */
    OP_TLS,             /* handshake or certificate refused */
    OP_PRIVATE_ADDRESS, /* the guard refused the address */
    /* the server's */
    OP_BAD_RESPONSE, /* not HTTP, or HTTP that contradicts itself */
    OP_TRUNCATED,    /* the answer ended before its end */
    OP_BAD_ENCODING, /* Content-Encoding unknown, wrong or broken */
    OP_REDIRECT,     /* a loop, too many hops, or a target not to be followed */
    OP_UNAUTHORISED, /* 401, 403 or 407 */
    OP_HTTP_STATUS,  /* any other status that is no success */
    OP_ROBOTS,       /* robots.txt forbids it */
    OP_BLOCKED,      /* a challenge, consent wall or login instead of a page */
    /* the page's */
    OP_TOO_LARGE,   /* more bytes than the limit */
    OP_TOO_COMPLEX, /* the parser's memory or time ran out */
    OP_NOT_HTML,    /* something else than a page */
    OP_NO_ARTICLE,  /* a page, but no article in it */
    OP_NOT_IMAGE,   /* an asset that is no image we know */
    /* the archive's */
    OP_CORRUPT, /* a digest, index or reference does not hold */
    OP_LIMIT,   /* a budget of the job was reached; resumable */
    OP_STATUS_COUNT
};

/* Where in the way of a page something failed. */
enum op_stage {
    OP_STAGE_NONE,
    OP_STAGE_OPTIONS,
    OP_STAGE_URL,
    OP_STAGE_GUARD,
    OP_STAGE_ROBOTS,
    OP_STAGE_FETCH,
    OP_STAGE_DECODE,
    OP_STAGE_PARSE,
    OP_STAGE_EXTRACT,
    OP_STAGE_PACK,
    OP_STAGE_READ,
    OP_STAGE_VERIFY,
    OP_STAGE_COUNT
};

/* One failure, ready to be shown. A plain value: copy it freely. `url` and
 * `text` are NUL-terminated UTF-8, cut at a character when too long. */
struct op_error {
    enum op_status status;
    enum op_stage stage;
    char url[512];
    char text[256];
};

/* The status's name as written in metadata and logs ("http-status"), a static
 * string. Cannot fail; an unknown value gives "unknown". */
const char *op_status_name(enum op_status status);

/* The stage's name ("fetch"), a static string. Cannot fail. */
const char *op_stage_name(enum op_stage stage);

/* The exit status a program should end with for this failure: 0 for OP_OK,
 * else 1 to 13 as listed in offprint(1). Cannot fail. */
int op_status_exit(enum op_status status);

#ifdef __cplusplus
}
#endif

#endif
