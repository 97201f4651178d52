/* SPDX-License-Identifier: MIT */
/* date_pattern.c - the forms a date is written in. */
#include "text/date_pattern.h"

#include "text/date_names.h"
#include "text/date_time.h"

/* What may stand between a day, a month and a year. */
#define GLUE_MAX 28

size_t date_take_number(struct str *rest, uint64_t *number)
{
    size_t digits = str_span(*rest, "0123456789");
    if (digits == 0 || digits > 14 ||
        !str_to_u64(str_sub(*rest, 0, digits), number))
        return 0;
    str_cut(rest, digits);
    return digits;
}

/* A day of that calendar, if there is such a one. */
static bool set_in(const struct date_reader *r, enum date_calendar calendar,
                   uint64_t year, uint64_t month, uint64_t day,
                   struct date *out)
{
    if (year > 9999 || month < 1 || month > 12 || day > 31)
        return false;
    struct date date = {
        .year = (int)year, .month = (int)month, .day = (int)day, .hour = -1};
    if (!date_to_gregorian(calendar, &date) || date.year < DATE_EARLIEST_YEAR ||
        date.year > r->latest_year ||
        date.day > date_days_in(date.year, date.month))
        return false;
    *out = date;
    return true;
}

bool date_set_day(const struct date_reader *r, uint64_t year, uint64_t month,
                  uint64_t day, struct date *out)
{
    return set_in(r, date_calendar_of(r->lang, year), year, month, day, out);
}

static bool set_named(const struct date_reader *r, uint64_t year,
                      struct date_month month, uint64_t day, struct date *out)
{
    enum date_calendar calendar = month.calendar == GREGORIAN
                                      ? date_calendar_of(r->lang, year)
                                      : month.calendar;
    return set_in(r, calendar, year, (uint64_t)month.number, day, out);
}

/* Day and month in the order the language and the numbers tell. */
static bool set_numeric(const struct date_reader *r, uint64_t a, uint64_t b,
                        uint64_t year, char separator, struct date *out)
{
    bool american =
        separator != '.' && str_istarts(r->lang, S("en")) &&
        (r->lang.len == 2 || str_iends(r->lang, S("US")) ||
         str_iends(r->lang, S("PH")) || str_iends(r->lang, S("CA")));
    if (american && a <= 12)
        return date_set_day(r, year, a, b, out) ||
               date_set_day(r, year, b, a, out);
    return date_set_day(r, year, b, a, out) || date_set_day(r, year, a, b, out);
}

/* Small words, ordinal endings and names of eras between the parts of a date,
 * folded. */
static bool is_glue(struct str word)
{
    static const char LATIN[] = "st nd rd th er ere e de del dell di da den "
                                "der of d do le el m gada g nam an anno the "
                                "ko yil ng ga";
    static const char OTHERS[] = "г р года року жылғы την του η թ ي م من عام "
                                 "سنه พ ศ ค ปี ឆ្នាំ ခုနှစ် ရက် ቀን";
    return char_is_alpha(*word.at) ? str_has_word(S(LATIN), word)
                                   : str_has_word(S(OTHERS), word);
}

/* The era is "พ.ศ."; what else begins so is May or November. */
static bool is_thai_month(struct str rest)
{
    return str_starts(rest, S("พ.ค")) || str_starts(rest, S("พ.ย"));
}

/* Cut off spaces, punctuation and small words between parts of a date. */
static void skip_glue(struct str *rest)
{
    struct str start = *rest;
    while (rest->len > 0 && start.len - rest->len < GLUE_MAX) {
        size_t punctuation = date_space(*rest);
        if (!punctuation)
            punctuation = strchr(",./'-\\", *rest->at) != NULL;
        if (str_starts(*rest, S("\u2019")))
            punctuation = 3;
        if (str_starts(*rest, S("\u00ba")) || str_starts(*rest, S("\u00aa")))
            punctuation = 2; /* 1st in Portuguese and Italian */
        if (punctuation) {
            str_cut(rest, punctuation);
            continue;
        }
        char word[DATE_WORD_MAX];
        size_t len, size = date_word(*rest, word, &len);
        if (len == 0 || !is_glue(str_make(word, len)) || is_thai_month(*rest))
            return;
        str_cut(rest, size);
    }
}

/* A year in four digits, or in two behind an apostrophe or a hyphen, or as
 * Thais shorten theirs. */
static bool take_year(struct str *rest, enum date_calendar calendar,
                      uint64_t *year)
{
    struct str at = *rest;
    skip_glue(&at);
    bool short_form =
        calendar == BUDDHIST ||
        (at.at > rest->at && (at.at[-1] == '\'' || at.at[-1] == '-' ||
                              (unsigned char)at.at[-1] == 0x99)); /* U+2019 */
    size_t digits = date_take_number(&at, year);
    bool is_part = at.len > 0 && char_is_alpha(*at.at); /* "AG15-32P" */
    if (digits == 2 && short_form && !is_part)
        *year = date_long_year(calendar, *year);
    else if (digits != 4)
        return false;
    *rest = at;
    return true;
}

/* --- patterns: each takes a date off the front of *rest ----------------- */

/* 20201020, 20201020180000 */
bool date_match_digits(const struct date_reader *r, uint64_t number,
                       size_t digits, struct date *out)
{
    uint64_t time = digits == 14   ? number % 1000000
                    : digits == 12 ? number % 10000 * 100
                                   : 0;
    number /= digits == 14 ? 1000000 : digits == 12 ? 10000 : 1;
    if (number % 100 == 0 ||
        !date_set_day(r, number / 10000, number / 100 % 100, number % 100, out))
        return false;
    if (digits > 8 && time / 10000 < 24 && time / 100 % 100 < 60) {
        out->hour = (int)(time / 10000);
        out->minute = (int)(time / 100 % 100);
        out->second = (int)(time % 100 < 60 ? time % 100 : 59);
    }
    return true;
}

/* A sign of East Asian dates: the year's, the month's or the day's. */
static bool take_sign(struct str *rest, int part)
{
    static const struct str SIGNS[3][4] = {
        {STR("年"), STR("년")},
        {STR("月"), STR("월")},
        {STR("日"), STR("일"), STR("号"), STR("號")}};
    str_cut(rest, str_span(*rest, " "));
    for (int i = 0; i < 4 && SIGNS[part][i].len > 0; i++) {
        if (str_starts(*rest, SIGNS[part][i])) {
            str_cut(rest, 3);
            str_cut(rest, part < 2 ? str_span(*rest, " ") : 0);
            return true;
        }
    }
    return false;
}

/* The same year of an era, in parentheses: 2023年（令和5年）3月1日 */
static void skip_era(struct str *rest)
{
    struct str at = *rest, inner;
    if (!str_starts(at, S("(")) || !str_split(&at, ')', &inner))
        return;
    str_cut(&inner, 1);
    if (date_take_era(&inner) && at.at)
        *rest = at;
}

/* 2020年10月20日 behind the year's number */
static bool match_signs(const struct date_reader *r, struct str *rest,
                        uint64_t year, struct date *out)
{
    uint64_t month, day = 0;
    struct str at = *rest;
    if (!take_sign(&at, 0))
        return false;
    skip_era(&at);
    if (!date_take_number(&at, &month) || !take_sign(&at, 1))
        return false;
    struct str before_day = at;
    if (date_take_number(&at, &day) && !take_sign(&at, 2))
        day = 0, at = before_day;
    *rest = at;
    return (day > 0 || r->takes_month) &&
           date_set_day(r, year, month, day, out);
}

/* 令和5年3月1日, 中華民國112年3月1日 */
static bool match_era(const struct date_reader *r, struct str *rest,
                      struct date *out)
{
    struct str at = *rest;
    uint64_t year = 1, more = (uint64_t)date_take_era(&at);
    str_cut(&at, str_span(at, " "));
    if (!more)
        return false;
    if (str_starts(at, S("元"))) /* the first */
        str_cut(&at, 3);
    else if (!date_take_number(&at, &year) || year > 999)
        return false;
    bool found = match_signs(r, &at, year + more, out);
    *rest = at;
    return found;
}

/* One of - / . with spaces around, or 0. */
static char take_separator(struct str *rest)
{
    struct str at = *rest;
    for (size_t space; at.len > 0 && (space = date_space(at)) > 0;)
        str_cut(&at, space);
    if (at.len == 0 || !strchr("-/._", *at.at))
        return 0;
    char separator = *at.at;
    str_cut(&at, 1);
    for (size_t space; at.len > 0 && (space = date_space(at)) > 0;)
        str_cut(&at, space);
    *rest = at;
    return separator;
}

/* Another number behind a separator: then this is no date but a version. */
static bool goes_on(struct str rest)
{
    return rest.len > 1 && strchr("-/._", *rest.at) &&
           char_is_digit(rest.at[1]);
}

/* A numeric date behind its year: 2020-10-20; 2020/10 */
static bool match_year_numeric(const struct date_reader *r, struct str *rest,
                               uint64_t year, struct date *out)
{
    struct str at = *rest;
    uint64_t month = 0, day = 0;
    char separator = take_separator(&at);
    size_t digits = separator ? date_take_number(&at, &month) : 0;
    if (digits != 1 && digits != 2)
        return false;
    struct str after_month = at;
    if (take_separator(&at) == separator && date_take_number(&at, &day) <= 2 &&
        day > 0 && date_set_day(r, year, month, day, out)) {
        *rest = at;
        return true;
    }
    *rest = after_month;
    return r->takes_month && separator != '.' && !goes_on(after_month) &&
           date_set_day(r, year, month, 0, out);
}

/* Behind a year and the word for it, the day comes first: "2023. gada 1.
 * martā", "2023-yil 1-mart". */
static bool take_year_word(struct str *rest)
{
    static const char WORDS[] = "gada yil жылғы жылы";
    struct str at = *rest;
    char word[DATE_WORD_MAX];
    size_t len;
    str_cut(&at, str_span(at, ". -"));
    str_cut(&at, date_word(at, word, &len));
    if (len == 0 || !str_has_word(S(WORDS), str_make(word, len)))
        return false;
    str_cut(&at, str_span(at, " "));
    *rest = at;
    return true;
}

static bool match_year_day(const struct date_reader *r, struct str *rest,
                           uint64_t year, struct date *out)
{
    struct str at = *rest;
    uint64_t day;
    if (!take_year_word(&at) || !date_take_number(&at, &day) || day == 0)
        return false;
    skip_glue(&at);
    struct date_month month = date_take_month(&at, r->lang);
    if (!month.number || !set_named(r, year, month, day, out))
        return false;
    *rest = at;
    return true;
}

/* 2020-10-20, 2020. október 20. behind the year */
static bool match_year_first(const struct date_reader *r, struct str *rest,
                             uint64_t year, struct date *out)
{
    if (match_signs(r, rest, year, out))
        return true;
    struct str at = *rest;
    if (match_year_numeric(r, &at, year, out)) {
        *rest = at;
        return true;
    }
    if (at.at != rest->at) /* numbers, but none of a date */
        return false;
    if (match_year_day(r, rest, year, out))
        return true;
    skip_glue(&at);
    struct date_month month = date_take_month(&at, r->lang);
    if (!month.number)
        return false;
    skip_glue(&at);
    uint64_t day;
    size_t digits = date_take_number(&at, &day);
    if (digits < 1 || digits > 2 || day == 0 ||
        !set_named(r, year, month, day, out))
        return false;
    *rest = at;
    return true;
}

/* Taiwan's years have three digits; with no word for the era, the page's
 * language tells: 112年3月1日, 112/03/01. */
static bool match_short_era(const struct date_reader *r, struct str *rest,
                            uint64_t year, struct date *out)
{
    uint64_t more = (uint64_t)date_era_of(r->lang);
    return more > 0 &&
           (match_signs(r, rest, year + more, out) ||
            (match_year_numeric(r, rest, year + more, out) && out->day > 0));
}

/* 20.10.2020, 10/20/20 behind the first number */
bool date_match_numeric(const struct date_reader *r, struct str *rest,
                        uint64_t first, struct date *out)
{
    struct str at = *rest;
    uint64_t second = 0, year = 0;
    char separator = take_separator(&at);
    if (!separator || date_take_number(&at, &second) > 2 || second == 0)
        return false;
    if (take_separator(&at) != separator)
        return false;
    size_t digits = date_take_number(&at, &year);
    if (digits == 2 && !r->follows_letter)
        year = date_long_year(
            date_lang_is(r->lang, "th") ? BUDDHIST : GREGORIAN, year);
    else if (digits != 4)
        return false;
    if (first == 0 || !set_numeric(r, first, second, year, separator, out))
        return false;
    *rest = at;
    return true;
}

/* 20th of October, 2020 behind the day */
static bool match_day_first(const struct date_reader *r, struct str *rest,
                            uint64_t day, struct date *out)
{
    struct str at = *rest;
    if (day < 1 || day > 31)
        return false;
    skip_glue(&at);
    uint64_t year;
    struct date_month month = date_take_month(&at, r->lang);
    if (!month.number || !take_year(&at, month.calendar, &year) ||
        !set_named(r, year, month, day, out))
        return false;
    *rest = at;
    return true;
}

/* October 20, 2020; October 2020; Oct 20 18:00:00 +0000 2020 */
static bool match_month_first(const struct date_reader *r, struct str *rest,
                              struct date *out)
{
    struct str at = *rest;
    uint64_t day, year;
    struct date_month month = date_take_month(&at, r->lang);
    if (!month.number)
        return false;
    skip_glue(&at);
    size_t digits = date_take_number(&at, &day);
    if (digits == 4 && r->takes_month && set_named(r, day, month, 0, out)) {
        *rest = at;
        return true;
    }
    if (digits < 1 || digits > 2 || day == 0)
        return false;
    struct str after_day = at;
    if (take_year(&at, month.calendar, &year)) {
        *rest = at;
        return set_named(r, year, month, day, out);
    }
    struct date clock = {.hour = -1};
    at = after_day;
    date_take_time(&at, &clock);
    if (clock.hour < 0 || !take_year(&at, month.calendar, &year) ||
        !set_named(r, year, month, day, out))
        return false;
    date_copy_time(out, &clock);
    *rest = at;
    return true;
}

static bool match_number_first(const struct date_reader *r, struct str *rest,
                               struct date *out)
{
    uint64_t number;
    size_t digits = date_take_number(rest, &number);
    switch (digits) {
    case 8:
    case 12:
    case 14:
        return date_match_digits(r, number, digits, out);
    case 4:
        return match_year_first(r, rest, number, out);
    case 3:
        return match_short_era(r, rest, number, out);
    case 1:
    case 2:
        return date_match_numeric(r, rest, number, out) ||
               match_day_first(r, rest, number, out);
    default:
        return false;
    }
}

bool date_match(const struct date_reader *r, struct str *rest, struct date *out)
{
    struct str at = *rest;
    bool found = char_is_digit(*at.at)
                     ? match_number_first(r, &at, out)
                     : match_era(r, &at, out) || match_month_first(r, &at, out);
    bool ends_with_sign = found && (unsigned char)at.at[-1] >= 0x80;
    /* A sign ends a date: 2023年3月1日15时05分 */
    if (!found || (at.len > 0 && char_is_digit(*at.at) && !ends_with_sign))
        return false;
    struct str after_date = at;
    if (out->hour < 0 && out->day > 0)
        date_take_time(&at, out);
    if (at.at == after_date.at && goes_on(at))
        return false;
    *rest = at;
    return true;
}
