/* SPDX-License-Identifier: MIT */
/* sql.h - the one door to SQLite: a database and questions to it.
 *
 * Failure is sticky: after the first one everything does nothing and gives
 * nothing, so a series of statements needs one check at its end (sql_end).
 * Values are told by a string of types, a letter each: 't' a struct str (empty:
 * NULL), 'i' an int64_t.
 *
 *     sql_do(sql, "INSERT INTO seed(url, tries) VALUES(?1, ?2)", "ti", url,
 *            INT64_C(0));
 *     struct sql_rows rows = sql_ask(sql, "SELECT id FROM seed", "");
 *     while (sql_next(&rows))
 *         ... sql_int(&rows, 0) ...
 *
 * Statements are kept by their text, a literal, which must not change. */
#ifndef LIBRARY_SQL_H
#define LIBRARY_SQL_H

#include "base/arena.h"
#include "base/error.h"

struct sql;

enum sql_mode {
    SQL_CREATE, /* read and write; made when it is not there */
    SQL_READ,   /* read only, also from a medium that cannot be written */
};

/* Open the database at `path`. NULL, with err set, when that fails: OP_IO,
 * OP_CORRUPT (no database, or a damaged one), OP_NO_MEMORY. */
struct sql *sql_open(const char *path, enum sql_mode mode,
                     struct op_error *err);

/* NULL is fine. What was not committed is undone. */
void sql_close(struct sql *sql);

/* Run statements that give nothing, without values. */
void sql_script(struct sql *sql, const char *script);

/* Run one statement that gives nothing. */
void sql_do(struct sql *sql, const char *text, const char *types, ...);

/* The id of the row inserted last. */
int64_t sql_last_id(const struct sql *sql);

/* The first column of the first row; `otherwise` when there is none. */
int64_t sql_number(struct sql *sql, int64_t otherwise, const char *text,
                   const char *types, ...);

/* Rows that are being read. The same text may not be asked again before
 * sql_next gave false (or sql_stop was called). */
struct sql_rows {
    struct sql *sql;
    void *statement; /* NULL: none are left */
};

struct sql_rows sql_ask(struct sql *sql, const char *text, const char *types,
                        ...);
bool sql_next(struct sql_rows *rows);
void sql_stop(struct sql_rows *rows);

/* A column of the row: text borrowed until the next sql_next, or a number. */
struct str sql_text(const struct sql_rows *rows, int column);
int64_t sql_int(const struct sql_rows *rows, int column);
double sql_real(const struct sql_rows *rows, int column);

/* A transaction: all that stands between is there afterwards, or nothing.
 * sql_commit undoes it after a failure, and says how that was. */
void sql_begin(struct sql *sql);
OP_MUST_CHECK enum op_status sql_commit(struct sql *sql, struct op_error *err);

/* How it went so far; the failure is forgotten then. OP_IO (disk full, no
 * permission ...), OP_CORRUPT, OP_NO_MEMORY, OP_USAGE (a question of the
 * user's that makes no sense). */
OP_MUST_CHECK enum op_status sql_end(struct sql *sql, struct op_error *err);

#endif
