/* SPDX-License-Identifier: MIT */
/* select_test.c - kinds, patterns and the budget, in that order. */
#include "job/select.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static bool has_no_x(void *context, struct str url)
{
    (void)context;
    return !str_has_byte(url, 'x');
}

static struct article *make_article(struct arena *arena)
{
    static const struct {
        const char *url;
        enum related_kind kind;
    } posts[] = {
        {"https://a/1", RELATED_INLINE_LABEL},
        {"https://a/x", RELATED_INLINE_LABEL},
        {"https://a/2", RELATED_SECTION},
        {"https://a/3", RELATED_IN_BODY},
        {"https://a/4", RELATED_IN_BODY},
    };
    struct article *article = arena_new(arena, struct article);
    for (size_t i = 0; i < sizeof posts / sizeof *posts; i++)
        *vec_push(&article->related, arena) = (struct related_post){
            .url = str_of(posts[i].url),
            .kind = posts[i].kind,
        };
    return article;
}

/* A post that is excluded must not use up the budget of those that follow. */
static void budget_counts_only_what_is_taken(void **state)
{
    (void)state;
    struct arena arena;
    arena_init(&arena, 1u << 20);
    struct job_options options = {
        .related = 2,
        .kinds = (1u << RELATED_KIND_COUNT) - 1,
        .wants = has_no_x,
    };
    enum choice *choices =
        select_related(&arena, &options, make_article(&arena));
    assert_int_equal(choices[0], CHOICE_TAKEN);
    assert_int_equal(choices[1], CHOICE_EXCLUDED);
    assert_int_equal(choices[2], CHOICE_TAKEN);
    assert_int_equal(choices[3], CHOICE_BUDGET);
    assert_int_equal(choices[4], CHOICE_BUDGET);
    arena_free(&arena);
}

static void kinds_not_asked_for_are_named(void **state)
{
    (void)state;
    struct arena arena;
    arena_init(&arena, 1u << 20);
    struct job_options options = {
        .related = 9,
        .kinds = 1u << RELATED_IN_BODY,
    };
    enum choice *choices =
        select_related(&arena, &options, make_article(&arena));
    assert_int_equal(choices[0], CHOICE_KIND);
    assert_int_equal(choices[2], CHOICE_KIND);
    assert_int_equal(choices[3], CHOICE_TAKEN);
    assert_string_equal(choice_text(choices[0]), "not of a kind asked for");
    arena_free(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(budget_counts_only_what_is_taken),
        cmocka_unit_test(kinds_not_asked_for_are_named),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
