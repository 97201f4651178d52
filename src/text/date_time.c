/* SPDX-License-Identifier: MIT */
/* date_time.c - the time of day behind a date; writing and comparing. */
#include "text/date_time.h"

#include "text/date_names.h"
#include <string.h>

/* How far behind the date the time may begin. */
#define TIME_GLUE_MAX 40
/* A character of Han or Hangul. */
#define EAST_ASIAN 3

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

/* Words that lead from a date to its time, folded: "at", ends of the date, and
 * days of the week where they stand behind it. */
static bool is_lead(struct str word)
{
    static const char LATIN[] =
        "t at um as a las les alle ore ora orele kl klo klokken kell plkst o v "
        "godz r ob d den om u saat pukul jam saa luc vao h p "
        "pazartesi sali carsamba persembe cuma cumartesi pazar "
        "hetfo kedd szerda csutortok pentek szombat vasarnap";
    static const char OTHERS[] = "в о г р ч году року года во την στισ թ "
                                 "الساعه علي ساعت بجي בשעה เวลา ເວລາ";
    return char_is_alpha(*word.at) ? str_has_word(S(LATIN), word)
                                   : str_has_word(S(OTHERS), word);
}

/* The bytes of a day of the week, without parentheses, at the front of s:
 * 星期三, 週三, 水曜日, 수요일; 0 for none. */
static size_t east_asian_weekday(struct str s)
{
    struct str second = str_from(s, EAST_ASIAN);
    if (str_starts(s, S("星期")) || str_starts(s, S("礼拜")))
        return 3 * EAST_ASIAN;
    if (str_starts(second, S("曜日")) || str_starts(second, S("요일")))
        return 3 * EAST_ASIAN;
    return str_starts(s, S("周")) || str_starts(s, S("週")) ? 2 * EAST_ASIAN
                                                            : 0;
}

/* The bytes of a mark between a date and its time; 0 for none. */
static size_t lead_mark(struct str s)
{
    static const struct str MARKS[] = {STR("\u2013"), STR("\u2014"),
                                       STR("\u2022"), STR("\u00b7"),
                                       STR("\u2011")};
    if (*s.at == '(') { /* the day of the week */
        size_t end = str_find_byte(str_sub(s, 0, TIME_GLUE_MAX), ')');
        return end == STR_NONE ? 1 : end + 1;
    }
    if (strchr(",.|-@/", *s.at))
        return 1;
    for (size_t i = 0; i < sizeof MARKS / sizeof *MARKS; i++)
        if (str_starts(s, MARKS[i]))
            return MARKS[i].len;
    return (unsigned char)*s.at < 0xE3 ? 0 : east_asian_weekday(s);
}

static void skip_lead(struct str *rest)
{
    struct str start = *rest;
    while (rest->len > 0 && start.len - rest->len < TIME_GLUE_MAX) {
        size_t len = date_space(*rest);
        if (!len)
            len = lead_mark(*rest);
        if (!len) {
            char word[DATE_WORD_MAX];
            size_t folded;
            len = date_word(*rest, word, &folded);
            if (folded == 0 || !is_lead(str_make(word, folded)))
                return;
        }
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

/* Halves of the day as words, folded. */
static bool is_half(struct str word, bool *is_afternoon)
{
    static const char MORNING[] = "am sa pd πμ ص قظ صباحا صبح ጥዋት "
                                  "पूर्वाह्न পূর্বাহ্ন এএম முற்பகல் ಪೂರ್ವಾಹ್ನ";
    static const char AFTERNOON[] = "pm ch md μμ م بظ مساء عصر ከሰዓት "
                                    "अपराह्न অপরাহ্ন অপরাহ্ণ পিএম "
                                    "பிற்பகல் ಅಪರಾಹ್ನ";
    *is_afternoon = str_has_word(S(AFTERNOON), word);
    return *is_afternoon || str_has_word(S(MORNING), word);
}

static void set_half(struct date *clock, bool is_afternoon)
{
    if (clock->hour <= 12)
        clock->hour = clock->hour % 12 + (is_afternoon ? 12 : 0);
}

/* "pm", "p.m.", "μ. μ.", "مساء" behind the hour. */
static void take_half(struct str *rest, struct date *out)
{
    char half[2 * DATE_WORD_MAX];
    size_t len, more;
    struct str at = *rest;
    skip_spaces(&at);
    str_cut(&at, date_word(at, half, &len));
    if (len > 0 && len <= 2 && str_starts(at, S("."))) {
        struct str second = str_from(at, 1);
        skip_spaces(&second);
        size_t size = date_word(second, half + len, &more);
        if (size > 0 && more <= 2) {
            len += more;
            at = str_from(second, size);
            str_cut(&at, str_starts(at, S(".")));
        }
    }
    bool is_afternoon;
    if (len == 0 || !is_half(str_make(half, len), &is_afternoon))
        return;
    set_half(out, is_afternoon);
    *rest = at;
}

/* 午後, 오전, 下午 and words of India before the hour: 'a', 'p' or 0. */
static char take_half_before(struct str *rest)
{
    static const struct {
        struct str name;
        char half;
    } HALVES[] = {{STR("午前"), 'a'}, {STR("午後"), 'p'}, {STR("上午"), 'a'},
                  {STR("下午"), 'p'}, {STR("오전"), 'a'}, {STR("오후"), 'p'},
                  {STR("凌晨"), 'a'}, {STR("早上"), 'a'}, {STR("中午"), 'p'},
                  {STR("晚上"), 'p'}};
    if (rest->len == 0 || (unsigned char)*rest->at < 0xE0)
        return 0;
    char half = 0, word[DATE_WORD_MAX];
    for (size_t i = 0; !half && i < sizeof HALVES / sizeof *HALVES; i++) {
        if (str_starts(*rest, HALVES[i].name)) {
            str_cut(rest, HALVES[i].name.len);
            half = HALVES[i].half;
        }
    }
    size_t len, size = half ? 0 : date_word(*rest, word, &len);
    bool is_afternoon;
    if (size > 0 && len > 0 && is_half(str_make(word, len), &is_afternoon)) {
        str_cut(rest, size);
        half = is_afternoon ? 'p' : 'a';
    }
    skip_spaces(rest);
    return half;
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
    if (folded > 0 && !(at.at[0] >= 'a' && at.at[0] <= 'z') &&
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

/* The minutes of 15時5分, or none: 午後3時. */
static bool take_signed(struct str *rest, struct date *out)
{
    static const struct str HOURS[] = {STR("時"), STR("时"), STR("点"),
                                       STR("點"), STR("시")};
    bool found = false;
    for (size_t i = 0; !found && i < sizeof HOURS / sizeof *HOURS; i++)
        found = str_starts(*rest, HOURS[i]);
    struct str at = str_from(*rest, EAST_ASIAN);
    if (!found || str_starts(at, S("間")) || str_starts(at, S("间")))
        return false; /* so many hours long */
    str_cut(&at, str_span(at, " "));
    struct str behind = at;
    out->minute = take_two(&behind, 1, 60);
    bool is_minute = out->minute >= 0 && (str_starts(behind, S("分")) ||
                                          str_starts(behind, S("분")));
    if (is_minute)
        at = str_from(behind, EAST_ASIAN);
    else
        out->minute = 0;
    out->second = 0;
    *rest = at;
    return true;
}

/* 15 h 05 */
static void skip_spaces_before_h(struct str *rest)
{
    struct str at = *rest;
    skip_spaces(&at);
    if (!str_starts(at, S("h")) || at.at == rest->at)
        return;
    struct str minute = str_from(at, 1);
    skip_spaces(&minute);
    if (minute.len > 1 && char_is_digit(*minute.at))
        *rest = at;
}

static bool take_minutes(struct str *rest, struct date *out)
{
    if (take_signed(rest, out))
        return true;
    skip_spaces_before_h(rest);
    char mark = rest->len > 0 ? *rest->at : '\0';
    if (mark != ':' && mark != '.' && mark != 'h' && mark != 'H')
        return false;
    str_cut(rest, 1);
    if (mark == 'h')
        skip_spaces(rest);
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
        char half = take_half_before(&at);
        clock.hour = take_two(&at, 1, 25);
        if (clock.hour < 0 || !take_minutes(&at, &clock))
            return;
        if (clock.hour == 24)
            clock.hour = 0;
        if (half)
            set_half(&clock, half == 'p');
        else
            take_half(&at, &clock);
    }
    take_zone(&at, &clock);
    date_copy_time(out, &clock);
    *rest = at;
}

bool date_take_clock(struct str *rest, struct date *clock)
{
    struct str at = *rest;
    size_t digits = str_span(at, "0123456789");
    if (digits > 2 || digits == at.len || !strchr(":hH", at.at[digits]))
        return false;
    *clock = (struct date){.hour = take_two(&at, 1, 24)};
    if (clock->hour < 0 || !take_minutes(&at, clock))
        return false;
    take_half(&at, clock);
    struct str zone = at;
    skip_spaces(&zone);
    if (zone.len > 0 && char_is_alpha(*zone.at)) /* no sign: "15:05 - 1 May" */
        take_zone(&at, clock);
    *rest = at;
    return true;
}

void date_skip_clock_end(struct str *rest)
{
    static const char WORDS[] = "on ngay em del le dne den";
    bool spares_words = false;
    while (rest->len > 0) {
        size_t len = date_space(*rest);
        if (!len && *rest->at != '(')
            len = lead_mark(*rest);
        if (!len && !spares_words) {
            char word[DATE_WORD_MAX];
            size_t folded;
            len = date_word(*rest, word, &folded);
            if (!str_has_word(S(WORDS), str_make(word, folded)))
                return;
            spares_words = true;
        }
        if (!len)
            return;
        str_cut(rest, len);
    }
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
