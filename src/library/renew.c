/* SPDX-License-Identifier: MIT */
/* renew.c - a new version of an archive. */
#include "library/renew.h"

#include "article/prose.h"
#include "library/known.h"
#include "library/version.h"
#include <offprint/limits.h>

/* Less than a tenth of what it was, and once more than a line or two: what is
 * left is a notice, not the article. */
enum { EMPTY_SHARE = 10, LEAST_WORDS = 60 };

struct renewal {
    struct arena arena;
    struct look *look;
    const struct renew_options *options;
    struct str path, full; /* below the library, and with it */
    known_list known;
    struct recall *recall;
    struct past past;
    struct version version; /* in the making */
    bool is_again;          /* something was voided: go through it once more */
    struct run_outcome *run;
    struct op_error *err;
    jmp_buf escape;
};

/* --- what is known ---------------------------------------------------- */

static struct known_article *known_by_url(struct renewal *r, struct str url)
{
    for (size_t i = 0; i < r->known.len; i++)
        if (str_eq(r->known.at[i].url, url))
            return &r->known.at[i];
    return NULL;
}

/* It was gone, and is now what it was before. */
static bool is_back(const struct known_article *known)
{
    return known->is_gone && known_state(known) == LOOK_SAME &&
           known->pages.at[0].now->is_archived;
}

/* Is there anything that could make a new version of it? */
static bool has_news(const struct renewal *r)
{
    for (size_t i = 0; i < r->known.len; i++) {
        const struct known_article *known = &r->known.at[i];
        enum look_state state = known_state(known);
        if (state == LOOK_CHANGED || (state == LOOK_GONE && !known->is_gone) ||
            is_back(known))
            return true;
    }
    return false;
}

/* --- fetched pages in the place of old captures ------------------------ */

static void choose_answer(struct renewal *r, const struct known_page *page,
                          bool is_void)
{
    struct fresh_exchange *fresh =
        page->now ? fresh_get(&r->look->fresh, page->now->url.at) : NULL;
    if (fresh)
        fresh->is_void = is_void || page->now->state != LOOK_CHANGED;
}

/* Only pages with something new answer for themselves. */
static void choose_answers(struct renewal *r)
{
    for (size_t i = 0; i < r->known.len; i++) {
        const struct known_article *known = &r->known.at[i];
        for (size_t k = 0; k < known->pages.len; k++)
            choose_answer(r, &known->pages.at[k], known->void_reason.len);
    }
}

static struct fresh_exchange *answer_of(const struct renewal *r,
                                        const char *url)
{
    struct fresh_exchange *fresh = fresh_get(&r->look->fresh, url);
    return fresh && !fresh->is_void ? fresh : NULL;
}

static bool is_robots(const char *url)
{
    return str_ends(str_of(url), S("/robots.txt"));
}

static enum op_status tell(void *context, const char *url,
                           struct exchange **exchange, struct op_error *err)
{
    struct renewal *r = context;
    const struct fresh_exchange *fresh = answer_of(r, url);
    if (!fresh)
        return recall_past(r->recall)->recall(recall_past(r->recall)->context,
                                              url, exchange, err);
    *exchange = fresh_tell(&r->look->fresh, fresh);
    return *exchange ? OP_OK
                     : error_set(err, OP_NO_MEMORY, OP_STAGE_FETCH, str_of(url),
                                 "no memory for it");
}

/* What robots may do is asked anew, and not of the past. */
static bool knows(void *context, const char *url)
{
    const struct renewal *r = context;
    if (answer_of(r, url))
        return true;
    const struct past *past = recall_past(r->recall);
    return !is_robots(url) && past->knows(past->context, url);
}

/* --- what is new ------------------------------------------------------- */

static struct str hex_of(struct arena *arena, struct sha256 sum)
{
    char hex[SHA256_HEX + 1];
    sha256_hex(sum, hex);
    return arena_dup(arena, str_make(hex, SHA256_HEX));
}

static struct history_event event_of(struct renewal *r,
                                     const struct bundle_article *packed,
                                     enum history_change change)
{
    struct arena *arena = &r->arena;
    return (struct history_event){
        .change = change,
        .url = arena_dup(arena, packed->url),
        .title = arena_dup(arena, packed->article->title),
        .sha256 = hex_of(arena, packed->sha256),
        .prose = hex_of(arena, prose_digest(packed->article)),
        .warc_record = arena_dup(arena, packed->warc_record),
    };
}

static bool is_emptied(const struct known_article *known,
                       const struct article *article)
{
    return known->words >= LEAST_WORDS &&
           article->word_count * EMPTY_SHARE < (size_t)known->words;
}

static bool has_other_bytes(struct renewal *r,
                            const struct known_article *known,
                            const struct bundle_article *packed)
{
    struct str first = hex_of(&r->arena, packed->sha256);
    if (!str_eq(first, known->pages.at[0].sha256) ||
        packed->parts.len + 1 != known->pages.len)
        return true;
    for (size_t i = 0; i < packed->parts.len; i++)
        if (!str_eq(hex_of(&r->arena, packed->parts.at[i].sha256),
                    known->pages.at[i + 1].sha256))
            return true;
    return false;
}

static void look_at_article(struct renewal *r,
                            const struct bundle_article *packed)
{
    struct known_article *known = known_by_url(r, packed->url);
    if (!known) {
        version_add(&r->version, event_of(r, packed, HISTORY_NEW));
        return;
    }
    bool is_fresh =
        known_state(known) == LOOK_CHANGED && !known->void_reason.len;
    if (is_fresh && is_emptied(known, packed->article)) {
        known->void_reason = S("emptied: nearly all of its text is gone");
        r->is_again = true;
        return;
    }
    struct history_event event = event_of(r, packed, HISTORY_CHANGED);
    bool is_changed =
        !str_eq(event.prose, known->prose) ||
        (r->options->all_changes && has_other_bytes(r, known, packed));
    if (!str_eq(event.title, known->title))
        event.old_title = known->title;
    if (is_fresh && is_changed)
        version_add(&r->version, event);
    bool is_unchanged_again = known->is_gone && is_fresh && !is_changed;
    if (is_back(known) || is_unchanged_again) {
        event.change = HISTORY_RETURNED;
        version_add(&r->version, event);
    }
}

/* A page that was fetched and gave no article: blocked, empty, a challenge. */
static void look_at_loss(struct renewal *r, struct str url, struct str why)
{
    struct known_article *known = known_by_url(r, url);
    if (!known || known->void_reason.len || known_state(known) != LOOK_CHANGED)
        return;
    known->void_reason = arena_printf(&r->arena, "emptied: %.*s", STR_ARG(why));
    r->is_again = true;
}

static void look_at_gone(struct renewal *r)
{
    for (size_t i = 0; i < r->known.len; i++) {
        const struct known_article *known = &r->known.at[i];
        bool is_gone =
            known_state(known) == LOOK_GONE || known->void_reason.len;
        if (!is_gone || known->is_gone)
            continue;
        version_add_gone(&r->version, known->url, known->title,
                         known->void_reason.len
                             ? known->void_reason
                             : known->pages.at[0].now->reason,
                         known->pages.at[0].now->url);
    }
}

/* Asked and the same: the archive says so, when it is written anyway. */
static void note_same(struct renewal *r)
{
    for (size_t i = 0; i < r->known.len; i++) {
        const struct known_article *known = &r->known.at[i];
        for (size_t k = 0; k < known->pages.len; k++) {
            const struct known_page *page = &known->pages.at[k];
            if (known_page_state(page) == LOOK_SAME)
                version_note_same(&r->version, page->now->url,
                                  page->warc_record);
        }
    }
}

/* The archive as it was, for the history that it does not have yet. */
static void note_first(struct renewal *r)
{
    for (size_t i = 0; i < r->known.len; i++) {
        const struct known_article *known = &r->known.at[i];
        *vec_push(&r->version.first, &r->arena) = (struct history_event){
            .change = HISTORY_NEW,
            .url = known->url,
            .title = known->title,
            .sha256 = known->pages.at[0].sha256,
            .prose = known->prose,
            .warc_record = known->pages.at[0].warc_record,
        };
    }
}

/* --- the job ----------------------------------------------------------- */

static enum op_status write_version(struct renewal *r,
                                    const struct bundle *bundle)
{
    struct library *library = r->look->library;
    note_same(r);
    r->version.keep = r->options->keep_versions;
    enum op_status status = library_check(library, r->err);
    if (status != OP_OK)
        return status;
    status = version_write(&r->version, bundle, &r->look->fresh, r->recall,
                           r->full, r->err);
    return status == OP_OK ? library_take(library, r->path, r->err) : status;
}

static enum op_status take_bundle(struct renewal *r,
                                  const struct bundle *bundle)
{
    for (size_t i = 0; i < bundle->losses.len; i++)
        if (!bundle->losses.at[i].is_image)
            look_at_loss(r, bundle->losses.at[i].url,
                         bundle->losses.at[i].detail);
    for (size_t i = 0; i < bundle->articles.len; i++)
        look_at_article(r, &bundle->articles.at[i]);
    if (r->is_again)
        return OP_OK;
    look_at_gone(r);
    return r->version.events.len ? write_version(r, bundle) : OP_OK;
}

/* Within the job nothing may jump out of it. */
static enum op_status volume_done(void *context, const struct bundle *bundle)
{
    struct renewal *r = context;
    jmp_buf escape;
    r->arena.escape = &escape;
    enum op_status status = setjmp(escape)
                                ? error_set(r->err, OP_NO_MEMORY, OP_STAGE_PACK,
                                            r->path, "no memory to renew it")
                                : take_bundle(r, bundle);
    r->arena.escape = &r->escape;
    return status;
}

static void volume_failed(void *context, const struct op_error *why)
{
    struct renewal *r = context;
    jmp_buf escape;
    r->arena.escape = &escape;
    if (!setjmp(escape))
        for (size_t i = 0; i < r->known.len; i++)
            if (r->known.at[i].is_seed)
                look_at_loss(r, r->known.at[i].url, str_of(why->text));
    r->arena.escape = &r->escape;
}

static enum seeds_turn next_seed(void *context, bool waits,
                                 struct job_seed *seed)
{
    (void)waits;
    struct renewal *r = context;
    const str_list *seeds = recall_seeds(r->recall);
    if (r->version.next_seed == seeds->len)
        return SEEDS_OVER;
    *seed = (struct job_seed){.url = seeds->at[r->version.next_seed++]};
    return SEEDS_NEXT;
}

static void on_event(void *context, const struct job_event *event)
{
    (void)context;
    (void)event;
}

static void on_tick(void *context, const struct job_stats *stats)
{
    struct renewal *r = context;
    r->version.received = stats->client.bytes;
}

static enum op_status go_through(struct renewal *r, struct job_options job)
{
    struct client_options client = *r->options->client;
    struct job_observer observer = {
        r, next_seed, volume_done, volume_failed, on_event, on_tick};
    r->is_again = false;
    version_begin(&r->version, &r->arena, recall_history(r->recall));
    note_first(r);
    choose_answers(r);
    client.past = job.past = &r->past;
    job.into_one = true;
    job.recall = r->recall;
    job.gives_captures = job.keeps_evidence = job.keeps_former = true;
    enum op_status status = job_run(&client, &job, &observer, r->err);
    r->run->received += r->version.received;
    return status;
}

static enum op_status renew_once(struct renewal *r)
{
    enum op_status status =
        recall_open(&r->arena, r->full.at, &r->recall, r->err);
    r->past = (struct past){r, tell, knows, true};
    struct job_options job = *r->options->job;
    if (status == OP_OK && r->options->choose)
        status = r->options->choose(r->options->context,
                                    recall_choices(r->recall), &job, r->err);
    /* Every turn voids at least one page. */
    for (size_t turn = 0; status == OP_OK && turn <= r->known.len; turn++) {
        status = go_through(r, job);
        if (!r->is_again)
            break;
    }
    return status;
}

/* --- what came of it --------------------------------------------------- */

static enum article_change change_of(enum history_change change)
{
    static const enum article_change changes[HISTORY_CHANGE_COUNT] = {
        [HISTORY_NEW] = CHANGE_NEW,
        [HISTORY_CHANGED] = CHANGE_EDITED,
        [HISTORY_GONE] = CHANGE_GONE,
        [HISTORY_RETURNED] = CHANGE_RETURNED,
    };
    return changes[change];
}

static bool has_event(const struct version *version, struct str url)
{
    for (size_t i = 0; i < version->events.len; i++)
        if (str_eq(version->events.at[i].url, url))
            return true;
    return false;
}

static void report(struct renewal *r)
{
    struct arena *arena = r->run->arena;
    const struct version *version = &r->version;
    for (size_t i = 0; i < version->events.len; i++) {
        const struct history_event *event = &version->events.at[i];
        const struct known_article *known = known_by_url(r, event->url);
        struct article_outcome outcome = {
            .change = change_of(event->change),
            .url = arena_dup(arena, event->url),
            .archive = arena_dup(arena, r->full),
            .title = arena_dup(arena, event->title),
            .old_title = arena_dup(arena, event->old_title),
            .reason = arena_dup(arena, event->reason),
            .version = (size_t)version->number,
            .old_version = known ? (size_t)known->version : 0,
            .is_seed = known && known->is_seed,
        };
        if (event->change == HISTORY_GONE)
            outcome.since = arena_dup(arena, version->date);
        *vec_push(&r->run->articles, arena) = outcome;
    }
    r->run->written += version->written;
    for (size_t i = 0; i < r->known.len; i++)
        r->run->unchanged += known_state(&r->known.at[i]) != LOOK_FAILED &&
                             !has_event(version, r->known.at[i].url);
}

static enum op_status renew_guarded(struct renewal *r)
{
    if (setjmp(r->escape))
        return error_set(r->err, OP_NO_MEMORY, OP_STAGE_PACK, r->path,
                         "no memory to renew it");
    r->full = library_path(r->look->library, r->path);
    version_begin(&r->version, &r->arena, NULL);
    enum op_status status =
        known_read(&r->arena, r->look, r->path, &r->known, r->err);
    if (status == OP_OK && has_news(r))
        status = renew_once(r);
    if (status == OP_OK)
        report(r);
    return status;
}

enum op_status renew(struct look *look, struct str path,
                     const struct renew_options *options,
                     struct run_outcome *run, struct op_error *err)
{
    struct renewal r = {
        .look = look,
        .options = options,
        .path = path,
        .run = run,
        .err = err,
    };
    arena_init(&r.arena, OP_MAX_JOB_MEMORY);
    r.arena.escape = &r.escape;
    enum op_status status = renew_guarded(&r);
    recall_close(r.recall);
    arena_free(&r.arena);
    return status;
}
