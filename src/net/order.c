/* SPDX-License-Identifier: MIT */
/* order.c - one request on its way: where it stands, and what it has met. */
#include "net/order.h"

#include "base/memory.h"
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

char *string_public_url(struct str url)
{
    url.len = str_until(url, "#");
    size_t scheme = str_find(url, S("://"));
    if (scheme == STR_NONE)
        return string_copy(url);
    struct str rest = str_from(url, scheme + 3);
    struct str authority = str_sub(rest, 0, str_until(rest, "/?"));
    size_t at = str_rfind_byte(authority, '@');
    size_t skip = at == STR_NONE ? 0 : at + 1;
    char *copy = string_copy(url);
    if (copy)
        memmove(copy + scheme + 3, copy + scheme + 3 + skip,
                rest.len - skip + 1);
    return copy;
}

struct order *order_new(struct str url, struct str referer)
{
    struct order *order =
        memory_alloc(sizeof *order + url.len + referer.len + 2);
    if (!order || url.len > UINT32_MAX) {
        memory_free(order);
        return NULL;
    }
    *order = (struct order){.url_len = (uint32_t)url.len};
    if (url.len)
        memcpy(order->text, url.at, url.len);
    order->text[url.len] = '\0';
    char *second = order->text + url.len + 1;
    if (referer.len)
        memcpy(second, referer.at, referer.len);
    second[referer.len] = '\0';
    return order;
}

bool order_set_known(struct order *order, struct str etag,
                     struct str last_modified)
{
    order->etag = etag.len ? string_copy(etag) : NULL;
    order->last_modified =
        last_modified.len ? string_copy(last_modified) : NULL;
    return (order->etag || !etag.len) &&
           (order->last_modified || !last_modified.len);
}

void order_forget_known(struct order *order)
{
    memory_free(order->etag);
    memory_free(order->last_modified);
    order->etag = order->last_modified = NULL;
}

void order_free(struct order *order)
{
    if (!order)
        return;
    order_forget_known(order);
    response_free(order->response);
    memory_free(order->hop);
    memory_free(order);
}

const char *order_url(const struct order *order)
{
    return order->hop ? order->hop : order->text;
}

const char *order_referer(const struct order *order)
{
    const char *referer = order->text + order->url_len + 1;
    return *referer ? referer : NULL;
}

struct response *order_response(struct order *order)
{
    if (order->response)
        return order->response;
    struct response *response = memory_alloc(sizeof *response);
    if (!response)
        return NULL;
    *response = (struct response){
        .url = string_public_url(str_of(order->text)),
    };
    buf_init(&response->decoded, order->max_bytes);
    if (!response->url) {
        response_free(response);
        return NULL;
    }
    order->response = response;
    return response;
}

enum op_status order_append(struct order *order, struct exchange *exchange)
{
    struct response *response = order_response(order);
    if (!response) {
        exchange_free(exchange);
        return OP_NO_MEMORY;
    }
    struct exchange **end = &response->hops;
    while (*end)
        end = &(*end)->next;
    *end = exchange;
    response->tries++;
    response->last = exchange->http_status ? exchange : NULL;
    return OP_OK;
}

void order_fail(struct order *order, enum op_status status, enum op_stage stage,
                const char *format, ...)
{
    struct response *response = order_response(order);
    if (!response)
        return;
    char text[sizeof response->error.text];
    va_list args;
    va_start(args, format);
    vsnprintf(text, sizeof text, format, args);
    va_end(args);
    (void)error_set(&response->error, status, stage, str_of(response->url),
                    "%s", text);
}

void queue_push(struct queue *queue, struct order *order)
{
    order->next = NULL;
    if (queue->last)
        queue->last->next = order;
    else
        queue->first = order;
    queue->last = order;
}

struct order *queue_shift(struct queue *queue)
{
    struct order *order = queue->first;
    if (!order)
        return NULL;
    queue->first = order->next;
    if (!queue->first)
        queue->last = NULL;
    order->next = NULL;
    return order;
}

void queue_prepend(struct queue *queue, struct queue *first)
{
    if (!first->first)
        return;
    first->last->next = queue->first;
    queue->first = first->first;
    if (!queue->last)
        queue->last = first->last;
    *first = (struct queue){0};
}
