/* SPDX-License-Identifier: MIT */
/* sql.c - SQLite, with failures that stick. */
#include "library/sql.h"

#include "base/late.h"
#include "base/memory.h"
#include <offprint/limits.h>
#include <sqlite3.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#define SQLITE(X)                                                              \
    X(sqlite3_, bind_int64)                                                    \
    X(sqlite3_, bind_null)                                                     \
    X(sqlite3_, bind_text64)                                                   \
    X(sqlite3_, busy_timeout)                                                  \
    X(sqlite3_, close)                                                         \
    X(sqlite3_, column_bytes)                                                  \
    X(sqlite3_, column_double)                                                 \
    X(sqlite3_, column_int64)                                                  \
    X(sqlite3_, column_text)                                                   \
    X(sqlite3_, db_config)                                                     \
    X(sqlite3_, db_filename)                                                   \
    X(sqlite3_, errmsg)                                                        \
    X(sqlite3_, exec)                                                          \
    X(sqlite3_, extended_result_codes)                                         \
    X(sqlite3_, finalize)                                                      \
    X(sqlite3_, free)                                                          \
    X(sqlite3_, get_autocommit)                                                \
    X(sqlite3_, last_insert_rowid)                                             \
    X(sqlite3_, mprintf)                                                       \
    X(sqlite3_, open_v2)                                                       \
    X(sqlite3_, prepare_v3)                                                    \
    X(sqlite3_, reset)                                                         \
    X(sqlite3_, step)

static struct {
    SQLITE(LATE_CALL)
} sqlite;

static struct late late = {"libsqlite3.so.0", SQLITE(LATE_NAME), &sqlite, 0};

#define MAX_STATEMENTS                                                         \
    96 /* texts in the code that uses this, and some more                      \
        */
#define BUSY_MS 20000

struct sql {
    sqlite3 *db;
    struct {
        const char *text;
        sqlite3_stmt *statement;
    } kept[MAX_STATEMENTS];
    size_t kept_count;
    bool is_in_transaction;
    struct op_error failure;
};

static enum op_status status_of(int code)
{
    switch (code & 0xFF) {
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
    case SQLITE_FORMAT:
        return OP_CORRUPT;
    case SQLITE_NOMEM:
        return OP_NO_MEMORY;
    case SQLITE_ERROR:
        return OP_USAGE;
    default:
        return OP_IO;
    }
}

static void note_failure(struct sql *sql, int code)
{
    if (sql->failure.status)
        return;
    const char *path = sqlite.db_filename(sql->db, "main");
    error_set(&sql->failure, status_of(code), OP_STAGE_NONE, str_of(path),
              "the catalogue: %s", sqlite.errmsg(sql->db));
}

static bool check(struct sql *sql, int code)
{
    if (code != SQLITE_OK && code != SQLITE_DONE && code != SQLITE_ROW)
        note_failure(sql, code);
    return sql->failure.status == OP_OK;
}

/* --- opening ----------------------------------------------------------- */

/* A catalogue may come from anywhere: nothing in its schema is trusted. */
static void set_up(struct sql *sql, enum sql_mode mode)
{
    sqlite.extended_result_codes(sql->db, 1);
    sqlite.busy_timeout(sql->db, BUSY_MS);
    sqlite.db_config(sql->db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
    sqlite.db_config(sql->db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
    sql_script(sql, "PRAGMA cell_size_check = ON;"
                    "PRAGMA foreign_keys = ON;"
                    "PRAGMA temp_store = MEMORY;");
    if (mode == SQL_CREATE)
        sql_script(sql, "PRAGMA journal_mode = WAL;"
                        "PRAGMA synchronous = NORMAL;");
    sql_number(sql, 0, "SELECT count(*) FROM sqlite_schema", "");
}

/* Not even the shared memory of a WAL can be made on such a medium. */
static int open_read_only(const char *path, sqlite3 **db)
{
    int code = sqlite.open_v2(path, db, SQLITE_OPEN_READONLY, NULL);
    if (code == SQLITE_OK)
        code =
            sqlite.exec(*db, "SELECT 1 FROM sqlite_schema", NULL, NULL, NULL);
    if ((code & 0xFF) != SQLITE_CANTOPEN && (code & 0xFF) != SQLITE_READONLY)
        return code == SQLITE_OK || *db ? SQLITE_OK : code;
    sqlite.close(*db);
    char *uri = sqlite.mprintf("file:%s?immutable=1", path);
    code =
        sqlite.open_v2(uri, db, SQLITE_OPEN_READONLY | SQLITE_OPEN_URI, NULL);
    sqlite.free(uri);
    return code;
}

struct sql *sql_open(const char *path, enum sql_mode mode, struct op_error *err)
{
    if (late_load(&late, err) != OP_OK)
        return NULL;
    struct sql *sql = memory_alloc(sizeof *sql);
    if (!sql) {
        error_set(err, OP_NO_MEMORY, OP_STAGE_READ, str_of(path), "no memory");
        return NULL;
    }
    memset(sql, 0, sizeof *sql);
    int code =
        mode == SQL_READ
            ? open_read_only(path, &sql->db)
            : sqlite.open_v2(path, &sql->db,
                             SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, NULL);
    if (check(sql, code))
        set_up(sql, mode);
    if (sql_end(sql, err) == OP_OK)
        return sql;
    sql_close(sql);
    return NULL;
}

void sql_close(struct sql *sql)
{
    if (!sql)
        return;
    for (size_t i = 0; i < sql->kept_count; i++)
        sqlite.finalize(sql->kept[i].statement);
    sqlite.close(sql->db);
    memory_free(sql);
}

/* --- statements -------------------------------------------------------- */

static sqlite3_stmt *statement_of(struct sql *sql, const char *text)
{
    sqlite3_stmt *statement = NULL;
    for (size_t i = 0; i < sql->kept_count; i++) {
        if (strcmp(sql->kept[i].text, text) != 0)
            continue;
        sqlite.reset(sql->kept[i].statement);
        return sql->kept[i].statement;
    }
    if (sql->failure.status ||
        !check(sql,
               sqlite.prepare_v3(sql->db, text, -1, SQLITE_PREPARE_PERSISTENT,
                                 &statement, NULL)))
        return NULL;
    if (sql->kept_count == MAX_STATEMENTS) { /* drop the oldest */
        sqlite.finalize(sql->kept[0].statement);
        sql->kept_count--;
        memmove(sql->kept, sql->kept + 1, sql->kept_count * sizeof *sql->kept);
    }
    sql->kept[sql->kept_count].text = text;
    sql->kept[sql->kept_count++].statement = statement;
    return statement;
}

static void bind(struct sql *sql, sqlite3_stmt *statement, const char *types,
                 va_list args)
{
    for (int i = 0; types[i]; i++) {
        int code;
        if (types[i] == 'i') {
            code = sqlite.bind_int64(statement, i + 1, va_arg(args, int64_t));
        } else {
            struct str value = va_arg(args, struct str);
            code = value.len ? sqlite.bind_text64(statement, i + 1, value.at,
                                                  value.len, SQLITE_TRANSIENT,
                                                  SQLITE_UTF8)
                             : sqlite.bind_null(statement, i + 1);
        }
        check(sql, code);
    }
}

static struct sql_rows ask(struct sql *sql, const char *text, const char *types,
                           va_list args)
{
    struct sql_rows rows = {sql, NULL};
    if (sql->failure.status)
        return rows;
    sqlite3_stmt *statement = statement_of(sql, text);
    if (statement)
        bind(sql, statement, types, args);
    if (sql->failure.status == OP_OK)
        rows.statement = statement;
    return rows;
}

struct sql_rows sql_ask(struct sql *sql, const char *text, const char *types,
                        ...)
{
    va_list args;
    va_start(args, types);
    struct sql_rows rows = ask(sql, text, types, args);
    va_end(args);
    return rows;
}

bool sql_next(struct sql_rows *rows)
{
    if (!rows->statement)
        return false;
    int code = sqlite.step(rows->statement);
    if (code == SQLITE_ROW)
        return true;
    check(rows->sql, code);
    sql_stop(rows);
    return false;
}

void sql_stop(struct sql_rows *rows)
{
    if (rows->statement)
        sqlite.reset(rows->statement);
    rows->statement = NULL;
}

void sql_do(struct sql *sql, const char *text, const char *types, ...)
{
    va_list args;
    va_start(args, types);
    struct sql_rows rows = ask(sql, text, types, args);
    va_end(args);
    while (sql_next(&rows))
        ;
}

int64_t sql_number(struct sql *sql, int64_t otherwise, const char *text,
                   const char *types, ...)
{
    va_list args;
    va_start(args, types);
    struct sql_rows rows = ask(sql, text, types, args);
    va_end(args);
    int64_t number = sql_next(&rows) ? sql_int(&rows, 0) : otherwise;
    sql_stop(&rows);
    return number;
}

void sql_script(struct sql *sql, const char *script)
{
    if (sql->failure.status == OP_OK)
        check(sql, sqlite.exec(sql->db, script, NULL, NULL, NULL));
}

int64_t sql_last_id(const struct sql *sql)
{
    return sqlite.last_insert_rowid(sql->db);
}

struct str sql_text(const struct sql_rows *rows, int column)
{
    const unsigned char *text = sqlite.column_text(rows->statement, column);
    int len = sqlite.column_bytes(rows->statement, column);
    return text ? str_make((const char *)text, (size_t)len) : S("");
}

int64_t sql_int(const struct sql_rows *rows, int column)
{
    return sqlite.column_int64(rows->statement, column);
}

double sql_real(const struct sql_rows *rows, int column)
{
    return sqlite.column_double(rows->statement, column);
}

/* --- transactions ------------------------------------------------------ */

void sql_begin(struct sql *sql)
{
    sql_script(sql, "BEGIN IMMEDIATE");
    sql->is_in_transaction = sql->failure.status == OP_OK;
}

enum op_status sql_commit(struct sql *sql, struct op_error *err)
{
    sql_script(sql, "COMMIT");
    if (sql->failure.status && sql->is_in_transaction &&
        !sqlite.get_autocommit(sql->db))
        sqlite.exec(sql->db, "ROLLBACK", NULL, NULL, NULL);
    sql->is_in_transaction = false;
    return sql_end(sql, err);
}

enum op_status sql_end(struct sql *sql, struct op_error *err)
{
    enum op_status status = sql->failure.status;
    if (status && err)
        *err = sql->failure;
    sql->failure = (struct op_error){.status = OP_OK};
    return status;
}
