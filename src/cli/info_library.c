/* SPDX-License-Identifier: MIT */
/* info_library.c - what is in a library. */
#include "cli/info_library.h"

#include "base/json.h"
#include "cli/say.h"
#include "library/library.h"
#include <stdio.h>

/* Questions whose first column is a number, with the words for it. */
static const struct {
    const char *key, *label, *question;
} COUNTS[] = {
    {"archives", "archives", "SELECT count(*) FROM archive"},
    {"articles", "articles", "SELECT count(DISTINCT key) FROM article"},
    {"versions", "versions", "SELECT coalesce(sum(version), 0) FROM archive"},
    {"sites", "sites", "SELECT count(DISTINCT host) FROM article"},
    {"bytes", NULL, "SELECT coalesce(sum(bytes), 0) FROM archive"},
    {"incomplete", "incomplete",
     "SELECT count(*) FROM archive WHERE NOT complete"},
    {"seeds_left", "seeds left",
     "SELECT count(*) FROM seed WHERE state <> 'done'"},
};

/* Lists: a name, and rows of up to four texts: a date, what it is about, where
 * that is, and why. */
static const struct {
    const char *key, *label, *question;
    const char *columns[4];
} LISTS[] = {
    {"newest",
     "Newest",
     "SELECT a.newest, x.title, a.path, NULL FROM archive a JOIN article x"
     " ON x.archive = a.id AND x.ordinal = 0 ORDER BY a.newest DESC, a.path"
     " LIMIT 5",
     {"date", "title", "archive", NULL}},
    {"disappeared",
     "Disappeared",
     "SELECT x.gone_since, x.title, a.path, x.gone_reason FROM article x"
     " JOIN archive a ON a.id = x.archive WHERE x.gone_since IS NOT NULL"
     " ORDER BY x.gone_since DESC, a.path, x.ordinal",
     {"since", "title", "archive", "reason"}},
    {"failing",
     "Failing",
     "SELECT min(v.failing_since), x.host, count(DISTINCT v.key) || ' page' ||"
     " CASE count(DISTINCT v.key) WHEN 1 THEN '' ELSE 's' END,"
     " max(v.detail) FROM visit v JOIN page p ON p.key = v.key JOIN article x"
     " ON x.archive = p.archive AND x.ordinal = p.ordinal"
     " WHERE v.failing_since IS NOT NULL GROUP BY x.host ORDER BY 1, x.host",
     {"since", "site", "pages", "detail"}},
    {"never_had",
     "Never had",
     "SELECT failing_since, url, NULL, detail FROM seed WHERE state = 'failed'"
     " ORDER BY failing_since, url",
     {"since", "url", NULL, "detail"}},
};

static const char ARCHIVES[] =
    "SELECT a.path, a.newest, x.title, a.version || '', a.bytes || '',"
    " x.gone_since FROM archive a JOIN article x ON x.archive = a.id"
    " AND x.ordinal = 0 ORDER BY a.path";

enum { COLUMNS = 4 };

static void tell(void *context, const char *sentence)
{
    say(context, SAY_WARNING, S(""), "%s", sentence);
}

static void print_clean(struct str text)
{
    for (size_t i = 0; i < text.len; i++) {
        unsigned char c = (unsigned char)text.at[i];
        putchar(c < 0x20 || c == 0x7F ? '?' : c);
    }
}

/* --- info -------------------------------------------------------------- */

static void print_counts(struct arena *arena, struct sql *sql)
{
    for (size_t i = 0; i < sizeof COUNTS / sizeof *COUNTS; i++) {
        int64_t count = sql_number(sql, 0, COUNTS[i].question, "");
        if (COUNTS[i].label)
            printf("   %-11s %lld\n", COUNTS[i].label, (long long)count);
        else
            printf("   %-11s %s\n", "size",
                   say_bytes(arena, (uint64_t)count).at);
    }
}

static void print_row(const struct sql_rows *rows)
{
    struct str where = sql_text(rows, 2), why = sql_text(rows, 3);
    fputs("   ", stdout);
    print_clean(str_sub(sql_text(rows, 0), 0, 10));
    fputs("  ", stdout);
    print_clean(sql_text(rows, 1));
    if (why.len) {
        fputs(": ", stdout);
        print_clean(why);
    }
    putchar('\n');
    if (where.len) {
        printf("   %10s  ", "");
        print_clean(where);
        putchar('\n');
    }
}

static void print_lists(struct sql *sql)
{
    for (size_t i = 0; i < sizeof LISTS / sizeof *LISTS; i++) {
        struct sql_rows rows = sql_ask(sql, LISTS[i].question, "");
        for (size_t row = 0; sql_next(&rows); row++) {
            if (row == 0)
                printf("\n%s\n", LISTS[i].label);
            print_row(&rows);
        }
    }
}

static void put_json(struct sql *sql, struct json_writer *w)
{
    json_open(w, '{');
    for (size_t i = 0; i < sizeof COUNTS / sizeof *COUNTS; i++)
        json_key_int(w, COUNTS[i].key,
                     sql_number(sql, 0, COUNTS[i].question, ""));
    for (size_t i = 0; i < sizeof LISTS / sizeof *LISTS; i++) {
        json_key_open(w, LISTS[i].key, '[');
        struct sql_rows rows = sql_ask(sql, LISTS[i].question, "");
        while (sql_next(&rows)) {
            json_open(w, '{');
            for (int k = 0; k < COLUMNS; k++)
                if (LISTS[i].columns[k])
                    json_key_str_or_null(w, LISTS[i].columns[k],
                                         sql_text(&rows, k));
            json_close(w, '}');
        }
        json_close(w, ']');
    }
    json_close(w, '}');
}

/* --- list -------------------------------------------------------------- */

static void print_archives(struct sql *sql)
{
    struct sql_rows rows = sql_ask(sql, ARCHIVES, "");
    while (sql_next(&rows)) {
        print_clean(str_sub(sql_text(&rows, 1), 0, 10));
        printf("\t%3lld\t", (long long)sql_int(&rows, 3));
        print_clean(sql_text(&rows, 0));
        putchar('\t');
        print_clean(sql_text(&rows, 2));
        if (sql_text(&rows, 5).len) {
            fputs("\tdisappeared ", stdout);
            print_clean(str_sub(sql_text(&rows, 5), 0, 10));
        }
        putchar('\n');
    }
}

static void put_archives(struct sql *sql, struct json_writer *w)
{
    struct sql_rows rows = sql_ask(sql, ARCHIVES, "");
    json_open(w, '[');
    while (sql_next(&rows)) {
        json_open(w, '{');
        json_key_str(w, "archive", sql_text(&rows, 0));
        json_key_str(w, "newest", sql_text(&rows, 1));
        json_key_str_or_null(w, "title", sql_text(&rows, 2));
        json_key_int(w, "versions", sql_int(&rows, 3));
        json_key_int(w, "bytes", sql_int(&rows, 4));
        json_key_str_or_null(w, "gone_since", sql_text(&rows, 5));
        json_close(w, '}');
    }
    json_close(w, ']');
}

/* --- both -------------------------------------------------------------- */

static void show(struct arena *arena, const struct options *options,
                 struct library *library, bool is_list)
{
    struct buf out;
    buf_init(&out, 1u << 30);
    struct json_writer w = {.out = &out, .indent = 1};
    if (options->json) {
        if (is_list)
            put_archives(library->sql, &w);
        else
            put_json(library->sql, &w);
        printf("%.*s\n", STR_ARG(buf_str(&out)));
    } else if (is_list) {
        print_archives(library->sql);
    } else {
        printf("%s\n", library->folder);
        print_counts(arena, library->sql);
        print_lists(library->sql);
    }
    buf_free(&out);
}

static int open_and_show(struct arena *arena, const struct options *options,
                         const char *folder, bool is_list)
{
    struct speaker speaker = say_setup(options);
    struct op_error err = {0};
    struct library library;
    struct library_options how = {.tell = tell, .context = &speaker};
    enum op_status status = library_open(&library, arena, folder, &how, &err);
    if (status == OP_OK) {
        show(arena, options, &library, is_list);
        status = sql_end(library.sql, &err);
    }
    library_close(&library);
    return status == OP_OK ? 0 : say_failure(&err);
}

int info_library(struct arena *arena, const struct options *options,
                 const char *folder)
{
    return open_and_show(arena, options, folder, false);
}

int list_library(struct arena *arena, const struct options *options,
                 const char *folder)
{
    return open_and_show(arena, options, folder, true);
}
