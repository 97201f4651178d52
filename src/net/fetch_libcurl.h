/* SPDX-License-Identifier: MIT */
/* fetch_libcurl.h - the calls of libcurl; for the files of fetch alone. */
#ifndef NET_FETCH_LIBCURL_H
#define NET_FETCH_LIBCURL_H

#include "base/late.h"
#include <curl/curl.h>

#define LIBCURL(X)                                                             \
    X(curl_, easy_cleanup)                                                     \
    X(curl_, easy_getinfo)                                                     \
    X(curl_, easy_init)                                                        \
    X(curl_, easy_setopt)                                                      \
    X(curl_, easy_strerror)                                                    \
    X(curl_, getdate)                                                          \
    X(curl_, global_cleanup)                                                   \
    X(curl_, global_init)                                                      \
    X(curl_, multi_add_handle)                                                 \
    X(curl_, multi_cleanup)                                                    \
    X(curl_, multi_info_read)                                                  \
    X(curl_, multi_init)                                                       \
    X(curl_, multi_perform)                                                    \
    X(curl_, multi_poll)                                                       \
    X(curl_, multi_remove_handle)                                              \
    X(curl_, multi_setopt)                                                     \
    X(curl_, share_cleanup)                                                    \
    X(curl_, share_init)                                                       \
    X(curl_, share_setopt)                                                     \
    X(curl_, slist_append)                                                     \
    X(curl_, slist_free_all)                                                   \
    X(curl_, version)

struct libcurl {
    LIBCURL(LATE_CALL)
};

/* Not to be called before libcurl_load has succeeded. A number that an option
 * takes is a long, or a curl_off_t for those in _LARGE: nothing checks it. */
extern struct libcurl libcurl;

OP_MUST_CHECK enum op_status libcurl_load(struct op_error *err);

#endif
