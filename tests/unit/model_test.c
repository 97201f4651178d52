/* SPDX-License-Identifier: MIT */
/* model_test.c - a forest's answers are those of going down its trees. */
#include "article/body_model.h"

#include "suite.h"
#include <math.h>

#define ROWS 50

enum { A, B, C, STRIDE };

/* Of the leaves 0 1 2 | 0 1: (A at most 1 ? (C at most 4 ? 0 : 1) : 2), and
 * (C at most 2 ? 0 : 1). Nothing asks for B. */
static const struct forest_cut CUTS[] = {{1, 0x3, 0}, {2, 0x1, 1}, {4, 0x1, 0}};
static const uint16_t ENDS[] = {1, 1, 3};
static const float LEAVES[][TREE_LEAVES] = {{.5f, -.25f, 2}, {-1, 4}};
static const struct forest FOREST = {CUTS, ENDS, LEAVES, STRIDE, 2, .125f};

static float go_down(const float *row)
{
    float first = row[A] <= 1 ? row[C] <= 4 ? .5f : -.25f : 2;
    return 1 / (1 + expf(-(.125f + first + (row[C] <= 2 ? -1.f : 4.f))));
}

static void ask_of(size_t count)
{
    float rows[ROWS][STRIDE], answers[ROWS];
    for (size_t i = 0; i < ROWS; i++) {
        rows[i][A] = (float)(i % 3);
        rows[i][B] = 99;
        rows[i][C] = (float)(i % 7);
    }
    forest_ask(&FOREST, rows[0], STRIDE, count, answers);
    for (size_t i = 0; i < count; i++)
        assert_float_equal(answers[i], go_down(rows[i]), 0);
}

static void test_goes_down(void **state)
{
    (void)state;
    for (size_t count = 0; count <= ROWS; count++)
        ask_of(count);
}

static void test_thresholds_are_sorted(void **state)
{
    (void)state;
    const struct forest *forests[] = {&FIRST_FOREST, &SECOND_FOREST,
                                      &VERDICT_FOREST};
    for (size_t f = 0; f < 3; f++) {
        const struct forest *forest = forests[f];
        size_t at = 0;
        assert_true(forest->feature_count <= FOREST_FEATURES);
        for (size_t k = 0; k < forest->feature_count; k++)
            for (size_t from = at; at < forest->ends[k]; at++)
                assert_true(at == from || forest->cuts[at - 1].threshold <=
                                              forest->cuts[at].threshold);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_goes_down),
        cmocka_unit_test(test_thresholds_are_sorted),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
