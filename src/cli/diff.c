/* SPDX-License-Identifier: MIT */
/* diff.c - offprint diff: what changed between two versions of an article. */
#include "cli/commands.h"

#include "cli/say.h"
#include "diff/render.h"
#include "job/edition.h"
#include "text/date.h"
#include <offprint/limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Both texts marked up, and room for marks. */
#define MAX_OUTPUT ((size_t)1 << 30)

enum diff_format { AS_TEXT, AS_HTML, AS_JSON, AS_UNIFIED };
static const char *const FORMATS[] = {"text", "html", "json", "unified", NULL};

/* An archive, opened, and the versions of its article. */
struct shelf {
    const char *path;
    struct recall *recall;
    struct str url; /* that the article was asked for by */
    recall_version_list versions;
};

struct comparison {
    struct arena *arena;
    const struct options *options;
    enum diff_format format;
    struct shelf shelves[2];
    struct diff_side sides[2];
    struct op_error *err;
};

/* --- versions ---------------------------------------------------------- */

static enum op_status open_shelf(struct comparison *c, const char *path,
                                 struct shelf *shelf)
{
    shelf->path = path;
    enum op_status status = recall_open(c->arena, path, &shelf->recall, c->err);
    if (status != OP_OK)
        return status;
    const str_list *seeds = recall_seeds(shelf->recall);
    shelf->url = c->options->url ? str_of(c->options->url)
                 : seeds->len    ? seeds->at[0]
                                 : S("");
    recall_versions(shelf->recall, shelf->url, &shelf->versions);
    if (shelf->versions.len)
        return OP_OK;
    return error_set(c->err, OP_CORRUPT, OP_STAGE_READ, str_of(path),
                     "it holds no whole capture of %.*s", STR_ARG(shelf->url));
}

/* The newest number there is: an archive may have got a version since in which
 * this article did not change. */
static int64_t newest_of(const struct shelf *shelf)
{
    const history_list *history = recall_history(shelf->recall);
    return history->len ? history->at[history->len - 1].number
                        : shelf->versions.at[shelf->versions.len - 1].number;
}

/* "2": how it was in version 2, which may be how it became in version 1. */
static bool find_number(const struct shelf *shelf, int64_t number,
                        size_t *index)
{
    bool found = false;
    for (size_t i = 0; i < shelf->versions.len; i++) {
        if (shelf->versions.at[i].number > number)
            break;
        *index = i;
        found = true;
    }
    return found && number <= newest_of(shelf);
}

/* A date: the newest version that is not younger. */
static bool find_date(const struct shelf *shelf, struct str text, size_t *index)
{
    struct date date, then;
    bool found = false;
    if (!date_parse(text, S(""), 2999, &date))
        return false;
    int64_t until = date_seconds(&date) + (date.hour < 0 ? 86399 : 0);
    for (size_t i = 0; i < shelf->versions.len; i++) {
        if (date_parse(shelf->versions.at[i].date, S(""), 2999, &then) &&
            date_seconds(&then) <= until) {
            *index = i;
            found = true;
        }
    }
    return found;
}

/* Years have four digits: versions have fewer, as far as can be seen. */
enum { FIRST_YEAR = 1000 };

static enum op_status choose(struct comparison *c, const char *text,
                             size_t *index)
{
    const struct shelf *shelf = &c->shelves[0];
    const recall_version_list *list = &shelf->versions;
    uint64_t number;
    bool is_number = str_to_u64(str_of(text), &number) && number < FIRST_YEAR;
    if (is_number ? find_number(shelf, (int64_t)number, index)
                  : find_date(shelf, str_of(text), index))
        return OP_OK;
    return error_set(c->err, OP_USAGE, OP_STAGE_OPTIONS, str_of(shelf->path),
                     "has no version '%s'; it has %lld (of %.*s) to %lld", text,
                     (long long)list->at[0].number,
                     STR_ARG(str_sub(list->at[0].date, 0, 10)),
                     (long long)newest_of(shelf));
}

/* --- texts ------------------------------------------------------------- */

/* Which archive it is of is to be said of two. */
static struct str label_of(const struct comparison *c,
                           const struct shelf *shelf,
                           const struct recall_version *version)
{
    bool are_two = c->options->operand_count == 2;
    return arena_printf(c->arena, "%s%sversion %lld, %.*s",
                        are_two ? shelf->path : "", are_two ? ", " : "",
                        (long long)version->number, STR_ARG(version->date));
}

static enum op_status read_side(struct comparison *c, const struct shelf *shelf,
                                size_t index, struct diff_side *side)
{
    const struct recall_version *version = &shelf->versions.at[index];
    struct edition edition;
    enum op_status status =
        edition_read(c->arena, shelf->recall, version, shelf->url,
                     c->options->sandbox, &edition, c->err);
    *side = (struct diff_side){
        .label = label_of(c, shelf, version),
        .title = edition.title,
        .authors = edition.authors,
        .published = edition.published,
        .modified = edition.modified,
        .text = edition.text,
    };
    return status;
}

/* --- the command ------------------------------------------------------- */

static enum op_status read_two_archives(struct comparison *c)
{
    char *const *paths = c->options->operands;
    enum op_status status = OP_OK;
    for (int i = 0; i < 2 && status == OP_OK; i++) {
        struct shelf *shelf = &c->shelves[i];
        status = open_shelf(c, paths[i], shelf);
        if (status == OP_OK)
            status = read_side(c, shelf, shelf->versions.len - 1, &c->sides[i]);
    }
    return status;
}

static enum op_status read_two_versions(struct comparison *c)
{
    const struct options *options = c->options;
    struct shelf *shelf = &c->shelves[0];
    enum op_status status = open_shelf(c, options->operands[0], shelf);
    if (status != OP_OK)
        return status;
    size_t from = shelf->versions.len - 2, to = shelf->versions.len - 1;
    if (options->operand_count == 1 && shelf->versions.len < 2)
        return error_set(c->err, OP_USAGE, OP_STAGE_OPTIONS,
                         str_of(shelf->path),
                         "has one version only: there is nothing to compare");
    if (options->operand_count == 3)
        status = choose(c, options->operands[1], &from);
    if (status == OP_OK && options->operand_count == 3)
        status = choose(c, options->operands[2], &to);
    if (status == OP_OK)
        status = read_side(c, shelf, from, &c->sides[0]);
    if (status == OP_OK)
        status = read_side(c, shelf, to, &c->sides[1]);
    return status;
}

static bool wants_colour(void)
{
    const char *term = getenv("TERM"), *no_colour = getenv("NO_COLOR");
    return isatty(STDOUT_FILENO) && term && strcmp(term, "dumb") != 0 &&
           !(no_colour && *no_colour);
}

static enum op_status print(struct comparison *c)
{
    const struct diff *diff =
        diff_make(c->arena, &c->sides[0], &c->sides[1], c->options->strict);
    struct buf out;
    buf_init(&out, MAX_OUTPUT);
    if (c->format == AS_HTML)
        diff_put_html(diff, &out);
    else if (c->format == AS_JSON)
        diff_put_json(diff, &out);
    else if (c->format == AS_UNIFIED)
        diff_put_unified(diff, &out);
    else
        diff_put_text(diff, wants_colour(), &out);
    enum op_status status = out.failed;
    bool is_written =
        fwrite(out.at, 1, out.len, stdout) == out.len && fflush(stdout) == 0;
    buf_free(&out);
    if (status != OP_OK)
        return error_set(c->err, status, OP_STAGE_NONE, S(""),
                         "the comparison is too long");
    return is_written ? OP_OK
                      : error_set(c->err, OP_IO, OP_STAGE_NONE, S(""),
                                  "cannot write to standard output");
}

static enum op_status find_format(struct comparison *c)
{
    const char *name = c->options->format ? c->options->format : FORMATS[0];
    for (int i = 0; FORMATS[i]; i++) {
        if (strcmp(FORMATS[i], name) == 0) {
            c->format = (enum diff_format)i;
            return OP_OK;
        }
    }
    return error_set(c->err, OP_USAGE, OP_STAGE_OPTIONS, S(""),
                     "diff has no format '%s'", name);
}

static enum op_status compare(struct comparison *c)
{
    size_t count = c->options->operand_count;
    jmp_buf escape, *const outer = c->arena->escape;
    if (count < 1 || count > 3)
        return error_set(c->err, OP_USAGE, OP_STAGE_OPTIONS, S(""),
                         "diff takes ARCHIVE [FROM TO], or two archives");
    enum op_status status = find_format(c);
    if (status != OP_OK)
        return status;
    c->arena->escape = &escape;
    if (setjmp(escape)) {
        c->arena->escape = outer;
        return error_set(c->err, c->arena->failure, OP_STAGE_READ,
                         str_of(c->options->operands[0]),
                         "too much to compare");
    }
    status = count == 2 ? read_two_archives(c) : read_two_versions(c);
    if (status == OP_OK)
        status = print(c);
    c->arena->escape = outer;
    return status;
}

int command_diff(struct arena *arena, const struct options *options)
{
    struct op_error err;
    struct comparison c = {.arena = arena, .options = options, .err = &err};
    enum op_status status = compare(&c);
    recall_close(c.shelves[0].recall);
    recall_close(c.shelves[1].recall);
    return status == OP_OK ? 0 : say_failure(&err);
}
