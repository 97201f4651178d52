/* SPDX-License-Identifier: MIT */
/* past.h - answers that were had before, in the place of the network. */
#ifndef NET_PAST_H
#define NET_PAST_H

#include "net/response.h"

/* Where a client takes its answers from instead of asking anybody. */
struct past {
    void *context;
    /* The exchange that once was had for a URL (without userinfo and
     * fragment); it is the caller's then, and never NULL, but for OP_NO_MEMORY.
     * What went wrong is returned, as it did. */
    enum op_status (*recall)(void *context, const char *url,
                             struct exchange **exchange, struct op_error *err);
    bool (*knows)(void *context, const char *url);
    bool asks_web; /* for what it does not know */
};

#endif
