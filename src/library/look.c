/* SPDX-License-Identifier: MIT */
/* look.c - look at the pages of a library again. */
#include "library/look.h"

#include "base/digest.h"
#include "net/url.h"
#include <offprint/limits.h>

#define TICK_MS 100

/* --- what an answer means ---------------------------------------------- */

static bool is_front(struct arena *arena, struct str text)
{
    struct url url;
    if (url_parse(arena, text, NULL, &url) != OP_OK)
        return false;
    return url.path.len <= 1 || str_istarts(url.path, S("/index."));
}

/* Led from an article to a front page: of its site, or of whoever owns the
 * place now. */
static bool leads_to_front(struct arena *arena, struct str from, struct str to)
{
    return !str_eq(from, to) && is_front(arena, to) && !is_front(arena, from);
}

static struct str hex_of(struct arena *arena, struct str bytes)
{
    char hex[SHA256_HEX + 1];
    sha256_hex(sha256_of(bytes), hex);
    return arena_dup(arena, str_make(hex, SHA256_HEX));
}

static struct str plain(struct arena *arena, struct str value)
{
    for (size_t i = 0; i < value.len; i++)
        if (value.at[i] < ' ' || value.at[i] > '~')
            return S("");
    return value.len > OP_MAX_VALIDATOR_BYTES ? S("") : arena_dup(arena, value);
}

/* Is it the body that all archives hold? */
static bool is_held(struct library *library, const struct look_page *page)
{
    return sql_number(library->sql, 0,
                      "SELECT NOT EXISTS (SELECT 1 FROM page WHERE key = ?1"
                      " AND sha256 <> ?2)",
                      "tt", page->key, page->sha256);
}

/* Was it seen at the last visit, and all archives were held against it? */
static bool was_seen(struct library *library, const struct look_page *page)
{
    return sql_number(library->sql, 0,
                      "SELECT EXISTS (SELECT 1 FROM visit WHERE key = ?1"
                      " AND sha256 = ?2) AND (SELECT count(DISTINCT prose)"
                      " FROM page WHERE key = ?1) = 1",
                      "tt", page->key, page->sha256);
}

static bool is_gone(int status)
{
    return status == 404 || status == 410 || status == 402 || status == 451;
}

static void judge(struct look *look, struct look_page *page,
                  const struct response *response)
{
    struct arena *arena = look->library->arena;
    const struct exchange *last = response->last;
    int status = last ? last->http_status : 0;
    page->error = response->error;
    if (status == 304) {
        page->state = LOOK_SAME;
        page->is_archived = !page->was_other;
    } else if (is_gone(status)) {
        page->state = LOOK_GONE;
        page->reason = arena_dup(arena, str_of(response->error.text));
    } else if (response->error.status != OP_OK) {
        page->state = LOOK_FAILED;
    } else if (leads_to_front(arena, page->url, str_of(response->final_url))) {
        page->state = LOOK_GONE;
        page->reason = arena_printf(arena, "redirected to the front page %s",
                                    response->final_url);
    } else {
        page->etag = plain(arena, exchange_header(last, S("etag")));
        page->last_modified =
            plain(arena, exchange_header(last, S("last-modified")));
        page->sha256 = hex_of(arena, response->body);
        page->is_archived = is_held(look->library, page);
        page->state = page->is_archived || was_seen(look->library, page)
                          ? LOOK_SAME
                          : LOOK_CHANGED;
    }
}

static enum op_status keep(struct look *look, const struct response *response,
                           struct op_error *err)
{
    enum op_status status = OP_OK;
    const struct exchange *e = response->hops;
    for (; e && status == OP_OK; e = e->next)
        status =
            fresh_put(&look->fresh, e,
                      look->epoch >= 0 ? look->epoch * 1000 : e->started_ms,
                      e->next ? NULL : &response->error, err);
    return status;
}

/* Called within the client: nothing here may jump out of it. */
static void answered(void *context, void *tag, struct response *response)
{
    struct look *look = context;
    struct look_page *page = tag;
    struct arena *arena = look->library->arena;
    jmp_buf escape, *outer = arena->escape;
    look->open--;
    arena->escape = &escape;
    if (!response || setjmp(escape)) {
        error_set(&look->failure, OP_NO_MEMORY, OP_STAGE_FETCH, page->url,
                  "out of memory");
    } else {
        judge(look, page, response);
        if (page->state != LOOK_FAILED &&
            keep(look, response, &look->failure) != OP_OK)
            page->state = LOOK_FAILED;
    }
    arena->escape = outer;
    response_free(response);
}

/* robots.txt is asked for once; the archives that are renewed get it, too. */
static void observe(void *context, const struct exchange *exchange,
                    struct str robots_of)
{
    struct look *look = context;
    look->requests++;
    if (robots_of.len &&
        fresh_put(&look->fresh, exchange,
                  look->epoch >= 0 ? look->epoch * 1000 : exchange->started_ms,
                  NULL, &look->failure) != OP_OK)
        return; /* told by look->failure */
}

/* --- asking ------------------------------------------------------------ */

enum op_status look_begin(struct look *look,
                          const struct client_options *client,
                          struct op_error *err)
{
    enum op_status status = fresh_open(&look->fresh, err);
    if (status != OP_OK)
        return status;
    look->client = client_new(client, answered, look, err);
    if (!look->client)
        return err->status;
    client_observe(look->client, observe, look);
    return OP_OK;
}

void look_end(struct look *look)
{
    client_free(look->client);
    fresh_close(&look->fresh);
}

/* What is known by all archives that hold it: only then may the server's word
 * that nothing is new stand for all of them. */
static struct look_page *page_of(struct look *look, struct str key,
                                 struct request *request)
{
    struct arena *arena = look->library->arena;
    struct look_page *page = arena_new(arena, struct look_page);
    struct sql_rows rows = sql_ask(
        look->library->sql,
        "SELECT x.url, sum(x.role = 'seed') > 0, count(DISTINCT x.prose) = 1,"
        " coalesce(v.etag, x.etag), coalesce(v.last_modified,"
        " x.last_modified), v.sha256 IS NOT NULL AND v.sha256 <> x.sha256,"
        " max(x.fetched) FROM page x"
        " LEFT JOIN visit v ON v.key = x.key WHERE x.key = ?1",
        "t", key);
    page->key = arena_dup(arena, key);
    if (sql_next(&rows)) {
        page->url = arena_dup(arena, sql_text(&rows, 0));
        page->is_seed = sql_int(&rows, 1);
        page->was_other = sql_int(&rows, 5);
        if (sql_int(&rows, 2)) {
            request->etag = arena_dup(arena, sql_text(&rows, 3));
            request->last_modified = arena_dup(arena, sql_text(&rows, 4));
        }
    }
    sql_stop(&rows);
    return page;
}

enum op_status look_ask(struct look *look, struct str key, struct op_error *err)
{
    if (map_get(&look->pages, key))
        return OP_OK;
    struct request request = {0};
    struct look_page *page = page_of(look, key, &request);
    enum op_status status = sql_end(look->library->sql, err);
    if (status != OP_OK)
        return status;
    request.url = page->url;
    request.kind = page->is_seed ? REQUEST_SEED : REQUEST_PAGE;
    request.tag = page;
    *map_slot(&look->pages, look->library->arena, page->key) = page;
    look->open++;
    if (client_add(look->client, &request) != OP_OK)
        return error_set(err, OP_NO_MEMORY, OP_STAGE_FETCH, page->url,
                         "no memory for the request");
    return OP_OK;
}

enum op_status look_wait(struct look *look, struct op_error *err)
{
    while (look->open > 0 && !look->failure.status) {
        client_run(look->client, TICK_MS);
        struct client_stats stats = client_stats(look->client);
        if (look->tick)
            look->tick(look->context, look->pages.len - look->open, &stats);
        if (look->stop && *look->stop)
            return error_set(err, OP_INTERRUPTED, OP_STAGE_NONE, S(""),
                             "interrupted");
    }
    if (look->failure.status)
        *err = look->failure;
    return look->failure.status;
}

const struct look_page *look_get(const struct look *look, struct str key)
{
    return map_get(&look->pages, key);
}

bool look_is_over(const struct look *look)
{
    return (look->deadline_ms && clock_ms() >= look->deadline_ms) ||
           (look->quota && client_stats(look->client).bytes >= look->quota);
}
