/* SPDX-License-Identifier: MIT */
/* update.c - look at all articles of a library again. */
#include "library/update.h"

#include "library/catalogue.h"

/* Archives that are looked at together: enough for many hosts at once, and few
 * enough that a run that is killed has to do little again. */
enum { BATCH = 64 };

struct batch {
    struct look look;
    struct library *library;
    const struct update_options *options;
    struct run_outcome *run;
    str_list due; /* paths, all of the run */
    size_t from, to;
    str_list keys; /* of the pages asked for in this batch */
    struct map noted;
    struct op_error *err;
};

/* --- what is due ------------------------------------------------------- */

/* A time to come is that of a clock which was wrong: it holds nobody up. */
static enum op_status read_due(struct batch *b)
{
    struct arena *arena = b->library->arena;
    int64_t now = library_seconds();
    const struct update_options *options = b->options;
    struct str before = library_time(arena, now - options->older_than);
    struct str since = options->changed_within
                           ? library_time(arena, now - options->changed_within)
                           : S("");
    struct sql_rows rows = sql_ask(
        b->library->sql,
        "SELECT a.path, coalesce((SELECT min(coalesce(v.checked, a.newest))"
        " FROM article x LEFT JOIN visit v ON v.key = x.key"
        " WHERE x.archive = a.id), a.newest) AS looked FROM archive a"
        " WHERE (?2 IS NULL OR a.newest >= ?2)"
        " AND (looked <= ?1 OR looked > ?3) ORDER BY a.path",
        "ttt", before, since, library_time(arena, now));
    while (sql_next(&rows))
        *vec_push(&b->due, arena) = arena_dup(arena, sql_text(&rows, 0));
    return sql_end(b->library->sql, b->err);
}

/* --- a batch ----------------------------------------------------------- */

static enum op_status read_keys(struct batch *b, struct str path)
{
    struct arena *arena = b->library->arena;
    struct sql *sql = b->library->sql;
    struct sql_rows rows = sql_ask(
        sql, "SELECT key FROM page WHERE archive = ?1 ORDER BY ordinal, number",
        "i", catalogue_id(sql, path));
    while (sql_next(&rows)) {
        struct str key = sql_text(&rows, 0);
        if (!look_get(&b->look, key))
            *vec_push(&b->keys, arena) = arena_dup(arena, key);
    }
    return sql_end(b->library->sql, b->err);
}

static enum op_status look_at_batch(struct batch *b)
{
    enum op_status status = OP_OK;
    b->keys.len = 0;
    for (size_t i = b->from; i < b->to && status == OP_OK; i++)
        status = read_keys(b, b->due.at[i]);
    for (size_t i = 0; i < b->keys.len && status == OP_OK; i++)
        status = look_ask(&b->look, b->keys.at[i], b->err);
    return status == OP_OK ? look_wait(&b->look, b->err) : status;
}

/* The fault of one archive is not that of the run. */
static bool is_of_archive(const struct op_error *why)
{
    return why->status == OP_CORRUPT ||
           (why->status == OP_IO && why->stage == OP_STAGE_READ);
}

static enum op_status renew_batch(struct batch *b)
{
    struct arena *arena = b->run->arena;
    enum op_status status = OP_OK;
    for (size_t i = b->from; i < b->to && status == OP_OK; i++) {
        status =
            renew(&b->look, b->due.at[i], &b->options->renew, b->run, b->err);
        if (status == OP_OK || !is_of_archive(b->err))
            continue;
        *vec_push(&b->run->articles, arena) = (struct article_outcome){
            .change = CHANGE_FAILED,
            .url = S(""),
            .archive = library_path(b->library, b->due.at[i]),
            .reason = arena_dup(arena, str_of(b->err->text)),
            .status = status,
        };
        status = OP_OK;
    }
    return status;
}

/* --- what was found ---------------------------------------------------- */

static void note_failure(struct batch *b, const struct look_page *page,
                         struct str now)
{
    struct arena *arena = b->run->arena;
    struct sql *sql = b->library->sql;
    sql_do(sql,
           "INSERT INTO visit(key, checked, failing_since, status, detail)"
           " VALUES(?1, ?2, ?2, ?3, ?4) ON CONFLICT(key) DO UPDATE SET"
           " checked = excluded.checked, status = excluded.status,"
           " detail = excluded.detail, failing_since ="
           " coalesce(visit.failing_since, excluded.failing_since)",
           "tttt", page->key, now, str_of(op_status_name(page->error.status)),
           str_of(page->error.text));
    struct article_outcome outcome = {
        .change = CHANGE_FAILED,
        .url = page->url,
        .reason = arena_dup(arena, str_of(page->error.text)),
        .status = page->error.status,
        .is_seed = page->is_seed,
    };
    struct sql_rows rows =
        sql_ask(sql,
                "SELECT v.failing_since, x.title, a.path FROM visit v"
                " JOIN page p ON p.key = v.key JOIN article x"
                " ON x.archive = p.archive AND x.ordinal = p.ordinal"
                " JOIN archive a ON a.id = x.archive WHERE v.key = ?1"
                " ORDER BY x.role DESC, a.path",
                "t", page->key);
    if (sql_next(&rows)) {
        outcome.since = arena_dup(arena, sql_text(&rows, 0));
        outcome.title = arena_dup(arena, sql_text(&rows, 1));
        outcome.archive = library_path(b->library, sql_text(&rows, 2));
    }
    sql_stop(&rows);
    *vec_push(&b->run->articles, arena) = outcome;
}

/* It is asked for from the beginning again, should it come back. */
static void note_gone(struct batch *b, const struct look_page *page,
                      struct str now)
{
    sql_do(b->library->sql,
           "INSERT OR REPLACE INTO visit(key, checked) VALUES(?1, ?2)", "tt",
           page->key, now);
}

static void note_visit(struct batch *b, const struct look_page *page,
                       struct str now)
{
    sql_do(b->library->sql,
           "INSERT INTO visit(key, checked, changed, etag, last_modified,"
           " sha256) VALUES(?1, ?2, ?3, ?4, ?5, ?6) ON CONFLICT(key) DO UPDATE"
           " SET checked = excluded.checked, failing_since = NULL,"
           " status = NULL, detail = NULL,"
           " changed = coalesce(excluded.changed, visit.changed),"
           " etag = CASE WHEN excluded.sha256 IS NULL THEN visit.etag"
           " ELSE excluded.etag END,"
           " last_modified = CASE WHEN excluded.sha256 IS NULL"
           " THEN visit.last_modified ELSE excluded.last_modified END,"
           " sha256 = coalesce(excluded.sha256, visit.sha256)",
           "tttttt", page->key, now, page->state == LOOK_CHANGED ? now : S(""),
           page->etag, page->last_modified, page->sha256);
}

static enum op_status note_batch(struct batch *b)
{
    struct str now = library_now(b->library->arena);
    sql_begin(b->library->sql);
    for (size_t i = 0; i < b->keys.len; i++) {
        const struct look_page *page = look_get(&b->look, b->keys.at[i]);
        void **slot = map_slot(&b->noted, b->library->arena, page->key);
        if (*slot)
            continue;
        *slot = b;
        if (page->state == LOOK_FAILED)
            note_failure(b, page, now);
        else if (page->state == LOOK_GONE)
            note_gone(b, page, now);
        else
            note_visit(b, page, now);
    }
    return sql_commit(b->library->sql, b->err);
}

/* --- all of them ------------------------------------------------------- */

static enum op_status over(struct batch *b)
{
    size_t left = b->due.len - b->to;
    return error_set(b->err, OP_LIMIT, OP_STAGE_NONE, S(""),
                     "the run's limit is reached, %zu archive%s left: the same "
                     "command with --older-than goes on",
                     left, left == 1 ? " is" : "s are");
}

static enum op_status update_all(struct batch *b)
{
    enum op_status status = read_due(b);
    while (status == OP_OK && b->to < b->due.len) {
        if (b->to && look_is_over(&b->look))
            return over(b);
        b->from = b->to;
        b->to = b->due.len - b->from < BATCH ? b->due.len : b->from + BATCH;
        status = library_check(b->library, b->err);
        if (status == OP_OK)
            status = look_at_batch(b);
        if (status == OP_OK)
            status = renew_batch(b);
        if (status == OP_OK)
            status = note_batch(b);
    }
    return status;
}

enum op_status update(struct library *library,
                      const struct update_options *options,
                      struct run_outcome *run, struct op_error *err)
{
    struct batch batch = {
        .look =
            {
                .library = library,
                .epoch = options->renew.job->epoch,
                .quota = options->quota,
                .stop = options->stop,
                .tick = options->tick,
                .context = options->context,
            },
        .library = library,
        .options = options,
        .run = run,
        .err = err,
    };
    int64_t begun = clock_ms();
    if (options->max_time_ms)
        batch.look.deadline_ms = begun + options->max_time_ms;
    enum op_status status = look_begin(&batch.look, options->renew.client, err);
    if (status == OP_OK)
        status = update_all(&batch);
    if (batch.look.client)
        run->received += client_stats(batch.look.client).bytes;
    run->requests += batch.look.requests;
    run->duration_ms += clock_ms() - begun;
    look_end(&batch.look);
    return status;
}
