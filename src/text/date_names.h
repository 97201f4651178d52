/* SPDX-License-Identifier: MIT */
/* date_names.h - words for months and time zones, in the web's languages. */
#ifndef TEXT_DATE_NAMES_H
#define TEXT_DATE_NAMES_H

#include "text/date_calendar.h"
#include "text/date_word.h"

struct date_month {
    int number; /* 1 to 12; 0: none */
    enum date_calendar calendar;
};

/* The month that a folded word names. `lang` decides about names of one month
 * here and of another there. */
struct date_month date_month_of(struct str word, struct str lang);

/* Take a month's name off the front of *rest: "October", "tháng 10", "تشرين
 * الأول / أكتوبر". */
struct date_month date_take_month(struct str *rest, struct str lang);

/* Minutes east of UTC for "gmt", "cet", "est" ...; false when unknown. */
bool date_zone_of(struct str word, int *offset_minutes);

#endif
