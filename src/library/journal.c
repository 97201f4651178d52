/* SPDX-License-Identifier: MIT */
/* journal.c - which seeds are finished. */
#include "library/journal.h"

#include "library/holding.h"

/* A seed's key, with all that making it takes on the scratch arena. */
static struct str key_of(struct library *library, struct str url)
{
    jmp_buf escape;
    arena_reset(&library->scratch);
    library->scratch.escape = &escape;
    if (setjmp(escape))
        return url;
    return holding_key(&library->scratch, url);
}

enum op_status journal_begin_run(struct library *library, struct op_error *err)
{
    struct sql *sql = library->sql;
    library->run =
        sql_number(sql, 0, "SELECT coalesce(max(run), 0) + 1 FROM seed", "");
    return sql_end(sql, err);
}

bool journal_wants(struct library *library, struct str url)
{
    return !sql_number(library->sql, 0,
                       "SELECT 1 FROM seed WHERE key = ?1"
                       " AND (state = 'done' OR run = ?2)",
                       "ti", key_of(library, url), library->run);
}

bool journal_begin(struct library *library, struct str url)
{
    if (!journal_wants(library, url))
        return false;
    sql_do(library->sql,
           "INSERT INTO seed(key, url, run) VALUES(?1, ?2, ?3)"
           " ON CONFLICT(key) DO UPDATE SET run = excluded.run",
           "tti", key_of(library, url), url, library->run);
    return true;
}

struct str journal_archive_of(struct library *library, struct str url)
{
    struct sql_rows rows =
        sql_ask(library->sql,
                "SELECT a.path FROM article x JOIN archive a"
                " ON a.id = x.archive WHERE x.key = ?1 AND x.role = 'seed'",
                "t", key_of(library, url));
    struct str path = S("");
    if (sql_next(&rows))
        path = arena_dup(library->arena, sql_text(&rows, 0));
    sql_stop(&rows);
    return path;
}

enum op_status journal_same(struct library *library, struct str url,
                            struct str path, struct op_error *err)
{
    sql_do(library->sql,
           "UPDATE seed SET state = 'done', archive = ?2, status = NULL,"
           " detail = NULL, failing_since = NULL, finished ="
           " (SELECT created FROM archive WHERE path = ?2) WHERE key = ?1",
           "tt", key_of(library, url), path);
    return sql_end(library->sql, err);
}

enum op_status journal_failed(struct library *library,
                              const struct op_error *why, struct str *since,
                              struct op_error *err)
{
    struct str key = key_of(library, str_of(why->url));
    sql_do(library->sql,
           "UPDATE seed SET state = 'failed', status = ?2, detail = ?3,"
           " failing_since = coalesce(failing_since, ?4) WHERE key = ?1",
           "tttt", key, str_of(op_status_name(why->status)), str_of(why->text),
           library_now(library->arena));
    struct sql_rows rows =
        sql_ask(library->sql, "SELECT failing_since FROM seed WHERE key = ?1",
                "t", key);
    *since = S("");
    if (sql_next(&rows))
        *since = arena_dup(library->arena, sql_text(&rows, 0));
    sql_stop(&rows);
    return sql_end(library->sql, err);
}
