/* SPDX-License-Identifier: MIT */
/* date_time.c - the time of day behind a date; writing and comparing. */
#include "text/date_time.h"

#include "text/date_names.h"
#include <string.h>

/* How far behind the date the time may begin. */
#define TIME_GLUE_MAX 20

size_t date_space(struct str s)
{
    size_t len = str_span(s, STR_SPACE);
    if (len > 0)
        return len;
    if (str_starts(s, S("\u00a0")))
        return 2;
    return str_starts(s, S("\u3000")) || str_starts(s, S("\u202f")) ? 3 : 0;
}

static void skip_spaces(struct str *rest)
{
    for (size_t len; (len = date_space(*rest)) > 0;)
        str_cut(rest, len);
}

/* Words that lead from a date to its time, folded. */
static bool is_lead(struct str word)
{
    static const char WORDS[] =
        "t at um as a las alle ore kl klo o godz v в о г во την στισ "
        "ob den u saat pukul jam luc h p";
    return str_has_word(S(WORDS), word);
}

static void skip_lead(struct str *rest)
{
    static const struct str MARKS[] = {STR("\u2013"), STR("\u2014"),
                                       STR("\u2022"), STR("\u00b7"),
                                       STR("\u2011")};
    struct str start = *rest;
    while (rest->len > 0 && start.len - rest->len < TIME_GLUE_MAX) {
        size_t len = date_space(*rest);
        if (!len && *rest->at == '(') /* the day of the week */
            len = str_find_byte(str_sub(*rest, 0, TIME_GLUE_MAX), ')') + 1;
        if (!len)
            len = strchr(",.|-@/(", *rest->at) != NULL;
        for (size_t i = 0; !len && i < sizeof MARKS / sizeof *MARKS; i++)
            len = str_starts(*rest, MARKS[i]) ? MARKS[i].len : 0;
        if (!len) {
            char word[DATE_WORD_MAX];
            size_t folded;
            len = date_word(*rest, word, &folded);
            if (len > 0 && !is_lead(str_make(word, folded)))
                return;
        }
        if (!len)
            return;
        str_cut(rest, len);
    }
}

/* One or two digits below `limit`; -1 for none. */
static int take_two(struct str *rest, size_t least, int limit)
{
    size_t digits = str_span(*rest, "0123456789");
    if (digits < least || digits > 2)
        return -1;
    int number = rest->at[0] - '0';
    if (digits == 2)
        number = number * 10 + rest->at[1] - '0';
    if (number >= limit)
        return -1;
    str_cut(rest, digits);
    return number;
}

/* "pm", "p.m.": hours from noon on. */
static void take_half(struct str *rest, struct date *out)
{
    struct str at = *rest;
    skip_spaces(&at);
    if (at.len < 2 || out->hour > 12)
        return;
    char half = char_lower(*at.at);
    str_cut(&at, 1);
    bool dotted = *at.at == '.';
    str_cut(&at, dotted);
    if ((half != 'a' && half != 'p') || at.len == 0 ||
        char_lower(*at.at) != 'm')
        return;
    str_cut(&at, 1);
    if (at.len > 0 && char_is_alpha(*at.at))
        return;
    if (dotted && at.len > 0 && *at.at == '.')
        str_cut(&at, 1);
    out->hour = out->hour % 12 + (half == 'p' ? 12 : 0);
    *rest = at;
}

/* +02:00, +0200, +2, -05 */
static bool take_offset(struct str *rest, struct date *out)
{
    struct str at = *rest;
    bool minus = at.len > 0 && *at.at == '-';
    if (str_starts(at, S("\u2212"))) {
        minus = true;
        str_cut(&at, 3);
    } else if (minus || (at.len > 0 && *at.at == '+')) {
        str_cut(&at, 1);
    } else {
        return false;
    }
    size_t digits = str_span(at, "0123456789");
    struct str hours = str_cut(&at, digits > 2 ? 2 : digits);
    int hour = take_two(&hours, 1, 15), minute = 0;
    if (digits == 4) {
        struct str minutes = str_cut(&at, 2);
        minute = take_two(&minutes, 2, 60);
    } else if (digits > 2) {
        return false;
    } else if (at.len > 0 && *at.at == ':') {
        str_cut(&at, 1);
        minute = take_two(&at, 2, 60);
    }
    if (hour < 0 || minute < 0)
        return false;
    out->has_offset = true;
    out->offset_minutes = (hour * 60 + minute) * (minus ? -1 : 1);
    *rest = at;
    return true;
}

static void take_zone(struct str *rest, struct date *out)
{
    struct str at = *rest;
    skip_spaces(&at);
    if (at.len > 0 && *at.at == '(')
        str_cut(&at, 1);
    char word[DATE_WORD_MAX];
    size_t folded, len = date_word(at, word, &folded);
    /* Zones are written in capitals; "est" is a word in French. */
    if (len > 0 && at.at[0] >= 'A' && at.at[0] <= 'Z' &&
        date_zone_of(str_make(word, folded), &out->offset_minutes)) {
        out->has_offset = true;
        str_cut(&at, len);
        *rest = at;
        struct str sign = at;
        if (take_offset(&sign, out))
            *rest = sign;
        return;
    }
    /* Behind a space only with four digits: "18:00 - 2 comments" is none. */
    struct str sign = at;
    bool plain = at.at == rest->at;
    if ((plain ||
         (at.len > 4 && str_span(str_from(at, 1), "0123456789:") >= 4)) &&
        take_offset(&sign, out))
        *rest = sign;
}

static bool take_minutes(struct str *rest, struct date *out)
{
    char mark = rest->len > 0 ? *rest->at : '\0';
    bool sign = str_starts(*rest, S("時")) || str_starts(*rest, S("시"));
    if (!sign && mark != ':' && mark != '.' && mark != 'h' && mark != 'H')
        return false;
    str_cut(rest, sign ? 3 : 1);
    str_cut(rest, sign ? str_span(*rest, " ") : 0);
    out->minute = take_two(rest, 2, 60);
    if (out->minute < 0)
        return false;
    out->second = 0;
    if (mark != 'h' && rest->len > 2 && *rest->at == mark) {
        struct str at = str_from(*rest, 1);
        int second = take_two(&at, 2, 61);
        if (second >= 0) {
            out->second = second < 60 ? second : 59;
            *rest = at;
            if (at.len > 1 && (*at.at == '.' || *at.at == ',') &&
                char_is_digit(at.at[1])) {
                str_cut(&at, 1);
                str_cut(&at, str_span(at, "0123456789"));
                *rest = at;
            }
        }
    }
    return true;
}

/* T180000Z, the basic format of ISO 8601 */
static bool take_basic(struct str *rest, struct date *out)
{
    struct str at = *rest;
    if (at.len == 0 || *at.at != 'T')
        return false;
    str_cut(&at, 1);
    size_t digits = str_span(at, "0123456789");
    if (digits != 4 && digits != 6)
        return false;
    struct str hour = str_cut(&at, 2), minute = str_cut(&at, 2);
    struct str second = str_cut(&at, digits - 4);
    out->hour = take_two(&hour, 2, 24);
    out->minute = take_two(&minute, 2, 60);
    out->second = digits == 6 ? take_two(&second, 2, 60) : 0;
    *rest = at;
    return out->hour >= 0 && out->minute >= 0 && out->second >= 0;
}

void date_take_time(struct str *rest, struct date *out)
{
    struct str at = *rest;
    struct date clock = {.hour = -1};
    if (!take_basic(&at, &clock)) {
        at = *rest;
        skip_lead(&at);
        clock.hour = take_two(&at, 1, 25);
        if (clock.hour < 0 || !take_minutes(&at, &clock))
            return;
        if (clock.hour == 24)
            clock.hour = 0;
        take_half(&at, &clock);
    }
    take_zone(&at, &clock);
    date_copy_time(out, &clock);
    *rest = at;
}

void date_copy_time(struct date *to, const struct date *from)
{
    to->hour = from->hour;
    to->minute = from->minute;
    to->second = from->second;
    to->offset_minutes = from->offset_minutes;
    to->has_offset = from->has_offset;
}

struct str date_format(struct arena *arena, const struct date *date)
{
    if (date->year == 0)
        return S("");
    if (date->month == 0)
        return arena_printf(arena, "%04d", date->year);
    if (date->day == 0)
        return arena_printf(arena, "%04d-%02d", date->year, date->month);
    struct str day = arena_printf(arena, "%04d-%02d-%02d", date->year,
                                  date->month, date->day);
    if (date->hour < 0)
        return day;
    struct str moment = arena_printf(arena, "%.*sT%02d:%02d:%02d", STR_ARG(day),
                                     date->hour, date->minute, date->second);
    if (!date->has_offset)
        return moment;
    if (date->offset_minutes == 0)
        return arena_join(arena, moment, S("Z"));
    int minutes = date->offset_minutes;
    char sign = minutes < 0 ? '-' : '+';
    minutes = minutes < 0 ? -minutes : minutes;
    return arena_printf(arena, "%.*s%c%02d:%02d", STR_ARG(moment), sign,
                        minutes / 60, minutes % 60);
}

/* Years begin in March here, so that a leap day is the last of one. */
int date_days(const struct date *date)
{
    int month = date->month > 2 ? date->month - 3 : date->month + 9;
    int year = date->month > 2 ? date->year : date->year - 1;
    return 365 * year + year / 4 - year / 100 + year / 400 +
           (153 * month + 2) / 5 + date->day;
}

int64_t date_seconds(const struct date *date)
{
    static const struct date EPOCH = {.year = 1970, .month = 1, .day = 1};
    int64_t days = date_days(date) - date_days(&EPOCH);
    int64_t seconds =
        date->hour < 0 ? 0
                       : date->hour * 3600 + date->minute * 60 + date->second;
    return days * 86400 + seconds - date->offset_minutes * 60;
}

int date_cmp(const struct date *a, const struct date *b)
{
    int64_t x = date_seconds(a), y = date_seconds(b);
    return (x > y) - (x < y);
}
