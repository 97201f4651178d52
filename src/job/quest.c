/* SPDX-License-Identifier: MIT */
/* quest.c - what is asked for a page besides itself: its endpoint for related
 * posts, and what an archive has of one that is gone (RFC 7089).
 *
 * The archive is asked as the Wayback Machine documents it: a lookup answers
 * in JSON which copy is closest; failing that, a URL of which the page's own is
 * the end leads to the newest one. Copies are asked for raw ("id_"): as they
 * were captured, without the archive's own frame. */
#include "job/volume.h"

#include "article/hints.h"
#include "article/jsonld.h"
#include "net/url.h"
#include "net/url_escape.h"
#include "text/date.h"

enum {
    STAMP = 14, /* digits: 20130919044612 */
    LATEST_YEAR = 9999,
};

static bool is_of_the_past(const struct volume *volume, struct str url)
{
    const struct recall *recall = volume->options->recall;
    return !recall || recall_has(recall, url);
}

static void ask(struct volume *volume, struct job_page *page, struct str url,
                enum page_quest quest)
{
    page->quest = (uint8_t)quest;
    volume_ask(volume, page, url, REQUEST_PAGE, S(""));
}

void quest_endpoint(struct volume *volume, struct job_page *page)
{
    struct str url = page->answer->article->endpoint;
    const struct job_options *options = volume->options;
    if (url.len && options->asks_endpoints && options->related > 0 &&
        page->level < options->depth && !page->answer->memento.len &&
        is_of_the_past(volume, url))
        ask(volume, page, url, QUEST_ENDPOINT);
}

/* --- archives ------------------------------------------------------------ */

static bool is_gone(const struct response *response)
{
    int status = response->last ? response->last->http_status : 0;
    return status == 404 || status == 410 || response->error.status == OP_DNS;
}

/* As the value of a query's parameter. */
static struct str encoded(struct arena *arena, struct str s)
{
    struct sink sink = {.max = 3 * s.len};
    sink.at = arena_alloc(arena, sink.max + 1);
    sink_escape(&sink, s, ESCAPE_COMPONENT);
    return sink_str(&sink);
}

static void ask_timegate(struct volume *volume, struct job_page *page)
{
    struct str gate = str_of(volume->options->archive_timegate);
    ask(volume, page, arena_join(&volume->arena, gate, page->url),
        QUEST_MEMENTO);
}

bool quest_memento(struct volume *volume, struct job_page *page,
                   const struct response *response)
{
    const struct job_options *options = volume->options;
    if (page->quest != QUEST_PAGE)
        return false;
    if (options->recall) {
        struct str known = recall_memento(options->recall, page->url);
        if (known.len)
            ask(volume, page, known, QUEST_MEMENTO);
        return known.len > 0;
    }
    if (!options->archive_timegate || !is_gone(response))
        return false;
    struct str lookup = str_of(options->archive_lookup);
    struct str url = encoded(&volume->arena, page->url);
    ask(volume, page, arena_join(&volume->arena, lookup, url), QUEST_LOOKUP);
    return true;
}

/* Where the timestamp in the URL of a copy ends; 0: it has none. */
static size_t stamp_end(struct str url)
{
    size_t digits = 0;
    for (size_t i = 0; i < url.len; i++) {
        digits = char_is_digit(url.at[i]) ? digits + 1 : 0;
        if (digits == STAMP && url.at[i - STAMP] == '/')
            return i + 1;
    }
    return 0;
}

/* The raw form of a copy's URL. */
static struct str raw_form(struct arena *arena, struct str url)
{
    size_t end = stamp_end(url);
    if (!end || end >= url.len || url.at[end] != '/')
        return url;
    return arena_printf(arena, "%.*sid_%.*s", STR_ARG(str_sub(url, 0, end)),
                        STR_ARG(str_from(url, end)));
}

static void take_lookup(struct volume *volume, struct job_page *page,
                        const struct response *response)
{
    struct arena *arena = &volume->arena;
    const struct json *root = NULL;
    if (response->error.status == OP_OK)
        root = json_parse(arena, response->body);
    const struct json *snapshots = json_get(root, S("archived_snapshots"));
    const struct json *closest = json_get(snapshots, S("closest"));
    struct str url = json_text(json_get(closest, S("url")));
    struct url parsed;
    if (url.len && url_parse(arena, url, NULL, &parsed) == OP_OK &&
        url_is_web(&parsed))
        ask(volume, page, raw_form(arena, parsed.href), QUEST_MEMENTO);
    else
        ask_timegate(volume, page);
}

/* When the copy was made; empty: it is none. */
static struct str memento_date(struct arena *arena,
                               const struct response *response)
{
    struct date date;
    struct str said = exchange_header(response->last, S("Memento-Datetime"));
    if (said.len && date_parse(str_trim(said), S("en"), LATEST_YEAR, &date))
        return date_format(arena, &date);
    struct str url = str_of(response->final_url);
    size_t end = stamp_end(url);
    if (!end)
        return S("");
    const char *at = url.at + end - STAMP;
    return arena_printf(arena, "%.4s-%.2s-%.2sT%.2s:%.2s:%.2sZ", at, at + 4,
                        at + 6, at + 8, at + 10, at + 12);
}

static bool take_memento(struct volume *volume, struct job_page *page,
                         const struct response *response)
{
    struct str date = S("");
    if (response->error.status == OP_OK)
        date = memento_date(&volume->arena, response);
    if (!date.len) {
        volume_lose(volume, page);
        return false;
    }
    struct page_answer *answer = page_answered(&volume->arena, page);
    answer->memento = arena_dup(&volume->arena, str_of(response->final_url));
    answer->memento_date = date;
    return true;
}

bool quest_take(struct volume *volume, struct job_page *page,
                const struct response *response)
{
    switch (page->quest) {
    case QUEST_LOOKUP:
        take_lookup(volume, page, response);
        return false;
    case QUEST_MEMENTO:
        return take_memento(volume, page, response);
    case QUEST_ENDPOINT:
        if (response->error.status == OP_OK)
            endpoint_read(&volume->arena, response->body,
                          page->answer->article);
        return false;
    default:
        return true;
    }
}

struct str quest_image(struct volume *volume, const struct job_page *page,
                       struct str url)
{
    size_t end = stamp_end(page->answer->memento);
    size_t slash =
        end ? str_find_byte(str_from(page->answer->memento, end), '/') : 0;
    if (!end || slash == STR_NONE)
        return url;
    return arena_join(&volume->arena,
                      str_sub(page->answer->memento, 0, end + slash + 1), url);
}
