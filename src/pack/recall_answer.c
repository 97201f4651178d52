/* SPDX-License-Identifier: MIT */
/* recall_answer.c - captures as answers, and as parts of a bundle again. */
#include "pack/recall_state.h"
#include "text/date.h"
#include <offprint/limits.h>
#include <string.h>

static bool put_span(const struct recall *r, struct spool_span span,
                     struct buf *out, struct op_error *err)
{
    char *room = buf_room(out, (size_t)span.len + 1);
    if (!room || (span.len && spool_get(r->spool, span, 0, room,
                                        (size_t)span.len, err) != OP_OK))
        return false;
    out->len += (size_t)span.len;
    return true;
}

static int64_t milliseconds_of(struct str date)
{
    struct date parsed;
    if (!date_parse(date, S(""), 9999, &parsed))
        return 0;
    return date_seconds(&parsed) * 1000;
}

/* Programs that keep what came over the wire keep its chunks too. What is not
 * chunked, whatever its head says, is taken as it is. RFC 9112 section 7.1. */
static void put_dechunked(struct str body, struct buf *out)
{
    struct str rest = body, line;
    while (str_split(&rest, '\n', &line)) {
        uint64_t size = 0;
        size_t digits = 0;
        while (digits < line.len && digits < 8 &&
               char_hex(line.at[digits]) >= 0)
            size = size << 4 | (unsigned)char_hex(line.at[digits++]);
        if (digits == 0 || size > rest.len)
            break;
        if (size == 0)
            return;
        buf_put(out, str_cut(&rest, (size_t)size));
        str_cut(&rest, str_until(rest, "\n") + (rest.len > 0));
    }
    buf_clear(out);
    buf_put(out, body);
}

/* Part the block of a response into head and body. */
static bool put_response(const struct recall *r, const struct memory *memory,
                         struct exchange *exchange, struct op_error *err)
{
    struct buf block;
    buf_init(&block, OP_MAX_RECORD_BYTES);
    bool is_read = put_span(r, memory->response, &block, err);
    struct str all = buf_str(&block);
    size_t end = str_find(all, S("\r\n\r\n"));
    size_t head = end == STR_NONE ? all.len : end + 4;
    if (memory->is_resource) {
        head = 0;
        buf_printf(&exchange->head,
                   "HTTP/1.1 200 OK\r\nContent-Type: %.*s\r\n\r\n",
                   STR_ARG(memory->type));
    }
    buf_put(&exchange->head, str_sub(all, 0, head));
    struct str coding = exchange_header(exchange, S("transfer-encoding"));
    if (str_ieq(coding, S("chunked")))
        put_dechunked(str_from(all, head), &exchange->body);
    else
        buf_put(&exchange->body, str_from(all, head));
    buf_free(&block);
    return is_read && !exchange->head.failed && !exchange->body.failed;
}

struct exchange *recall_exchange(const struct recall *r, const char *url,
                                 const struct memory *memory,
                                 struct op_error *err)
{
    struct exchange *exchange = exchange_new(str_of(url), OP_MAX_RECORD_BYTES);
    if (!exchange)
        return NULL;
    if (!memory)
        return exchange;
    const struct capture *capture = &r->captures.at[memory->capture];
    exchange->started_ms = milliseconds_of(capture->date);
    exchange->is_dated = true;
    exchange->http_status = capture->http_status;
    exchange->http_major = memory->is_http2 ? 2 : capture->http_status ? 1 : 0;
    exchange->is_truncated = memory->truncated.len > 0;
    exchange->is_resource = memory->is_resource;
    if (!put_span(r, memory->request, &exchange->request, err) ||
        !put_response(r, memory, exchange, err)) {
        exchange_free(exchange);
        return NULL;
    }
    return exchange;
}

enum op_status recall_answer(void *context, const char *url,
                             struct exchange **exchange, struct op_error *err)
{
    const struct recall *r = context;
    const struct memory *memory = map_get(&r->memories, str_of(url));
    const struct loss *loss = map_get(&r->losses, str_of(url));
    *exchange = recall_exchange(r, url, memory, err);
    if (!*exchange)
        return error_set(err, OP_NO_MEMORY, OP_STAGE_FETCH, str_of(url),
                         "no memory for the capture");
    bool is_whole =
        memory && (*exchange)->http_status && !(*exchange)->is_truncated;
    if (is_whole)
        return OP_OK;
    if (loss && loss->status)
        return error_set(err, loss->status, loss->stage, str_of(url), "%.*s",
                         STR_ARG(loss->text));
    return error_set(err, memory ? OP_TRUNCATED : OP_CONNECT, OP_STAGE_FETCH,
                     str_of(url), "there is no whole capture of it");
}

bool recall_knows(void *context, const char *url)
{
    const struct recall *r = context;
    return map_get(&r->memories, str_of(url)) != NULL;
}

const struct past *recall_past(struct recall *recall)
{
    return &recall->past;
}

const str_list *recall_seeds(const struct recall *recall)
{
    return &recall->seeds;
}

const capture_list *recall_captures(const struct recall *recall)
{
    return &recall->captures;
}

void recall_pages(const struct recall *recall, str_list *urls)
{
    for (size_t i = 0; i < recall->captures.len; i++) {
        const struct capture *capture = &recall->captures.at[i];
        const struct memory *memory = map_get(&recall->memories, capture->url);
        bool is_page = str_eq(capture->mime, S("text/html")) ||
                       str_eq(capture->mime, S("application/xhtml+xml"));
        if (is_page && capture->http_status == 200 && memory &&
            memory->capture == i)
            *vec_push(urls, recall->arena) = capture->url;
    }
}

bool recall_has(const struct recall *recall, struct str url)
{
    struct str bare = str_sub(url, 0, str_until(url, "#"));
    return map_get(&recall->memories, bare) || map_get(&recall->losses, url);
}

struct str recall_memento(const struct recall *recall, struct str url)
{
    const struct str *memento = map_get(&recall->mementos, url);
    return memento ? *memento : S("");
}

const former_list *recall_former(const struct recall *recall, struct str url)
{
    return map_get(&recall->formers, url);
}

const str_list *recall_choices(const struct recall *recall)
{
    return &recall->choices;
}

const history_list *recall_history(const struct recall *recall)
{
    return &recall->history;
}

struct str recall_created(const struct recall *recall)
{
    return recall->created;
}

/* The record of what answers for a URL; or empty. */
static struct str record_of(const struct recall *recall, struct arena *arena,
                            struct str url)
{
    url.len = str_until(url, "#");
    const struct memory *memory = map_get(&recall->memories, url);
    return memory
               ? arena_printf(arena, "urn:uuid:%s",
                              recall->captures.at[memory->capture].response.id)
               : S("");
}

void recall_give(const struct recall *recall, struct bundle *bundle)
{
    bundle->captures = recall->captures;
    bundle->warc_info = recall->info;
    bundle->choices = recall->choices;
    bundle->history = recall->history;
    if (recall->history.len)
        bundle->created = recall->created;
    for (size_t i = 0; i < bundle->articles.len; i++) {
        struct bundle_article *article = &bundle->articles.at[i];
        if (!article->warc_record.len)
            article->warc_record = record_of(
                recall, bundle->arena,
                article->memento.len ? article->memento : article->final_url);
        for (size_t k = 0; k < article->parts.len; k++) {
            struct bundle_part *part = &article->parts.at[k];
            if (!part->warc_record.len)
                part->warc_record = record_of(recall, bundle->arena, part->url);
        }
    }
}
