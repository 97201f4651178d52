/* SPDX-License-Identifier: MIT */
/* schema.c - the tables of the catalogue. */
#include "library/schema.h"

/* Step N brings a catalogue of version N to N + 1. Steps that were ever
 * published stay as they are. */
static const char *const STEPS[] = {
    /* Seeds: what was asked for, and whether it is finished. A seed is known
     * by its key (url_key); `archive` is a path below the library. Articles are
     * known by the key of their final URL. `ordinal` is the place in the
     * archive. Times are ISO 8601 in UTC. */
    "CREATE TABLE seed(id INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE,"
    " url TEXT NOT NULL, state TEXT NOT NULL DEFAULT 'open', archive TEXT,"
    " status TEXT, detail TEXT, run INTEGER NOT NULL DEFAULT 0,"
    " failing_since TEXT, finished TEXT);"
    "CREATE TABLE archive(id INTEGER PRIMARY KEY, path TEXT NOT NULL UNIQUE,"
    " bytes INTEGER NOT NULL, mtime_ns INTEGER NOT NULL, created TEXT,"
    " newest TEXT, version INTEGER NOT NULL, complete INTEGER NOT NULL);"
    "CREATE TABLE archive_seed(archive INTEGER NOT NULL REFERENCES archive(id)"
    " ON DELETE CASCADE, key TEXT NOT NULL, url TEXT NOT NULL);"
    "CREATE INDEX archive_seed_key ON archive_seed(key);"
    "CREATE INDEX archive_seed_archive ON archive_seed(archive);"
    "CREATE TABLE article(id INTEGER PRIMARY KEY, archive INTEGER NOT NULL"
    " REFERENCES archive(id) ON DELETE CASCADE, ordinal INTEGER NOT NULL,"
    " key TEXT NOT NULL, url TEXT NOT NULL, final_url TEXT NOT NULL,"
    " canonical_url TEXT, host TEXT, role TEXT, title TEXT, authors TEXT,"
    " published TEXT, modified TEXT, site_name TEXT, language TEXT,"
    " words INTEGER, fetched TEXT, status INTEGER, sha256 TEXT, prose TEXT,"
    " etag TEXT, last_modified TEXT, warc_record TEXT, version INTEGER,"
    " gone_since TEXT, gone_reason TEXT);"
    "CREATE INDEX article_archive ON article(archive);"
    "CREATE INDEX article_key ON article(key);"
    "CREATE TABLE loss(archive INTEGER NOT NULL REFERENCES archive(id)"
    " ON DELETE CASCADE, ordinal INTEGER NOT NULL, url TEXT, stage TEXT,"
    " status TEXT, detail TEXT);"
    "CREATE INDEX loss_archive ON loss(archive);"
    "CREATE TABLE version(archive INTEGER NOT NULL REFERENCES archive(id)"
    " ON DELETE CASCADE, number INTEGER NOT NULL, ordinal INTEGER NOT NULL,"
    " date TEXT, url TEXT, change TEXT, title TEXT, sha256 TEXT, prose TEXT,"
    " warc_record TEXT, reason TEXT);"
    "CREATE INDEX version_archive ON version(archive);"
    /* Rows of both are those of article, by id. */
    "CREATE VIRTUAL TABLE prose USING fts5(title, authors, text,"
    " tokenize = 'unicode61 remove_diacritics 2');"
    "CREATE VIRTUAL TABLE dense USING fts5(title, authors, text,"
    " tokenize = 'trigram');"
    /* A word in a title weighs more. */
    "INSERT INTO prose(prose, rank) VALUES('rank', 'bm25(8.0, 4.0, 1.0)');"
    "INSERT INTO dense(dense, rank) VALUES('rank', 'bm25(8.0, 4.0, 1.0)');",
    /* Looking again: what a URL answered last, by key. `etag` and
     * `last_modified` are newer than the archive's where the bytes changed and
     * the article did not. */
    "CREATE TABLE visit(key TEXT PRIMARY KEY, checked TEXT NOT NULL,"
    " changed TEXT, etag TEXT, last_modified TEXT, sha256 TEXT,"
    " failing_since TEXT, status TEXT, detail TEXT) WITHOUT ROWID;",
    /* Of prose, for what is nearly the same (article/twin.h). All archives are
     * read again for it. */
    "CREATE TABLE fingerprint(article INTEGER PRIMARY KEY REFERENCES"
    " article(id) ON DELETE CASCADE, print INTEGER NOT NULL);"
    "UPDATE archive SET mtime_ns = -1;",
    /* The further pages of articles in several (`ordinal` is the article's),
     * and all pages that are asked for when it is looked again. Articles as
     * they were before they changed; rows of `former` and `dense_former` are
     * those of edition, by id. */
    "CREATE TABLE part(archive INTEGER NOT NULL REFERENCES archive(id)"
    " ON DELETE CASCADE, ordinal INTEGER NOT NULL, number INTEGER NOT NULL,"
    " key TEXT NOT NULL, url TEXT NOT NULL, fetched TEXT, sha256 TEXT,"
    " etag TEXT, last_modified TEXT, warc_record TEXT);"
    "CREATE INDEX part_archive ON part(archive);"
    "CREATE INDEX part_key ON part(key);"
    "CREATE VIEW page AS SELECT archive, ordinal, 0 AS number, key,"
    " final_url AS url, role, coalesce(prose, sha256) AS prose, fetched,"
    " sha256, etag, last_modified, warc_record FROM article UNION ALL"
    " SELECT archive, ordinal, number, key, url, 'part', sha256, fetched,"
    " sha256, etag, last_modified, warc_record FROM part;"
    "CREATE TABLE edition(id INTEGER PRIMARY KEY, article INTEGER NOT NULL"
    " REFERENCES article(id) ON DELETE CASCADE, version INTEGER NOT NULL,"
    " fetched TEXT, title TEXT, authors TEXT, published TEXT, language TEXT);"
    "CREATE INDEX edition_article ON edition(article);"
    "CREATE VIRTUAL TABLE former USING fts5(title, authors, text,"
    " tokenize = 'unicode61 remove_diacritics 2');"
    "CREATE VIRTUAL TABLE dense_former USING fts5(title, authors, text,"
    " tokenize = 'trigram');"
    "INSERT INTO former(former, rank) VALUES('rank', 'bm25(8.0, 4.0, 1.0)');"
    "INSERT INTO dense_former(dense_former, rank)"
    " VALUES('rank', 'bm25(8.0, 4.0, 1.0)');"
    "UPDATE archive SET mtime_ns = -1;",
};

#define STEP_COUNT ((int64_t)(sizeof STEPS / sizeof *STEPS))

int64_t schema_version(void)
{
    return STEP_COUNT;
}

static enum op_status check_whole(struct sql *sql, struct op_error *err)
{
    struct sql_rows rows = sql_ask(sql, "PRAGMA quick_check(1)", "");
    bool is_whole = sql_next(&rows) && str_eq(sql_text(&rows, 0), S("ok"));
    sql_stop(&rows);
    enum op_status status = sql_end(sql, err);
    if (status == OP_OK && !is_whole)
        status = error_set(err, OP_CORRUPT, OP_STAGE_READ, S(""),
                           "the catalogue is damaged");
    return status;
}

static enum op_status take_step(struct sql *sql, int64_t step,
                                struct op_error *err)
{
    char number[48] = "PRAGMA user_version = ";
    size_t len = sizeof "PRAGMA user_version = " - 1;
    number[len] = (char)('0' + step + 1);
    sql_begin(sql);
    sql_script(sql, STEPS[step]);
    sql_script(sql, number);
    return sql_commit(sql, err);
}

enum op_status schema_bring_up(struct sql *sql, struct op_error *err)
{
    int64_t version = sql_number(sql, 0, "PRAGMA user_version", "");
    enum op_status status = sql_end(sql, err);
    if (status == OP_OK && version > STEP_COUNT)
        return error_set(err, OP_EXISTS, OP_STAGE_READ, S(""),
                         "the catalogue was made by a newer offprint; "
                         "'offprint index' makes one for this");
    if (status == OP_OK && version > 0)
        status = check_whole(sql, err);
    for (int64_t step = version; status == OP_OK && step < STEP_COUNT; step++)
        status = take_step(sql, step, err);
    return status;
}
