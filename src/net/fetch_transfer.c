/* SPDX-License-Identifier: MIT */
/* fetch_transfer.c - one exchange: what libcurl is told, and what it tells. */
#include "net/fetch_transfer.h"

#include "base/memory.h"
#include "net/fetch_libcurl.h"
#include "net/guard.h"
#include "net/proxy.h"
#include <netdb.h>
#include <offprint/limits.h>
#include <offprint/version.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define USER_AGENT         "offprint/" OP_VERSION " (+" OP_HOMEPAGE ")"
#define MAX_EXPECTED_BYTES (8u << 20)

_Static_assert(FETCH_MESSAGE_BYTES >= CURL_ERROR_SIZE, "libcurl writes there");

/* --- what libcurl calls --------------------------------------------------- */

static size_t give_up(struct transfer *transfer, enum op_status failure,
                      const char *why)
{
    transfer->failure = failure;
    transfer->why = why;
    return 0;
}

/* The head is there: refuse a body that says it is too long, except of
 * robots.txt, where the part within the limit is enough; make room at once for
 * one of reasonable length. */
static bool expect_body(struct transfer *transfer)
{
    const struct head *head = &transfer->head;
    struct buf *body = &transfer->exchange->body;
    if (!head->has_length || head->has_transfer_coding)
        return true;
    if (head->length > body->max)
        return transfer->kind == FETCH_ROBOTS;
    if (head->length <= MAX_EXPECTED_BYTES)
        (void)buf_room(body, (size_t)head->length);
    return true;
}

static size_t on_header(char *bytes, size_t size, size_t count, void *context)
{
    struct transfer *transfer = context;
    struct head *head = &transfer->head;
    struct str line = str_make(bytes, size * count);
    bool was_whole = head->is_whole;
    *transfer->bytes += line.len;
    if (!head_line(head, line))
        return give_up(transfer, head->failure, head->why);
    if (str_istarts(line, S("Set-Cookie:")))
        ++*transfer->cookies;
    if (head->is_whole && !was_whole && !expect_body(transfer))
        return give_up(transfer, OP_TOO_LARGE, "body larger than the limit");
    return line.len;
}

static size_t on_body(char *bytes, size_t size, size_t count, void *context)
{
    struct transfer *transfer = context;
    struct buf *body = &transfer->exchange->body;
    struct str part = str_make(bytes, size * count);
    *transfer->bytes += part.len;
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
    if (type == CURLINFO_SSL_DATA_OUT)
        transfer->has_greeted = true;
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

/* --- what every transfer borrows ------------------------------------------ */

static bool append(struct curl_slist **list, const char *line)
{
    struct curl_slist *longer = libcurl.slist_append(*list, line);
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

static bool build_headers(struct fetch_setup *setup, enum fetch_kind kind,
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
    const struct client_options *options = setup->options;
    struct curl_slist **list = &setup->headers[kind][has_secrets];
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

bool fetch_setup_init(struct fetch_setup *setup,
                      const struct client_options *options)
{
    *setup = (struct fetch_setup){.options = options};
    for (enum fetch_kind kind = 0; kind < FETCH_KINDS; kind++)
        if (!build_headers(setup, kind, false) ||
            !build_headers(setup, kind, true))
            return false;
    return append_all(&setup->resolve, options->resolve) &&
           append_all(&setup->connect_to, options->connect_to);
}

void fetch_setup_free(struct fetch_setup *setup)
{
    for (enum fetch_kind kind = 0; kind < FETCH_KINDS; kind++) {
        libcurl.slist_free_all(setup->headers[kind][false]);
        libcurl.slist_free_all(setup->headers[kind][true]);
    }
    libcurl.slist_free_all(setup->resolve);
    libcurl.slist_free_all(setup->connect_to);
}

/* --- one transfer --------------------------------------------------------- */

void transfer_free(struct transfer *transfer)
{
    if (transfer->easy)
        libcurl.easy_cleanup(transfer->easy);
    libcurl.slist_free_all(transfer->headers);
    exchange_free(transfer->exchange);
    memory_free(transfer);
}

static int64_t wall_clock_ms(void)
{
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static void set_callbacks(struct transfer *transfer)
{
    CURL *easy = transfer->easy;
    libcurl.easy_setopt(easy, CURLOPT_PRIVATE, transfer);
    libcurl.easy_setopt(easy, CURLOPT_ERRORBUFFER, transfer->message);
    libcurl.easy_setopt(easy, CURLOPT_HEADERFUNCTION, on_header);
    libcurl.easy_setopt(easy, CURLOPT_HEADERDATA, transfer);
    libcurl.easy_setopt(easy, CURLOPT_WRITEFUNCTION, on_body);
    libcurl.easy_setopt(easy, CURLOPT_WRITEDATA, transfer);
    libcurl.easy_setopt(easy, CURLOPT_OPENSOCKETFUNCTION, on_socket);
    libcurl.easy_setopt(easy, CURLOPT_OPENSOCKETDATA, transfer);
    libcurl.easy_setopt(easy, CURLOPT_DEBUGFUNCTION, on_debug);
    libcurl.easy_setopt(easy, CURLOPT_DEBUGDATA, transfer);
    libcurl.easy_setopt(easy, CURLOPT_VERBOSE, 1L);
}

static long or_zero(int ms)
{
    return ms > 0 ? ms : 0;
}

static void set_limits(struct transfer *transfer)
{
    CURL *easy = transfer->easy;
    const struct client_options *options = transfer->setup->options;
    libcurl.easy_setopt(easy, CURLOPT_NOSIGNAL, 1L);
    libcurl.easy_setopt(easy, CURLOPT_PROTOCOLS_STR, "http,https");
    libcurl.easy_setopt(easy, CURLOPT_FOLLOWLOCATION, 0L);
    libcurl.easy_setopt(easy, CURLOPT_NETRC, (long)CURL_NETRC_IGNORED);
    libcurl.easy_setopt(easy, CURLOPT_HTTP09_ALLOWED, 0L);
    libcurl.easy_setopt(easy, CURLOPT_SUPPRESS_CONNECT_HEADERS, 1L);
    libcurl.easy_setopt(easy, CURLOPT_CONNECTTIMEOUT_MS,
                        or_zero(options->connect_timeout_ms));
    libcurl.easy_setopt(easy, CURLOPT_TIMEOUT_MS,
                        or_zero(options->transfer_timeout_ms));
    libcurl.easy_setopt(easy, CURLOPT_LOW_SPEED_LIMIT, 1L);
    libcurl.easy_setopt(easy, CURLOPT_LOW_SPEED_TIME,
                        (or_zero(options->stall_timeout_ms) + 999) / 1000);
    /* Or a resolver that hangs would hold up everybody at the clean-up. */
    libcurl.easy_setopt(easy, CURLOPT_QUICK_EXIT, 1L);
}

const char *fetch_ca_file(const struct client_options *options)
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
    const struct fetch_setup *setup = transfer->setup;
    const struct client_options *options = setup->options;
    const char *proxy =
        proxy_for(options->proxy, str_of(transfer->exchange->url));
    transfer->is_proxied = proxy != NULL;
    libcurl.easy_setopt(easy, CURLOPT_PROXY, proxy ? proxy : "");
    libcurl.easy_setopt(easy, CURLOPT_NOPROXY, "");
    libcurl.easy_setopt(easy, CURLOPT_HTTP_VERSION,
                        (long)CURL_HTTP_VERSION_2TLS);
    /* Wait for ALPN, which may give one connection for all; without TLS there
     * is nothing to wait for, and libcurl would wait for a whole answer. */
    bool is_tls = str_starts(str_of(transfer->exchange->url), S("https:"));
    libcurl.easy_setopt(easy, CURLOPT_PIPEWAIT, is_tls ? 1L : 0L);
    libcurl.easy_setopt(easy, CURLOPT_DNS_CACHE_TIMEOUT, -1L);
    libcurl.easy_setopt(easy, CURLOPT_RESOLVE, setup->resolve);
    libcurl.easy_setopt(easy, CURLOPT_CONNECT_TO, setup->connect_to);
    libcurl.easy_setopt(easy, CURLOPT_SHARE, setup->share);
    libcurl.easy_setopt(easy, CURLOPT_SSLVERSION,
                        (long)CURL_SSLVERSION_TLSv1_2);
    libcurl.easy_setopt(easy, CURLOPT_SSL_VERIFYPEER,
                        options->is_insecure ? 0L : 1L);
    libcurl.easy_setopt(easy, CURLOPT_SSL_VERIFYHOST,
                        options->is_insecure ? 0L : 2L);
    const char *ca = fetch_ca_file(options);
    if (ca)
        libcurl.easy_setopt(easy, CURLOPT_CAINFO, ca);
}

bool fetch_is_cookie_data(const char *cookies)
{
    return cookies && strchr(cookies, '=');
}

static bool append_known(struct curl_slist **list, const char *name,
                         const char *value)
{
    char line[OP_MAX_VALIDATOR_BYTES + 32];
    if (!value || strlen(value) > OP_MAX_VALIDATOR_BYTES)
        return true;
    snprintf(line, sizeof line, "%s: %s", name, value);
    return append(list, line);
}

/* Headers that only this transfer sends, beside those of all. */
static bool set_headers(struct transfer *transfer,
                        const struct fetch_request *request)
{
    struct curl_slist *shared =
        transfer->setup->headers[request->kind][request->has_secrets];
    bool is_conditional = request->etag || request->last_modified;
    bool is_set = true;
    for (struct curl_slist *line = shared; is_conditional && line;
         line = line->next)
        is_set = is_set && append(&transfer->headers, line->data);
    is_set = is_set &&
             append_known(&transfer->headers, "If-None-Match", request->etag) &&
             append_known(&transfer->headers, "If-Modified-Since",
                          request->last_modified);
    libcurl.easy_setopt(transfer->easy, CURLOPT_HTTPHEADER,
                        is_conditional ? transfer->headers : shared);
    return is_set;
}

static void set_request(struct transfer *transfer,
                        const struct fetch_request *request)
{
    CURL *easy = transfer->easy;
    const struct client_options *options = transfer->setup->options;
    libcurl.easy_setopt(easy, CURLOPT_URL, request->url);
    libcurl.easy_setopt(easy, CURLOPT_PATH_AS_IS, 1L);
    libcurl.easy_setopt(easy, CURLOPT_REFERER, request->referer);
    libcurl.easy_setopt(easy, CURLOPT_USERAGENT,
                        options->user_agent ? options->user_agent : USER_AGENT);
    libcurl.easy_setopt(easy, CURLOPT_COOKIEFILE, "");
    if (!request->has_secrets)
        return;
    if (options->user)
        libcurl.easy_setopt(easy, CURLOPT_USERPWD, options->user);
    if (fetch_is_cookie_data(options->cookies))
        libcurl.easy_setopt(easy, CURLOPT_COOKIE, options->cookies);
}

static bool fill(struct transfer *transfer, const struct fetch_request *request)
{
    transfer->easy = libcurl.easy_init();
    transfer->exchange =
        exchange_new(str_of(request->public_url), request->max_bytes);
    if (!transfer->easy || !transfer->exchange)
        return false;
    transfer->exchange->started_ms = wall_clock_ms();
    head_init(&transfer->head, &transfer->exchange->head);
    set_callbacks(transfer);
    set_limits(transfer);
    set_connection(transfer);
    set_request(transfer, request);
    return set_headers(transfer, request);
}

struct transfer *transfer_new(const struct fetch_setup *setup,
                              const struct fetch_request *request)
{
    struct transfer *transfer = memory_alloc(sizeof *transfer);
    if (!transfer)
        return NULL;
    *transfer = (struct transfer){
        .setup = setup,
        .tag = request->tag,
        .kind = request->kind,
        .may_be_private =
            request->may_be_private || setup->options->allows_private,
    };
    if (fill(transfer, request))
        return transfer;
    transfer_free(transfer);
    return NULL;
}

bool transfer_has_connected(const struct transfer *transfer)
{
    return transfer->exchange->request.len > 0 || transfer->head.total > 0;
}
