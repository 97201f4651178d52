/* SPDX-License-Identifier: MIT */
/* get.c - offprint get: articles and their related posts into archives. */
#include "cli/commands.h"

#include "base/file.h"
#include "cli/changes.h"
#include "cli/get_library.h"
#include "cli/get_path.h"
#include "cli/get_twin.h"
#include "cli/optable.h"
#include "cli/seeds.h"
#include "cli/stop.h"
#include "cli/template.h"
#include "pack/sign.h"
#include <errno.h>
#include <offprint/limits.h>
#include <string.h>
#include <unistd.h>

/* --- what the job says ------------------------------------------------- */

static void note_latest(struct get *get)
{
    if (get->report.keeps && !get->has_library)
        report_note(&get->report, &get->run);
}

static void seed_failed(void *context, const struct op_error *why)
{
    struct get *get = context;
    say_error(&get->speaker, SAY_ERROR, why);
    say_hint(&get->speaker, why);
    get_library_lose(get, why);
    report_add_failure(&get->report, why);
    note_latest(get);
    report_end(&get->report, NULL, &get->speaker);
}

static enum seeds_turn pick_seed(struct get *get, bool waits,
                                 struct job_seed *seed)
{
    *seed = (struct job_seed){0};
    while (get->next_input < get->inputs.len) {
        const struct input *input = &get->inputs.at[get->next_input++];
        struct op_error err;
        if (seed_url(get->arena, input->what, &seed->url, &err) == OP_OK)
            return SEEDS_NEXT;
        seed_failed(get, &err);
    }
    return get->inflow ? inflow_next(get->inflow, waits, seed) : SEEDS_OVER;
}

static enum seeds_turn next_seed(void *context, bool waits,
                                 struct job_seed *seed)
{
    for (;;) {
        enum seeds_turn turn = pick_seed(context, waits, seed);
        if (turn != SEEDS_NEXT || get_library_wants(context, seed->url))
            return turn;
    }
}

static enum op_status write_archive(struct get *get,
                                    const struct bundle *bundle,
                                    struct str path, struct outcome *outcome)
{
    enum op_status status =
        get->has_library ? library_check(&get->library, get->err) : OP_OK;
    if (status == OP_OK)
        status = get_path_make_folders(get, path, get->err);
    if (status != OP_OK)
        return status;
    status = pack_write(bundle, path.at, &get->pack, get->err);
    if (status != OP_OK)
        outcome_fail(&get->report, outcome, get->err);
    return status;
}

static enum op_status take_bundle(struct get *get, const struct bundle *bundle,
                                  struct outcome *outcome)
{
    bool keeps;
    struct str path = get_path_choose(get, bundle, &keeps);
    outcome->was_there = keeps;
    struct str instead =
        keeps ? S("") : get_twin_find(get, bundle, path, outcome);
    if (instead.len) {
        note_latest(get);
        return get->has_library ? get_library_keep(get, bundle, instead, true)
                                : OP_OK;
    }
    enum op_status status =
        keeps ? OP_OK : write_archive(get, bundle, path, outcome);
    if (status != OP_OK)
        return status;
    outcome_write(&get->report, outcome, path, get_path_size(path.at));
    get->run.written += keeps ? 0 : outcome->bytes;
    note_latest(get);
    if (!get->has_library)
        return OP_OK;
    status = get_library_keep(get, bundle, path, keeps);
    if (!keeps && get->run.articles.len)
        get->run.articles.at[get->run.articles.len - 1].twin =
            arena_dup(get->arena, str_of(outcome->twin));
    return status;
}

static enum op_status volume_done(void *context, const struct bundle *bundle)
{
    struct get *get = context;
    struct outcome *outcome = report_add(&get->report, bundle);
    enum op_status status = take_bundle(get, bundle, outcome);
    report_end(&get->report, bundle, &get->speaker);
    return status;
}

static void on_event(void *context, const struct job_event *event)
{
    struct get *get = context;
    switch (event->kind) {
    case JOB_PAGE_DONE:
        say(&get->speaker, SAY_DETAIL, event->url, "%.*s",
            STR_ARG(event->title));
        break;
    case JOB_IMAGE_DONE:
        say(&get->speaker, SAY_DETAIL, event->url, "image");
        break;
    case JOB_DELAY_CUT:
        say(&get->speaker, SAY_WARNING, event->url,
            "robots.txt asks for a pause of %.1f s between requests; %.1f s "
            "are kept (--max-crawl-delay)",
            (double)event->asked_ms / 1000, (double)event->kept_ms / 1000);
        break;
    default:
        say_error(&get->speaker, SAY_DETAIL, event->error);
    }
}

static void on_tick(void *context, const struct job_stats *stats)
{
    struct get *get = context;
    get->report.received = stats->client.bytes;
    progress_show(&get->progress, stats);
}

/* --- setting up -------------------------------------------------------- */

static enum op_status check_folder(const char *folder, struct op_error *err)
{
    if (access(folder, W_OK | X_OK))
        return error_set(err, OP_IO, OP_STAGE_PACK, str_of(folder),
                         "cannot write into this folder: %s", strerror(errno));
    return OP_OK;
}

/* Refuse before anything is fetched what would fail when all is there. */
static enum op_status check_output(struct get *get)
{
    const char *output = get->options->output;
    size_t seeds = get->inputs.len;
    if (get->inflow)
        seeds += get->options->limit == 1 ? 1 : 2;
    bool is_many = seeds > 1 && !get->job.into_one;
    if (!output)
        return check_folder(get->options->output_dir ? get->options->output_dir
                                                     : ".",
                            get->err);
    if (is_many)
        return error_set(get->err, OP_USAGE, OP_STAGE_OPTIONS, S(""),
                         "several archives cannot go to one --output; use "
                         "--into one or --output-dir");
    if (strcmp(output, "-") == 0) {
        if (isatty(STDOUT_FILENO))
            return error_set(get->err, OP_USAGE, OP_STAGE_OPTIONS, S(""),
                             "an archive is not written to a terminal");
        return OP_OK;
    }
    if (get_path_exists(output) && !get->options->overwrite &&
        !get->options->no_clobber)
        return error_set(get->err, OP_EXISTS, OP_STAGE_PACK, str_of(output),
                         "exists already; --overwrite replaces it");
    const char *slash = strrchr(output, '/');
    struct str folder =
        slash ? str_make(output, (size_t)(slash - output) + 1) : S(".");
    return check_folder(arena_cstring(get->arena, folder), get->err);
}

/* --format, else by the ending of --output, else a book. */
static enum op_status choose_format(struct get *get)
{
    struct str wanted = str_of(get->options->format);
    struct str output = str_of(get->options->output);
    get->pack.format = PACK_EPUB;
    if (!wanted.len) {
        for (unsigned i = 0; i < PACK_FORMAT_COUNT; i++) {
            struct str dot = pack_format_extension((enum pack_format)i);
            if (dot.len && output.len > dot.len && str_iends(output, dot) &&
                output.at[output.len - dot.len - 1] == '.')
                get->pack.format = (enum pack_format)i;
        }
    } else if (!pack_format_of(wanted, &get->pack.format)) {
        return error_set(get->err, OP_USAGE, OP_STAGE_OPTIONS, S(""),
                         "get has no format '%.*s'", STR_ARG(wanted));
    }
    if (pack_is_folder(get->pack.format) && str_eq(output, S("-")))
        return error_set(get->err, OP_USAGE, OP_STAGE_OPTIONS, S(""),
                         "a folder cannot be written to standard output");
    return OP_OK;
}

/* --sign: before anything is fetched, can it be? */
static enum op_status open_signer(struct get *get)
{
    const char *path = get->options->sign;
    if (!path)
        return OP_OK;
    if (!pack_is_signable(get->pack.format))
        return error_set(get->err, OP_USAGE, OP_STAGE_OPTIONS, S(""),
                         "--sign needs a format with a data package: epub or "
                         "wacz");
    enum op_status status = sign_key_read(path, &get->signer, get->err);
    get->pack.signer = get->signer;
    return status;
}

/* --- the run ----------------------------------------------------------- */

static enum op_status open_inputs(struct get *get, const struct wish *wish)
{
    const struct inflow_asker asker = {
        .options = get->options,
        .wish = wish,
        .speaker = &get->speaker,
        .context = get,
        .failed = seed_failed,
    };
    return inflow_collect(get->arena, &asker, &get->inputs, &get->inflow,
                          get->err);
}

static enum op_status prepare(struct get *get, struct wish *wish)
{
    enum op_status status =
        wish_read(get->arena, get->options, wish, &get->job, get->err);
    if (status == OP_OK && !get->file) {
        options_choices(get->arena, get->options, &get->choices);
        get->job.choices = &get->choices;
        status = open_inputs(get, wish);
    }
    if (status == OP_OK && get->file)
        status = get->options->command == COMMAND_GET ? get_prepare_file(get)
                                                      : get_prepare_again(get);
    if (status == OP_OK)
        status = choose_format(get);
    if (status == OP_OK)
        status = open_signer(get);
    if (status == OP_OK && get->options->output_template)
        status = template_check(get->options->output_template, get->err);
    if (status == OP_OK)
        status = !get->file && options_use_library(get->options)
                     ? get_library_open(get)
                     : check_output(get);
    get->pack.replaces = get->options->overwrite;
    get->job.stop = stop_signal();
    return status;
}

/* --no-clobber: what is there need not be fetched to be left alone. */
static bool keeps_output(struct get *get)
{
    const char *output = get->options->output;
    if (!output || !get->options->no_clobber || !get_path_exists(output))
        return false;
    report_add_kept(&get->report,
                    str_of(get->inputs.len ? get->inputs.at[0].what : ""),
                    str_of(output), get_path_size(output));
    report_end(&get->report, NULL, &get->speaker);
    return true;
}

static enum op_status run(struct get *get)
{
    if (keeps_output(get))
        return OP_OK;
    struct client_options client = options_client(get->options);
    if (get->file)
        client.past = &get->past;
    if (get->file && !get->past.asks_web) {
        client.ignores_robots = client.allows_private = true;
        client.delay_ms = 0;
        client.retries = 0;
    }
    struct job_observer observer = {
        .context = get,
        .next_seed = next_seed,
        .volume_done = volume_done,
        .volume_failed = seed_failed,
        .event = on_event,
        .tick = on_tick,
    };
    int64_t started = clock_ms();
    enum op_status status = job_run(&client, &get->job, &observer, get->err);
    get->report.duration_ms = clock_ms() - started;
    progress_end(&get->progress);
    return status;
}

static int finish(struct get *get, enum op_status status)
{
    int exit_status =
        report_exit(&get->report, (enum fail_on)get->options->fail_on);
    if (status == OP_OK)
        status = get_library_end(get);
    if (status != OP_OK && status != OP_INTERRUPTED) {
        say_error(&get->speaker, SAY_ERROR, get->err);
        exit_status = op_status_exit(status);
    }
    get->run.received = get->report.received;
    get->run.duration_ms = get->report.duration_ms;
    int of_changes = changes_finish(&get->run, get->options, &get->speaker);
    exit_status = exit_status ? exit_status : of_changes;
    const char *summary = get->options->summary;
    if (summary && report_write(&get->report, &get->run, summary, exit_status,
                                get->err) != OP_OK) {
        say_error(&get->speaker, SAY_ERROR, get->err);
        exit_status = exit_status ? exit_status : op_status_exit(OP_IO);
    }
    return exit_status;
}

/* Are they told of once more at the end? */
static bool keeps_outcomes(const struct options *options)
{
    return options->report || options->on_change || options->summary;
}

/* One job: of the URLs given, or that of an archive. */
static int get_one(struct arena *arena, const struct options *options,
                   const char *file)
{
    struct op_error err = {0};
    struct get get = {
        .arena = arena,
        .options = options,
        .file = file,
        .library = {.lock = -1},
        .cleaned = *options,
        .speaker = say_setup(options),
        .report = {.arena = arena, .keeps = keeps_outcomes(options)},
        .run = {.arena = arena},
        .twins = {.arena = arena},
        .err = &err,
    };
    struct wish wish = {0};
    get.progress = progress_setup(options, &get.speaker);
    int exit_status;
    if (prepare(&get, &wish) != OP_OK) {
        exit_status = say_failure(&err);
    } else {
        stop_catch_signals();
        enum op_status status = run(&get);
        if (get.inflow)
            inflow_say(get.inflow);
        exit_status = finish(&get, status);
    }
    inflow_close(get.inflow);
    report_free(&get.report);
    wish_free(&wish);
    recall_close(get.recall);
    sign_key_free(get.signer);
    library_close(&get.library);
    stop_if_caught();
    return exit_status;
}

/* The lowest failure of all, as report_exit has it. */
static int again_all(struct arena *arena, const struct options *options)
{
    struct op_error err;
    int exit_status = 0;
    if (!options->operand_count) {
        error_set(&err, OP_USAGE, OP_STAGE_OPTIONS, S(""),
                  "%s needs an archive", COMMAND_NAMES[options->command]);
        return say_failure(&err);
    }
    for (size_t i = 0; i < options->operand_count; i++) {
        int one = get_one(arena, options, options->operands[i]);
        if (one && (!exit_status || one < exit_status))
            exit_status = one;
    }
    return exit_status;
}

int command_get(struct arena *arena, const struct options *options)
{
    struct options files = *options, urls = *options;
    bool has_files = get_part_operands(arena, options, &files, &urls) > 0;
    bool has_urls = urls.operand_count || options->input_file ||
                    options->feeds.len || !has_files;
    struct op_error err;
    if (has_urls && options->offline) {
        error_set(&err, OP_USAGE, OP_STAGE_OPTIONS, S(""),
                  "--offline needs a file to work from, and no URL");
        return say_failure(&err);
    }
    if (options->output && (has_urls ? 1 : 0) + files.operand_count > 1 &&
        has_files) {
        error_set(&err, OP_USAGE, OP_STAGE_OPTIONS, S(""),
                  "several archives cannot go to one --output");
        return say_failure(&err);
    }
    int of_urls = has_urls ? get_one(arena, &urls, NULL) : 0;
    int of_files = has_files ? again_all(arena, &files) : 0;
    bool is_worse = of_files && (!of_urls || of_files < of_urls);
    return is_worse ? of_files : of_urls;
}

int command_export(struct arena *arena, const struct options *options)
{
    struct op_error err;
    if (options->format || options->output)
        return again_all(arena, options);
    error_set(&err, OP_USAGE, OP_STAGE_OPTIONS, S(""),
              "export needs a --format");
    return say_failure(&err);
}

int command_clean(struct arena *arena, const struct options *options)
{
    return again_all(arena, options);
}
