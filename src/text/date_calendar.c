/* SPDX-License-Identifier: MIT */
/* date_calendar.c - calendars and eras in which people count otherwise. */
#include "text/date_calendar.h"

/* Years of the web, with some to come. */
#define BUDDHIST_MORE  543
#define BUDDHIST_FIRST 2533
#define SOLAR_FIRST    1369
#define SOLAR_LAST     1472 /* as far as its leap years keep to the cycle */
#define ETHIOPIAN_LAST 2093
/* What one adds to a year of the Republic of China. */
#define REPUBLIC 1911

bool date_lang_is(struct str lang, const char *code)
{
    return str_istarts(lang, str_of(code)) &&
           (lang.len == strlen(code) ||
            str_has_byte(S("-_"), lang.at[strlen(code)]));
}

enum date_calendar date_calendar_of(struct str lang, uint64_t year)
{
    if (year >= BUDDHIST_FIRST && date_lang_is(lang, "th"))
        return BUDDHIST;
    bool is_solar = year >= SOLAR_FIRST && year <= SOLAR_LAST &&
                    (date_lang_is(lang, "fa") || date_lang_is(lang, "ps"));
    return is_solar ? SOLAR_HIJRI : GREGORIAN;
}

uint64_t date_long_year(enum date_calendar calendar, uint64_t two_digits)
{
    uint64_t buddhist = 2500 + two_digits;
    return calendar == BUDDHIST && buddhist >= BUDDHIST_FIRST
               ? buddhist
               : 2000 + two_digits;
}

int date_days_in(int year, int month)
{
    static const int DAYS[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return DAYS[month - 1] + (month == 2 && leap);
}

/* Source: H. Hinnant, chrono-compatible low-level date algorithms. */
void date_set_days(struct date *date, int64_t days)
{
    int64_t z = days + 719468, era = z / 146097, doe = z % 146097;
    int64_t yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
    int64_t doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
    int64_t mp = (5 * doy + 2) / 153;
    int64_t month = mp < 10 ? mp + 3 : mp - 9;
    date->year = (int)(yoe + era * 400 + (month <= 2));
    date->month = (int)month;
    date->day = (int)(doy - (153 * mp + 2) / 5 + 1);
}

/* Eight years of 33 are leap years. Source: the cycle of 33 years, which is
 * that of the astronomers from 1244 to 1472. */
static bool is_solar_leap(int year)
{
    switch (year % 33) {
    case 1:
    case 5:
    case 9:
    case 13:
    case 17:
    case 22:
    case 26:
    case 30:
        return true;
    default:
        return false;
    }
}

static bool from_solar(struct date *date)
{
    const int64_t first_day = 7384; /* 1 Farvardin 1369 is 21 March 1990 */
    int year = date->year, month = date->month;
    int length = month <= 6 ? 31 : month <= 11 ? 30 : 29 + is_solar_leap(year);
    if (year < SOLAR_FIRST || year > SOLAR_LAST || date->day > length)
        return false;
    int64_t days = first_day + date->day - 1;
    for (int before = SOLAR_FIRST; before < year; before++)
        days += 365 + is_solar_leap(before);
    days += month <= 6 ? (month - 1) * 31 : 6 * 31 + (month - 7) * 30;
    date_set_days(date, days);
    return true;
}

/* Source: the Julian day of 1 Meskerem of the year 1 is 1724221. */
static bool from_ethiopian(struct date *date)
{
    const int64_t first_day = 1724221, unix_day = 2440588;
    if (date->year > ETHIOPIAN_LAST || date->day > 30)
        return false;
    date_set_days(date, first_day - unix_day + 365 * (date->year - 1) +
                            date->year / 4 + 30 * (date->month - 1) +
                            date->day - 1);
    return true;
}

bool date_to_gregorian(enum date_calendar calendar, struct date *date)
{
    switch (calendar) {
    case BUDDHIST:
        date->year -= date->year >= BUDDHIST_FIRST ? BUDDHIST_MORE : 0;
        return true;
    case SOLAR_HIJRI:
        return date->day > 0 && from_solar(date);
    case ETHIOPIAN:
        return date->day > 0 && from_ethiopian(date);
    default:
        return true;
    }
}

int date_take_era(struct str *rest)
{
    static const struct {
        struct str name;
        int more;
    } ERAS[] = {{STR("令和"), 2018},
                {STR("平成"), 1988},
                {STR("民國"), REPUBLIC},
                {STR("民国"), REPUBLIC}};
    for (size_t i = 0; i < sizeof ERAS / sizeof *ERAS; i++) {
        if (str_starts(*rest, ERAS[i].name)) {
            str_cut(rest, ERAS[i].name.len);
            return ERAS[i].more;
        }
    }
    return 0;
}

int date_era_of(struct str lang)
{
    bool is_taiwan = date_lang_is(lang, "zh") &&
                     (str_iends(lang, S("TW")) || str_iends(lang, S("Hant")));
    return is_taiwan ? REPUBLIC : 0;
}
