/* SPDX-License-Identifier: MIT */
/* date_sample.h - texts with the dates that they hold. */
#ifndef TESTS_DATE_SAMPLE_H
#define TESTS_DATE_SAMPLE_H

#include "fresh_arena.h"
#include "text/date.h"

#include <stdio.h>

#define LATEST 2100

struct sample {
    const char *lang, *text, *want; /* want "": no date */
};

static void check(const struct sample *samples, size_t count, bool finds)
{
    size_t wrong = 0;
    for (size_t i = 0; i < count; i++) {
        struct date date = {0};
        bool ok = (finds ? date_find : date_parse)(
            str_of(samples[i].text), str_of(samples[i].lang), LATEST, &date);
        struct str got = ok ? date_format(&arena, &date) : S("");
        if (!str_eq(got, str_of(samples[i].want))) {
            print_error("[%s] %s: got %.*s, want %s\n", samples[i].lang,
                        samples[i].text, STR_ARG(got), samples[i].want);
            wrong++;
        }
    }
    assert_int_equal(wrong, 0);
}

#define CHECK(samples, finds)                                                  \
    check(samples, sizeof samples / sizeof *samples, finds)

#endif
