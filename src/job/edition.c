/* SPDX-License-Identifier: MIT */
/* edition.c - an article as it was. */
#include "job/edition.h"

#include <offprint/limits.h>

struct going_back {
    struct arena *arena;
    struct str url;
    bool is_asked;
    struct edition *edition;
    struct op_error *err;
};

static struct str join(struct arena *arena, const str_list *list)
{
    struct str all = S("");
    for (size_t i = 0; i < list->len; i++)
        all = arena_printf(arena, "%.*s%s%.*s", STR_ARG(all), i ? ", " : "",
                           STR_ARG(list->at[i]));
    return all;
}

static void keep(struct arena *arena, const struct article *article,
                 struct edition *edition)
{
    *edition = (struct edition){
        .title = arena_dup(arena, article->title),
        .authors = join(arena, &article->authors),
        .published = arena_dup(arena, article->published),
        .modified = arena_dup(arena, article->modified),
        .language = arena_dup(arena, article->language),
        .text = arena_dup(arena, article->text),
    };
}

/* Within the job nothing may jump out of it. */
static enum op_status on_done(void *context, const struct bundle *bundle)
{
    struct going_back *g = context;
    jmp_buf escape, *const outer = g->arena->escape;
    enum op_status status = OP_OK;
    g->arena->escape = &escape;
    if (setjmp(escape))
        status = error_set(g->err, OP_NO_MEMORY, OP_STAGE_READ, g->url,
                           "no memory to read it");
    else
        keep(g->arena, bundle->articles.at[0].article, g->edition);
    g->arena->escape = outer;
    return status;
}

static void on_failure(void *context, const struct op_error *why)
{
    struct going_back *g = context;
    *g->err = *why;
}

static enum seeds_turn next_seed(void *context, bool waits,
                                 struct job_seed *seed)
{
    (void)waits;
    struct going_back *g = context;
    if (g->is_asked)
        return SEEDS_OVER;
    g->is_asked = true;
    *seed = (struct job_seed){.url = g->url};
    return SEEDS_NEXT;
}

static void on_event(void *context, const struct job_event *event)
{
    (void)context;
    (void)event;
}

static void on_tick(void *context, const struct job_stats *stats)
{
    (void)context;
    (void)stats;
}

enum op_status edition_read(struct arena *arena, struct recall *recall,
                            const struct recall_version *version,
                            struct str url, size_t readers,
                            struct edition *edition, struct op_error *err)
{
    struct going_back g = {
        .arena = arena, .url = url, .edition = edition, .err = err};
    struct client_options client = client_defaults();
    const struct job_options job = {
        .max_pages = 1,
        .epoch = -1,
        .recall = recall,
        .past = recall_past(recall),
        .readers = readers,
        .is_shut_in = true,
    };
    const struct job_observer observer = {&g,         next_seed, on_done,
                                          on_failure, on_event,  on_tick};
    *edition = (struct edition){0};
    err->status = OP_OK;
    recall_go_back(recall, version);
    client.past = recall_past(recall);
    client.ignores_robots = client.allows_private = true;
    client.delay_ms = 0;
    client.retries = 0;
    enum op_status status = job_run(&client, &job, &observer, err);
    return status == OP_OK ? err->status : status;
}
