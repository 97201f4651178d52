/* SPDX-License-Identifier: MIT */
/* options.c - what the user gets who asks for nothing. */
#include "net/options.h"

#include <offprint/limits.h>

struct client_options client_defaults(void)
{
    return (struct client_options){
        .connect_timeout_ms = OP_CONNECT_TIMEOUT_MS,
        .transfer_timeout_ms = OP_TRANSFER_TIMEOUT_MS,
        .stall_timeout_ms = OP_STALL_TIMEOUT_MS,
        .max_redirects = OP_MAX_REDIRECTS,
        .retries = OP_RETRIES,
        .retry_max_ms = OP_MAX_RETRY_WAIT_MS,
        .parallel_max = OP_PARALLEL,
        .delay_ms = -1,
        .max_crawl_delay_ms = OP_MAX_CRAWL_DELAY_MS,
    };
}
