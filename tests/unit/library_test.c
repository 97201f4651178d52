/* SPDX-License-Identifier: MIT */
/* library_test.c - the catalogue of a folder of archives: kept up, searched,
 * locked, brought up from older versions. */
#include "library/library.h"

#include "library/catalogue.h"
#include "library/journal.h"
#include "library/lock.h"
#include "library/schema.h"
#include "library/search.h"
#include "library/sync.h"
#include "library/version.h"
#include "made_bundle.h"
#include "pack/pack.h"
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#define TREE "https://example.org/2020/10/tree/"

static char folder[64];
static struct arena arena;
static struct library library;
static struct op_error err;
static char told[256]; /* the last that the library said */

static int setup(void **state)
{
    (void)state;
    strcpy(folder, "/tmp/offprint-library-XXXXXX");
    arena_init(&arena, 256u << 20);
    return mkdtemp(folder) ? 0 : -1;
}

static int teardown(void **state)
{
    char command[128];
    (void)state;
    arena_free(&arena);
    snprintf(command, sizeof command, "rm -rf '%s'", folder);
    return system(command);
}

static const char *in_folder(const char *name)
{
    static char paths[4][160];
    static int turn;
    char *path = paths[turn++ % 4];
    snprintf(path, sizeof paths[0], "%s/%s", folder, name);
    return path;
}

static void hear(void *context, const char *sentence)
{
    (void)context;
    snprintf(told, sizeof told, "%s", sentence);
}

static enum op_status open_library(bool anew)
{
    const struct library_options how = {
        .writes = true, .creates = true, .anew = anew, .tell = hear};
    told[0] = '\0';
    return library_open(&library, &arena, folder, &how, &err);
}

static void put_archive(const char *name)
{
    struct made made;
    const struct pack_options how = {.format = PACK_EPUB, .replaces = true};
    assert_true(made_open(&made));
    assert_int_equal(pack_write(&made.bundle, in_folder(name), &how, &err),
                     OP_OK);
    made_free(&made);
}

static int64_t count(const char *question)
{
    int64_t n = sql_number(library.sql, -1, question, "");
    assert_int_equal(sql_end(library.sql, &err), OP_OK);
    return n;
}

#define ARCHIVES "SELECT count(*) FROM archive"
#define ARTICLES "SELECT count(*) FROM article"
#define PROSE    "SELECT count(*) FROM prose"
#define DONE     "SELECT count(*) FROM seed WHERE state = 'done'"

/* --- the folder -------------------------------------------------------- */

static void what_comes_and_goes_is_noticed(void **state)
{
    (void)state;
    put_archive("one.epub");
    assert_int_equal(open_library(false), OP_OK);
    assert_int_equal(count(ARCHIVES), 1);
    assert_int_equal(count(ARTICLES), 2);
    assert_int_equal(count(PROSE), 2);
    assert_int_equal(count(DONE), 1);
    library_close(&library);

    mkdir(in_folder("sub"), 0777);
    assert_int_equal(rename(in_folder("one.epub"), in_folder("sub/two.epub")),
                     0);
    assert_int_equal(open_library(false), OP_OK);
    assert_string_equal(told, "1 archive came or changed, 1 went");
    assert_int_equal(count(DONE), 1);
    assert_int_equal(catalogue_id(library.sql, S("one.epub")), 0);
    assert_int_not_equal(catalogue_id(library.sql, S("sub/two.epub")), 0);
    library_close(&library);

    unlink(in_folder("sub/two.epub"));
    assert_int_equal(open_library(false), OP_OK);
    assert_int_equal(count(ARCHIVES), 0);
    assert_int_equal(count(PROSE), 0);
    assert_int_equal(count(DONE), 0);
    library_close(&library);
}

static void what_is_no_archive_is_left_out(void **state)
{
    (void)state;
    FILE *file = fopen(in_folder("noise.epub"), "wb");
    assert_non_null(file);
    fputs("PK\003\004 and no more", file);
    fclose(file);
    put_archive("good.epub.part-Ab3dE9");
    put_archive("good.epub");
    assert_int_equal(open_library(false), OP_OK);
    assert_non_null(strstr(told, "noise.epub is left out"));
    assert_int_equal(count(ARCHIVES), 1);
    assert_int_not_equal(access(in_folder("good.epub.part-Ab3dE9"), F_OK), 0);
    library_close(&library);
    assert_true(sync_is_archive_name(S("a.TAR.GZ")));
    assert_false(sync_is_archive_name(S("a.txt")));
}

static void made_anew_it_is_the_same(void **state)
{
    (void)state;
    put_archive("one.epub");
    put_archive("two.epub");
    for (int turn = 0; turn < 2; turn++) {
        assert_int_equal(open_library(turn > 0), OP_OK);
        assert_int_equal(count(ARCHIVES), 2);
        assert_int_equal(count(PROSE), 4);
        assert_int_equal(count("SELECT count(*) FROM loss"), 2);
        library_close(&library);
    }
}

static void a_folder_that_was_taken_away_is_missed(void **state)
{
    (void)state;
    char elsewhere[80];
    snprintf(elsewhere, sizeof elsewhere, "%s-gone", folder);
    assert_int_equal(open_library(false), OP_OK);
    assert_int_equal(library_check(&library, &err), OP_OK);
    assert_int_equal(rename(folder, elsewhere), 0);
    assert_int_equal(library_check(&library, &err), OP_IO);
    assert_int_equal(mkdir(folder, 0777), 0);
    assert_int_equal(library_check(&library, &err), OP_IO);
    assert_int_equal(rmdir(folder), 0);
    assert_int_equal(rename(elsewhere, folder), 0);
    library_close(&library);
}

/* --- the tables -------------------------------------------------------- */

/* Of every version that ever was there is a way to this one. */
static void older_catalogues_are_brought_up(void **state)
{
    (void)state;
    struct sql *sql = sql_open(":memory:", SQL_CREATE, &err);
    assert_non_null(sql);
    assert_int_equal(schema_bring_up(sql, &err), OP_OK);
    int64_t tables =
        sql_number(sql, 0, "SELECT count(*) FROM sqlite_schema", "");
    assert_true(tables > 10);
    assert_int_equal(schema_bring_up(sql, &err), OP_OK);
    sql_script(sql, "DROP VIEW page; DROP TABLE part; DROP TABLE edition;"
                    "DROP TABLE former; DROP TABLE dense_former;"
                    "DROP TABLE fingerprint; PRAGMA user_version = 2;");
    assert_int_equal(schema_bring_up(sql, &err), OP_OK);
    assert_int_equal(
        sql_number(sql, 0, "SELECT count(*) FROM sqlite_schema", ""), tables);
    assert_int_equal(sql_number(sql, 0, "PRAGMA user_version", ""),
                     schema_version());
    sql_close(sql);
}

static void newer_catalogues_are_left_alone(void **state)
{
    (void)state;
    put_archive("one.epub");
    assert_int_equal(open_library(false), OP_OK);
    sql_script(library.sql, "PRAGMA user_version = 99");
    library_close(&library);
    assert_int_equal(open_library(false), OP_EXISTS);
    library_close(&library);
    assert_int_equal(open_library(true), OP_OK);
    assert_int_equal(count(ARCHIVES), 1);
    library_close(&library);
}

static void a_damaged_catalogue_is_set_aside(void **state)
{
    (void)state;
    put_archive("one.epub");
    assert_int_equal(open_library(false), OP_OK);
    library_close(&library);
    FILE *file = fopen(in_folder(".offprint/library.sqlite"), "wb");
    assert_non_null(file);
    fputs("no database", file);
    fclose(file);
    assert_int_equal(open_library(false), OP_OK);
    assert_non_null(strstr(told, "made again"));
    assert_int_equal(count(ARCHIVES), 1);
    library_close(&library);
    assert_int_equal(access(in_folder(".offprint/library.sqlite.broken"), F_OK),
                     0);
}

/* --- the journal ------------------------------------------------------- */

static void a_seed_is_asked_for_until_it_is_finished(void **state)
{
    (void)state;
    struct op_error why;
    struct str since;
    assert_int_equal(open_library(false), OP_OK);
    assert_int_equal(journal_begin_run(&library, &err), OP_OK);
    assert_true(journal_wants(&library, S(TREE)));
    assert_true(journal_begin(&library, S(TREE)));
    assert_false(journal_begin(&library, S(TREE)));
    assert_false(journal_begin(&library, S(TREE "#roots")));
    error_set(&why, OP_HTTP_STATUS, OP_STAGE_FETCH, S(TREE), "500");
    assert_int_equal(journal_failed(&library, &why, &since, &err), OP_OK);
    assert_int_equal(since.len, 20);

    assert_int_equal(journal_begin_run(&library, &err), OP_OK);
    assert_true(journal_begin(&library, S(TREE)));
    struct str later;
    assert_int_equal(journal_failed(&library, &why, &later, &err), OP_OK);
    assert_true(str_eq(since, later)); /* since the first time */

    put_archive("tree.epub");
    struct str path = str_of(in_folder("tree.epub"));
    assert_int_equal(library_take(&library, path, &err), OP_OK);
    assert_int_equal(journal_begin_run(&library, &err), OP_OK);
    assert_false(journal_wants(&library, S(TREE)));
    assert_int_equal(
        count("SELECT count(*) FROM seed WHERE failing_since IS NOT NULL"), 0);
    struct str archive = journal_archive_of(&library, S(TREE));
    assert_true(str_eq(archive, S("tree.epub")) || !archive.len);
    library_close(&library);
}

/* --- the lock ---------------------------------------------------------- */

/* A child that holds it until it is killed. */
static pid_t hold(const char *path)
{
    int ready[2], fd;
    char byte;
    assert_int_equal(pipe(ready), 0);
    pid_t child = fork();
    if (child == 0) {
        bool is_held = lock_take(path, false, &fd, NULL) == OP_OK;
        if (is_held && write(ready[1], "x", 1) == 1)
            pause();
        _exit(1);
    }
    close(ready[1]);
    assert_int_equal(read(ready[0], &byte, 1), 1);
    close(ready[0]);
    return child;
}

static void one_process_holds_the_lock(void **state)
{
    (void)state;
    int fd;
    char who[32];
    const char *path = in_folder("lock");
    pid_t child = hold(path);
    snprintf(who, sizeof who, "process %ld", (long)child);
    assert_int_equal(lock_take(path, false, &fd, &err), OP_LIMIT);
    assert_non_null(strstr(err.text, who));
    assert_int_equal(fd, -1);
    kill(child, SIGKILL);
    assert_int_equal(lock_take(path, true, &fd, &err), OP_OK);
    lock_release(fd);
    assert_int_equal(waitpid(child, NULL, 0), child);
    lock_release(-1);
    assert_int_equal(lock_take("/nowhere/lock", true, &fd, &err), OP_IO);
}

/* --- search ------------------------------------------------------------ */

static size_t hits_of(const char *query)
{
    search_list hits;
    enum op_status status = search(&library, str_of(query), 20, &hits, &err);
    return status == OP_OK ? hits.len : 1000 + (size_t)status;
}

static void queries_are_understood(void **state)
{
    (void)state;
    put_archive("tree.epub");
    assert_int_equal(open_library(false), OP_OK);
    static const struct {
        const char *query;
        size_t hits;
    } cases[] = {
        {"leaves", 1},
        {"LEAVES", 1},
        {"leav*", 1},
        {"\"on leaves\"", 1},
        {"\"leaves on\"", 0},
        {"leaves AND nothing", 0},
        {"leaves site:example.org", 1},
        {"leaves site:ample.org", 0},
        {"leaves site:org", 1},
        {"leaves lang:en", 1},
        {"leaves lang:de", 0},
        {"leaves since:2020-10-20", 1},
        {"leaves since:2020-10-21", 0},
        {"author:ada", 1},
        {"author:\"ada author\" leaves", 1},
        {"author:bob leaves", 0},
        {"leaves (", 1}, /* plain words where FTS5 sees no sense */
        {"title:tree", 1},
        {"", 1000 + OP_USAGE},
        {"   ", 1000 + OP_USAGE},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        if (hits_of(cases[i].query) != cases[i].hits)
            fail_msg("'%s': %zu hits", cases[i].query, hits_of(cases[i].query));
    library_close(&library);
}

static void scripts_without_spaces_are_told(void **state)
{
    (void)state;
    assert_true(catalogue_is_dense(S("港の書記は毎朝")));
    assert_true(catalogue_is_dense(S("Offprint は 港の書記 を読む")));
    assert_false(catalogue_is_dense(S("The harbour office opens at six")));
    assert_false(catalogue_is_dense(S("")));
}

/* --- versions ---------------------------------------------------------- */

static void versions_are_counted_from_the_second(void **state)
{
    (void)state;
    struct version version;
    history_list before = {0};
    version_begin(&version, &arena, NULL);
    assert_int_equal(version.number, 2);
    version_begin(&version, &arena, &before);
    assert_int_equal(version.number, 2);
    *vec_push(&before, &arena) = (struct history_version){.number = 7};
    version_begin(&version, &arena, &before);
    assert_int_equal(version.number, 8);
    version_add_gone(&version, S(TREE), S("Tree"), S("410 Gone"), S(TREE));
    version_note_same(&version, S(TREE), S("urn:uuid:x"));
    assert_int_equal(version.events.at[0].change, HISTORY_GONE);
    assert_int_equal(version.events.len, version.gone.len);
    assert_int_equal(version.same.len, version.records.len);
}

#define LIBRARY_TEST(name)                                                     \
    cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        LIBRARY_TEST(what_comes_and_goes_is_noticed),
        LIBRARY_TEST(what_is_no_archive_is_left_out),
        LIBRARY_TEST(made_anew_it_is_the_same),
        LIBRARY_TEST(a_folder_that_was_taken_away_is_missed),
        LIBRARY_TEST(older_catalogues_are_brought_up),
        LIBRARY_TEST(newer_catalogues_are_left_alone),
        LIBRARY_TEST(a_damaged_catalogue_is_set_aside),
        LIBRARY_TEST(a_seed_is_asked_for_until_it_is_finished),
        LIBRARY_TEST(one_process_holds_the_lock),
        LIBRARY_TEST(queries_are_understood),
        cmocka_unit_test(scripts_without_spaces_are_told),
        LIBRARY_TEST(versions_are_counted_from_the_second),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
