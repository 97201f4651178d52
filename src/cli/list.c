/* SPDX-License-Identifier: MIT */
/* list.c - offprint list: what get would fetch, and why. */
#include "cli/commands.h"

#include "article/hints.h"
#include "article/refusal.h"
#include "base/json.h"
#include "cli/inflow.h"
#include "cli/info_library.h"
#include "cli/say.h"
#include "cli/seeds.h"
#include "cli/source.h"
#include "job/select.h"
#include "library/library.h"
#include <offprint/limits.h>
#include <stdio.h>

struct plan {
    const struct options *options;
    struct job_options job;
    struct speaker speaker;
    struct json_writer json; /* its buffer is NULL for text */
    int exit_status;         /* the lowest that is not 0 */
};

static void print_text(const struct article *article,
                       const enum choice *choices)
{
    printf("%.*s\n", STR_ARG(article->title));
    printf("  %.*s\n", STR_ARG(article->url));
    if (!article->related.len)
        puts("  no related posts");
    for (size_t i = 0; i < article->related.len; i++) {
        const struct related_post *post = &article->related.at[i];
        struct str kind = related_kind_name(post->kind);
        printf("%s %-15.*s %d  %.*s\n", choices[i] == CHOICE_TAKEN ? "+" : "-",
               STR_ARG(kind), post->score, STR_ARG(post->title));
        printf("  %.*s\n", STR_ARG(post->url));
        printf("  %.*s", STR_ARG(post->reason));
        if (choices[i] != CHOICE_TAKEN)
            printf(" (not taken: %s)", choice_text(choices[i]));
        putchar('\n');
    }
    for (size_t i = 0; i < article->next_pages.len; i++)
        printf("+ next page\n  %.*s\n", STR_ARG(article->next_pages.at[i]));
}

static void print_json(struct json_writer *w, const struct article *article,
                       const enum choice *choices)
{
    json_open(w, '{');
    json_key_str(w, "url", article->url);
    json_key_str_or_null(w, "title", article->title);
    json_key_strs(w, "next_pages", article->next_pages.at,
                  article->next_pages.len);
    json_key_open(w, "related", '[');
    for (size_t i = 0; i < article->related.len; i++) {
        const struct related_post *post = &article->related.at[i];
        json_open(w, '{');
        json_key_str(w, "url", post->url);
        json_key_str(w, "title", post->title);
        json_key_str(w, "kind", related_kind_name(post->kind));
        json_key_int(w, "score", post->score);
        json_key_str(w, "reason", post->reason);
        json_key_bool(w, "taken", choices[i] == CHOICE_TAKEN);
        json_key_str(w, "choice", str_of(choice_text(choices[i])));
        json_close(w, '}');
    }
    json_close(w, ']');
    json_close(w, '}');
}

/* Not everything on standard output comes from us: no control characters. */
static void disarm(struct article *article, struct arena *arena)
{
    struct str *texts[2] = {&article->title, NULL};
    for (size_t i = 0; i <= article->related.len; i++) {
        texts[1] = i ? &article->related.at[i - 1].title : texts[0];
        char *copy = arena_cstring(arena, *texts[1]);
        for (char *c = copy; *c; c++)
            if ((unsigned char)*c < 0x20 || *c == 0x7F)
                *c = '?';
        texts[1]->at = copy;
    }
}

/* The related posts that only a script would fill in; none when they cannot
 * be had. */
static void ask_endpoint(const struct plan *plan, struct arena *arena,
                         struct article *article)
{
    struct source source;
    struct op_error unseen;
    struct input input = {.what = arena_cstring(arena, article->endpoint)};
    if (source_load(arena, plan->options, &input, &source, &unseen) == OP_OK)
        endpoint_read(arena, buf_str(&source.bytes), article);
    source_free(&source);
}

static enum op_status plan_one(struct plan *plan, struct arena *arena,
                               struct str url, struct op_error *err)
{
    struct source source;
    struct input seed = {.what = url.at};
    enum op_status status =
        source_load(arena, plan->options, &seed, &source, err);
    struct article *article = NULL;
    if (status == OP_OK)
        status =
            source_article(arena, plan->options, &source, false, &article, err);
    source_free(&source);
    if (status != OP_OK)
        return status;
    if (article->endpoint.len && plan->options->endpoints &&
        plan->options->related)
        ask_endpoint(plan, arena, article);
    if (!article->is_article)
        return error_set(err, article->refusal, OP_STAGE_EXTRACT, url, "%s",
                         refusal_text(article->refusal));
    disarm(article, arena);
    enum choice *choices = select_related(arena, &plan->job, article);
    if (plan->json.out)
        print_json(&plan->json, article, choices);
    else
        print_text(article, choices);
    return OP_OK;
}

static enum op_status try_plan(struct plan *plan, struct arena *arena,
                               struct str url, struct op_error *err)
{
    jmp_buf escape;
    arena->escape = &escape;
    if (setjmp(escape))
        return error_set(err, arena->failure, OP_STAGE_EXTRACT, url,
                         "too complex");
    return plan_one(plan, arena, arena_dup(arena, url), err);
}

static void note_failure(void *context, const struct op_error *why)
{
    struct plan *plan = context;
    say_error(&plan->speaker, SAY_ERROR, why);
    say_hint(&plan->speaker, why);
    int one = op_status_exit(why->status);
    if (!plan->exit_status || one < plan->exit_status)
        plan->exit_status = one;
}

static void plan_seed(struct plan *plan, struct str url)
{
    struct arena arena;
    struct op_error err = {0};
    arena_init(&arena, OP_MAX_PAGE_MEMORY);
    if (try_plan(plan, &arena, url, &err) != OP_OK)
        note_failure(plan, &err);
    arena_free(&arena);
}

/* What is given by hand, then what lists name. */
static void plan_all(struct plan *plan, struct arena *arena,
                     const struct input_list *inputs, struct inflow *inflow)
{
    struct op_error err;
    struct job_seed seed;
    enum seeds_turn turn = SEEDS_OVER;
    for (size_t i = 0; i < inputs->len; i++) {
        if (seed_url(arena, inputs->at[i].what, &seed.url, &err) == OP_OK)
            plan_seed(plan, seed.url);
        else
            note_failure(plan, &err);
    }
    do {
        turn = inflow ? inflow_next(inflow, true, &seed) : SEEDS_OVER;
        if (turn == SEEDS_NEXT)
            plan_seed(plan, seed.url);
    } while (turn != SEEDS_OVER);
    if (inflow)
        inflow_say(inflow);
}

static void print_plan(struct plan *plan, struct arena *arena,
                       const struct input_list *inputs, struct inflow *inflow)
{
    struct buf out;
    buf_init(&out, 1u << 30);
    if (plan->options->json) {
        plan->json = (struct json_writer){.out = &out, .indent = 1};
        json_open(&plan->json, '[');
    }
    plan_all(plan, arena, inputs, inflow);
    if (plan->options->json) {
        json_close(&plan->json, ']');
        printf("%.*s\n", STR_ARG(buf_str(&out)));
    }
    buf_free(&out);
}

int command_list(struct arena *arena, const struct options *options)
{
    if (options->operand_count == 1 && library_is_at(options->operands[0]))
        return list_library(arena, options, options->operands[0]);
    struct plan plan = {.options = options, .speaker = say_setup(options)};
    struct wish wish = {0};
    struct input_list inputs;
    struct inflow *inflow = NULL;
    struct op_error err;
    const struct inflow_asker asker = {.options = options,
                                       .wish = &wish,
                                       .speaker = &plan.speaker,
                                       .context = &plan,
                                       .failed = note_failure};
    enum op_status status = wish_read(arena, options, &wish, &plan.job, &err);
    if (status == OP_OK)
        status = inflow_collect(arena, &asker, &inputs, &inflow, &err);
    if (status == OP_OK)
        print_plan(&plan, arena, &inputs, inflow);
    else
        plan.exit_status = say_failure(&err);
    inflow_close(inflow);
    wish_free(&wish);
    return plan.exit_status;
}
