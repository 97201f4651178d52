/* SPDX-License-Identifier: MIT */
/* date_names.h - words for months and time zones, in the web's languages. */
#ifndef TEXT_DATE_NAMES_H
#define TEXT_DATE_NAMES_H

#include "base/str.h"

/* No month's name is longer, folded. */
#define DATE_WORD_MAX 48

/* The word (a run of letters) at the front of s, folded into `out`: lower
 * case, Latin and Greek letters without accents. Returns its length in s, 0
 * when there is none; *len is that of the folded word, 0 when it is too long
 * to be a name. */
size_t date_word(struct str s, char out[DATE_WORD_MAX], size_t *len);

/* 1 to 12 for a folded word that names a month, else 0. `lang` decides about
 * the names that Croats use for other months than Poles and Czechs. */
int date_month_of(struct str word, struct str lang);

/* Take a month's name off the front of *rest: "October", "tháng 10", "تشرين
 * الأول / أكتوبر". Gives 1 to 12; 0 when there is none. */
int date_take_month(struct str *rest, struct str lang);

/* Minutes east of UTC for "gmt", "cet", "est" ...; false when unknown. */
bool date_zone_of(struct str word, int *offset_minutes);

#endif
