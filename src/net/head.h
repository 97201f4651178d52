/* SPDX-License-Identifier: MIT */
/* head.h - the head of an answer, taken line by line as it comes.
 *
 * libcurl hands over header lines and keeps quiet about some faults (two
 * different lengths, no empty line at the end, headers without bound), so they
 * are watched here. Interim answers (1xx) are forgotten when the real one
 * begins; trailers are counted and dropped. */
#ifndef NET_HEAD_H
#define NET_HEAD_H

#include "base/buf.h"

struct head {
    struct buf *bytes; /* borrowed; the final head, CRLF as received */
    int status;        /* of the latest status line; 0: none yet */
    unsigned count;    /* header lines of all heads and trailers */
    size_t total;      /* their bytes */
    uint64_t length;   /* Content-Length, if has_length */
    bool has_length;
    bool has_transfer_coding; /* then Content-Length means nothing */
    bool is_whole;            /* the empty line came */
    enum op_status failure;   /* OP_OK, OP_BAD_RESPONSE or OP_NO_MEMORY */
    const char *why;          /* a static string when failure is set */
};

/* `bytes` collects the head and must outlive it. */
void head_init(struct head *head, struct buf *bytes);

/* Take one line with its line end. False when the answer must be refused:
 * failure and why say so. Source: RFC 9112 sections 4, 5 and 6. */
bool head_line(struct head *head, struct str line);

#endif
