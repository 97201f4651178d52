/* SPDX-License-Identifier: MIT */
/* fetch.c - single HTTP exchanges, many at a time: the loop around libcurl. */
#include "net/fetch.h"

#include "base/memory.h"
#include "net/fetch_libcurl.h"
#include "net/fetch_transfer.h"
#include <errno.h>
#include <offprint/limits.h>
#include <string.h>
#include <unistd.h>

#define CONNECTIONS 64 /* kept open for reuse */

struct fetch {
    struct fetch_setup setup;
    CURLM *multi;
    CURL *jar; /* a handle that loads the cookie file, never performed */
    struct transfer *transfers;
    unsigned active, cookies_seen;
    uint64_t bytes;
    bool has_global;
};

static void describe(struct transfer *transfer)
{
    struct exchange *exchange = transfer->exchange;
    const char *ip = NULL;
    long version = 0;
    libcurl.easy_getinfo(transfer->easy, CURLINFO_PRIMARY_IP, &ip);
    libcurl.easy_getinfo(transfer->easy, CURLINFO_HTTP_VERSION, &version);
    struct str text = str_sub(str_of(ip), 0, sizeof exchange->ip - 1);
    if (text.len)
        memcpy(exchange->ip, text.at, text.len);
    exchange->http_status = transfer->head.status;
    exchange->http_major = version == CURL_HTTP_VERSION_2_0 ? 2
                           : transfer->head.status          ? 1
                                                            : 0;
}

static void unlink_transfer(struct fetch *fetch, struct transfer *transfer)
{
    libcurl.multi_remove_handle(fetch->multi, transfer->easy);
    if (transfer->next)
        transfer->next->prev = transfer->prev;
    if (transfer->prev)
        transfer->prev->next = transfer->next;
    else
        fetch->transfers = transfer->next;
    fetch->active--;
}

/* The limit of bytes per second holds for all transfers together. */
static void share_rate(struct fetch *fetch)
{
    uint64_t rate = fetch->setup.options->bytes_per_second;
    if (rate == 0 || fetch->active == 0)
        return;
    uint64_t each = rate / fetch->active ? rate / fetch->active : 1;
    for (struct transfer *t = fetch->transfers; t; t = t->next)
        libcurl.easy_setopt(t->easy, CURLOPT_MAX_RECV_SPEED_LARGE,
                            (curl_off_t)(each < INT64_MAX ? each : INT64_MAX));
}

/* libcurl bounds a cookie and a Cookie header, but not the jar: when strangers
 * have filled it, it is emptied, and what the user gave is put back. */
static void tidy_jar(struct fetch *fetch)
{
    if (fetch->cookies_seen <= OP_MAX_COOKIES)
        return;
    struct curl_slist *all = NULL;
    libcurl.easy_getinfo(fetch->jar, CURLINFO_COOKIELIST, &all);
    unsigned count = 0;
    for (struct curl_slist *one = all; one; one = one->next)
        count++;
    libcurl.slist_free_all(all);
    fetch->cookies_seen = count;
    if (count <= OP_MAX_COOKIES)
        return;
    libcurl.easy_setopt(fetch->jar, CURLOPT_COOKIELIST, "ALL");
    libcurl.easy_setopt(fetch->jar, CURLOPT_COOKIELIST, "RELOAD");
    fetch->cookies_seen = 0;
}

enum op_status fetch_start(struct fetch *fetch,
                           const struct fetch_request *request)
{
    struct transfer *transfer = transfer_new(&fetch->setup, request);
    if (!transfer)
        return OP_NO_MEMORY;
    transfer->bytes = &fetch->bytes;
    transfer->cookies = &fetch->cookies_seen;
    if (libcurl.multi_add_handle(fetch->multi, transfer->easy)) {
        transfer_free(transfer);
        return OP_NO_MEMORY;
    }
    transfer->next = fetch->transfers;
    if (transfer->next)
        transfer->next->prev = transfer;
    fetch->transfers = transfer;
    fetch->active++;
    share_rate(fetch);
    return OP_OK;
}

void fetch_wait(struct fetch *fetch, int timeout_ms, int other)
{
    struct curl_waitfd too = {.fd = other, .events = CURL_WAIT_POLLIN};
    int running = 0, left = 0;
    libcurl.multi_perform(fetch->multi, &running);
    if ((unsigned)running < fetch->active)
        return;
    libcurl.multi_poll(fetch->multi, &too, other >= 0, timeout_ms, &left);
    libcurl.multi_perform(fetch->multi, &running);
}

bool fetch_next(struct fetch *fetch, struct fetch_result *result)
{
    int left;
    CURLMsg *message;
    do
        message = libcurl.multi_info_read(fetch->multi, &left);
    while (message && message->msg != CURLMSG_DONE);
    if (!message)
        return false;
    int code = (int)message->data.result;
    struct transfer *transfer = NULL;
    libcurl.easy_getinfo(message->easy_handle, CURLINFO_PRIVATE, &transfer);
    describe(transfer);
    *result = (struct fetch_result){
        .tag = transfer->tag,
        .exchange = transfer->exchange,
        .has_connected = transfer_has_connected(transfer),
    };
    enum op_status status = transfer_explain(transfer, code, &result->error);
    result->exchange->is_truncated = status && transfer->head.status;
    transfer->exchange = NULL;
    unlink_transfer(fetch, transfer);
    transfer_free(transfer);
    share_rate(fetch);
    tidy_jar(fetch);
    return true;
}

void fetch_stop(struct fetch *fetch)
{
    while (fetch->transfers) {
        struct transfer *transfer = fetch->transfers;
        unlink_transfer(fetch, transfer);
        transfer_free(transfer);
    }
}

uint64_t fetch_bytes(const struct fetch *fetch)
{
    return fetch->bytes;
}

int64_t fetch_date(const char *text)
{
    bool can = libcurl_load(NULL) == OP_OK;
    return can ? (int64_t)libcurl.getdate(text, NULL) : -1;
}

const char *fetch_built_with(void)
{
    return "libcurl/" LIBCURL_VERSION;
}

const char *fetch_version(struct op_error *err)
{
    return libcurl_load(err) == OP_OK ? libcurl.version() : NULL;
}

static enum op_status check_file(const char *path, const char *what,
                                 struct op_error *err)
{
    if (!path || access(path, R_OK) == 0)
        return OP_OK;
    return error_set(err, OP_IO, OP_STAGE_OPTIONS, S(""),
                     "cannot read the %s %s: %s", what, path, strerror(errno));
}

static bool open_jar(struct fetch *fetch)
{
    const char *cookies = fetch->setup.options->cookies;
    fetch->setup.share = libcurl.share_init();
    fetch->jar = libcurl.easy_init();
    if (!fetch->setup.share || !fetch->jar)
        return false;
    libcurl.share_setopt(fetch->setup.share, CURLSHOPT_SHARE,
                         CURL_LOCK_DATA_COOKIE);
    libcurl.share_setopt(fetch->setup.share, CURLSHOPT_SHARE,
                         CURL_LOCK_DATA_SSL_SESSION);
    libcurl.easy_setopt(fetch->jar, CURLOPT_SHARE, fetch->setup.share);
    libcurl.easy_setopt(fetch->jar, CURLOPT_COOKIEFILE,
                        cookies && !fetch_is_cookie_data(cookies) ? cookies
                                                                  : "");
    return libcurl.easy_setopt(fetch->jar, CURLOPT_COOKIELIST, "RELOAD") ==
           CURLE_OK;
}

static bool fetch_open(struct fetch *fetch,
                       const struct client_options *options)
{
    fetch->has_global = libcurl.global_init(CURL_GLOBAL_DEFAULT) == CURLE_OK;
    fetch->multi = fetch->has_global ? libcurl.multi_init() : NULL;
    if (!fetch->multi || !fetch_setup_init(&fetch->setup, options) ||
        !open_jar(fetch))
        return false;
    libcurl.multi_setopt(fetch->multi, CURLMOPT_PIPELINING,
                         (long)CURLPIPE_MULTIPLEX);
    libcurl.multi_setopt(fetch->multi, CURLMOPT_MAXCONNECTS, (long)CONNECTIONS);
    return true;
}

struct fetch *fetch_new(const struct client_options *options,
                        struct op_error *err)
{
    const char *cookies = options->cookies;
    if (check_file(options->is_insecure ? NULL : fetch_ca_file(options),
                   "CA certificates", err) ||
        check_file(fetch_is_cookie_data(cookies) ? NULL : cookies,
                   "cookie file", err))
        return NULL;
    if (libcurl_load(err) != OP_OK)
        return NULL;
    struct fetch *fetch = memory_alloc(sizeof *fetch);
    if (fetch)
        *fetch = (struct fetch){0};
    if (!fetch || !fetch_open(fetch, options)) {
        error_set(err, OP_NO_MEMORY, OP_STAGE_FETCH, S(""),
                  "libcurl cannot be started");
        fetch_free(fetch);
        return NULL;
    }
    return fetch;
}

void fetch_free(struct fetch *fetch)
{
    if (!fetch)
        return;
    fetch_stop(fetch);
    libcurl.multi_cleanup(fetch->multi);
    libcurl.easy_cleanup(fetch->jar);
    libcurl.share_cleanup(fetch->setup.share);
    fetch_setup_free(&fetch->setup);
    if (fetch->has_global)
        libcurl.global_cleanup();
    memory_free(fetch);
}
