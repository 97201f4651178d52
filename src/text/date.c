/* SPDX-License-Identifier: MIT */
/* date.c - dates as pages write them, to ISO 8601.
 *
 * A pattern is tried where a number or a month's name begins, and looks at a
 * bounded stretch behind it: so a search is linear in the text. */
#include "text/date.h"

#include "text/date_names.h"
#include "text/date_pattern.h"
#include "text/date_plain.h"
#include "text/date_time.h"
#include "text/unicode.h"

/* Longer texts are no date; nor what has so much before or behind it. */
#define PARSE_MAX  160
#define AROUND_MAX 48
/* A number so near behind a word may make a date of it. */
#define NEAR_MAX 48

/* --- searching ---------------------------------------------------------- */

/* Go on behind the number or word that is no date. */
static void skip_token(struct str *rest)
{
    size_t len = date_digits_size(*rest);
    if (len == 0)
        len = date_word_size(*rest);
    str_cut(rest, len > 0 ? len : 1);
}

/* May a date begin here? With a digit, an era's name, or a word that a number
 * is near to: most words are spared. */
static bool may_begin(struct str rest)
{
    unsigned char c = (unsigned char)*rest.at;
    if (char_is_digit((char)c))
        return true;
    if (c < 0xC3 && !char_is_alpha((char)c))
        return false;
    size_t word = c < 0xE0 ? date_word_size(str_sub(rest, 0, 4)) : 0;
    if (c >= 0xC3 && word > 0 && word < 4)
        return false; /* one letter */
    size_t until = date_until_digit(str_sub(rest, 0, NEAR_MAX));
    if (until == 0 || c < 0xE3)
        return until < rest.len && until < NEAR_MAX;
    return date_take_era(&rest) > 0; /* no script with words between spaces */
}

/* A time that stood on the way, and where a date behind it would begin. */
struct clock_seen {
    struct date time;
    const char *end; /* NULL: none */
};

/* Note a time at the front of `rest`: "15:05, 1 March 2023". */
static void note_clock(struct str rest, struct clock_seen *seen)
{
    struct date_plain plain;
    struct str behind = str_from(rest, date_digits_size(rest));
    bool may_be_time = behind.len > 0 && behind.len < rest.len &&
                       (strchr(":hH", *behind.at) || /* full width: */
                        str_starts(behind, S("\uff1a")));
    if (!may_be_time)
        return;
    struct str window = date_plain(rest, &plain), at = window;
    if (at.len == 0 || !date_take_clock(&at, &seen->time))
        return;
    date_skip_clock_end(&at);
    seen->end = rest.at + date_plain_size(window, &plain, window.len - at.len);
}

static bool search(struct date_reader *r, struct str *rest, struct date *out)
{
    struct clock_seen seen = {.end = NULL};
    while (rest->len > 0) {
        if (may_begin(*rest)) {
            struct date_plain plain;
            struct str window = date_plain(*rest, &plain), at = window;
            if (date_match(r, &at, out)) {
                if (out->hour < 0 && out->day > 0 && seen.end == rest->at)
                    date_copy_time(out, &seen.time);
                str_cut(rest,
                        date_plain_size(window, &plain, window.len - at.len));
                return true;
            }
        }
        if (rest->at >= seen.end)
            note_clock(*rest, &seen);
        r->follows_letter = char_is_alpha(*rest->at);
        skip_token(rest);
    }
    return false;
}

static void set_unix(struct date *out, int64_t seconds)
{
    int64_t clock = seconds % 86400;
    *out = (struct date){.hour = (int)(clock / 3600),
                         .minute = (int)(clock / 60 % 60),
                         .second = (int)(clock % 60),
                         .has_offset = true};
    date_set_days(out, seconds / 86400);
}

static bool parse_unix(struct str s, int latest_year, struct date *out)
{
    uint64_t number;
    if ((s.len != 10 && s.len != 13) || !str_to_u64(s, &number))
        return false;
    set_unix(out, (int64_t)(s.len == 13 ? number / 1000 : number));
    return out->year >= DATE_EARLIEST_YEAR && out->year <= latest_year;
}

/* Has it more characters than that? */
static bool is_longer(struct str s, size_t max)
{
    const size_t bytes_each = 4;
    return s.len > max && (s.len > max * bytes_each || utf8_count(s) > max);
}

bool date_parse(struct str s, struct str lang, int latest_year,
                struct date *out)
{
    s = str_trim(s);
    if (s.len < 6 || is_longer(s, PARSE_MAX))
        return false;
    if (parse_unix(s, latest_year, out))
        return true;
    struct date_reader r = {lang, latest_year, true, false};
    struct str rest = s;
    return search(&r, &rest, out) && !is_longer(rest, AROUND_MAX);
}

bool date_find(struct str text, struct str lang, int latest_year,
               struct date *out)
{
    struct date_reader r = {lang, latest_year, false, false};
    return search(&r, &text, out);
}

/* /2020/oct/20/, /2020/1020/ behind the year and its separator */
static bool match_path(const struct date_reader *r, struct str at,
                       uint64_t year, struct date *out)
{
    char separator = at.len > 0 ? *at.at : 'x';
    if (!strchr("/-_.", separator))
        return false;
    str_cut(&at, 1);
    uint64_t month, day = 0;
    size_t digits = date_take_number(&at, &month);
    if (digits == 4)
        return month % 100 > 0 &&
               date_set_day(r, year, month / 100, month % 100, out);
    if (digits == 0)
        month = (uint64_t)date_take_month(&at, r->lang).number;
    if (digits > 2 || at.len == 0 || *at.at != separator)
        return digits == 2 && separator == '/' && at.len == 0 &&
               date_set_day(r, year, month, 0, out);
    str_cut(&at, 1);
    struct str after = at;
    digits = date_take_number(&after, &day);
    bool whole = (digits == 1 || digits == 2) && day > 0 &&
                 (after.len == 0 || !char_is_alpha(*after.at));
    return (whole && date_set_day(r, year, month, day, out)) ||
           (separator == '/' && date_set_day(r, year, month, 0, out));
}

bool date_of_path(struct str path, int latest_year, struct date *out)
{
    struct date_reader r = {S(""), latest_year, false, false};
    struct date month = {0}, found;
    char before = '/';
    while (path.len > 0) {
        struct str at = path;
        uint64_t number;
        size_t digits = str_has_byte(S("/-_.="), before)
                            ? date_take_number(&at, &number)
                            : 0;
        bool ok = (digits == 8 || digits == 14 || digits == 12)
                      ? date_match_digits(&r, number, digits, &found)
                      : digits == 4 && match_path(&r, at, number, &found);
        if (!ok && (digits == 1 || digits == 2))
            ok = date_match_numeric(&r, &at, number, &found) && found.day > 0;
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
