/* SPDX-License-Identifier: MIT */
/* history_test.c - what changed when: written, read, trimmed; and whether an
 * article is still the same. */
#include "pack/history.h"

#include "article/prose.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static struct arena arena;

static int setup(void **state)
{
    (void)state;
    arena_init(&arena, 16u << 20);
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    arena_free(&arena);
    return 0;
}

/* --- the history ------------------------------------------------------- */

/* "new:a" is an event of article a, whose record is "a1" in version 1. */
static void add_version(history_list *history, const char *events)
{
    static const char letters[] = "ncgr";
    struct history_version *version = vec_push(history, &arena);
    *version = (struct history_version){.number = (int64_t)history->len,
                                        .date = S("2026-11-23T18:00:00Z"),
                                        .last_record = S("urn:uuid:last")};
    for (; *events; events += 2)
        *vec_push(&version->events, &arena) = (struct history_event){
            .change =
                (enum history_change)(strchr(letters, events[0]) - letters),
            .url = str_make(events + 1, 1),
            .title = S("A title"),
            .warc_record =
                arena_printf(&arena, "urn:uuid:%c%zu", events[1], history->len),
        };
}

static history_list make_history(void)
{
    history_list history = {0};
    add_version(&history, "nanb");
    add_version(&history, "ca");
    add_version(&history, "gb");
    add_version(&history, "carb");
    return history;
}

static void what_is_written_is_read(void **state)
{
    (void)state;
    struct buf out;
    history_list history = make_history(), again = {0};
    history.at[1].events.at[0].old_title = S("Before");
    history.at[2].events.at[0].reason = S("410 Gone");
    buf_init(&out, 1u << 20);
    struct json_writer w = {.out = &out};
    json_open(&w, '{');
    history_write(&w, &history);
    json_close(&w, '}');
    history_read(&arena, json_parse(&arena, buf_str(&out)), &again);
    assert_int_equal(again.len, history.len);
    for (size_t i = 0; i < again.len; i++) {
        assert_int_equal(again.at[i].number, history.at[i].number);
        assert_true(str_eq(again.at[i].last_record, S("urn:uuid:last")));
        assert_int_equal(again.at[i].events.len, history.at[i].events.len);
        for (size_t k = 0; k < again.at[i].events.len; k++) {
            const struct history_event *a = &history.at[i].events.at[k];
            const struct history_event *b = &again.at[i].events.at[k];
            assert_int_equal(a->change, b->change);
            assert_true(str_eq(a->url, b->url));
            assert_true(str_eq(a->old_title, b->old_title));
            assert_true(str_eq(a->reason, b->reason));
            assert_true(str_eq(a->warc_record, b->warc_record));
        }
    }
    buf_clear(&out);
    w = (struct json_writer){.out = &out};
    json_open(&w, '{');
    history_write(&w, &(history_list){0});
    json_close(&w, '}');
    assert_true(str_eq(buf_str(&out), S("{}")));
    buf_free(&out);
}

static void nonsense_is_no_history(void **state)
{
    (void)state;
    static const char *const texts[] = {
        "{}", "{\"history\": 7}", "{\"history\": [7, {}]}",
        "{\"history\": [{\"version\": \"x\", \"events\": {\"url\": []}}]}", ""};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        history_list history = {0};
        history_read(&arena, json_parse(&arena, str_of(texts[i])), &history);
        assert_null(history_gone(&history, S("a")));
    }
}

static void the_last_word_on_an_article_holds(void **state)
{
    (void)state;
    history_list history = make_history();
    assert_null(history_gone(&history, S("b")));
    assert_null(history_gone(&history, S("z")));
    history.len = 3;
    assert_non_null(history_gone(&history, S("b")));
    assert_true(
        str_eq(history_newest(&history, S("none")), S("2026-11-23T18:00:00Z")));
    assert_true(
        str_eq(history_newest(&(history_list){0}, S("none")), S("none")));
    assert_true(str_eq(history_record_id(S("urn:uuid:x")), S("x")));
    assert_true(str_eq(history_record_id(S("x")), S("x")));
}

static void old_versions_are_forgotten_an_article_at_a_time(void **state)
{
    (void)state;
    history_list history = make_history();
    struct map dropped = {0};
    history_trim(&arena, &history, 2, &dropped);
    assert_int_equal(dropped.len, 1);
    assert_non_null(map_get(&dropped, S("a1")));
    assert_int_equal(history.len, 4); /* b is as it was in version 1 */
    assert_int_equal(history.at[0].events.len, 1);
    history_trim(&arena, &history, 1, &dropped);
    assert_non_null(map_get(&dropped, S("a2")));
    assert_int_equal(dropped.len, 2);
    assert_int_equal(history.len, 3); /* nothing is left of version 2 */
    assert_int_equal(history.at[2].number, 4);
}

/* --- the prose --------------------------------------------------------- */

static bool is_same_prose(const char *title, const char *a, const char *b)
{
    struct article one = {.title = S("A title"), .text = str_of(a)};
    struct article other = {.title = str_of(title), .text = str_of(b)};
    struct sha256 x = prose_digest(&one), y = prose_digest(&other);
    return memcmp(&x, &y, sizeof x) == 0;
}

static void typography_is_no_change(void **state)
{
    (void)state;
    static const struct {
        const char *a, *b;
        bool is_same;
    } cases[] = {
        {"It's \"so\" - really...", "It’s “so” – really…", true},
        {"a b", "a\u00a0b", true},
        {"a b", "a  b", true},
        {"ab", "a\u00adb", true},
        {"ab", "a\u200bb", true},
        {"a b", "ab", false},
        {"one\ntwo", "two\none", false},
        {"It was 5", "It was 6", false},
        {"He said so.", "He said so!", false},
        {"Résumé", "Resume", false},
        {"A", "a", false},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        if (is_same_prose("A title", cases[i].a, cases[i].b) !=
            cases[i].is_same)
            fail_msg("'%s' and '%s'", cases[i].a, cases[i].b);
    assert_false(is_same_prose("Another title", "a", "a"));
    assert_true(is_same_prose("A\u00a0title", "a", "a"));
}

static void what_belongs_to_one_field_is_not_of_another(void **state)
{
    (void)state;
    struct article one = {.title = S("a"), .subtitle = S("b"), .text = S("c")};
    struct article other = {.title = S("a b"), .text = S("c")};
    struct sha256 x = prose_digest(&one), y = prose_digest(&other);
    assert_memory_not_equal(&x, &y, sizeof x);
    other = one;
    *vec_push(&other.authors, &arena) = S("Ann");
    y = prose_digest(&other);
    assert_memory_not_equal(&x, &y, sizeof x);
    other.authors.len = 0;
    other.published = S("2020-01-01"); /* a date is no prose */
    y = prose_digest(&other);
    assert_memory_equal(&x, &y, sizeof x);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_written_is_read),
        cmocka_unit_test(nonsense_is_no_history),
        cmocka_unit_test(the_last_word_on_an_article_holds),
        cmocka_unit_test(old_versions_are_forgotten_an_article_at_a_time),
        cmocka_unit_test(typography_is_no_change),
        cmocka_unit_test(what_belongs_to_one_field_is_not_of_another),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
