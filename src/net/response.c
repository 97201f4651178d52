/* SPDX-License-Identifier: MIT */
/* response.c - one HTTP exchange as it happened, and what is in it. */
#include "net/response.h"

#include "base/memory.h"
#include <offprint/limits.h>

/* Folded lines (RFC 9112 section 5.2) and lines without a colon are nobody's
 * header. */
bool exchange_headers(struct str *rest, struct header *header)
{
    struct str line;
    while (str_split(rest, '\n', &line)) {
        size_t colon = str_find_byte(line, ':');
        bool is_folded = line.len > 0 && char_is_space(line.at[0]);
        if (colon == STR_NONE || is_folded || str_starts(line, S("HTTP/")))
            continue;
        header->name = str_trim(str_sub(line, 0, colon));
        header->value = str_trim(str_from(line, colon + 1));
        return true;
    }
    return false;
}

struct str exchange_header(const struct exchange *exchange, struct str name)
{
    struct str rest = buf_str(&exchange->head);
    struct header header;
    while (exchange_headers(&rest, &header))
        if (str_ieq(header.name, name))
            return header.value;
    return str_make(NULL, 0);
}

struct exchange *exchange_new(struct str url, size_t max_bytes)
{
    struct exchange *exchange = memory_alloc(sizeof *exchange);
    if (!exchange)
        return NULL;
    *exchange = (struct exchange){.url = string_copy(url)};
    buf_init(&exchange->request, OP_MAX_HEADER_BYTES);
    buf_init(&exchange->head, OP_MAX_HEADER_BYTES);
    buf_init(&exchange->body, max_bytes);
    if (exchange->url)
        return exchange;
    exchange_free(exchange);
    return NULL;
}

void exchange_free(struct exchange *exchange)
{
    if (!exchange)
        return;
    memory_free(exchange->url);
    buf_free(&exchange->request);
    buf_free(&exchange->head);
    buf_free(&exchange->body);
    memory_free(exchange);
}

void response_free(struct response *response)
{
    if (!response)
        return;
    while (response->hops) {
        struct exchange *next = response->hops->next;
        exchange_free(response->hops);
        response->hops = next;
    }
    memory_free(response->url);
    memory_free(response->final_url);
    buf_free(&response->decoded);
    memory_free(response);
}

bool response_is_plain(const struct response *response)
{
    return response->last && response->body.at == response->last->body.at;
}
