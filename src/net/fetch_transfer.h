/* SPDX-License-Identifier: MIT */
/* fetch_transfer.h - one exchange under way; for the files of fetch alone. */
#ifndef NET_FETCH_TRANSFER_H
#define NET_FETCH_TRANSFER_H

#include "net/fetch.h"
#include "net/head.h"

#define FETCH_MESSAGE_BYTES 256 /* CURL_ERROR_SIZE */

struct curl_slist;

/* What is said alike in every transfer. */
struct fetch_setup {
    const struct client_options *options;
    void *share;                                /* CURLSH */
    struct curl_slist *headers[FETCH_KINDS][2]; /* without, with secrets */
    struct curl_slist *resolve, *connect_to;
};

struct transfer {
    const struct fetch_setup *setup;
    struct transfer *prev, *next;
    void *easy;                 /* CURL */
    struct curl_slist *headers; /* its own, instead of the setup's; or NULL */
    struct exchange *exchange;
    struct head head;
    void *tag;
    uint64_t *bytes;   /* counts what is received, for all */
    unsigned *cookies; /* counts what is set, for all */
    enum fetch_kind kind;
    bool may_be_private, is_proxied;
    bool has_greeted;       /* the TLS handshake has begun */
    enum op_status failure; /* ours; OP_OK while libcurl may judge */
    const char *why;        /* static */
    char refused[64];       /* the private address that was not opened */
    char message[FETCH_MESSAGE_BYTES]; /* libcurl's */
};

/* The lists that every transfer borrows; false when memory runs out. */
bool fetch_setup_init(struct fetch_setup *setup,
                      const struct client_options *options);
void fetch_setup_free(struct fetch_setup *setup);

/* Are the user's cookies data, and not the name of a file? */
bool fetch_is_cookie_data(const char *cookies);

/* The user's CA file, or that of the environment; NULL: the system's. */
const char *fetch_ca_file(const struct client_options *options);

/* A transfer ready to be added to a multi handle; NULL when memory runs out.
 * `setup` is borrowed. */
struct transfer *transfer_new(const struct fetch_setup *setup,
                              const struct fetch_request *request);
void transfer_free(struct transfer *transfer);

/* Was the host reached, so that the request could be sent? */
bool transfer_has_connected(const struct transfer *transfer);

/* What libcurl's end of the transfer means, OP_OK only for a whole answer.
 * `code` is a CURLcode. */
OP_MUST_CHECK enum op_status transfer_explain(const struct transfer *transfer,
                                              int code, struct op_error *err);

#endif
