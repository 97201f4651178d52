/* SPDX-License-Identifier: MIT */
/* retry.c - what may pass if it is tried again, and how long to wait. */
#include "net/retry.h"

#include "net/fetch.h"
#include <stdio.h>

#define FIRST_WAIT_MS  500
#define MOST_DOUBLINGS 7
#define FAR_MS         ((int64_t)365 * 24 * 3600 * 1000)

bool retry_helps(enum op_status status)
{
    return status == OP_CONNECT || status == OP_RESET || status == OP_TIMEOUT ||
           status == OP_TRUNCATED;
}

bool retry_helps_http(int http_status)
{
    static const int passing[] = {408, 425, 429, 500, 502, 503, 504};
    for (size_t i = 0; i < sizeof passing / sizeof *passing; i++)
        if (passing[i] == http_status)
            return true;
    return false;
}

bool retry_is_busy(int http_status)
{
    return http_status == 429 || http_status == 503;
}

/* Between three quarters and five quarters of the doubled wait. */
int64_t retry_backoff_ms(unsigned retry, uint64_t seed)
{
    unsigned doublings = retry < MOST_DOUBLINGS ? retry : MOST_DOUBLINGS;
    int64_t wait = (int64_t)FIRST_WAIT_MS << doublings;
    char number = (char)retry;
    uint64_t hash = str_hash(str_make(&number, 1), seed);
    return wait * 3 / 4 + (int64_t)(hash % (uint64_t)(wait / 2 + 1));
}

int64_t retry_after_ms(struct str value, int64_t now_s)
{
    value = str_trim(value);
    if (value.len == 0)
        return -1;
    if (str_span(value, "0123456789") == value.len) {
        uint64_t seconds;
        bool is_near = str_to_u64(value, &seconds) && seconds < FAR_MS / 1000;
        return is_near ? (int64_t)seconds * 1000 : FAR_MS;
    }
    char date[64];
    if (!char_is_alpha(value.at[0]) || value.len >= sizeof date)
        return -1;
    snprintf(date, sizeof date, "%.*s", STR_ARG(value));
    int64_t at_s = fetch_date(date);
    if (at_s < 0)
        return -1;
    int64_t wait_s = at_s > now_s ? at_s - now_s : 0;
    return wait_s < FAR_MS / 1000 ? wait_s * 1000 : FAR_MS;
}
