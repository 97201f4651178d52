/* SPDX-License-Identifier: MIT */
/* date_time.h - the time of day behind a date. */
#ifndef TEXT_DATE_TIME_H
#define TEXT_DATE_TIME_H

#include "text/date.h"

/* Bytes of the white space at the front of s, no-break and ideographic spaces
 * included; 0 for none. */
size_t date_space(struct str s);

/* Take "T18:00:00+02:00", " um 18.00 Uhr", ", 6:00 pm EST" off the front of
 * *rest and set hour to has_offset; leaves both alone when there is none. */
void date_take_time(struct str *rest, struct date *out);

/* Take "15:05", "3:05 PM", "15h05 GMT" off the front of *rest, as it stands
 * before a date; false when there is none. */
bool date_take_clock(struct str *rest, struct date *clock);

/* Cut off what parts a time from the date behind it: ", ", " - ", " on ". */
void date_skip_clock_end(struct str *rest);

/* Give `to` the time of day of `from`. */
void date_copy_time(struct date *to, const struct date *from);

#endif
