/* SPDX-License-Identifier: MIT */
/* diff_test.c - what changed between two versions. */
#include "diff/diff.h"

#include "diff/script.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

static struct arena arena;
static struct diff_side sides[2];

static int setup(void **state)
{
    (void)state;
    arena_init(&arena, 1u << 30);
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    arena_free(&arena);
    return 0;
}

static struct diff *compare_how(const char *a, const char *b, bool is_strict)
{
    sides[0] = (struct diff_side){.text = str_of(a)};
    sides[1] = (struct diff_side){.text = str_of(b)};
    return diff_make(&arena, &sides[0], &sides[1], is_strict);
}

/* "=1:1 ~2:3[a -b- +c+]" ...: a block a word. */
static const char *told(const struct diff *diff)
{
    static char out[4096];
    static const char SIGNS[] = "=~+->";
    size_t len = 0;
    for (size_t i = 0; i < diff->blocks.len; i++) {
        const struct diff_block *b = &diff->blocks.at[i];
        len += (size_t)snprintf(out + len, sizeof out - len, "%s%c%s%zu:%zu",
                                i ? " " : "", SIGNS[b->kind],
                                b->is_moved ? ">" : "", b->old_number,
                                b->new_number);
        for (size_t k = 0; k < b->pieces.len; k++) {
            const struct diff_piece *p = &b->pieces.at[k];
            const char *sign = p->kind == PIECE_SAME      ? ""
                               : p->kind == PIECE_REMOVED ? "-"
                                                          : "+";
            len +=
                (size_t)snprintf(out + len, sizeof out - len, "%s%s%.*s%s",
                                 k ? "|" : "[", sign, STR_ARG(p->text), sign);
        }
        if (b->pieces.len)
            len += (size_t)snprintf(out + len, sizeof out - len, "]");
    }
    return out;
}

#define expect(a, b, want)                                                     \
    assert_string_equal(told(compare_how((a), (b), false)), (want))

#define ONE   "The harbour office opens at six in the morning.\n"
#define TWO   "A clerk writes all the weights into his book.\n"
#define THREE "By seven the first crates are on their way.\n"
#define FOUR  "Nobody asks where the last of the boats has gone.\n"

static void finds_what_changed(void **state)
{
    (void)state;
    expect("", "", "");
    expect(ONE TWO, ONE TWO, "=1:1 =2:2");
    expect(ONE TWO, ONE, "=1:1 -2:0");
    expect(TWO, ONE TWO, "+0:1 =1:2");
    expect(ONE TWO THREE,
           ONE "A clerk wrote all the weights into his book.\n" THREE,
           "=1:1 ~2:2[A clerk|-writes-|+wrote+|all the weights into his book.]"
           " =3:3");
    expect(ONE "Wholly other words stand here tonight.\n",
           ONE "Something else altogether, unlike before.\n", "=1:1 -2:0 +0:2");
}

static void a_moved_paragraph_moved(void **state)
{
    (void)state;
    expect(ONE TWO THREE FOUR, FOUR ONE TWO THREE, ">4:1 =1:2 =2:3 =3:4");
    expect(ONE TWO THREE FOUR, TWO THREE FOUR ONE, "=2:1 =3:2 =4:3 >1:4");
    expect(ONE TWO THREE FOUR,
           "Nobody asks where the last of the ships has gone.\n" ONE TWO THREE,
           "~>4:1[Nobody asks where the last of the|-boats-|+ships+|has gone.] "
           "=1:2 =2:3 =3:4");
    /* Two of the same: one stays, one is new. */
    expect(ONE TWO, ONE TWO ONE, "=1:1 =2:2 +0:3");
}

static void typography_is_no_change(void **state)
{
    (void)state;
    static const char *const PAIRS[][2] = {
        {"He said \"no\" -- and left...", "He said \u201cno\u201d \u2014 and "
                                          "left\u2026"},
        {"It's  a\tco-op", "It\u2019s a\u00a0co\u2010op"},
        {"\u00ab oui \u00bb", "\"oui\""},
        {"hyphen\u00adated", "hyphenated"},
        {"one\n\n  \ntwo", "one\ntwo"},
    };
    for (size_t i = 0; i < sizeof PAIRS / sizeof *PAIRS; i++) {
        struct diff *diff = compare_how(PAIRS[i][0], PAIRS[i][1], false);
        if (!diff->is_same)
            fail_msg("%s: %s", PAIRS[i][0], told(diff));
        if (i < 4)
            assert_false(compare_how(PAIRS[i][0], PAIRS[i][1], true)->is_same);
    }
    assert_false(compare_how("co-op", "coop", false)->is_same);
    assert_false(compare_how("1 - 2", "1 + 2", false)->is_same);
    assert_false(compare_how("It is.", "It is?", false)->is_same);
}

static void fields_are_compared(void **state)
{
    (void)state;
    struct diff_side a = {.title = S("Old \u2018news\u2019"),
                          .authors = S("A. Clerk"),
                          .modified = S("2020-01-01")};
    struct diff_side b = a;
    b.title = S("Old 'news'");
    assert_true(diff_make(&arena, &a, &b, false)->is_same);
    b.authors = S("A. Clerk, B. Weigher");
    b.modified = S("2020-01-02");
    struct diff *diff = diff_make(&arena, &a, &b, false);
    assert_int_equal(diff->fields.len, 2);
    assert_string_equal(diff->fields.at[0].name, "authors");
    assert_string_equal(diff->fields.at[1].name, "modified");
    assert_false(diff->is_same);
}

static void scripts_without_spaces_by_character(void **state)
{
    (void)state;
    expect("\u6e2f\u306f\u516d\u6642\u306b\u958b\u304f",
           "\u6e2f\u306f\u4e03\u6642\u306b\u958b\u304f",
           "~1:1[\u6e2f\u306f|-\u516d-|+\u4e03+|\u6642\u306b\u958b\u304f]");
}

/* Whatever is marked, what is left must be one sequence; and short scripts the
 * shortest there are. */
static void a_script_is_right(void **state)
{
    (void)state;
    uint32_t a[40], b[40];
    unsigned seed = 1;
    for (int round = 0; round < 20000; round++) {
        bool gone[40] = {0}, fresh[40] = {0};
        size_t n = (seed = seed * 1103515245 + 12345) >> 16 & 31,
               m = (seed = seed * 1103515245 + 12345) >> 16 & 31;
        static unsigned table[41][41];
        for (size_t i = 0; i < n; i++)
            a[i] = (seed = seed * 1103515245 + 12345) >> 16 & 3;
        for (size_t i = 0; i < m; i++)
            b[i] = (seed = seed * 1103515245 + 12345) >> 16 & 3;
        diff_script(&arena, a, n, b, m, gone, fresh);
        size_t i = 0, j = 0, marks = 0;
        while (i < n || j < m) {
            if (i < n && gone[i]) {
                i++, marks++;
            } else if (j < m && fresh[j]) {
                j++, marks++;
            } else {
                assert_true(i < n && j < m && a[i] == b[j]);
                i++, j++;
            }
        }
        for (i = n + 1; i-- > 0;)
            for (j = m + 1; j-- > 0;)
                table[i][j] = i == n   ? (unsigned)(m - j)
                              : j == m ? (unsigned)(n - i)
                              : a[i] == b[j]
                                  ? table[i + 1][j + 1]
                                  : 1 + (table[i + 1][j] < table[i][j + 1]
                                             ? table[i + 1][j]
                                             : table[i][j + 1]);
        assert_int_equal(marks, table[0][0]);
        if (round % 1000 == 0)
            arena_reset(&arena);
    }
}

/* CPU seconds for two texts of so many words that have little in common. */
static double time_for(size_t count)
{
    uint32_t *a = arena_array(&arena, uint32_t, count);
    uint32_t *b = arena_array(&arena, uint32_t, count);
    bool *gone = arena_array(&arena, bool, count);
    bool *fresh = arena_array(&arena, bool, count);
    unsigned seed = 7;
    for (size_t i = 0; i < count; i++) {
        a[i] = (seed = seed * 1103515245 + 12345) >> 16 & 1023;
        b[i] = (seed = seed * 1103515245 + 12345) >> 16 & 1023;
    }
    clock_t begun = clock();
    diff_script(&arena, a, count, b, count, gone, fresh);
    double took = (double)(clock() - begun) / CLOCKS_PER_SEC;
    size_t i = 0, j = 0;
    while (i < count && j < count) {
        if (gone[i])
            i++;
        else if (fresh[j])
            j++;
        else
            assert_int_equal(a[i++], b[j++]);
    }
    arena_reset(&arena);
    return took;
}

/* Eight times the words: 64 times the time if that grew with their square. */
static void long_texts_take_linear_time(void **state)
{
    (void)state;
    assert_true(time_for(320000) < 24 * time_for(40000));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(finds_what_changed),
        cmocka_unit_test(a_moved_paragraph_moved),
        cmocka_unit_test(typography_is_no_change),
        cmocka_unit_test(fields_are_compared),
        cmocka_unit_test(scripts_without_spaces_by_character),
        cmocka_unit_test(a_script_is_right),
        cmocka_unit_test(long_texts_take_linear_time),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
