/* SPDX-License-Identifier: MIT */
/* recall_answer.c - captures as answers, and as parts of a bundle again. */
#include "net/url.h"
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

static struct exchange *exchange_of(const struct recall *r, const char *url,
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
    *exchange = exchange_of(r, url, memory, err);
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

/* --- versions ---------------------------------------------------------- */

/* The good answers of one URL, newest first; none: where it led to. */
static struct str add_versions(const struct recall *r, struct str url,
                               recall_version_list *out)
{
    struct str bare = str_sub(url, 0, str_until(url, "#"));
    const struct memory *newest = map_get(&r->memories, bare);
    for (const struct memory *m = newest; m; m = m->earlier) {
        const struct capture *capture = &r->captures.at[m->capture];
        if (capture->http_status / 100 == 2 && !m->truncated.len)
            *vec_push(out, r->arena) =
                (struct recall_version){bare, capture->date, m};
    }
    if (out->len || !newest)
        return S("");
    struct op_error unseen;
    struct exchange *exchange =
        exchange_of(r, arena_dup(r->arena, bare).at, newest, &unseen);
    struct str to = exchange ? exchange_header(exchange, S("location")) : S("");
    struct url base, target;
    if (to.len && url_parse(r->arena, bare, NULL, &base) == OP_OK &&
        url_parse(r->arena, to, &base, &target) == OP_OK)
        to = target.href;
    exchange_free(exchange);
    return to;
}

static bool is_same_payload(const struct recall *r, const struct memory *a,
                            const struct memory *b)
{
    return memcmp(&r->captures.at[a->capture].payload,
                  &r->captures.at[b->capture].payload,
                  sizeof(struct sha256)) == 0;
}

void recall_versions(const struct recall *r, struct str url,
                     recall_version_list *out)
{
    recall_version_list found = {0};
    for (int hop = 0; url.len && hop <= OP_MAX_REDIRECTS; hop++)
        url = add_versions(r, url, &found);
    /* Captures follow each other in time, unless files were put together. */
    for (size_t i = 1; i < found.len; i++)
        for (size_t k = i;
             k > 0 && str_cmp(found.at[k - 1].date, found.at[k].date) < 0;
             k--) {
            struct recall_version later = found.at[k];
            found.at[k] = found.at[k - 1];
            found.at[k - 1] = later;
        }
    *out = (recall_version_list){0};
    for (size_t i = found.len; i-- > 0;)
        if (!out->len || !is_same_payload(r, out->at[out->len - 1].memory,
                                          found.at[i].memory))
            *vec_push(out, r->arena) = found.at[i];
}

enum op_status recall_version_get(const struct recall *r,
                                  const struct recall_version *version,
                                  struct exchange **exchange,
                                  struct op_error *err)
{
    *exchange = exchange_of(r, arena_dup(r->arena, version->url).at,
                            version->memory, err);
    if (*exchange)
        return OP_OK;
    return error_set(err, OP_NO_MEMORY, OP_STAGE_READ, version->url,
                     "no memory for the capture");
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

const history_list *recall_history(const struct recall *recall)
{
    return &recall->history;
}

struct str recall_created(const struct recall *recall)
{
    return recall->created;
}

void recall_give(const struct recall *recall, struct bundle *bundle)
{
    bundle->captures = recall->captures;
    bundle->warc_info = recall->info;
    bundle->history = recall->history;
    if (recall->history.len)
        bundle->created = recall->created;
    for (size_t i = 0; i < bundle->articles.len; i++) {
        struct bundle_article *article = &bundle->articles.at[i];
        struct str url =
            article->memento.len ? article->memento : article->final_url;
        url.len = str_until(url, "#");
        const struct memory *memory = map_get(&recall->memories, url);
        if (memory && !article->warc_record.len)
            article->warc_record =
                arena_printf(bundle->arena, "urn:uuid:%s",
                             recall->captures.at[memory->capture].response.id);
    }
}
