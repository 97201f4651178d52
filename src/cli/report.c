/* SPDX-License-Identifier: MIT */
/* report.c - what came of a run. */
#include "cli/report.h"

#include "base/file.h"
#include "base/json.h"
#include "cli/changes.h"
#include <offprint/limits.h>

#define EXIT_LOSSES 9

static struct str first_title(const struct bundle *bundle)
{
    return bundle->articles.len ? bundle->articles.at[0].article->title : S("");
}

static struct arena *place(struct report *report)
{
    return report->keeps ? report->arena : &report->latest;
}

static const char *keep(struct report *report, struct str s)
{
    return s.len ? arena_cstring(place(report), s) : NULL;
}

/* Of a report that keeps nothing it takes the place of the one before. */
static struct outcome *add(struct report *report)
{
    if (!report->keeps) {
        if (!report->latest.max)
            arena_init(&report->latest, OP_MAX_JOB_MEMORY);
        report->latest.escape = report->arena->escape;
        arena_reset(&report->latest);
        report->outcomes = report->last = NULL;
    }
    struct outcome *outcome = arena_new(place(report), struct outcome);
    if (report->last)
        report->last->next = outcome;
    else
        report->outcomes = outcome;
    report->last = outcome;
    return outcome;
}

void report_free(struct report *report)
{
    arena_free(&report->latest);
}

void outcome_fail(struct report *report, struct outcome *outcome,
                  const struct op_error *why)
{
    outcome->status = (uint8_t)why->status;
    outcome->stage = (uint8_t)why->stage;
    outcome->detail = keep(report, str_of(why->text));
}

void outcome_write(struct report *report, struct outcome *outcome,
                   struct str path, uint64_t bytes)
{
    outcome->path = keep(report, path);
    outcome->bytes = bytes;
}

void outcome_match(struct report *report, struct outcome *outcome,
                   struct str url)
{
    outcome->twin = keep(report, url);
}

struct outcome *report_add_failure(struct report *report,
                                   const struct op_error *why)
{
    struct outcome *outcome = add(report);
    outcome->seed = keep(report, str_of(why->url));
    outcome_fail(report, outcome, why);
    return outcome;
}

void report_add_kept(struct report *report, struct str seed, struct str path,
                     uint64_t bytes)
{
    struct outcome *outcome = add(report);
    outcome->seed = keep(report, seed);
    outcome->was_there = true;
    outcome_write(report, outcome, path, bytes);
}

static void keep_loss(struct report *report, struct bundle_loss loss)
{
    loss.url = arena_dup(report->arena, loss.url);
    loss.detail = arena_dup(report->arena, loss.detail);
    *vec_push(&report->losses, report->arena) = loss;
}

struct outcome *report_add(struct report *report, const struct bundle *bundle)
{
    struct outcome *outcome = add(report);
    outcome->seed = keep(report, bundle->seeds.at[0]);
    outcome->title = keep(report, first_title(bundle));
    outcome->articles = (unsigned)bundle->articles.len;
    outcome->articles_wanted = (unsigned)bundle->articles_wanted;
    outcome->images_wanted = (unsigned)bundle->images_wanted;
    outcome->losses = (unsigned)bundle->losses.len;
    outcome->left_out = (unsigned)bundle->left_out;
    outcome->images = outcome->images_wanted;
    for (size_t i = 0; i < bundle->losses.len; i++) {
        outcome->images -= bundle->losses.at[i].is_image;
        if (report->keeps)
            keep_loss(report, bundle->losses.at[i]);
    }
    return outcome;
}

void report_note(const struct report *report, struct run_outcome *run)
{
    const struct outcome *outcome = report->last;
    if (outcome->was_there || (!outcome->path && !outcome->status)) {
        run->unchanged++;
        return;
    }
    *vec_push(&run->articles, run->arena) = (struct article_outcome){
        .change = outcome->path ? CHANGE_NEW : CHANGE_FAILED,
        .url = str_of(outcome->seed),
        .archive = str_of(outcome->path),
        .title = str_of(outcome->title),
        .twin = str_of(outcome->twin),
        .reason = str_of(outcome->detail),
        .status = outcome->status,
        .version = outcome->path != NULL,
        .is_seed = true,
    };
}

static const char *plural(size_t n)
{
    return n == 1 ? "" : "s";
}

/* --- the end of one ---------------------------------------------------- */

static void say_outcome(struct report *report, const struct outcome *outcome,
                        struct speaker *speaker)
{
    if (!outcome->path)
        return;
    if (outcome->was_there) {
        say(speaker, SAY_INFO, S(""), "%s is there already, kept",
            outcome->path);
        return;
    }
    struct str losses =
        outcome->losses
            ? arena_printf(place(report), ", %u missing", outcome->losses)
            : S("");
    say(speaker, SAY_INFO, S(""), "%s  %u article%s, %u image%s%.*s, %s",
        outcome->path, outcome->articles, plural(outcome->articles),
        outcome->images, plural(outcome->images), STR_ARG(losses),
        say_bytes(place(report), outcome->bytes).at);
}

static void count(struct report *report, const struct outcome *outcome)
{
    int status = op_status_exit(outcome->status);
    int *lowest = status <= 8 ? &report->worst : &report->page_fault;
    report->has_archive |= outcome->path != NULL;
    report->has_loss |= outcome->losses > 0 || status > 8;
    if (status && (!*lowest || status < *lowest))
        *lowest = status;
}

void report_end(struct report *report, const struct bundle *bundle,
                struct speaker *speaker)
{
    for (size_t i = 0; bundle && i < bundle->losses.len; i++) {
        const struct bundle_loss *loss = &bundle->losses.at[i];
        say(speaker, SAY_WARNING, loss->url, "%s: %.*s (missing)",
            op_stage_name(loss->stage), STR_ARG(loss->detail));
    }
    say_outcome(report, report->last, speaker);
    count(report, report->last);
}

/* --- JSON -------------------------------------------------------------- */

static void put_outcome(struct json_writer *w, const struct outcome *outcome)
{
    json_open(w, '{');
    json_key_str(w, "seed", str_of(outcome->seed));
    json_key_str_or_null(w, "title", str_of(outcome->title));
    json_key_str_or_null(w, "archive", str_of(outcome->path));
    json_key_int(w, "bytes", (int64_t)outcome->bytes);
    json_key_bool(w, "complete", outcome->path && outcome->losses == 0);
    json_key_open(w, "articles", '{');
    json_key_int(w, "wanted", (int64_t)outcome->articles_wanted);
    json_key_int(w, "got", (int64_t)outcome->articles);
    json_close(w, '}');
    json_key_open(w, "images", '{');
    json_key_int(w, "wanted", (int64_t)outcome->images_wanted);
    json_key_int(w, "got", (int64_t)outcome->images);
    json_close(w, '}');
    json_key_int(w, "left_out", (int64_t)outcome->left_out);
    json_key_str_or_null(w, "twin", str_of(outcome->twin));
    if (outcome->status) {
        json_key_open(w, "error", '{');
        json_key_str(w, "url", str_of(outcome->seed));
        json_key_str(w, "stage", str_of(op_stage_name(outcome->stage)));
        json_key_str(w, "status", str_of(op_status_name(outcome->status)));
        json_key_str(w, "detail", str_of(outcome->detail));
        json_close(w, '}');
    }
    json_close(w, '}');
}

static void put_report(const struct report *report,
                       const struct run_outcome *run, int exit_status,
                       struct buf *out)
{
    struct json_writer w = {.out = out, .indent = 1};
    json_open(&w, '{');
    json_key_int(&w, "exit_status", exit_status);
    json_key_int(&w, "duration_ms", report->duration_ms);
    json_key_int(&w, "bytes_received", (int64_t)report->received);
    json_key_open(&w, "archives", '[');
    for (const struct outcome *o = report->outcomes; o; o = o->next)
        put_outcome(&w, o);
    json_close(&w, ']');
    json_key_open(&w, "losses", '[');
    for (size_t i = 0; i < report->losses.len; i++) {
        const struct bundle_loss *loss = &report->losses.at[i];
        json_open(&w, '{');
        json_key_str(&w, "url", loss->url);
        json_key_str(&w, "stage", str_of(op_stage_name(loss->stage)));
        json_key_str(&w, "status", str_of(op_status_name(loss->status)));
        json_key_str(&w, "detail", loss->detail);
        json_close(&w, '}');
    }
    json_close(&w, ']');
    json_key(&w, "changes");
    changes_put_json(run, &w);
    json_close(&w, '}');
    buf_putc(out, '\n');
}

enum op_status report_write(const struct report *report,
                            const struct run_outcome *run, const char *path,
                            int exit_status, struct op_error *err)
{
    struct buf out;
    buf_init(&out, 1u << 30);
    put_report(report, run, exit_status, &out);
    enum op_status status = file_put(path, buf_str(&out), true, err);
    buf_free(&out);
    return status;
}

/* --- the exit status --------------------------------------------------- */

int report_exit(const struct report *report, enum fail_on fail_on)
{
    int worst = report->worst;
    if (report->has_archive && fail_on != FAIL_ON_ANY)
        return worst == 3 ? worst : 0;
    if (!report->has_archive && fail_on == FAIL_ON_NEVER)
        return worst && worst <= 3 ? worst : 0;
    if (worst)
        return worst;
    if (!report->has_archive)
        return report->page_fault;
    return report->has_loss ? EXIT_LOSSES : 0;
}
