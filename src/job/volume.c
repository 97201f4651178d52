/* SPDX-License-Identifier: MIT */
/* volume.c - the pages of one archive, level by level. */
#include "job/volume.h"

#include "article/append.h"
#include "article/hints.h"
#include "article/refusal.h"
#include "article/related.h"
#include "base/memory.h"
#include "net/url.h"
#include <offprint/limits.h>
#include <string.h>

struct volume *volume_open(const struct job_options *options,
                           struct client *client,
                           const struct job_observer *observer,
                           const struct evidence *evidence,
                           struct job_stats *stats, struct reading *reading,
                           struct op_error *err)
{
    struct spool *spool = spool_open(err);
    struct volume *volume = spool ? memory_alloc(sizeof *volume) : NULL;
    if (!volume) {
        spool_close(spool);
        if (spool)
            error_set(err, OP_NO_MEMORY, OP_STAGE_NONE, S(""), "no memory");
        return NULL;
    }
    *volume = (struct volume){
        .options = options,
        .client = client,
        .observer = observer,
        .stats = stats,
        .spool = spool,
        .evidence = evidence,
        .reading = reading,
    };
    arena_init(&volume->arena, OP_MAX_JOB_MEMORY);
    arena_init(&volume->scratch, OP_MAX_JOB_MEMORY);
    return volume;
}

void volume_close(struct volume *volume)
{
    if (!volume)
        return;
    spool_close(volume->spool);
    arena_free(&volume->arena);
    arena_free(&volume->scratch);
    memory_free(volume);
}

/* The key of a URL, until the next is asked for. "/a" and "/a/" are two pages
 * until a redirect or a canonical link says that they are one. */
static struct str key_of(struct volume *volume, struct str text)
{
    struct arena *arena = &volume->scratch;
    struct url url;
    arena_reset(arena);
    arena->escape = volume->arena.escape;
    if (url_parse(arena, text, NULL, &url) != OP_OK)
        return text;
    struct str key = url_key(arena, &url);
    bool is_folder = url.path.len > 1 && str_ends(url.path, S("/"));
    return is_folder ? arena_printf(arena, "%.*s/", STR_ARG(key)) : key;
}

struct str volume_url_key(struct str key)
{
    return str_sub(key, 0, key.len - str_ends(key, S("/")));
}

struct job_page *volume_known(struct volume *volume, struct str url)
{
    return map_get(&volume->page_by_key, key_of(volume, url));
}

/* A key is mostly the end of its URL. */
void volume_name(struct volume *volume, struct job_page *page, struct str url)
{
    struct str key = key_of(volume, url);
    key = str_ends(url, key) ? str_from(url, url.len - key.len)
                             : arena_dup(&volume->arena, key);
    *map_slot(&volume->page_by_key, &volume->arena, key) = page;
}

struct job_page *volume_new_page(struct volume *volume, struct str url,
                                 int level)
{
    struct job_page *page = page_new(&volume->arena, volume, url, level);
    volume_name(volume, page, page->url);
    *vec_push(&volume->pages, &volume->arena) = page;
    return page;
}

const struct fault *volume_fault(struct volume *volume,
                                 const struct op_error *err, struct str url)
{
    const struct fault *fault =
        fault_new(&volume->arena, err, url, volume->fault);
    if (fault)
        volume->fault = fault;
    return fault;
}

static void fail(struct volume *volume, struct job_page *page,
                 const struct op_error *err)
{
    page->fault = volume_fault(volume, err, page->url);
}

void volume_ask(struct volume *volume, struct job_page *page, struct str url,
                enum request_kind kind, struct str referer)
{
    struct request request = {
        .url = url,
        .kind = kind,
        .referer = referer,
        .tag = page,
    };
    volume->stats->pages++;
    page->is_asked = true;
    if (client_add(volume->client, &request) == OP_OK) {
        volume->pages_open++;
    } else {
        struct op_error err;
        page->state = PAGE_LOST;
        error_set(&err, OP_NO_MEMORY, OP_STAGE_FETCH, page->url,
                  "no memory for the request");
        fail(volume, page, &err);
    }
}

void volume_ask_page(struct volume *volume, struct job_page *page,
                     enum request_kind kind, struct str referer)
{
    volume_ask(volume, page, page->url, kind, referer);
}

void volume_add_seed(struct volume *volume, const struct job_seed *seed)
{
    /* Its name and password go to the server, and nowhere else. */
    struct url parsed;
    struct str shown = seed->url;
    volume->scratch.escape = volume->arena.escape;
    if (url_parse(&volume->scratch, shown, NULL, &parsed) == OP_OK)
        shown = url_public(&volume->scratch, &parsed);
    bool has_secrets = !str_eq(shown, seed->url);
    shown = arena_dup(&volume->arena, shown);
    if (volume_known(volume, shown)) {
        *vec_push(&volume->more_seeds, &volume->arena) = shown;
        return;
    }
    struct job_page *page = volume_new_page(volume, shown, 0);
    page->is_seed = true;
    page->is_found = seed->is_found;
    if (has_secrets || volume_may_ask(volume))
        volume_ask(volume, page, seed->url, volume_seed_kind(page), S(""));
    else if (!seed->is_found)
        client_trust(volume->client, shown);
}

/* --- an answered page -------------------------------------------------- */

/* Have the answer's page read. */
static enum op_status give_page(struct volume *volume, struct job_page *page,
                                const struct response *response,
                                struct op_error *err)
{
    struct reading_page to_read = {
        .tag = &page->ticket,
        .bytes = response->body,
        .url = page->answer->final_url,
        .content_type = exchange_header(response->last, S("content-type")),
    };
    return reading_give(volume->reading, &to_read, err);
}

static void tell(const struct volume *volume, const struct job_page *page)
{
    const struct article *article = page->answer->article;
    struct op_error error;
    struct job_event event = {
        .kind = page->state == PAGE_GOT ? JOB_PAGE_DONE : JOB_PAGE_LOST,
        .url = page->url,
        .title = article ? article->title : S(""),
        .error = &error,
    };
    fault_show(page->fault, page->url, &error);
    volume->observer->event(volume->observer->context, &event);
}

void volume_lose(struct volume *volume, const struct job_page *page)
{
    volume->stats->losses++;
    tell(volume, page);
}

/* Another page of the same article; false when it is known, or one too many. */
static bool ask_part(struct volume *volume, struct job_page *page,
                     struct str url)
{
    struct job_page *first = page->part_of ? page->part_of : page;
    struct page_answer *of_first = page_answered(&volume->arena, first);
    if (of_first->parts.len == OP_MAX_NEXT_PAGES || volume_known(volume, url))
        return false;
    struct job_page *part = volume_new_page(volume, url, page->level);
    part->part_of = first;
    *vec_push(&of_first->parts, &volume->arena) = part;
    volume_ask_page(volume, part, REQUEST_PAGE, page->answer->final_url);
    return true;
}

/* They are asked for at once; but after a view of all of it, if there is one,
 * which may make them needless. */
static void ask_parts(struct volume *volume, struct job_page *page)
{
    const str_list *urls = &page->answer->article->next_pages;
    for (size_t i = 0; i < urls->len; i++)
        if (ask_part(volume, page, urls->at[i]) &&
            nextpage_is_view(&volume->arena, urls->at[i]))
            return;
}

/* What was to be a view of all of the article is over. */
static void take_view(struct volume *volume, struct job_page *view)
{
    struct job_page *first = view->part_of;
    if (view->state == PAGE_GOT) {
        if (article_is_whole(view->answer->article, first->answer->article))
            return;
        view->state = PAGE_MERGED;
        view->merged_into = first;
    }
    ask_parts(volume, first);
}

/* The record of the answer itself: of the last hop that had one. */
static struct str record_of(struct volume *volume, const capture_list *captures)
{
    for (size_t i = captures->len; i-- > 0;)
        if (captures->at[i].http_status)
            return arena_printf(&volume->arena, "urn:uuid:%s",
                                captures->at[i].response.id);
    return S("");
}

/* A validator goes into requests and into metadata: it is plain, or none. */
static struct str validator(struct volume *volume,
                            const struct response *response, struct str name)
{
    struct str value = exchange_header(response->last, name);
    for (size_t i = 0; i < value.len; i++)
        if (value.at[i] < ' ' || value.at[i] > '~')
            return S("");
    return value.len > OP_MAX_VALIDATOR_BYTES
               ? S("")
               : arena_dup(&volume->arena, value);
}

/* By which its server may be asked whether it changed. */
static void keep_validators(struct volume *volume, struct page_answer *answer,
                            const struct response *response)
{
    if (answer->memento.len)
        return;
    answer->etag = validator(volume, response, S("etag"));
    answer->last_modified = validator(volume, response, S("last-modified"));
}

/* What is known of a page before it is read. */
static void note_page(struct volume *volume, struct job_page *page,
                      const struct response *response)
{
    struct arena *arena = &volume->arena;
    struct page_answer *answer = page_answered(arena, page);
    answer->final_url = answer->memento.len
                            ? page->url
                            : arena_dup(arena, str_of(response->final_url));
    answer->fetched = evidence_time(arena, volume->options, response->last);
    answer->http_status = response->last->http_status;
    if (response->last->is_resource)
        answer->http_status = 0; /* from a file */
    answer->sha256 = evidence_digest(response, &answer->captures);
    answer->warc_record = record_of(volume, &answer->captures);
    keep_validators(volume, answer, response);
    answer->is_forbidden =
        robots_forbid(exchange_header(response->last, S("x-robots-tag")));
}

static enum op_status judge(const struct volume *volume,
                            const struct job_page *page,
                            const struct article *article, struct op_error *err)
{
    if (!article->is_article)
        return error_set(err, article->refusal, OP_STAGE_EXTRACT, page->url,
                         "%s", refusal_text(article->refusal));
    if (volume->options->respects_meta &&
        (page->answer->is_forbidden || article->forbids_archive))
        return error_set(err, OP_ROBOTS, OP_STAGE_ROBOTS, page->url,
                         "the page asks not to be archived");
    return OP_OK;
}

/* A page is over, well or ill. */
static enum op_status settle(struct volume *volume, struct job_page *page,
                             struct op_error *err)
{
    enum op_status status = OP_OK;
    volume->pages_open--;
    volume->stats->pages_done++;
    page->state = page->answer->article ? PAGE_GOT : PAGE_LOST;
    if (page->part_of && nextpage_is_view(&volume->arena, page->url))
        take_view(volume, page);
    else if (page->state == PAGE_GOT)
        ask_parts(volume, page);
    if (page->state == PAGE_GOT) {
        quest_endpoint(volume, page);
        if (volume->options->takes_images)
            status = volume_ask_images(volume, page, err);
        tell(volume, page);
    } else if (page->state == PAGE_LOST) {
        volume_lose(volume, page);
    }
    return status;
}

enum op_status volume_read(struct volume *volume, struct job_page *page,
                           const struct reading_answer *answer,
                           struct op_error *err)
{
    struct article *article;
    struct op_error error = {.status = OP_OK};
    enum op_status status = reading_article(
        &volume->arena, answer, page->answer->final_url, &article, &error);
    if (status == OP_OK && judge(volume, page, article, &error) == OP_OK)
        page_answered(&volume->arena, page)->article = article;
    fail(volume, page, &error);
    return settle(volume, page, err);
}

/* An answer to a quest beside a page. */
static void take_quest(struct volume *volume)
{
    volume->pages_open--;
    volume->stats->pages_done++;
}

static enum op_status take_page(struct volume *volume, struct job_page *page,
                                const struct response *response,
                                struct op_error *err)
{
    if (page->quest != QUEST_PAGE && !quest_take(volume, page, response)) {
        take_quest(volume);
        return OP_OK;
    }
    struct op_error error = response->error;
    if (error.status == OP_OK) {
        note_page(volume, page, response);
        if (give_page(volume, page, response, &error) == OP_OK)
            return OP_OK;
        fail(volume, page, &error);
    } else {
        fail(volume, page, &error);
        page->state = PAGE_LOST;
        if (quest_memento(volume, page, response)) {
            take_quest(volume);
            return OP_OK;
        }
    }
    return settle(volume, page, err);
}

static void tell_asset(const struct volume *volume,
                       const struct job_asset *asset)
{
    struct op_error error;
    struct job_event event = {
        .kind = asset->is_got ? JOB_IMAGE_DONE : JOB_IMAGE_LOST,
        .url = asset->url,
        .error = &error,
    };
    fault_show(asset->fault, asset->url, &error);
    volume->stats->losses += !asset->is_got;
    volume->observer->event(volume->observer->context, &event);
}

static enum op_status keep_hops(struct volume *volume,
                                const struct response *response,
                                capture_list *captures, struct op_error *err)
{
    return evidence_add(&volume->arena, volume->spool, volume->options,
                        response, captures, err);
}

enum op_status volume_take(struct volume *volume, struct ticket *ticket,
                           struct response *response, struct op_error *err)
{
    enum op_status status = OP_OK;
    if (ticket->is_asset) {
        struct job_asset *asset = (struct job_asset *)ticket;
        status = keep_hops(volume, response, &asset->captures, err);
        if (status == OP_OK)
            status = asset_take(volume, asset, response, err);
        tell_asset(volume, asset);
    } else {
        struct job_page *page = (struct job_page *)ticket;
        if (response->hops)
            status =
                keep_hops(volume, response,
                          &page_answered(&volume->arena, page)->captures, err);
        if (status == OP_OK)
            status = take_page(volume, page, response, err);
    }
    return status;
}
