/* SPDX-License-Identifier: MIT */
/* date_calendar.h - calendars and eras in which people count otherwise. */
#ifndef TEXT_DATE_CALENDAR_H
#define TEXT_DATE_CALENDAR_H

#include "text/date.h"

enum date_calendar {
    GREGORIAN,
    BUDDHIST,    /* Thailand's: our days, 543 years more */
    SOLAR_HIJRI, /* Iran's and Afghanistan's */
    ETHIOPIAN
};

/* The calendar that readers of `lang` know a year from which is none of the
 * web's in ours: 2566 in Thai, 1402 in Persian. */
enum date_calendar date_calendar_of(struct str lang, uint64_t year);

/* A year in two digits: of this century, or as short in that calendar. */
uint64_t date_long_year(enum date_calendar calendar, uint64_t two_digits);

/* Write year, month and day of that calendar in ours; false when it has no
 * such day, or when the month alone is no month of ours. */
bool date_to_gregorian(enum date_calendar calendar, struct date *date);

/* Take an era's name off the front of *rest ("令和", "中華民國"). Gives what is
 * to be added to its years; 0 when there is none. */
int date_take_era(struct str *rest);

/* The same for years of Taiwan without the era's name, by the page's language;
 * 0 elsewhere. */
int date_era_of(struct str lang);

/* The days that a month has. */
int date_days_in(int year, int month);

/* Set year, month and day to the `days`th since 1970 (day 0). */
void date_set_days(struct date *date, int64_t days);

/* Is `lang` ("fa", "fa-IR") the language with that code? */
bool date_lang_is(struct str lang, const char *code);

#endif
