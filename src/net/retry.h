/* SPDX-License-Identifier: MIT */
/* retry.h - what may pass if it is tried again, and how long to wait. */
#ifndef NET_RETRY_H
#define NET_RETRY_H

#include "base/str.h"
#include <offprint/error.h>

/* May a failure of this kind, or an answer of this status, pass by itself? */
bool retry_helps(enum op_status status);
bool retry_helps_http(int http_status);

/* Does the status say that the host has too much to do? */
bool retry_is_busy(int http_status);

/* Milliseconds to wait before try number `retry` (0 for the first again):
 * doubling, with a jitter that the same seed gives again. */
int64_t retry_backoff_ms(unsigned retry, uint64_t seed);

/* What a Retry-After header asks for, in milliseconds from now: seconds or an
 * HTTP date; -1 for rubbish. Source: RFC 9110 10.2.3.
 * now_s is Unix time in seconds. */
int64_t retry_after_ms(struct str value, int64_t now_s);

#endif
