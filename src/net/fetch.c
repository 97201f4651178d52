/* SPDX-License-Identifier: MIT */
/* fetch.c - the one door to libcurl: single HTTP exchanges, many at a time. */
#include "net/fetch.h"

#include "base/memory.h"
#include "net/guard.h"
#include "net/head.h"
#include "net/proxy.h"
#include <curl/curl.h>
#include <errno.h>
#include <netdb.h>
#include <offprint/limits.h>
#include <offprint/version.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#define USER_AGENT                                                             \
    "offprint/" OP_VERSION " (+https://github.com/offprint/offprint)"
#define MAX_REQUEST_BYTES (64u << 10)
#define CONNECTIONS       64 /* kept open for reuse */

struct transfer {
    struct fetch *fetch;
    struct transfer *prev, *next;
    CURL *easy;
    struct exchange *exchange;
    struct head head;
    void *tag;
    bool may_be_private, is_proxied;
    enum op_status failure; /* ours; OP_OK while libcurl may judge */
    const char *why;        /* static */
    char refused[64];       /* the private address that was not opened */
    char message[CURL_ERROR_SIZE];
};

struct fetch {
    const struct client_options *options;
    CURLM *multi;
    CURLSH *share; /* cookies and TLS sessions */
    CURL *jar;     /* a handle that loads the cookie file, never performed */
    struct curl_slist *headers[FETCH_KINDS][2]; /* without, with secrets */
    struct curl_slist *resolve, *connect_to;
    struct transfer *transfers;
    unsigned active, cookies_seen;
    uint64_t bytes;
    bool has_global;
};

/* --- what libcurl calls ------------------------------------------------- */

static size_t give_up(struct transfer *transfer, enum op_status failure,
                      const char *why)
{
    transfer->failure = failure;
    transfer->why = why;
    return 0;
}

static size_t on_header(char *bytes, size_t size, size_t count, void *context)
{
    struct transfer *transfer = context;
    struct head *head = &transfer->head;
    struct str line = str_make(bytes, size * count);
    transfer->fetch->bytes += line.len;
    if (!head_line(head, line))
        return give_up(transfer, head->failure, head->why);
    if (str_istarts(line, S("Set-Cookie:")))
        transfer->fetch->cookies_seen++;
    bool is_too_long = head->is_whole && head->has_length &&
                       !head->has_transfer_coding &&
                       head->length > transfer->exchange->body.max;
    if (is_too_long)
        return give_up(transfer, OP_TOO_LARGE, "body larger than the limit");
    return line.len;
}

static size_t on_body(char *bytes, size_t size, size_t count, void *context)
{
    struct transfer *transfer = context;
    struct buf *body = &transfer->exchange->body;
    struct str part = str_make(bytes, size * count);
    transfer->fetch->bytes += part.len;
    struct str fits = str_sub(part, 0, body->max - body->len);
    buf_put(body, fits);
    if (body->failed)
        return give_up(transfer, OP_NO_MEMORY, "out of memory");
    if (fits.len < part.len)
        return give_up(transfer, OP_TOO_LARGE, "body larger than the limit");
    return part.len;
}

static bool is_secret(struct str line)
{
    return str_istarts(line, S("Authorization:")) ||
           str_istarts(line, S("Proxy-Authorization:")) ||
           str_istarts(line, S("Cookie:"));
}

/* The request as it goes out, without its secrets. A connection that died
 * while it was idle makes libcurl send it again: the last one counts. */
static int on_debug(CURL *easy, curl_infotype type, char *bytes, size_t size,
                    void *context)
{
    (void)easy;
    struct transfer *transfer = context;
    struct str rest = str_make(bytes, size), line;
    if (type != CURLINFO_HEADER_OUT || str_starts(rest, S("CONNECT ")))
        return 0;
    struct buf *request = &transfer->exchange->request;
    buf_clear(request);
    while (rest.len > 0 && str_split(&rest, '\n', &line))
        if (!is_secret(line)) {
            buf_put(request, line);
            buf_putc(request, '\n');
        }
    return 0;
}

/* The guard: the address that is really used, whatever the name said. */
static curl_socket_t on_socket(void *context, curlsocktype purpose,
                               struct curl_sockaddr *address)
{
    (void)purpose;
    struct transfer *transfer = context;
    if (!transfer->may_be_private && !transfer->is_proxied &&
        address_is_private(&address->addr)) {
        if (getnameinfo(&address->addr, address->addrlen, transfer->refused,
                        sizeof transfer->refused, NULL, 0, NI_NUMERICHOST))
            transfer->refused[0] = '?';
        return CURL_SOCKET_BAD;
    }
    return socket(address->family, address->socktype | SOCK_CLOEXEC,
                  address->protocol);
}

/* --- one transfer -------------------------------------------------------- */

static void transfer_free(struct transfer *transfer)
{
    if (transfer->easy)
        curl_easy_cleanup(transfer->easy);
    exchange_free(transfer->exchange);
    memory_free(transfer);
}

static int64_t wall_clock_ms(void)
{
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static struct exchange *exchange_new(const struct fetch_request *request)
{
    struct exchange *exchange = memory_alloc(sizeof *exchange);
    size_t size = strlen(request->public_url) + 1;
    char *url = memory_alloc(size);
    if (!exchange || !url) {
        memory_free(exchange);
        memory_free(url);
        return NULL;
    }
    *exchange = (struct exchange){
        .url = memcpy(url, request->public_url, size),
        .started_ms = wall_clock_ms(),
    };
    buf_init(&exchange->request, MAX_REQUEST_BYTES);
    buf_init(&exchange->head, OP_MAX_HEADER_BYTES);
    buf_init(&exchange->body, request->max_bytes);
    return exchange;
}

static struct transfer *transfer_new(struct fetch *fetch,
                                     const struct fetch_request *request)
{
    struct transfer *transfer = memory_alloc(sizeof *transfer);
    if (!transfer)
        return NULL;
    *transfer = (struct transfer){
        .fetch = fetch,
        .easy = curl_easy_init(),
        .exchange = exchange_new(request),
        .tag = request->tag,
        .may_be_private =
            request->may_be_private || fetch->options->allows_private,
    };
    if (!transfer->easy || !transfer->exchange) {
        transfer_free(transfer);
        return NULL;
    }
    head_init(&transfer->head, &transfer->exchange->head);
    return transfer;
}

static void set_callbacks(struct transfer *transfer)
{
    CURL *easy = transfer->easy;
    curl_easy_setopt(easy, CURLOPT_PRIVATE, transfer);
    curl_easy_setopt(easy, CURLOPT_ERRORBUFFER, transfer->message);
    curl_easy_setopt(easy, CURLOPT_HEADERFUNCTION, on_header);
    curl_easy_setopt(easy, CURLOPT_HEADERDATA, transfer);
    curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, on_body);
    curl_easy_setopt(easy, CURLOPT_WRITEDATA, transfer);
    curl_easy_setopt(easy, CURLOPT_OPENSOCKETFUNCTION, on_socket);
    curl_easy_setopt(easy, CURLOPT_OPENSOCKETDATA, transfer);
    curl_easy_setopt(easy, CURLOPT_DEBUGFUNCTION, on_debug);
    curl_easy_setopt(easy, CURLOPT_DEBUGDATA, transfer);
    curl_easy_setopt(easy, CURLOPT_VERBOSE, 1L);
}

static long or_zero(int ms)
{
    return ms > 0 ? ms : 0;
}

static void set_limits(struct transfer *transfer)
{
    CURL *easy = transfer->easy;
    const struct client_options *options = transfer->fetch->options;
    curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(easy, CURLOPT_PROTOCOLS_STR, "http,https");
    curl_easy_setopt(easy, CURLOPT_FOLLOWLOCATION, 0L);
    curl_easy_setopt(easy, CURLOPT_NETRC, (long)CURL_NETRC_IGNORED);
    curl_easy_setopt(easy, CURLOPT_HTTP09_ALLOWED, 0L);
    curl_easy_setopt(easy, CURLOPT_SUPPRESS_CONNECT_HEADERS, 1L);
    curl_easy_setopt(easy, CURLOPT_CONNECTTIMEOUT_MS,
                     or_zero(options->connect_timeout_ms));
    curl_easy_setopt(easy, CURLOPT_TIMEOUT_MS,
                     or_zero(options->transfer_timeout_ms));
    curl_easy_setopt(easy, CURLOPT_LOW_SPEED_LIMIT, 1L);
    curl_easy_setopt(easy, CURLOPT_LOW_SPEED_TIME,
                     (or_zero(options->stall_timeout_ms) + 999) / 1000);
    /* Or a resolver that hangs would hold up everybody at the clean-up. */
    curl_easy_setopt(easy, CURLOPT_QUICK_EXIT, 1L);
}

static const char *ca_file(const struct client_options *options)
{
    const char *file = options->ca_file;
    if (!file)
        file = getenv("CURL_CA_BUNDLE");
    if (!file || !*file)
        file = getenv("SSL_CERT_FILE");
    return file && *file ? file : NULL;
}

static void set_connection(struct transfer *transfer)
{
    CURL *easy = transfer->easy;
    struct fetch *fetch = transfer->fetch;
    const struct client_options *options = fetch->options;
    const char *proxy =
        proxy_for(options->proxy, str_of(transfer->exchange->url));
    transfer->is_proxied = proxy != NULL;
    curl_easy_setopt(easy, CURLOPT_PROXY, proxy ? proxy : "");
    curl_easy_setopt(easy, CURLOPT_NOPROXY, "");
    curl_easy_setopt(easy, CURLOPT_HTTP_VERSION, (long)CURL_HTTP_VERSION_2TLS);
    curl_easy_setopt(easy, CURLOPT_PIPEWAIT, 1L);
    curl_easy_setopt(easy, CURLOPT_DNS_CACHE_TIMEOUT, -1L);
    curl_easy_setopt(easy, CURLOPT_RESOLVE, fetch->resolve);
    curl_easy_setopt(easy, CURLOPT_CONNECT_TO, fetch->connect_to);
    curl_easy_setopt(easy, CURLOPT_SHARE, fetch->share);
    curl_easy_setopt(easy, CURLOPT_SSL_VERIFYPEER,
                     options->is_insecure ? 0L : 1L);
    curl_easy_setopt(easy, CURLOPT_SSL_VERIFYHOST,
                     options->is_insecure ? 0L : 2L);
    const char *ca = ca_file(options), *folder = getenv("SSL_CERT_DIR");
    if (ca)
        curl_easy_setopt(easy, CURLOPT_CAINFO, ca);
    if (folder && *folder)
        curl_easy_setopt(easy, CURLOPT_CAPATH, folder);
}

static bool is_cookie_data(const char *cookies)
{
    return cookies && strchr(cookies, '=');
}

static void set_request(struct transfer *transfer,
                        const struct fetch_request *request)
{
    CURL *easy = transfer->easy;
    struct fetch *fetch = transfer->fetch;
    const struct client_options *options = fetch->options;
    curl_easy_setopt(easy, CURLOPT_URL, request->url);
    curl_easy_setopt(easy, CURLOPT_PATH_AS_IS, 1L);
    curl_easy_setopt(easy, CURLOPT_REFERER, request->referer);
    curl_easy_setopt(easy, CURLOPT_USERAGENT,
                     options->user_agent ? options->user_agent : USER_AGENT);
    curl_easy_setopt(easy, CURLOPT_HTTPHEADER,
                     fetch->headers[request->kind][request->has_secrets]);
    curl_easy_setopt(easy, CURLOPT_COOKIEFILE, "");
    if (!request->has_secrets)
        return;
    if (options->user)
        curl_easy_setopt(easy, CURLOPT_USERPWD, options->user);
    if (is_cookie_data(options->cookies))
        curl_easy_setopt(easy, CURLOPT_COOKIE, options->cookies);
}

/* --- what went wrong ----------------------------------------------------- */

static const struct cause {
    CURLcode code;
    enum op_status status;
    const char *text; /* NULL: libcurl's own words */
} CAUSES[] = {
    {CURLE_UNSUPPORTED_PROTOCOL, OP_BAD_RESPONSE, "the answer is not HTTP"},
    {CURLE_URL_MALFORMAT, OP_BAD_URL, "libcurl cannot use this URL"},
    {CURLE_COULDNT_RESOLVE_PROXY, OP_CONNECT, "cannot resolve the proxy"},
    {CURLE_COULDNT_RESOLVE_HOST, OP_DNS, "cannot resolve host"},
    {CURLE_WEIRD_SERVER_REPLY, OP_BAD_RESPONSE, NULL},
    {CURLE_PARTIAL_FILE, OP_TRUNCATED, "the answer ended before its end"},
    {CURLE_OUT_OF_MEMORY, OP_NO_MEMORY, "out of memory"},
    {CURLE_SSL_CONNECT_ERROR, OP_TLS, NULL},
    {CURLE_PEER_FAILED_VERIFICATION, OP_TLS, NULL},
    {CURLE_SSL_CACERT_BADFILE, OP_TLS, "cannot read the CA certificates"},
    {CURLE_SSL_CERTPROBLEM, OP_TLS, NULL},
    {CURLE_SSL_CIPHER, OP_TLS, NULL},
    {CURLE_SSL_ISSUER_ERROR, OP_TLS, NULL},
    {CURLE_SSL_INVALIDCERTSTATUS, OP_TLS, NULL},
    {CURLE_GOT_NOTHING, OP_RESET, "the server closed without an answer"},
    {CURLE_SEND_ERROR, OP_RESET, "the connection was reset"},
    {CURLE_RECV_ERROR, OP_RESET, "the connection was reset"},
    {CURLE_HTTP2, OP_RESET, "HTTP/2 error"},
    {CURLE_HTTP2_STREAM, OP_RESET, "HTTP/2 stream was reset"},
    {CURLE_FILESIZE_EXCEEDED, OP_TOO_LARGE, "body larger than the limit"},
    {CURLE_PROXY, OP_CONNECT, "the proxy refused the connection"},
};

static const char *after(const char *message, const char *prefix)
{
    size_t len = strlen(prefix);
    return strncmp(message, prefix, len) == 0 ? message + len : message;
}

static struct cause connect_cause(const struct transfer *transfer)
{
    long number = 0;
    curl_easy_getinfo(transfer->easy, CURLINFO_OS_ERRNO, &number);
    const char *text = number == ECONNREFUSED   ? "connection refused"
                       : number == EHOSTUNREACH ? "no route to host"
                       : number == ENETUNREACH  ? "network is unreachable"
                       : number == ETIMEDOUT    ? "connection timed out"
                                                : "cannot connect";
    return (struct cause){CURLE_COULDNT_CONNECT, OP_CONNECT, text};
}

static bool took_time(const struct transfer *transfer, CURLINFO which)
{
    curl_off_t us = 0;
    curl_easy_getinfo(transfer->easy, which, &us);
    return us > 0;
}

static struct cause timeout_cause(const struct transfer *transfer)
{
    struct cause cause = {CURLE_OPERATION_TIMEDOUT, OP_TIMEOUT, NULL};
    bool is_tls = str_starts(str_of(transfer->exchange->url), S("https:"));
    if (transfer->head.total > 0)
        cause.text = "the transfer took too long";
    else if (!took_time(transfer, CURLINFO_NAMELOOKUP_TIME_T))
        cause.text = "name look-up timed out";
    else if (!took_time(transfer, CURLINFO_CONNECT_TIME_T))
        cause.text = "connection timed out";
    else if (is_tls && !took_time(transfer, CURLINFO_APPCONNECT_TIME_T))
        return (struct cause){CURLE_SSL_CONNECT_ERROR, OP_TLS,
                              "TLS handshake timed out"};
    else
        cause.text = "no answer in time";
    return cause;
}

/* libcurl has one code for all that goes wrong while it receives. */
static struct cause receive_cause(const struct transfer *transfer)
{
    const char *message = transfer->message;
    long proxy_status = 0;
    curl_easy_getinfo(transfer->easy, CURLINFO_HTTP_CONNECTCODE, &proxy_status);
    struct cause cause = {CURLE_RECV_ERROR, OP_RESET,
                          "the connection was reset"};
    if (strstr(message, "chunked") || strstr(message, "eader"))
        cause = (struct cause){CURLE_RECV_ERROR, OP_BAD_RESPONSE, NULL};
    else if (strstr(message, "unexpected eof"))
        cause = (struct cause){CURLE_PARTIAL_FILE, OP_TRUNCATED,
                               "the answer ended before its end"};
    else if (strstr(message, "CONNECT"))
        cause = (struct cause){
            CURLE_PROXY, proxy_status == 407 ? OP_UNAUTHORISED : OP_CONNECT,
            NULL};
    return cause;
}

static struct cause cause_of(const struct transfer *transfer, CURLcode code)
{
    if (code == CURLE_COULDNT_CONNECT)
        return connect_cause(transfer);
    if (code == CURLE_OPERATION_TIMEDOUT)
        return timeout_cause(transfer);
    if (code == CURLE_RECV_ERROR)
        return receive_cause(transfer);
    /* A header line beyond libcurl's own 100 KB. */
    if (code == CURLE_OUT_OF_MEMORY && !transfer->head.is_whole)
        return (struct cause){code, OP_BAD_RESPONSE,
                              "response headers too large"};
    for (size_t i = 0; i < sizeof CAUSES / sizeof *CAUSES; i++)
        if (CAUSES[i].code == code)
            return CAUSES[i];
    return (struct cause){code, OP_BAD_RESPONSE, NULL};
}

static enum op_status explain(const struct transfer *transfer, CURLcode code,
                              struct op_error *err)
{
    struct str url = str_of(transfer->exchange->url);
    if (transfer->failure)
        return error_set(err, transfer->failure, OP_STAGE_FETCH, url, "%s",
                         transfer->why);
    if (transfer->refused[0] && code == CURLE_COULDNT_CONNECT)
        return error_set(err, OP_PRIVATE_ADDRESS, OP_STAGE_GUARD, url,
                         "the host's address is private: %s",
                         transfer->refused);
    struct cause cause = cause_of(transfer, code);
    const char *text = cause.text;
    if (!text && transfer->message[0])
        text = after(transfer->message, "SSL certificate problem: ");
    if (!text)
        text = curl_easy_strerror(code);
    const char *what = code == CURLE_PEER_FAILED_VERIFICATION
                           ? "certificate verify failed: "
                           : "";
    return error_set(err, cause.status, OP_STAGE_FETCH, url, "%s%s", what,
                     after(text, "SSL: "));
}

/* libcurl is content: are we? */
static enum op_status check_whole(const struct transfer *transfer,
                                  struct op_error *err)
{
    const struct head *head = &transfer->head;
    const struct exchange *exchange = transfer->exchange;
    struct str url = str_of(exchange->url);
    bool has_length = head->has_length && !head->has_transfer_coding &&
                      head->status != 304 && head->status != 204;
    if (!head->is_whole)
        return error_set(err, OP_TRUNCATED, OP_STAGE_FETCH, url,
                         "the answer ended inside its headers");
    if (has_length && exchange->body.len < head->length)
        return error_set(err, OP_TRUNCATED, OP_STAGE_FETCH, url,
                         "the answer ended before its end");
    return OP_OK;
}

static bool is_before_connection(const struct transfer *transfer, CURLcode code)
{
    if (transfer->head.total > 0 || code == CURLE_OK)
        return false;
    bool is_https = str_starts(str_of(transfer->exchange->url), S("https:"));
    CURLINFO ready =
        is_https ? CURLINFO_APPCONNECT_TIME_T : CURLINFO_CONNECT_TIME_T;
    return !took_time(transfer, ready);
}

static void describe(struct transfer *transfer)
{
    struct exchange *exchange = transfer->exchange;
    const char *ip = NULL;
    long version = 0;
    curl_easy_getinfo(transfer->easy, CURLINFO_PRIMARY_IP, &ip);
    curl_easy_getinfo(transfer->easy, CURLINFO_HTTP_VERSION, &version);
    struct str text = str_sub(str_of(ip), 0, sizeof exchange->ip - 1);
    if (text.len)
        memcpy(exchange->ip, text.at, text.len);
    exchange->http_status = transfer->head.status;
    exchange->http_major = version == CURL_HTTP_VERSION_2_0 ? 2
                           : transfer->head.status          ? 1
                                                            : 0;
}

/* --- all of them --------------------------------------------------------- */

static void unlink_transfer(struct transfer *transfer)
{
    struct fetch *fetch = transfer->fetch;
    curl_multi_remove_handle(fetch->multi, transfer->easy);
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
    uint64_t rate = fetch->options->bytes_per_second;
    if (rate == 0 || fetch->active == 0)
        return;
    uint64_t each = rate / fetch->active ? rate / fetch->active : 1;
    for (struct transfer *t = fetch->transfers; t; t = t->next)
        curl_easy_setopt(t->easy, CURLOPT_MAX_RECV_SPEED_LARGE,
                         (curl_off_t)(each < INT64_MAX ? each : INT64_MAX));
}

/* libcurl bounds a cookie and a Cookie header, but not the jar: when strangers
 * have filled it, it is emptied, and what the user gave is put back. */
static void tidy_jar(struct fetch *fetch)
{
    if (fetch->cookies_seen <= OP_MAX_COOKIES)
        return;
    struct curl_slist *all = NULL;
    curl_easy_getinfo(fetch->jar, CURLINFO_COOKIELIST, &all);
    unsigned count = 0;
    for (struct curl_slist *one = all; one; one = one->next)
        count++;
    curl_slist_free_all(all);
    fetch->cookies_seen = count;
    if (count <= OP_MAX_COOKIES)
        return;
    curl_easy_setopt(fetch->jar, CURLOPT_COOKIELIST, "ALL");
    curl_easy_setopt(fetch->jar, CURLOPT_COOKIELIST, "RELOAD");
    fetch->cookies_seen = 0;
}

enum op_status fetch_start(struct fetch *fetch,
                           const struct fetch_request *request)
{
    struct transfer *transfer = transfer_new(fetch, request);
    if (!transfer)
        return OP_NO_MEMORY;
    set_callbacks(transfer);
    set_limits(transfer);
    set_connection(transfer);
    set_request(transfer, request);
    if (curl_multi_add_handle(fetch->multi, transfer->easy)) {
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

void fetch_wait(struct fetch *fetch, int timeout_ms)
{
    int running = 0, left = 0;
    curl_multi_perform(fetch->multi, &running);
    if ((unsigned)running < fetch->active)
        return;
    curl_multi_poll(fetch->multi, NULL, 0, timeout_ms, &left);
    curl_multi_perform(fetch->multi, &running);
}

bool fetch_next(struct fetch *fetch, struct fetch_result *result)
{
    int left;
    CURLMsg *message;
    do
        message = curl_multi_info_read(fetch->multi, &left);
    while (message && message->msg != CURLMSG_DONE);
    if (!message)
        return false;
    CURLcode code = message->data.result;
    struct transfer *transfer = NULL;
    curl_easy_getinfo(message->easy_handle, CURLINFO_PRIVATE, &transfer);
    describe(transfer);
    *result = (struct fetch_result){
        .tag = transfer->tag,
        .exchange = transfer->exchange,
        .has_connected = !is_before_connection(transfer, code),
    };
    enum op_status status = code ? explain(transfer, code, &result->error)
                                 : check_whole(transfer, &result->error);
    result->exchange->is_truncated = status && transfer->head.status;
    transfer->exchange = NULL;
    unlink_transfer(transfer);
    transfer_free(transfer);
    share_rate(fetch);
    tidy_jar(fetch);
    return true;
}

void fetch_stop(struct fetch *fetch)
{
    while (fetch->transfers) {
        struct transfer *transfer = fetch->transfers;
        unlink_transfer(transfer);
        transfer_free(transfer);
    }
}

uint64_t fetch_bytes(const struct fetch *fetch)
{
    return fetch->bytes;
}

int64_t fetch_date(const char *text)
{
    return (int64_t)curl_getdate(text, NULL);
}

const char *fetch_version(void)
{
    return curl_version();
}

/* --- the beginning and the end ------------------------------------------- */

static bool append(struct curl_slist **list, const char *line)
{
    struct curl_slist *longer = curl_slist_append(*list, line);
    if (longer)
        *list = longer;
    return longer != NULL;
}

static bool append_all(struct curl_slist **list, const char *const *lines)
{
    for (; lines && *lines; lines++)
        if (!append(list, *lines))
            return false;
    return true;
}

/* Does the user say this header himself? */
static bool is_given(const struct client_options *options, struct str line)
{
    struct str name = str_sub(line, 0, str_find_byte(line, ':') + 1);
    const char *const *given = options->headers;
    while (given && *given)
        if (str_istarts(str_of(*given++), name))
            return true;
    return false;
}

static bool build_headers(struct fetch *fetch, enum fetch_kind kind,
                          bool has_secrets)
{
    static const char *const accept[FETCH_KINDS] = {
        [FETCH_PAGE] = "Accept: text/html,application/xhtml+xml,"
                       "application/xml;q=0.9,*/*;q=0.8",
        [FETCH_ASSET] = "Accept: image/webp,image/png,image/jpeg,"
                        "image/svg+xml,image/*;q=0.9,*/*;q=0.8",
        [FETCH_ROBOTS] = "Accept: text/plain,*/*;q=0.8",
    };
    const char *const ours[] = {accept[kind],
                                "Accept-Encoding: gzip, deflate, br, zstd"};
    const struct client_options *options = fetch->options;
    struct curl_slist **list = &fetch->headers[kind][has_secrets];
    for (size_t i = 0; i < 2; i++)
        if (!is_given(options, str_of(ours[i])) && !append(list, ours[i]))
            return false;
    const char *const *given = options->headers;
    for (; given && *given; given++)
        if ((has_secrets || !is_secret(str_of(*given))) &&
            !append(list, *given))
            return false;
    return true;
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
    const char *cookies = fetch->options->cookies;
    fetch->share = curl_share_init();
    fetch->jar = curl_easy_init();
    if (!fetch->share || !fetch->jar)
        return false;
    curl_share_setopt(fetch->share, CURLSHOPT_SHARE, CURL_LOCK_DATA_COOKIE);
    curl_share_setopt(fetch->share, CURLSHOPT_SHARE,
                      CURL_LOCK_DATA_SSL_SESSION);
    curl_easy_setopt(fetch->jar, CURLOPT_SHARE, fetch->share);
    curl_easy_setopt(fetch->jar, CURLOPT_COOKIEFILE,
                     cookies && !is_cookie_data(cookies) ? cookies : "");
    return curl_easy_setopt(fetch->jar, CURLOPT_COOKIELIST, "RELOAD") ==
           CURLE_OK;
}

static bool fetch_open(struct fetch *fetch)
{
    const struct client_options *options = fetch->options;
    fetch->has_global = curl_global_init(CURL_GLOBAL_DEFAULT) == CURLE_OK;
    fetch->multi = fetch->has_global ? curl_multi_init() : NULL;
    if (!fetch->multi || !open_jar(fetch))
        return false;
    for (enum fetch_kind kind = 0; kind < FETCH_KINDS; kind++)
        if (!build_headers(fetch, kind, false) ||
            !build_headers(fetch, kind, true))
            return false;
    curl_multi_setopt(fetch->multi, CURLMOPT_PIPELINING,
                      (long)CURLPIPE_MULTIPLEX);
    curl_multi_setopt(fetch->multi, CURLMOPT_MAXCONNECTS, (long)CONNECTIONS);
    return append_all(&fetch->resolve, options->resolve) &&
           append_all(&fetch->connect_to, options->connect_to);
}

struct fetch *fetch_new(const struct client_options *options,
                        struct op_error *err)
{
    const char *cookies = options->cookies;
    if (check_file(options->is_insecure ? NULL : ca_file(options),
                   "CA certificates", err) ||
        check_file(is_cookie_data(cookies) ? NULL : cookies, "cookie file",
                   err))
        return NULL;
    struct fetch *fetch = memory_alloc(sizeof *fetch);
    if (fetch)
        *fetch = (struct fetch){.options = options};
    if (!fetch || !fetch_open(fetch)) {
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
    curl_multi_cleanup(fetch->multi);
    curl_easy_cleanup(fetch->jar);
    curl_share_cleanup(fetch->share);
    for (enum fetch_kind kind = 0; kind < FETCH_KINDS; kind++) {
        curl_slist_free_all(fetch->headers[kind][false]);
        curl_slist_free_all(fetch->headers[kind][true]);
    }
    curl_slist_free_all(fetch->resolve);
    curl_slist_free_all(fetch->connect_to);
    if (fetch->has_global)
        curl_global_cleanup();
    memory_free(fetch);
}
