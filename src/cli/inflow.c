/* SPDX-License-Identifier: MIT */
/* inflow.c - seeds as they come out of lists; inflow_read.c reads these. */
#include "cli/inflow.h"

#include "base/memory.h"
#include "cli/inflow_state.h"
#include "net/url.h"
#include "text/date.h"
#include <errno.h>
#include <offprint/limits.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#define LATEST_YEAR 2999

/* --- what a list tells ------------------------------------------------- */

static bool is_of_past(const struct inflow *in, const struct feed_entry *entry)
{
    return in->since != FEED_NO_DATE && entry->seconds != FEED_NO_DATE &&
           entry->seconds < in->since;
}

void inflow_entry(void *context, const struct feed_entry *entry)
{
    struct inflow *in = context;
    struct inflow_told told = {entry->url.len, entry->is_list};
    if (is_of_past(in, entry)) {
        in->old++;
        return;
    }
    buf_put(&in->told, str_make((const char *)&told, sizeof told));
    buf_put(&in->told, entry->url);
}

void inflow_broken(void *context, size_t line, const char *why)
{
    struct inflow *in = context;
    if (in->broken++ >= OP_MAX_BROKEN_TOLD)
        return;
    if (line)
        say(in->asker.speaker, SAY_WARNING, in->current.where,
            "line %zu: %s (left out)", line, why);
    else
        say(in->asker.speaker, SAY_WARNING, in->current.where,
            "an entry: %s (left out)", why);
}

static bool next_told(struct inflow *in, struct inflow_told *told,
                      struct str *url)
{
    struct str rest = str_from(buf_str(&in->told), in->told_at);
    if (rest.len < sizeof *told) {
        buf_clear(&in->told);
        in->told_at = 0;
        return false;
    }
    memcpy(told, rest.at, sizeof *told);
    *url = str_sub(rest, sizeof *told, told->len);
    in->told_at += sizeof *told + told->len;
    return true;
}

/* --- seeds ------------------------------------------------------------- */

/* An address in a list that came from elsewhere is a stranger's, unless it is
 * of the site that the user named: it gets no password and no private host. */
static bool is_found(const struct inflow *in, struct str url)
{
    if (!in->current.is_url)
        return false;
    struct str rest = str_from(url, in->home.len);
    return !in->home.len || !str_starts(url, in->home) ||
           !(rest.len == 0 || str_find_byte(S("/?#"), rest.at[0]) != STR_NONE);
}

static bool take(struct inflow *in, const struct inflow_told *told,
                 struct str text, struct job_seed *seed)
{
    struct op_error err;
    struct url url;
    struct arena *arena = &in->scratch;
    enum op_status status =
        seed_url(arena, arena_cstring(arena, text), &seed->url, &err);
    if (status == OP_OK)
        status = url_parse(arena, seed->url, NULL, &url);
    if (status != OP_OK) {
        if (in->broken++ < OP_MAX_BROKEN_TOLD)
            inflow_fail(in, &err);
        return false;
    }
    seed->is_found = is_found(in, seed->url);
    if (told->is_list) {
        inflow_add_list(in, seed->url, seed->is_found);
        return false;
    }
    if (!wish_wants(in->asker.wish, seed->url)) {
        in->unwanted++;
        return false;
    }
    bool is_new = seen_add(&in->seen, url_key(arena, &url));
    in->repeated += !is_new;
    return is_new;
}

static bool is_over(const struct inflow *in)
{
    int64_t limit = in->asker.options->limit;
    return (limit && in->taken >= (size_t)limit) ||
           (!in->feed && in->next_list >= in->lists.len);
}

static enum seeds_turn find_next(struct inflow *in, bool waits,
                                 struct job_seed *seed)
{
    struct inflow_told told;
    struct str text;
    for (;;) {
        int64_t limit = in->asker.options->limit;
        if (limit && in->taken >= (size_t)limit)
            return SEEDS_OVER;
        while (next_told(in, &told, &text)) {
            arena_reset(&in->scratch);
            if (!take(in, &told, text, seed))
                continue;
            in->taken++;
            return SEEDS_NEXT;
        }
        bool is_later = false;
        if (is_over(in))
            return SEEDS_OVER;
        inflow_read_step(in, waits, &is_later);
        if (is_later)
            return SEEDS_LATER;
    }
}

enum seeds_turn inflow_next(struct inflow *in, bool waits,
                            struct job_seed *seed)
{
    jmp_buf escape;
    in->arena.escape = in->scratch.escape = &escape;
    if (setjmp(escape)) {
        struct op_error err;
        error_set(&err, OP_NO_MEMORY, OP_STAGE_READ, in->current.where,
                  "no memory to read the list");
        inflow_fail(in, &err);
        return SEEDS_OVER;
    }
    return find_next(in, waits, seed);
}

void inflow_say(const struct inflow *in)
{
    if (in->broken > OP_MAX_BROKEN_TOLD)
        say(in->asker.speaker, SAY_WARNING, S(""),
            "%zu more entries were broken and left out",
            in->broken - OP_MAX_BROKEN_TOLD);
    if (in->repeated + in->old + in->unwanted)
        say(in->asker.speaker, SAY_DETAIL, S(""),
            "left out of lists: %zu repeated, %zu older, %zu not wanted",
            in->repeated, in->old, in->unwanted);
}

/* --- opening ----------------------------------------------------------- */

/* "7d": so long ago. */
static bool read_age(struct str text, int64_t *since)
{
    static const struct {
        char unit;
        int64_t seconds;
    } UNITS[] = {{'h', 3600}, {'d', 86400}, {'w', 604800}};
    uint64_t count;
    if (!text.len || !str_to_u64(str_sub(text, 0, text.len - 1), &count) ||
        count > 100000)
        return false;
    for (size_t i = 0; i < sizeof UNITS / sizeof *UNITS; i++) {
        if (text.at[text.len - 1] != UNITS[i].unit)
            continue;
        *since = (int64_t)time(NULL) - (int64_t)count * UNITS[i].seconds;
        return true;
    }
    return false;
}

static enum op_status read_since(const char *text, int64_t *since,
                                 struct op_error *err)
{
    struct date date;
    *since = FEED_NO_DATE;
    if (!text || read_age(str_of(text), since))
        return OP_OK;
    if (!date_parse(str_of(text), S(""), LATEST_YEAR, &date))
        return error_set(err, OP_USAGE, OP_STAGE_OPTIONS, S(""),
                         "--since takes a date or an age (7d), not '%s'", text);
    *since = date_seconds(&date);
    return OP_OK;
}

static void add_given(struct inflow *in, const char *where, bool finds_feed)
{
    if (!where)
        return;
    struct inflow_list *list = vec_push(&in->lists, &in->arena);
    *list =
        (struct inflow_list){.where = str_of(where), .finds_feed = finds_feed};
    list->is_url = input_is_url(where) || finds_feed;
    if (list->is_url)
        seen_add(&in->seen_lists, list->where);
}

static enum op_status check_file(const char *where, struct op_error *err)
{
    if (!where || input_is_url(where) || strcmp(where, "-") == 0 ||
        access(where, R_OK) == 0)
        return OP_OK;
    return error_set(err, OP_IO, OP_STAGE_READ, str_of(where),
                     "cannot be opened: %s", strerror(errno));
}

static enum op_status open_lists(struct inflow *in, struct op_error *err)
{
    const struct options *options = in->asker.options;
    jmp_buf escape;
    in->arena.escape = &escape;
    if (setjmp(escape))
        return error_set(err, OP_NO_MEMORY, OP_STAGE_NONE, S(""), "no memory");
    add_given(in, options->input_file, false);
    for (size_t i = 0; i < options->feeds.len; i++)
        add_given(in, options->feeds.at[i], true);
    enum op_status status = read_since(options->since, &in->since, err);
    return status == OP_OK ? check_file(options->input_file, err) : status;
}

enum op_status inflow_collect(struct arena *arena,
                              const struct inflow_asker *asker,
                              struct input_list *operands,
                              struct inflow **inflow, struct op_error *err)
{
    const struct options *options = asker->options;
    input_operands(arena, options, operands);
    *inflow = NULL;
    if (!options->input_file && !options->feeds.len)
        return operands->len
                   ? OP_OK
                   : error_set(err, OP_USAGE, OP_STAGE_OPTIONS, S(""),
                               "nothing to work on: no URL or file was given");
    struct inflow *in = *inflow = memory_alloc(sizeof *in);
    if (!in)
        return error_set(err, OP_NO_MEMORY, OP_STAGE_NONE, S(""), "no memory");
    *in = (struct inflow){.asker = *asker, .fd = -1};
    arena_init(&in->arena, OP_MAX_JOB_MEMORY);
    arena_init(&in->scratch, OP_MAX_PAGE_MEMORY);
    buf_init(&in->told, OP_MAX_JOB_MEMORY);
    seen_init(&in->seen);
    seen_init(&in->seen_lists);
    return open_lists(in, err);
}

void inflow_close(struct inflow *in)
{
    if (!in)
        return;
    inflow_drop_list(in);
    client_free(in->client);
    arena_free(&in->arena);
    arena_free(&in->scratch);
    buf_free(&in->told);
    seen_free(&in->seen);
    seen_free(&in->seen_lists);
    memory_free(in);
}
