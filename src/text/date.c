/* SPDX-License-Identifier: MIT */
/* date.c - dates as pages write them, to ISO 8601.
 *
 * A pattern is tried where a number or a month's name begins, and looks at a
 * bounded stretch behind it: so a search is linear in the text. */
#include "text/date.h"

#include "text/date_names.h"
#include "text/date_time.h"
#include <string.h>

/* Earlier than the web: a page's age, never its date. */
#define EARLIEST_YEAR 1990
/* What may stand between a day, a month and a year. */
#define GLUE_MAX 14
/* Longer texts are no date; nor what has so much before or behind it. */
#define PARSE_MAX   160
#define AROUND_MAX  48
#define PATTERN_MAX 96

struct reader {
    struct str lang;
    int latest_year;
    bool takes_month; /* a month and a year will do */
};

/* Up to 14 digits off the front; how many they were, 0 for none or more. */
static size_t take_number(struct str *rest, uint64_t *number)
{
    size_t digits = str_span(*rest, "0123456789");
    if (digits == 0 || digits > 14 ||
        !str_to_u64(str_sub(*rest, 0, digits), number))
        return 0;
    str_cut(rest, digits);
    return digits;
}

static int days_in(int year, int month)
{
    static const int DAYS[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return DAYS[month - 1] + (month == 2 && leap);
}

/* Take it if there is such a day (0: only the month is known). */
static bool set_day(const struct reader *r, uint64_t year, uint64_t month,
                    uint64_t day, struct date *out)
{
    if (year < EARLIEST_YEAR || year > (uint64_t)r->latest_year || month < 1 ||
        month > 12 || day > 31)
        return false;
    if ((int)day > days_in((int)year, (int)month))
        return false;
    *out = (struct date){
        .year = (int)year, .month = (int)month, .day = (int)day, .hour = -1};
    return true;
}

/* Day and month in the order the language and the numbers tell. */
static bool set_numeric(const struct reader *r, uint64_t a, uint64_t b,
                        uint64_t year, char separator, struct date *out)
{
    bool american =
        separator != '.' && str_istarts(r->lang, S("en")) &&
        (r->lang.len == 2 || str_iends(r->lang, S("US")) ||
         str_iends(r->lang, S("PH")) || str_iends(r->lang, S("CA")));
    if (american && a <= 12)
        return set_day(r, year, a, b, out) || set_day(r, year, b, a, out);
    return set_day(r, year, b, a, out) || set_day(r, year, a, b, out);
}

/* Small words and ordinal endings between the parts of a date, folded. */
static bool is_glue(struct str word)
{
    static const char WORDS[] =
        "st nd rd th er ere e de del dell di da den der of d do le el m "
        "gada g г р року года nam an anno the την του";
    return str_has_word(S(WORDS), word);
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
        if (punctuation) {
            str_cut(rest, punctuation);
            continue;
        }
        char word[DATE_WORD_MAX];
        size_t len, size = date_word(*rest, word, &len);
        if (size == 0 || !is_glue(str_make(word, len)))
            return;
        str_cut(rest, size);
    }
}

/* A year in four digits, or in two behind an apostrophe or a hyphen. */
static bool take_year(struct str *rest, uint64_t *year)
{
    struct str at = *rest;
    skip_glue(&at);
    bool short_form =
        at.at > rest->at && (at.at[-1] == '\'' || at.at[-1] == '-' ||
                             (unsigned char)at.at[-1] == 0x99); /* U+2019 */
    size_t digits = take_number(&at, year);
    if (digits == 2 && short_form)
        *year += 2000;
    else if (digits != 4)
        return false;
    *rest = at;
    return true;
}

/* --- patterns: each takes a date off the front of *rest ----------------- */

/* 20201020, 20201020180000 */
static bool match_digits(const struct reader *r, uint64_t number, size_t digits,
                         struct date *out)
{
    uint64_t time = digits == 14   ? number % 1000000
                    : digits == 12 ? number % 10000 * 100
                                   : 0;
    number /= digits == 14 ? 1000000 : digits == 12 ? 10000 : 1;
    if (number % 100 == 0 ||
        !set_day(r, number / 10000, number / 100 % 100, number % 100, out))
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
    static const struct str SIGNS[3][2] = {
        {STR("年"), STR("년")}, {STR("月"), STR("월")}, {STR("日"), STR("일")}};
    str_cut(rest, str_span(*rest, " "));
    for (int i = 0; i < 2; i++) {
        if (str_starts(*rest, SIGNS[part][i])) {
            str_cut(rest, 3);
            str_cut(rest, part < 2 ? str_span(*rest, " ") : 0);
            return true;
        }
    }
    return false;
}

/* 2020年10月20日 behind the year's number */
static bool match_signs(const struct reader *r, struct str *rest, uint64_t year,
                        struct date *out)
{
    uint64_t month, day = 0;
    struct str at = *rest;
    if (!take_sign(&at, 0) || !take_number(&at, &month) || !take_sign(&at, 1))
        return false;
    struct str before_day = at;
    if (take_number(&at, &day) && !take_sign(&at, 2))
        day = 0, at = before_day;
    *rest = at;
    return (day > 0 || r->takes_month) && set_day(r, year, month, day, out);
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

/* 2020-10-20, 2020/10, 2020. október 20. behind the year */
static bool match_year_first(const struct reader *r, struct str *rest,
                             uint64_t year, struct date *out)
{
    if (match_signs(r, rest, year, out))
        return true;
    struct str at = *rest;
    uint64_t month = 0, day = 0;
    char separator = take_separator(&at);
    size_t digits = separator ? take_number(&at, &month) : 0;
    if (digits == 1 || digits == 2) {
        struct str after_month = at;
        if (take_separator(&at) == separator && take_number(&at, &day) <= 2 &&
            day > 0 && set_day(r, year, month, day, out)) {
            *rest = at;
            return true;
        }
        *rest = after_month;
        return r->takes_month && separator != '.' && !goes_on(after_month) &&
               set_day(r, year, month, 0, out);
    }
    at = *rest;
    skip_glue(&at);
    month = (uint64_t)date_take_month(&at, r->lang);
    if (!month)
        return false;
    skip_glue(&at);
    digits = take_number(&at, &day);
    if (digits < 1 || digits > 2 || day == 0 ||
        !set_day(r, year, month, day, out))
        return false;
    *rest = at;
    return true;
}

/* 20.10.2020, 10/20/20 behind the first number */
static bool match_numeric(const struct reader *r, struct str *rest,
                          uint64_t first, struct date *out)
{
    struct str at = *rest;
    uint64_t second = 0, year = 0;
    char separator = take_separator(&at);
    if (!separator || take_number(&at, &second) > 2 || second == 0)
        return false;
    if (take_separator(&at) != separator)
        return false;
    size_t digits = take_number(&at, &year);
    if (digits == 2)
        year += 2000;
    else if (digits != 4)
        return false;
    if (first == 0 || !set_numeric(r, first, second, year, separator, out))
        return false;
    *rest = at;
    return true;
}

/* 20th of October, 2020 behind the day */
static bool match_day_first(const struct reader *r, struct str *rest,
                            uint64_t day, struct date *out)
{
    struct str at = *rest;
    skip_glue(&at);
    uint64_t year, month = (uint64_t)date_take_month(&at, r->lang);
    if (!month || day == 0 || !take_year(&at, &year) ||
        !set_day(r, year, month, day, out))
        return false;
    *rest = at;
    return true;
}

/* October 20, 2020; October 2020; Oct 20 18:00:00 +0000 2020 */
static bool match_month_first(const struct reader *r, struct str *rest,
                              struct date *out)
{
    struct str at = *rest;
    uint64_t day, year;
    int month = date_take_month(&at, r->lang);
    if (!month)
        return false;
    skip_glue(&at);
    size_t digits = take_number(&at, &day);
    if (digits == 4 && r->takes_month &&
        set_day(r, day, (uint64_t)month, 0, out)) {
        *rest = at;
        return true;
    }
    if (digits < 1 || digits > 2 || day == 0)
        return false;
    struct str after_day = at;
    if (take_year(&at, &year)) {
        *rest = at;
        return set_day(r, year, (uint64_t)month, day, out);
    }
    struct date clock = {.hour = -1};
    at = after_day;
    date_take_time(&at, &clock);
    if (clock.hour < 0 || !take_year(&at, &year) ||
        !set_day(r, year, (uint64_t)month, day, out))
        return false;
    date_copy_time(out, &clock);
    *rest = at;
    return true;
}

static bool match_number_first(const struct reader *r, struct str *rest,
                               struct date *out)
{
    uint64_t number;
    size_t digits = take_number(rest, &number);
    switch (digits) {
    case 8:
    case 12:
    case 14:
        return match_digits(r, number, digits, out);
    case 4:
        return match_year_first(r, rest, number, out);
    case 1:
    case 2:
        return match_numeric(r, rest, number, out) ||
               match_day_first(r, rest, number, out);
    default:
        return false;
    }
}

/* Take a date, and a time behind it, off the front of *rest. */
static bool match(const struct reader *r, struct str *rest, struct date *out)
{
    struct str at = str_sub(*rest, 0, PATTERN_MAX);
    size_t len = at.len;
    bool found = char_is_digit(*at.at) ? match_number_first(r, &at, out)
                                       : match_month_first(r, &at, out);
    if (!found || (at.len > 0 && char_is_digit(*at.at)))
        return false;
    struct str after_date = at;
    if (out->hour < 0 && out->day > 0)
        date_take_time(&at, out);
    if (at.at == after_date.at && goes_on(at))
        return false;
    str_cut(rest, len - at.len);
    return true;
}

/* --- searching ---------------------------------------------------------- */

/* Go on behind the number or word that is no date. */
static void skip_token(struct str *rest)
{
    size_t len = str_span(*rest, "0123456789");
    if (len == 0) {
        char word[DATE_WORD_MAX];
        size_t folded;
        len = date_word(*rest, word, &folded);
    }
    str_cut(rest, len > 0 ? len : 1);
}

/* A number behind a word may make a date of it: most words are spared. */
static bool may_be_month(struct str s)
{
    struct str near = str_sub(s, 0, 48);
    return str_until(near, "0123456789") < near.len;
}

static bool search(const struct reader *r, struct str *rest, struct date *out)
{
    while (rest->len > 0) {
        unsigned char c = (unsigned char)*rest->at;
        bool letter = char_is_alpha((char)c) || c >= 0xC3;
        if ((char_is_digit((char)c) || (letter && may_be_month(*rest))) &&
            match(r, rest, out))
            return true;
        skip_token(rest);
    }
    return false;
}

/* Seconds since 1970 to a day and time in UTC.
 * Source: H. Hinnant, chrono-compatible low-level date algorithms. */
static void set_unix(struct date *out, int64_t seconds)
{
    int64_t days = seconds / 86400, clock = seconds % 86400;
    int64_t z = days + 719468, era = z / 146097, doe = z % 146097;
    int64_t yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
    int64_t doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
    int64_t mp = (5 * doy + 2) / 153;
    int64_t month = mp < 10 ? mp + 3 : mp - 9;
    *out = (struct date){.year = (int)(yoe + era * 400 + (month <= 2)),
                         .month = (int)month,
                         .day = (int)(doy - (153 * mp + 2) / 5 + 1),
                         .hour = (int)(clock / 3600),
                         .minute = (int)(clock / 60 % 60),
                         .second = (int)(clock % 60),
                         .has_offset = true};
}

static bool parse_unix(struct str s, int latest_year, struct date *out)
{
    uint64_t number;
    if ((s.len != 10 && s.len != 13) || !str_to_u64(s, &number))
        return false;
    set_unix(out, (int64_t)(s.len == 13 ? number / 1000 : number));
    return out->year >= EARLIEST_YEAR && out->year <= latest_year;
}

bool date_parse(struct str s, struct str lang, int latest_year,
                struct date *out)
{
    s = str_trim(s);
    if (s.len < 6 || s.len > PARSE_MAX)
        return false;
    if (parse_unix(s, latest_year, out))
        return true;
    struct reader r = {lang, latest_year, true};
    struct str rest = s;
    return search(&r, &rest, out) && rest.len <= AROUND_MAX;
}

bool date_find(struct str text, struct str lang, int latest_year,
               struct date *out)
{
    struct reader r = {lang, latest_year, false};
    return search(&r, &text, out);
}

/* /2020/oct/20/, /2020/1020/ behind the year and its separator */
static bool match_path(const struct reader *r, struct str at, uint64_t year,
                       struct date *out)
{
    char separator = at.len > 0 ? *at.at : 'x';
    if (!strchr("/-_.", separator))
        return false;
    str_cut(&at, 1);
    uint64_t month, day = 0;
    size_t digits = take_number(&at, &month);
    if (digits == 4)
        return month % 100 > 0 &&
               set_day(r, year, month / 100, month % 100, out);
    if (digits == 0)
        month = (uint64_t)date_take_month(&at, r->lang);
    if (digits > 2 || at.len == 0 || *at.at != separator)
        return digits == 2 && separator == '/' && at.len == 0 &&
               set_day(r, year, month, 0, out);
    str_cut(&at, 1);
    struct str after = at;
    digits = take_number(&after, &day);
    bool whole = (digits == 1 || digits == 2) && day > 0 &&
                 (after.len == 0 || !char_is_alpha(*after.at));
    return (whole && set_day(r, year, month, day, out)) ||
           (separator == '/' && set_day(r, year, month, 0, out));
}

bool date_of_path(struct str path, int latest_year, struct date *out)
{
    struct reader r = {S(""), latest_year, false};
    struct date month = {0}, found;
    char before = '/';
    while (path.len > 0) {
        struct str at = path;
        uint64_t number;
        size_t digits =
            str_has_byte(S("/-_.="), before) ? take_number(&at, &number) : 0;
        bool ok = (digits == 8 || digits == 14 || digits == 12)
                      ? match_digits(&r, number, digits, &found)
                      : digits == 4 && match_path(&r, at, number, &found);
        if (!ok && (digits == 1 || digits == 2))
            ok = match_numeric(&r, &at, number, &found) && found.day > 0;
        if (ok && found.day > 0) {
            *out = found;
            return true;
        }
        if (ok && month.year == 0)
            month = found;
        size_t skip = str_span(path, "0123456789");
        skip = skip > 0 ? skip : 1;
        before = path.at[skip - 1];
        str_cut(&path, skip);
    }
    *out = month;
    return month.year > 0;
}
