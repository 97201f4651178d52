/* SPDX-License-Identifier: MIT */
/* fetch_libcurl.c - load libcurl. */
#include "net/fetch_libcurl.h"

struct libcurl libcurl;

static struct late late = {"libcurl.so.4", LIBCURL(LATE_NAME), &libcurl, 0};

enum op_status libcurl_load(struct op_error *err)
{
    return late_load(&late, err);
}
