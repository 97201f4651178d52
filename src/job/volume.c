/* SPDX-License-Identifier: MIT */
/* volume.c - the pages of one archive, level by level. */
#include "job/volume.h"

#include "article/append.h"
#include "article/hints.h"
#include "article/refusal.h"
#include "base/memory.h"
#include "job/select.h"
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
    return volume;
}

void volume_close(struct volume *volume)
{
    if (!volume)
        return;
    spool_close(volume->spool);
    arena_free(&volume->arena);
    memory_free(volume);
}

/* The key of a URL, on the volume's arena. "/a" and "/a/" are two pages until
 * a redirect or a canonical link says that they are one. */
static struct str key_of(struct volume *volume, struct str text)
{
    struct arena *arena = &volume->arena;
    struct url url;
    if (url_parse(arena, text, NULL, &url) != OP_OK)
        return arena_dup(arena, text);
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

/* A page nobody asked for yet, known by its key from now on. */
static struct job_page *new_page(struct volume *volume, struct str url,
                                 int level)
{
    struct job_page *page = arena_new(&volume->arena, struct job_page);
    page->ticket = (struct ticket){volume, false};
    page->url = arena_dup(&volume->arena, url);
    page->level = level;
    *map_slot(&volume->page_by_key, &volume->arena, key_of(volume, url)) = page;
    *vec_push(&volume->pages, &volume->arena) = page;
    return page;
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
    if (client_add(volume->client, &request) == OP_OK) {
        volume->pages_open++;
    } else {
        page->state = PAGE_LOST;
        error_set(&page->error, OP_NO_MEMORY, OP_STAGE_FETCH, page->url,
                  "no memory for the request");
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
    if (url_parse(&volume->arena, shown, NULL, &parsed) == OP_OK)
        shown = url_public(&volume->arena, &parsed);
    *vec_push(&volume->seeds, &volume->arena) = shown;
    if (volume_known(volume, shown))
        return;
    struct job_page *page = new_page(volume, shown, 0);
    page->is_seed = true;
    volume_ask(volume, page, seed->url,
               seed->is_found ? REQUEST_PAGE : REQUEST_SEED, S(""));
}

/* --- an answered page -------------------------------------------------- */

/* Have the answer's page read. */
static enum op_status give_page(struct volume *volume, struct job_page *page,
                                const struct response *response)
{
    struct reading_page to_read = {
        .tag = &page->ticket,
        .bytes = response->body,
        .url = page->final_url,
        .content_type = exchange_header(response->last, S("content-type")),
    };
    return reading_give(volume->reading, &to_read, &page->error);
}

static void tell(const struct volume *volume, const struct job_page *page)
{
    struct job_event event = {
        .kind = page->state == PAGE_GOT ? JOB_PAGE_DONE : JOB_PAGE_LOST,
        .url = page->url,
        .title = page->article ? page->article->title : S(""),
        .error = &page->error,
    };
    volume->observer->event(volume->observer->context, &event);
}

void volume_lose(struct volume *volume, const struct job_page *page)
{
    volume->stats->losses++;
    tell(volume, page);
}

/* The other pages of the same article are asked for at once. */
static void ask_parts(struct volume *volume, struct job_page *page)
{
    struct job_page *first = page->part_of ? page->part_of : page;
    const str_list *urls = &page->article->next_pages;
    for (size_t i = 0; i < urls->len; i++) {
        if (first->parts.len == OP_MAX_NEXT_PAGES)
            return;
        if (volume_known(volume, urls->at[i]))
            continue;
        struct job_page *part = new_page(volume, urls->at[i], page->level);
        part->part_of = first;
        *vec_push(&first->parts, &volume->arena) = part;
        volume_ask_page(volume, part, REQUEST_PAGE, page->final_url);
    }
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
static void keep_validators(struct volume *volume, struct job_page *page,
                            const struct response *response)
{
    if (page->memento.len)
        return;
    page->etag = validator(volume, response, S("etag"));
    page->last_modified = validator(volume, response, S("last-modified"));
}

/* What is known of a page before it is read. */
static void note_page(struct volume *volume, struct job_page *page,
                      const struct response *response)
{
    struct arena *arena = &volume->arena;
    page->final_url = page->memento.len
                          ? page->url
                          : arena_dup(arena, str_of(response->final_url));
    page->fetched = evidence_time(arena, volume->options, response->last);
    page->http_status = response->last->http_status;
    if (response->last->is_resource)
        page->http_status = 0; /* from a file */
    page->sha256 = evidence_digest(response, &page->captures);
    page->warc_record = record_of(volume, &page->captures);
    keep_validators(volume, page, response);
    page->is_forbidden =
        robots_forbid(exchange_header(response->last, S("x-robots-tag")));
}

static enum op_status judge(const struct volume *volume, struct job_page *page,
                            const struct article *article)
{
    if (!article->is_article)
        return error_set(&page->error, article->refusal, OP_STAGE_EXTRACT,
                         page->url, "%s", refusal_text(article->refusal));
    if (volume->options->respects_meta &&
        (page->is_forbidden || article->forbids_archive))
        return error_set(&page->error, OP_ROBOTS, OP_STAGE_ROBOTS, page->url,
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
    page->state = page->article ? PAGE_GOT : PAGE_LOST;
    if (page->article) {
        ask_parts(volume, page);
        quest_endpoint(volume, page);
        if (volume->options->takes_images)
            status = volume_ask_images(volume, page, err);
        tell(volume, page);
    } else {
        volume_lose(volume, page);
    }
    return status;
}

enum op_status volume_read(struct volume *volume, struct job_page *page,
                           const struct reading_answer *answer,
                           struct op_error *err)
{
    struct article *article;
    enum op_status status = reading_article(
        &volume->arena, answer, page->final_url, &article, &page->error);
    if (status == OP_OK && judge(volume, page, article) == OP_OK)
        page->article = article;
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
    page->error = response->error;
    if (response->error.status == OP_OK) {
        note_page(volume, page, response);
        if (give_page(volume, page, response) == OP_OK)
            return OP_OK;
    } else {
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
    struct job_event event = {
        .kind = asset->is_got ? JOB_IMAGE_DONE : JOB_IMAGE_LOST,
        .url = asset->url,
        .error = &asset->error,
    };
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
    enum op_status status;
    if (ticket->is_asset) {
        struct job_asset *asset = (struct job_asset *)ticket;
        status = keep_hops(volume, response, &asset->captures, err);
        if (status == OP_OK)
            status = asset_take(volume, asset, response, err);
        tell_asset(volume, asset);
    } else {
        struct job_page *page = (struct job_page *)ticket;
        status = keep_hops(volume, response, &page->captures, err);
        if (status == OP_OK)
            status = take_page(volume, page, response, err);
    }
    return status;
}

/* --- the next level ---------------------------------------------------- */

/* One article presents another once: by the stronger sign. */
static void add_relation(struct volume *volume, struct job_page *page,
                         const struct bundle_relation *relation)
{
    for (size_t i = 0; i < page->relations.len; i++) {
        struct bundle_relation *known = &page->relations.at[i];
        if (known->from != relation->from)
            continue;
        if (relation->score > known->score)
            *known = *relation;
        return;
    }
    *vec_push(&page->relations, &volume->arena) = *relation;
}

/* Whichever of two was read first asked for the other pages of the article. */
static void hand_over_parts(struct volume *volume, struct job_page *from,
                            struct job_page *to)
{
    for (size_t i = 0; i < from->parts.len; i++) {
        from->parts.at[i]->part_of = to;
        *vec_push(&to->parts, &volume->arena) = from->parts.at[i];
    }
    from->parts.len = 0;
}

/* The same article under another URL: a redirect or a canonical link led to a
 * page that is there already. */
static void merge_page(struct volume *volume, struct job_page *page,
                       struct str url)
{
    if (!url.len || page->state != PAGE_GOT)
        return;
    void **slot =
        map_slot(&volume->page_by_key, &volume->arena, key_of(volume, url));
    struct job_page *other = *slot;
    if (!other || other->state == PAGE_LOST) {
        *slot = page;
        return;
    }
    while (other->state == PAGE_MERGED)
        other = other->merged_into;
    if (other == page || other->part_of || page->part_of)
        return;
    page->state = PAGE_MERGED;
    page->merged_into = other;
    hand_over_parts(volume, page, other);
    for (size_t i = 0; i < page->relations.len; i++)
        add_relation(volume, other, &page->relations.at[i]);
}

static void follow(struct volume *volume, size_t from,
                   const struct related_post *post)
{
    struct job_page *page = volume->pages.at[from];
    struct job_page *target = volume_known(volume, post->url);
    bool is_new = !target;
    if (is_new && (page->level >= volume->options->depth ||
                   volume->pages.len >= volume->options->max_pages)) {
        volume->left_out += page->level < volume->options->depth;
        return;
    }
    if (is_new)
        target = new_page(volume, post->url, page->level + 1);
    while (target->state == PAGE_MERGED)
        target = target->merged_into;
    /* Only what explains why it is here: a post that points back at the seed
     * does not. */
    if (target->level != page->level + 1 || target->part_of)
        return;
    struct bundle_relation relation = {
        .from = from,
        .kind = post->kind,
        .score = post->score,
        .reason = post->reason,
    };
    add_relation(volume, target, &relation);
    if (is_new)
        volume_ask_page(volume, target, REQUEST_PAGE, page->final_url);
}

static void follow_all(struct volume *volume, size_t from)
{
    const struct article *article = volume->pages.at[from]->article;
    enum choice *choices =
        select_related(&volume->arena, volume->options, article);
    for (size_t i = 0; i < article->related.len; i++) {
        if (choices[i] == CHOICE_TAKEN)
            follow(volume, from, &article->related.at[i]);
        else
            volume->left_out += choices[i] == CHOICE_BUDGET;
    }
}

/* An archive loses nothing because a page shows other posts today. */
static void follow_former(struct volume *volume, size_t from)
{
    const struct job_options *options = volume->options;
    const former_list *former =
        options->keeps_former
            ? recall_former(options->recall, volume->pages.at[from]->url)
            : NULL;
    for (size_t i = 0; former && i < former->len; i++)
        follow(volume, from, &former->at[i]);
}

static void join_parts(struct volume *volume, struct job_page *page)
{
    for (size_t i = 0; i < page->parts.len; i++)
        if (page->parts.at[i]->state == PAGE_GOT)
            article_append(&volume->arena, page->article,
                           page->parts.at[i]->article);
}

static void merge_level(struct volume *volume)
{
    for (size_t i = 0; i < volume->pages.len; i++) {
        struct job_page *page = volume->pages.at[i];
        if (page->level != volume->level)
            continue;
        merge_page(volume, page, page->final_url);
        if (page->state == PAGE_GOT)
            merge_page(volume, page, page->article->canonical_url);
    }
}

bool volume_advance(struct volume *volume)
{
    if (volume->pages_open > 0)
        return false;
    if (volume->is_planned)
        return volume->assets_open == 0;
    size_t count = volume->pages.len;
    merge_level(volume);
    for (size_t i = 0; i < count; i++) {
        struct job_page *page = volume->pages.at[i];
        if (page->level != volume->level || page->state != PAGE_GOT ||
            page->part_of)
            continue;
        join_parts(volume, page);
        follow_all(volume, i);
        follow_former(volume, i);
    }
    volume->is_planned = volume->pages.len == count;
    volume->level++;
    return volume->is_planned && volume->assets_open == 0;
}
