/* SPDX-License-Identifier: MIT */
/* dates_settle.c - which of the dates that were found is the article's. */
#include "article/dates_found.h"

/* Of the day in Greenwich, readers elsewhere are in the day before until noon
 * (12 hours west) and in the one after from ten o'clock (14 hours east). */
#define NOON 12
#define TEN  10

const struct date_candidate *date_best(const struct date_candidate *at,
                                       size_t len)
{
    const struct date_candidate *best = NULL;
    for (size_t i = 0; i < len; i++)
        if (!best || at[i].score > best->score)
            best = &at[i];
    return best;
}

static bool is_same_day(const struct date *a, const struct date *b)
{
    return a->year == b->year && a->month == b->month && a->day == b->day;
}

/* A day without a time borrows the time another source gives for that day. */
static struct date with_time(const struct date_candidate *best,
                             const struct date_candidate *at, size_t len)
{
    struct date date = best->date;
    for (size_t i = 0; i < len && date.hour < 0; i++)
        if (at[i].date.hour >= 0 && at[i].score > 50 &&
            is_same_day(&date, &at[i].date))
            date = at[i].date;
    return date;
}

/* May `day` be what it was in the newsroom, when it was `moment`, told as that
 * of Greenwich? */
static bool is_local_day(const struct date *day, const struct date *moment)
{
    int apart = date_days(day) - date_days(moment);
    return day->day > 0 && moment->hour >= 0 && moment->offset_minutes == 0 &&
           ((apart == -1 && moment->hour < NOON) ||
            (apart == 1 && moment->hour >= TEN));
}

/* A machine's time is often that of Greenwich: where another source has the
 * same moment with the newsroom's offset, or the URL the newsroom's day,
 * readers saw that one. */
static void prefer_local(const struct date_candidate *at, size_t len,
                         const struct date_candidate **best)
{
    const struct date *moment = &(*best)->date;
    if (moment->hour < 0 || moment->offset_minutes != 0)
        return;
    for (size_t i = 0; i < len; i++) {
        bool is_moment =
            moment->has_offset && at[i].date.offset_minutes != 0 &&
            at[i].date.hour >= 0 &&
            date_seconds(moment) / 60 == date_seconds(&at[i].date) / 60;
        bool is_url = str_eq(at[i].source, S("url"));
        if (is_moment || (is_url && is_local_day(&at[i].date, moment))) {
            *best = &at[i];
            return;
        }
    }
}

/* Do machines say so, too? */
static bool is_told(const struct date_candidate *at, size_t len,
                    const struct date *date)
{
    for (size_t i = 0; i < len; i++)
        if (at[i].is_told && is_same_day(&at[i].date, date))
            return true;
    return false;
}

/* Where readers see an earlier day than machines are told, the machines' is
 * that of a later edition; where they see a later one that some machines are
 * told, the others' is that of a draft. A day's difference may be but another
 * time zone's, unless both are told in the newsroom's. */
static void prefer_seen(const struct date_candidate *at, size_t len,
                        const struct date_candidate **best)
{
    const struct date_candidate *seen = NULL;
    for (size_t i = 0; i < len; i++)
        if (at[i].is_seen && at[i].date.day > 0 &&
            (!seen || at[i].score > seen->score))
            seen = &at[i];
    if (!seen)
        return;
    int apart = date_days(&(*best)->date) - date_days(&seen->date);
    bool is_elsewhere =
        seen->date.has_offset &&
        (seen->date.offset_minutes == 0 ||
         (*best)->date.offset_minutes != seen->date.offset_minutes);
    if (apart > 1 || (apart == 1 && !is_elsewhere) ||
        (apart < -1 && is_told(at, len, &seen->date)))
        *best = seen;
}

struct str date_settle(struct date_finder *f, struct article *article,
                       const char *field, const struct date_candidate *at,
                       size_t len)
{
    const struct date_candidate *best = date_best(at, len);
    prefer_local(at, len, &best);
    prefer_seen(at, len, &best);
    struct arena *arena = f->clues->page->arena;
    struct field_source *source =
        clues_source(f->clues, article, field, best->source);
    for (size_t i = 0; i < len; i++)
        if (at[i].score > 50 && !is_same_day(&at[i].date, &best->date))
            clues_alternative(source, at[i].source,
                              date_format(arena, &at[i].date));
    struct date date = with_time(best, at, len);
    return date_format(arena, &date);
}
