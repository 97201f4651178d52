/* SPDX-License-Identifier: MIT */
/* recall.c - the captures of an archive, to go through its job again: reading
 * them; recall_answer.c tells them. */
#include "pack/recall.h"

#include "article/jsonld.h"
#include "net/mime.h"
#include "net/url.h"
#include "pack/book.h"
#include "pack/manifest.h"
#include "pack/recall_state.h"
#include "pack/site.h"
#include "pack/source.h"
#include "pack/warc_reader.h"
#include <errno.h>
#include <offprint/limits.h>
#include <stdio.h>
#include <string.h>

#define STEP (64u << 10)

/* --- reading records --------------------------------------------------- */

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
    struct memory *memory = arena_new(r->arena, struct memory);
    memory->url = url;
    *vec_push(&r->all, r->arena) = memory;
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
    if (!sha256_said(fields->payload_digest, &capture->payload))
        capture->payload = sha256_of(body);
    r->last = remember(r, capture->url);
    r->last->capture = r->captures.len - 1;
    r->last->truncated = arena_dup(r->arena, fields->truncated);
    r->last->is_http2 = str_eq(fields->protocol, S("h2"));
    return spool_put(r->spool, block, &r->last->response, err);
}

/* A page that was saved, or made by a program: the thing itself. */
static enum op_status take_resource(struct recall *r,
                                    const struct warc_fields *fields,
                                    struct str block, struct spool_span member,
                                    struct op_error *err)
{
    struct capture *capture = vec_push(&r->captures, r->arena);
    *capture = (struct capture){
        .url = arena_dup(r->arena, fields->url),
        .date = arena_dup(r->arena, fields->date),
        .mime = arena_lower(r->arena, mime_essence(fields->content_type)),
        .http_status = 200,
        .payload = sha256_of(block),
        .response = record_of(r, fields->id, member),
    };
    r->last = remember(r, capture->url);
    r->last->capture = r->captures.len - 1;
    r->last->is_resource = true;
    r->last->type = arena_dup(r->arena, fields->content_type);
    return spool_put(r->spool, block, &r->last->response, err);
}

/* It says that nothing was new: it stays, and answers nothing. */
static void take_revisit(struct recall *r, const struct warc_fields *fields,
                         struct spool_span member)
{
    *vec_push(&r->captures, r->arena) = (struct capture){
        .url = arena_dup(r->arena, fields->url),
        .date = arena_dup(r->arena, fields->date),
        .mime = S(""),
        .response = record_of(r, fields->id, member),
        .is_revisit = true,
    };
    r->last = arena_new(r->arena, struct memory);
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
    if (str_eq(fields->type, S("resource")))
        return take_resource(r, fields, block, member, err);
    if (str_eq(fields->type, S("request")))
        return take_request(r, fields, block, member, err);
    if (str_eq(fields->type, S("revisit")))
        take_revisit(r, fields, member);
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

/* The article of metadata.json with that id; NULL when there is none. */
static const struct json *article_of(const struct json *articles, struct str id)
{
    const struct json *a = articles ? articles->first : NULL;
    while (a && !str_eq(json_text(json_get(a, S("id"))), id))
        a = a->next;
    return a;
}

/* By which article a post was presented, and how. */
static void read_formers(struct recall *r, const struct json *articles,
                         const struct json *post)
{
    const struct json *list = json_get(post, S("related_to"));
    for (const struct json *j = list ? list->first : NULL; j; j = j->next) {
        const struct json *from =
            article_of(articles, json_text(json_get(j, S("id"))));
        const struct json *score = json_get(j, S("score"));
        uint64_t points = 0;
        struct related_post former = {
            .url = json_text(json_get(post, S("url"))),
            .title = json_text(json_get(post, S("title"))),
            .reason = json_text(json_get(j, S("reason"))),
        };
        if (!from ||
            !related_kind_of(json_text(json_get(j, S("kind"))), &former.kind))
            continue;
        if (score && str_to_u64(score->text, &points))
            former.score = (int)points;
        struct str url = json_text(json_get(from, S("url")));
        void **slot = map_slot(&r->formers, r->arena, url);
        if (!*slot)
            *slot = arena_new(r->arena, former_list);
        *vec_push((former_list *)*slot, r->arena) = former;
    }
}

static void read_metadata(struct recall *r)
{
    const struct json *root = json_parse(r->arena, buf_str(&r->text));
    history_read(r->arena, root, &r->history);
    r->created = json_text(json_get(root, S("created")));
    const struct json *seeds = json_get(root, S("seeds"));
    const struct json *choices = json_get(root, S("choices"));
    const struct json *losses =
        json_get(json_get(root, S("verdict")), S("losses"));
    for (const struct json *s = seeds ? seeds->first : NULL; s; s = s->next)
        *vec_push(&r->seeds, r->arena) = arena_dup(r->arena, s->text);
    for (const struct json *c = choices ? choices->first : NULL; c; c = c->next)
        *vec_push(&r->choices, r->arena) = arena_dup(r->arena, c->text);
    for (const struct json *l = losses ? losses->first : NULL; l; l = l->next)
        *map_slot(&r->losses, r->arena,
                  arena_dup(r->arena, json_text(json_get(l, S("url"))))) =
            loss_of(r, l);
    const struct json *articles = json_get(root, S("articles"));
    const struct json *article = articles ? articles->first : NULL;
    for (; article; article = article->next) {
        read_memento(r, article);
        read_formers(r, articles, article);
    }
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
        return error_set(err, OP_CORRUPT, OP_STAGE_READ, source->path,
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
                 str_ends(entry.name, S(".warc.gz")) ||
                 str_ends(entry.name, S(".warc")))
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
    bool is_warc = warc_is_file(path);
    enum op_status status = is_warc ? read_file(r, path, err)
                                    : source_open(r->arena, path, source, err);
    if (status == OP_OK && !is_warc)
        status = read_entries(r, *source, err);
    recall_index(r);
    recall_go_back(r, NULL);
    guess_seed(r);
    r->arena->escape = outer;
    return status;
}

/* --- public ------------------------------------------------------------ */

enum op_status recall_open(struct arena *arena, const char *path,
                           struct recall **recall, struct op_error *err)
{
    struct recall *r = arena_new(arena, struct recall);
    struct source *source = NULL;
    *recall = r;
    r->arena = arena;
    r->past = (struct past){
        .context = r, .recall = recall_answer, .knows = recall_knows};
    buf_init(&r->text, OP_MAX_METADATA_BYTES);
    r->spool = spool_open(err);
    enum op_status status =
        r->spool ? read_guarded(r, path, &source, err) : err->status;
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
