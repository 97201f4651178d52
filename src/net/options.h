/* SPDX-License-Identifier: MIT */
/* options.h - what the user asked of the network. */
#ifndef NET_OPTIONS_H
#define NET_OPTIONS_H

#include "net/past.h"
#include <stdbool.h>
#include <stdint.h>

/* Strings are borrowed and must outlive the client. Start from
 * client_defaults(). */
struct client_options {
    const char *user_agent;        /* NULL: offprint/VERSION (+URL) */
    const char *const *headers;    /* "Name: value" lines, NULL-terminated;
                                    * Authorization and Cookie go to the seeds'
                                    * hosts only, the others to all */
    const char *referer;           /* of seeds */
    const char *user;              /* "name:password", for the seeds' hosts */
    const char *cookies;           /* "a=b; c=d", for the seeds' hosts, or a
                                    * Netscape file's path (no '=' in it) */
    const char *proxy;             /* NULL: curl's environment variables */
    const char *ca_file;           /* NULL: CURL_CA_BUNDLE, SSL_CERT_FILE */
    bool is_insecure;              /* do not verify certificates */
    const char *const *resolve;    /* curl's HOST:PORT:ADDRESS */
    const char *const *connect_to; /* curl's HOST1:PORT1:HOST2:PORT2 */
    int connect_timeout_ms, transfer_timeout_ms, stall_timeout_ms;
    uint64_t bytes_per_second; /* --limit-rate; 0: none */
    int max_redirects, retries;
    int64_t retry_max_ms; /* waited in all for one URL; 0: no such limit */
    int parallel_max;
    int parallel_host; /* 0: the polite default, or without a delay all */
    int64_t delay_ms;  /* from start to start of requests to one host; -1: the
                        * polite default; a Crawl-delay may raise it */
    int64_t max_crawl_delay_ms; /* ... up to this */
    bool ignores_robots, allows_private;
    const struct past *past; /* asked instead of the network; NULL: none */
};

struct client_options client_defaults(void);

#endif
