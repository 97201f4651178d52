/* SPDX-License-Identifier: MIT */
/* fetch_error.c - what the end of a transfer means, in words for a person. */
#include "net/fetch_transfer.h"

#include "net/fetch_libcurl.h"
#include <errno.h>
#include <string.h>

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

static struct cause connect_cause(const struct transfer *transfer)
{
    long number = 0;
    libcurl.easy_getinfo(transfer->easy, CURLINFO_OS_ERRNO, &number);
    const char *text = number == ECONNREFUSED   ? "connection refused"
                       : number == EHOSTUNREACH ? "no route to host"
                       : number == ENETUNREACH  ? "network is unreachable"
                       : number == ETIMEDOUT    ? "connection timed out"
                                                : "cannot connect";
    return (struct cause){CURLE_COULDNT_CONNECT, OP_CONNECT, text};
}

static bool has_address(const struct transfer *transfer)
{
    const char *ip = NULL;
    libcurl.easy_getinfo(transfer->easy, CURLINFO_PRIMARY_IP, &ip);
    return ip && *ip;
}

static struct cause timeout_cause(const struct transfer *transfer)
{
    struct cause cause = {CURLE_OPERATION_TIMEDOUT, OP_TIMEOUT, NULL};
    if (transfer->head.total > 0)
        cause.text = "the transfer took too long";
    else if (transfer_has_connected(transfer))
        cause.text = "no answer in time";
    else if (transfer->has_greeted)
        return (struct cause){CURLE_SSL_CONNECT_ERROR, OP_TLS,
                              "TLS handshake timed out"};
    else if (has_address(transfer))
        cause.text = "connection timed out";
    else
        cause.text = "name look-up timed out";
    return cause;
}

/* libcurl has one code for all that goes wrong while it receives. */
static struct cause receive_cause(const struct transfer *transfer)
{
    const char *message = transfer->message;
    long proxy_status = 0;
    libcurl.easy_getinfo(transfer->easy, CURLINFO_HTTP_CONNECTCODE,
                         &proxy_status);
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

/* libcurl's own words without what only a programmer wants: of "error:0A00:SSL
 * routines::wrong version number" the end is enough. */
static struct str words_of(const struct transfer *transfer, int code)
{
    static const char *const prefixes[] = {
        "SSL certificate problem: ", "SSL: ", "OpenSSL SSL_connect: "};
    struct str words = str_of(transfer->message);
    if (words.len == 0)
        return str_of(libcurl.easy_strerror((CURLcode)code));
    for (size_t i = 0; i < sizeof prefixes / sizeof *prefixes; i++)
        if (str_starts(words, str_of(prefixes[i])))
            return str_from(words, strlen(prefixes[i]));
    if (str_find(words, S("error:")) != STR_NONE)
        words = str_from(words, str_rfind_byte(words, ':') + 1);
    return words;
}

enum op_status transfer_explain(const struct transfer *transfer, int code,
                                struct op_error *err)
{
    if (code == CURLE_OK)
        return check_whole(transfer, err);
    struct str url = str_of(transfer->exchange->url);
    if (transfer->failure)
        return error_set(err, transfer->failure, OP_STAGE_FETCH, url, "%s",
                         transfer->why);
    if (transfer->refused[0] && code == CURLE_COULDNT_CONNECT)
        return error_set(err, OP_PRIVATE_ADDRESS, OP_STAGE_GUARD, url,
                         "the host's address is private: %s",
                         transfer->refused);
    struct cause cause = cause_of(transfer, (CURLcode)code);
    if (cause.text)
        return error_set(err, cause.status, OP_STAGE_FETCH, url, "%s",
                         cause.text);
    struct str words = words_of(transfer, code);
    const char *what = code == CURLE_PEER_FAILED_VERIFICATION
                           ? "certificate verify failed: "
                       : cause.status == OP_TLS ? "TLS handshake failed: "
                                                : "";
    return error_set(err, cause.status, OP_STAGE_FETCH, url, "%s%.*s", what,
                     STR_ARG(words));
}
