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

/* Give `to` the time of day of `from`. */
void date_copy_time(struct date *to, const struct date *from);

#endif
