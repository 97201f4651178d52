/* SPDX-License-Identifier: MIT */
/* date_pattern.h - the forms a date is written in. */
#ifndef TEXT_DATE_PATTERN_H
#define TEXT_DATE_PATTERN_H

#include "text/date.h"

/* Earlier than the web: a page's age, never its date. */
#define DATE_EARLIEST_YEAR 1990

struct date_reader {
    struct str lang;
    int latest_year;
    bool takes_month;    /* a month and a year will do */
    bool follows_letter; /* what is read stands right behind one: "v3.14" */
};

/* Up to 14 digits off the front; how many they were, 0 for none or more. */
size_t date_take_number(struct str *rest, uint64_t *number);

/* Take it if there is such a day (0: only the month is known). */
bool date_set_day(const struct date_reader *r, uint64_t year, uint64_t month,
                  uint64_t day, struct date *out);

/* A date of 8, 12 or 14 digits. */
bool date_match_digits(const struct date_reader *r, uint64_t number,
                       size_t digits, struct date *out);

/* 20.10.2020, 10/20/20 behind the first number. */
bool date_match_numeric(const struct date_reader *r, struct str *rest,
                        uint64_t first, struct date *out);

/* Take a date, and a time behind it, off the front of *rest, which is plain
 * (date_plain) and begins with a digit, a letter or an era's name. */
bool date_match(const struct date_reader *r, struct str *rest,
                struct date *out);

#endif
