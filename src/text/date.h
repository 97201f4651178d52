/* SPDX-License-Identifier: MIT */
/* date.h - dates as pages write them, to ISO 8601. */
#ifndef TEXT_DATE_H
#define TEXT_DATE_H

#include "base/arena.h"

/* A moment as far as it is known. */
struct date {
    int year;                 /* 0: unknown, nothing else counts */
    int month, day;           /* 1-12, 1-31; 0: unknown */
    int hour, minute, second; /* hour -1: no time */
    int offset_minutes;       /* east of UTC */
    bool has_offset;
};

/* Read a date that fills `s` (ISO 8601, RFC 822/9110, numeric forms, names of
 * months in some sixty languages, digits of any script, and the years of
 * Thailand, Iran, Japan and Taiwan); false when it is none, or before 1990 or
 * after `latest_year`. `lang` (may be empty) decides what 03/04/2020 is, and
 * 01/03/2566. */
bool date_parse(struct str s, struct str lang, int latest_year,
                struct date *out);

/* The first date that stands inside a longer text; as date_parse. */
bool date_find(struct str text, struct str lang, int latest_year,
               struct date *out);

/* A date in a URL's path (/2020/10/20/, /20201020, /2020-10-20-). */
bool date_of_path(struct str path, int latest_year, struct date *out);

/* "2020-10-20", "2020-10-20T18:00:00+02:00", "2020-10", on the arena. */
struct str date_format(struct arena *arena, const struct date *date);

/* The calendar day's number, counted from a day long ago: two dates' numbers
 * differ by the days between them. */
int date_days(const struct date *date);

/* Unix time in seconds; midnight where no time is known. */
int64_t date_seconds(const struct date *date);

/* <0, 0, >0 by moment (what is unknown counts as 0). */
int date_cmp(const struct date *a, const struct date *b);

#endif
