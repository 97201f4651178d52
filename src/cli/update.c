/* SPDX-License-Identifier: MIT */
/* update.c - offprint update: look again, keep new versions. */
#include "library/update.h"

#include "cli/changes.h"
#include "cli/commands.h"
#include "cli/progress.h"
#include "cli/report.h"
#include "cli/say.h"
#include "cli/seeds.h"
#include "cli/stop.h"
#include <stdio.h>

struct updating {
    struct arena *arena;
    const struct options *options;
    struct speaker speaker;
    struct progress progress;
    struct update_options how;
    struct run_outcome run;
    struct wish wish; /* of the archive that is looked at */
    struct op_error err;
};

static void tell(void *context, const char *sentence)
{
    say(context, SAY_WARNING, S(""), "%s", sentence);
}

static void on_tick(void *context, size_t done,
                    const struct client_stats *client)
{
    struct updating *u = context;
    struct job_stats stats = {
        .pages = done + client->active + client->waiting,
        .pages_done = done,
        .client = *client,
    };
    progress_show(&u->progress, &stats);
}

/* What belonged into an archive when it was made does so today, unless a flag
 * says otherwise. */
static enum op_status choose(void *context, const str_list *choices,
                             struct job_options *job, struct op_error *err)
{
    struct updating *u = context;
    struct options chosen;
    if (!choices->len)
        return OP_OK;
    const volatile sig_atomic_t *stop = job->stop;
    enum op_status status =
        options_choose(u->arena, u->options, choices, &chosen, err);
    wish_free(&u->wish);
    if (status == OP_OK)
        status = wish_read(u->arena, &chosen, &u->wish, job, err);
    job->stop = stop;
    if (status == OP_USAGE)
        return error_set(err, OP_CORRUPT, OP_STAGE_READ, S(""),
                         "what was chosen for it makes no sense: %s",
                         arena_cstring(u->arena, str_of(err->text)));
    return status;
}

static enum op_status update_library(struct updating *u, const char *folder)
{
    struct library library;
    struct library_options how = {
        .writes = true,
        .waits = u->options->wait,
        .tell = tell,
        .context = &u->speaker,
    };
    enum op_status status =
        library_open(&library, u->arena, folder, &how, &u->err);
    if (status == OP_OK)
        status = update(&library, &u->how, &u->run, &u->err);
    library_close(&library);
    return status;
}

static enum op_status update_archive(struct updating *u, const char *path)
{
    struct library library;
    struct str within;
    enum op_status status =
        library_open_archive(&library, u->arena, path, &within, &u->err);
    if (status == OP_OK)
        status = update(&library, &u->how, &u->run, &u->err);
    library_close(&library);
    return status;
}

static enum op_status update_each(struct updating *u)
{
    const struct options *options = u->options;
    if (!options->operand_count && options->library)
        return update_library(u, options->library);
    if (!options->operand_count)
        return error_set(&u->err, OP_USAGE, OP_STAGE_OPTIONS, S(""),
                         "update needs a library or an archive");
    enum op_status status = OP_OK;
    for (size_t i = 0; i < options->operand_count && status == OP_OK; i++) {
        const char *what = options->operands[i];
        status = library_is_at(what) ? update_library(u, what)
                                     : update_archive(u, what);
    }
    return status;
}

/* --- what came of it --------------------------------------------------- */

static void say_article(struct updating *u,
                        const struct article_outcome *outcome)
{
    struct str before = outcome->old_title.len
                            ? arena_printf(u->arena, ", before: %.*s",
                                           STR_ARG(outcome->old_title))
                            : S("");
    struct str why =
        outcome->reason.len
            ? arena_printf(u->arena, " (%.*s)", STR_ARG(outcome->reason))
            : S("");
    struct str since =
        outcome->change == CHANGE_FAILED && outcome->since.len
            ? arena_printf(u->arena, ", since %.*s", STR_ARG(outcome->since))
            : S("");
    say(&u->speaker, outcome->change == CHANGE_FAILED ? SAY_WARNING : SAY_INFO,
        outcome->url, "%.*s: %.*s%.*s%.*s%.*s",
        STR_ARG(article_change_name(outcome->change)), STR_ARG(outcome->title),
        STR_ARG(before), STR_ARG(why), STR_ARG(since));
}

/* The lowest status of what failed, as --fail-on wants it. */
static int exit_of(const struct updating *u)
{
    const struct run_outcome *run = &u->run;
    int worst = 0;
    size_t failed = 0;
    for (size_t i = 0; i < run->articles.len; i++) {
        if (run->articles.at[i].change != CHANGE_FAILED)
            continue;
        int status = op_status_exit(run->articles.at[i].status);
        worst = !worst || status < worst ? status : worst;
        failed++;
    }
    bool is_all = failed == run->articles.len && !run->unchanged;
    if (u->options->fail_on == FAIL_ON_NEVER ||
        (u->options->fail_on == FAIL_ON_ALL && !is_all))
        return 0;
    return worst;
}

static int say_run(struct updating *u)
{
    const struct run_outcome *run = &u->run;
    for (size_t i = 0; i < run->articles.len; i++)
        say_article(u, &run->articles.at[i]);
    say(&u->speaker, SAY_INFO, S(""),
        "%zu unchanged, %zu requests, %s received, %s written", run->unchanged,
        run->requests, say_bytes(u->arena, run->received).at,
        say_bytes(u->arena, run->written).at);
    int exit_status = exit_of(u);
    int of_changes = changes_finish(run, u->options, &u->speaker);
    return exit_status ? exit_status : of_changes;
}

/* In the form that get has, without archives: all is in "changes". */
static int write_summary(struct updating *u, int exit_status)
{
    const struct report report = {
        .arena = u->arena,
        .received = u->run.received,
        .duration_ms = u->run.duration_ms,
    };
    if (!u->options->summary ||
        report_write(&report, &u->run, u->options->summary, exit_status,
                     &u->err) == OP_OK)
        return exit_status;
    say_error(&u->speaker, SAY_ERROR, &u->err);
    return op_status_exit(u->err.status);
}

static int run_update(struct updating *u, struct wish *wish)
{
    struct job_options job;
    struct client_options client = options_client(u->options);
    enum op_status status =
        wish_read(u->arena, u->options, wish, &job, &u->err);
    if (status != OP_OK)
        return say_failure(&u->err);
    u->how.renew.choose = choose;
    u->how.renew.context = u;
    u->how.renew.client = &client;
    u->how.renew.job = &job;
    stop_catch_signals();
    u->how.stop = job.stop = stop_signal();
    u->progress = progress_setup(u->options, &u->speaker);
    status = update_each(u);
    progress_end(&u->progress);
    int exit_status = say_run(u);
    if (status != OP_OK && status != OP_INTERRUPTED) {
        say_error(&u->speaker, SAY_ERROR, &u->err);
        exit_status = op_status_exit(status);
    }
    return write_summary(u, exit_status);
}

int command_update(struct arena *arena, const struct options *options)
{
    struct updating u = {
        .arena = arena,
        .options = options,
        .speaker = say_setup(options),
        .run = {.arena = arena, .started = library_now(arena)},
        .how =
            {
                .renew.all_changes = options->all_changes,
                .renew.keep_versions = (size_t)options->keep_versions,
                .older_than = options->older_than_s,
                .changed_within = options->changed_within_s,
                .quota = (uint64_t)options->quota,
                .max_time_ms = options->max_time_ms,
                .tick = on_tick,
            },
    };
    struct wish wish = {0};
    u.how.context = &u;
    int exit_status = run_update(&u, &wish);
    wish_free(&wish);
    wish_free(&u.wish);
    stop_if_caught();
    return exit_status;
}
