/* SPDX-License-Identifier: MIT */
/* reason.h - what the numbers of HTTP mean. */
#ifndef NET_REASON_H
#define NET_REASON_H

/* "Not Found" for 404: the registered phrase, a static string; "" for numbers
 * nobody registered. Source: IANA HTTP Status Code Registry. */
const char *http_reason(int http_status);

#endif
