/* SPDX-License-Identifier: MIT */
/* recall.c - the captures of an archive, to go through its job again. */
#include "pack/recall.h"

#include "article/jsonld.h"
#include "base/memory.h"
#include "net/mime.h"
#include "net/url.h"
#include "pack/book.h"
#include "pack/manifest.h"
#include "pack/site.h"
#include "pack/source.h"
#include "pack/warc_reader.h"
#include "text/date.h"
#include <errno.h>
#include <offprint/limits.h>
#include <stdio.h>
#include <string.h>

#define STEP (64u << 10)

/* What is needed of one exchange to tell it again. */
struct memory {
    size_t capture;            /* index */
    struct spool_span request; /* the blocks, unpacked */
    struct spool_span response;
    struct str truncated;
    bool is_http2;
};

struct loss {
    enum op_status status;
    enum op_stage stage;
    struct str text;
};

struct recall {
    struct arena *arena;
    struct spool *spool;
    struct past past;
    str_list seeds;
    struct map losses;   /* URL -> struct loss */
    struct map mementos; /* URL of a page -> struct str, of its copy */
    struct map memories; /* URL -> struct memory, of the last answer */
    capture_list captures;
    struct warc_record info;
    struct memory *last;
    struct buf text; /* of metadata.json */
    jmp_buf escape;
};

/* --- reading records --------------------------------------------------- */

static bool read_digest(struct str text, struct sha256 *sum)
{
    struct str lead = S("sha256:");
    if (!str_starts(text, lead) || text.len != lead.len + SHA256_HEX)
        return false;
    str_cut(&text, lead.len);
    for (size_t i = 0; i < SHA256_BYTES; i++)
        sum->bytes[i] = (unsigned char)(char_hex(text.at[2 * i]) << 4 |
                                        char_hex(text.at[2 * i + 1]));
    return true;
}

static struct warc_record record_of(const struct recall *r, struct str id,
                                    struct spool_span member)
{
    struct warc_record record = {.spool = r->spool, .span = member};
    size_t len = id.len < UUID_TEXT ? id.len : UUID_TEXT;
    memcpy(record.id, id.at ? id.at : "", len);
    return record;
}

static int status_of(struct str block)
{
    uint64_t status = 0;
    size_t blank = str_find_byte(str_sub(block, 0, 16), ' ');
    if (!str_starts(block, S("HTTP/")) || blank == STR_NONE ||
        !str_to_u64(str_sub(block, blank + 1, 3), &status))
        return 0;
    return (int)status;
}

static struct memory *remember(struct recall *r, struct str url)
{
    void **slot = map_slot(&r->memories, r->arena, url);
    struct memory *memory = arena_new(r->arena, struct memory);
    *slot = memory;
    return memory;
}

static enum op_status take_response(struct recall *r,
                                    const struct warc_fields *fields,
                                    struct str block, struct spool_span member,
                                    struct op_error *err)
{
    struct capture *capture = vec_push(&r->captures, r->arena);
    size_t end = str_find(block, S("\r\n\r\n"));
    struct str body = end == STR_NONE ? S("") : str_from(block, end + 4);
    struct exchange head = {.head = {.at = (char *)block.at, .len = end}};
    if (end == STR_NONE)
        head.head.len = block.len;
    struct str type = exchange_header(&head, S("content-type"));
    *capture = (struct capture){
        .url = arena_dup(r->arena, fields->url),
        .date = arena_dup(r->arena, fields->date),
        .mime = arena_lower(r->arena, mime_essence(type)),
        .http_status = status_of(block),
        .response = record_of(r, fields->id, member),
    };
    if (!read_digest(fields->digest, &capture->payload))
        capture->payload = sha256_of(body);
    r->last = remember(r, capture->url);
    r->last->capture = r->captures.len - 1;
    r->last->truncated = arena_dup(r->arena, fields->truncated);
    r->last->is_http2 = str_eq(fields->protocol, S("h2"));
    return spool_put(r->spool, block, &r->last->response, err);
}

static enum op_status take_request(struct recall *r,
                                   const struct warc_fields *fields,
                                   struct str block, struct spool_span member,
                                   struct op_error *err)
{
    struct capture *capture =
        r->captures.len ? &r->captures.at[r->captures.len - 1] : NULL;
    bool is_answered = fields->concurrent.len && capture && r->last &&
                       str_eq(fields->concurrent, str_of(capture->response.id));
    if (!is_answered) {
        capture = vec_push(&r->captures, r->arena);
        *capture = (struct capture){
            .url = arena_dup(r->arena, fields->url),
            .date = arena_dup(r->arena, fields->date),
            .mime = S(""),
        };
        r->last = remember(r, capture->url);
        r->last->capture = r->captures.len - 1;
    }
    capture->request = record_of(r, fields->id, member);
    return spool_put(r->spool, block, &r->last->request, err);
}

static enum op_status take_record(void *context,
                                  const struct warc_fields *fields,
                                  struct str block, struct spool_span member,
                                  struct op_error *err)
{
    struct recall *r = context;
    if (str_eq(fields->type, S("response")))
        return take_response(r, fields, block, member, err);
    if (str_eq(fields->type, S("request")))
        return take_request(r, fields, block, member, err);
    if (str_eq(fields->type, S("warcinfo")) && r->info.span.len == 0)
        r->info = record_of(r, fields->id, member);
    return OP_OK;
}

/* --- reading the archive ----------------------------------------------- */

static struct loss *loss_of(struct recall *r, const struct json *json)
{
    struct loss *loss = arena_new(r->arena, struct loss);
    struct str status = json_text(json_get(json, S("status")));
    struct str stage = json_text(json_get(json, S("stage")));
    for (int i = 0; i < OP_STATUS_COUNT; i++)
        if (str_eq(status, str_of(op_status_name((enum op_status)i))))
            loss->status = (enum op_status)i;
    for (int i = 0; i < OP_STAGE_COUNT; i++)
        if (str_eq(stage, str_of(op_stage_name((enum op_stage)i))))
            loss->stage = (enum op_stage)i;
    loss->text = arena_dup(r->arena, json_text(json_get(json, S("detail"))));
    return loss;
}

static void read_memento(struct recall *r, const struct json *article)
{
    struct str url = json_text(json_get(article, S("url")));
    struct str copy =
        json_text(json_get(json_get(article, S("memento")), S("url")));
    if (!copy.len)
        return;
    struct str *kept = arena_new(r->arena, struct str);
    *kept = arena_dup(r->arena, copy);
    *map_slot(&r->mementos, r->arena, arena_dup(r->arena, url)) = kept;
}

static void read_metadata(struct recall *r)
{
    const struct json *root = json_parse(r->arena, buf_str(&r->text));
    const struct json *seeds = json_get(root, S("seeds"));
    const struct json *losses =
        json_get(json_get(root, S("verdict")), S("losses"));
    for (const struct json *s = seeds ? seeds->first : NULL; s; s = s->next)
        *vec_push(&r->seeds, r->arena) = arena_dup(r->arena, s->text);
    for (const struct json *l = losses ? losses->first : NULL; l; l = l->next)
        *map_slot(&r->losses, r->arena,
                  arena_dup(r->arena, json_text(json_get(l, S("url"))))) =
            loss_of(r, l);
    const struct json *articles = json_get(root, S("articles"));
    const struct json *article = articles ? articles->first : NULL;
    for (; article; article = article->next)
        read_memento(r, article);
}

static enum op_status captures_end(struct warc_reader *reader, const char *path,
                                   enum op_status status, struct op_error *err)
{
    if (status == OP_OK && !warc_reader_is_whole(reader))
        status = error_set(err, OP_CORRUPT, OP_STAGE_READ, str_of(path),
                           "the captures are cut off");
    warc_reader_end(reader);
    return status;
}

static enum op_status read_captures(struct recall *r, struct source *source,
                                    struct op_error *err)
{
    char step[STEP];
    size_t got = 1;
    struct warc_reader reader;
    enum op_status status =
        warc_reader_begin(&reader, r->spool, take_record, r, err);
    while (status == OP_OK && got > 0) {
        status = source_read(source, step, sizeof step, &got, err);
        if (status == OP_OK && got > 0)
            status = warc_reader_put(&reader, str_make(step, got), err);
    }
    return captures_end(&reader, arena_cstring(r->arena, source->path), status,
                        err);
}

static enum op_status read_text(struct recall *r, struct source *source,
                                struct op_error *err)
{
    char step[STEP];
    size_t got = 1;
    enum op_status status = OP_OK;
    while (status == OP_OK && got > 0) {
        status = source_read(source, step, sizeof step, &got, err);
        buf_put(&r->text, str_make(step, status == OP_OK ? got : 0));
    }
    if (status == OP_OK && r->text.failed)
        return error_set(err, r->text.failed, OP_STAGE_READ, source->path,
                         "its metadata are too large");
    if (status == OP_OK)
        read_metadata(r);
    return status;
}

static enum op_status read_entries(struct recall *r, struct source *source,
                                   struct op_error *err)
{
    struct source_entry entry;
    enum op_status status = OP_OK;
    for (size_t i = 0; status == OP_OK && i < OP_MAX_ENTRIES; i++) {
        status = source_next(source, &entry, err);
        if (status != OP_OK || source->is_over)
            break;
        if (!entry.is_file)
            continue;
        if (str_eq(entry.name, S(METADATA_NAME)) ||
            str_eq(entry.name, S(BOOK_METADATA_NAME)))
            status = read_text(r, source, err);
        else if (str_eq(entry.name, S(SITE_WARC_NAME)) ||
                 str_eq(entry.name, S(BOOK_WARC_NAME)) ||
                 str_ends(entry.name, S(".warc.gz")))
            status = read_captures(r, source, err);
    }
    return status;
}

/* A WARC file by itself. */
static enum op_status read_file(struct recall *r, const char *path,
                                struct op_error *err)
{
    char step[STEP];
    size_t got;
    struct warc_reader reader;
    FILE *file = fopen(path, "rb");
    if (!file)
        return error_set(err, OP_IO, OP_STAGE_READ, str_of(path),
                         "cannot be opened: %s", strerror(errno));
    enum op_status status =
        warc_reader_begin(&reader, r->spool, take_record, r, err);
    while (status == OP_OK && (got = fread(step, 1, sizeof step, file)) > 0)
        status = warc_reader_put(&reader, str_make(step, got), err);
    fclose(file);
    return captures_end(&reader, path, status, err);
}

/* A WARC file does not say what it was made for: its first page, probably. */
static void guess_seed(struct recall *r)
{
    for (size_t i = 0; r->seeds.len == 0 && i < r->captures.len; i++)
        if (r->captures.at[i].http_status == 200 &&
            str_eq(r->captures.at[i].mime, S("text/html")))
            *vec_push(&r->seeds, r->arena) = r->captures.at[i].url;
}

static enum op_status read_guarded(struct recall *r, const char *path,
                                   struct source **source, struct op_error *err)
{
    jmp_buf *outer = r->arena->escape;
    r->arena->escape = &r->escape;
    if (setjmp(r->escape)) {
        r->arena->escape = outer;
        return error_set(err, OP_NO_MEMORY, OP_STAGE_READ, str_of(path),
                         "no memory to read it");
    }
    bool is_warc = str_iends(str_of(path), S(".warc.gz"));
    enum op_status status = is_warc ? read_file(r, path, err)
                                    : source_open(r->arena, path, source, err);
    if (status == OP_OK && !is_warc)
        status = read_entries(r, *source, err);
    guess_seed(r);
    r->arena->escape = outer;
    return status;
}

/* --- answering --------------------------------------------------------- */

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
    buf_put(&exchange->head, str_sub(all, 0, head));
    buf_put(&exchange->body, str_from(all, head));
    buf_free(&block);
    return is_read && !exchange->head.failed && !exchange->body.failed;
}

static struct exchange *exchange_of(const struct recall *r, const char *url,
                                    const struct memory *memory,
                                    struct op_error *err)
{
    struct exchange *exchange = memory_alloc(sizeof *exchange);
    char *copy = memory_alloc(strlen(url) + 1);
    if (!exchange || !copy) {
        memory_free(exchange);
        memory_free(copy);
        return NULL;
    }
    *exchange = (struct exchange){.url = memcpy(copy, url, strlen(url) + 1)};
    buf_init(&exchange->request, OP_MAX_RECORD_BYTES);
    buf_init(&exchange->head, OP_MAX_RECORD_BYTES);
    buf_init(&exchange->body, OP_MAX_RECORD_BYTES);
    if (!memory)
        return exchange;
    const struct capture *capture = &r->captures.at[memory->capture];
    exchange->started_ms = milliseconds_of(capture->date);
    exchange->http_status = capture->http_status;
    exchange->http_major = memory->is_http2 ? 2 : capture->http_status ? 1 : 0;
    exchange->is_truncated = memory->truncated.len > 0;
    if (!put_span(r, memory->request, &exchange->request, err) ||
        !put_response(r, memory, exchange, err)) {
        exchange_free(exchange);
        return NULL;
    }
    return exchange;
}

static enum op_status recall_answer(void *context, const char *url,
                                    struct exchange **exchange,
                                    struct op_error *err)
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

/* --- public ------------------------------------------------------------ */

enum op_status recall_open(struct arena *arena, const char *path,
                           struct recall **recall, struct op_error *err)
{
    struct recall *r = arena_new(arena, struct recall);
    struct source *source = NULL;
    *recall = r;
    r->arena = arena;
    r->past = (struct past){r, recall_answer};
    buf_init(&r->text, OP_MAX_ASSET_BYTES);
    r->spool = spool_open(err);
    enum op_status status =
        r->spool ? read_guarded(r, path, &source, err) : OP_IO;
    source_close(source);
    buf_free(&r->text);
    if (status == OP_OK && r->captures.len == 0)
        status = error_set(err, OP_CORRUPT, OP_STAGE_READ, str_of(path),
                           "it holds no captures to work from");
    return status;
}

void recall_close(struct recall *recall)
{
    if (recall)
        spool_close(recall->spool);
}

const struct past *recall_past(struct recall *recall)
{
    return &recall->past;
}

const str_list *recall_seeds(const struct recall *recall)
{
    return &recall->seeds;
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

void recall_give(const struct recall *recall, struct bundle *bundle)
{
    bundle->captures = recall->captures;
    bundle->warc_info = recall->info;
    for (size_t i = 0; i < bundle->articles.len; i++) {
        struct bundle_article *article = &bundle->articles.at[i];
        struct str url =
            article->memento.len ? article->memento : article->final_url;
        url.len = str_until(url, "#");
        const struct memory *memory = map_get(&recall->memories, url);
        if (memory)
            article->warc_record =
                arena_printf(bundle->arena, "urn:uuid:%s",
                             recall->captures.at[memory->capture].response.id);
    }
}
