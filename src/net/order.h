/* SPDX-License-Identifier: MIT */
/* order.h - one request on its way: where it stands, and what it has met.
 *
 * Thousands may wait, so a waiting order is small; the response, with its big
 * error, is made when it is first needed. */
#ifndef NET_ORDER_H
#define NET_ORDER_H

#include "base/error.h"
#include "net/response.h"

/* The queue of a host an order waits in; lower ones go first. */
enum lane { LANE_ROBOTS, LANE_PAGE, LANE_ASSET, LANES };

struct origin;

struct order {
    struct order *next;          /* in the one queue it stands in */
    struct order *older, *newer; /* among all that are open */
    struct origin *origin;       /* of the next hop; NULL: a bad URL */
    struct origin *asks_for;     /* whose robots.txt this is; or NULL */
    struct response *response;   /* NULL until something happened */
    void *tag;
    char *hop;                  /* the URL after a redirect, owned; or NULL */
    char *etag, *last_modified; /* of what is known of it, owned; or NULL */
    size_t max_bytes;           /* decoded */
    int64_t first_ms;           /* when it was first asked; 0: not yet */
    int64_t due_ms;             /* when it may be tried again */
    uint32_t url_len;           /* of text's first string */
    uint16_t redirects;
    uint16_t retries; /* of this hop */
    uint8_t lane;
    bool is_seed;
    bool is_pardoned; /* went round once, for a cookie */
    char text[];      /* the URL (userinfo kept), NUL, the referer, NUL */
};

struct queue {
    struct order *first, *last;
};

/* Neither string is kept. NULL when memory runs out. */
struct order *order_new(struct str url, struct str referer);

/* Ask only for what is new; empty ones are left out. False without memory. */
bool order_set_known(struct order *order, struct str etag,
                     struct str last_modified);
void order_forget_known(struct order *order);

/* With its response, if it still has one. NULL is fine. */
void order_free(struct order *order);

/* The URL to be asked next, with userinfo; and the page it was found on, NULL
 * for none. Both borrowed from the order. */
const char *order_url(const struct order *order);
const char *order_referer(const struct order *order);

/* The response, made if need be; NULL when memory runs out. */
struct response *order_response(struct order *order);

/* Hand an exchange over to the order; freed when that cannot be. */
OP_MUST_CHECK enum op_status order_append(struct order *order,
                                          struct exchange *exchange);

/* Set the error of the response; the URL is the order's own. */
void order_fail(struct order *order, enum op_status status, enum op_stage stage,
                const char *format, ...) __attribute__((format(printf, 4, 5)));

void queue_push(struct queue *queue, struct order *order);
struct order *queue_shift(struct queue *queue); /* NULL when empty */

/* Put all of `first` before what is in the queue; `first` is empty then. */
void queue_prepend(struct queue *queue, struct queue *first);

/* The URL without userinfo and fragment, cut as text: for what never was a
 * URL as well. Owned; NULL when memory runs out. */
char *string_public_url(struct str url);

#endif
