/* SPDX-License-Identifier: MIT */
/* report_test.c - what a report counts, and what it keeps. */
#include "cli/report.h"

#include "fresh_arena.h"

static struct speaker quiet = {.level = SAY_ERROR};

static struct op_error failure(enum op_status status)
{
    struct op_error err;
    error_set(&err, status, OP_STAGE_FETCH, S("https://a.example/gone"),
              "as it happened");
    return err;
}

static void end_failure(struct report *report, enum op_status status)
{
    struct op_error why = failure(status);
    report_add_failure(report, &why);
    report_end(report, NULL, &quiet);
}

static void end_archive(struct report *report, size_t losses)
{
    str_list seeds = {0};
    struct bundle bundle = {.arena = &arena};
    *vec_push(&seeds, &arena) = S("https://a.example/a");
    bundle.seeds = seeds;
    for (size_t i = 0; i < losses; i++)
        *vec_push(&bundle.losses, &arena) = (struct bundle_loss){
            .url = S("https://a.example/b.png"),
            .detail = S("404 Not Found"),
            .is_image = true,
        };
    bundle.images_wanted = losses;
    struct outcome *outcome = report_add(report, &bundle);
    outcome_write(report, outcome, S("a.epub"), 1000);
    report_end(report, &bundle, &quiet);
}

static void the_lowest_failure_of_a_sort_is_told(void **state)
{
    (void)state;
    struct report report = {.arena = &arena};
    end_failure(&report, OP_HTTP_STATUS);
    int of_page = op_status_exit(OP_HTTP_STATUS);
    assert_int_equal(report_exit(&report, FAIL_ON_ANY), of_page);
    end_failure(&report, OP_NO_ARTICLE);
    int lower = op_status_exit(OP_NO_ARTICLE);
    assert_int_equal(report_exit(&report, FAIL_ON_ANY),
                     lower < of_page ? lower : of_page);
    end_failure(&report, OP_IO);
    assert_int_equal(report_exit(&report, FAIL_ON_ANY), op_status_exit(OP_IO));
    assert_int_equal(report_exit(&report, FAIL_ON_NEVER),
                     op_status_exit(OP_IO));
    report_free(&report);
}

static void an_archive_makes_up_for_what_failed(void **state)
{
    (void)state;
    struct report report = {.arena = &arena};
    end_archive(&report, 0);
    assert_int_equal(report_exit(&report, FAIL_ON_ANY), 0);
    end_archive(&report, 2);
    assert_int_equal(report_exit(&report, FAIL_ON_ANY), 9);
    assert_int_equal(report_exit(&report, FAIL_ON_NEVER), 0);
    report_free(&report);
}

static void outcomes_are_kept_where_they_are_asked_for(void **state)
{
    (void)state;
    struct report report = {.arena = &arena, .keeps = true};
    end_archive(&report, 2);
    end_failure(&report, OP_RESET);
    assert_int_equal(report.losses.len, 2);
    assert_string_equal(report.outcomes->path, "a.epub");
    assert_string_equal(report.outcomes->next->detail, "as it happened");
    assert_null(report.outcomes->next->next);
    assert_int_equal(report.latest.used, 0);
    report_free(&report);
}

static void nothing_is_kept_where_not(void **state)
{
    (void)state;
    struct report report = {.arena = &arena};
    end_archive(&report, 0);
    end_failure(&report, OP_RESET);
    const char *run_at = arena.at;
    size_t used = report.latest.used;
    for (int i = 0; i < 100000; i++)
        end_failure(&report, OP_RESET);
    assert_ptr_equal(arena.at, run_at);
    assert_int_equal(report.latest.used, used);
    assert_null(report.outcomes->next);
    report_free(&report);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(the_lowest_failure_of_a_sort_is_told),
        TEST(an_archive_makes_up_for_what_failed),
        TEST(outcomes_are_kept_where_they_are_asked_for),
        TEST(nothing_is_kept_where_not),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
