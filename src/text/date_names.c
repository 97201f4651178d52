/* SPDX-License-Identifier: MIT */
/* date_names.c - words for months and time zones, in the web's languages. */
#include "text/date_names.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

struct month_names {
    const char *lang;
    enum date_calendar calendar;
    struct str names[12]; /* empty: none of this form */
};

#define MONTHS(lang, ...) MONTHS_OF(GREGORIAN, lang, __VA_ARGS__)
#define MONTHS_OF(calendar, lang, a, b, c, d, e, f, g, h, i, j, k, l)          \
    {lang,                                                                     \
     calendar,                                                                 \
     {STR(a), STR(b), STR(c), STR(d), STR(e), STR(f), STR(g), STR(h), STR(i),  \
      STR(j), STR(k), STR(l)}},

static const struct month_names LATIN[] = {
#include "text/date_latin.def"
};

static const struct month_names OTHERS[] = {
#include "text/date_months.def"
};

static const struct {
    struct str name;
    int offset_minutes;
} ZONES[] = {
    {STR("z"), 0},      {STR("utc"), 0},    {STR("gmt"), 0},
    {STR("wet"), 0},    {STR("bst"), 60},   {STR("cet"), 60},
    {STR("mez"), 60},   {STR("cest"), 120}, {STR("mesz"), 120},
    {STR("eet"), 120},  {STR("eest"), 180}, {STR("msk"), 180},
    {STR("ist"), 330},  {STR("jst"), 540},  {STR("kst"), 540},
    {STR("est"), -300}, {STR("edt"), -240}, {STR("cst"), -360},
    {STR("cdt"), -300}, {STR("mst"), -420}, {STR("mdt"), -360},
    {STR("pst"), -480}, {STR("pdt"), -420}, {STR("aest"), 600},
    {STR("aedt"), 660}, {STR("nzst"), 720}, {STR("nzdt"), 780},
    {STR("мск"), 180},  {STR("wib"), 420},  {STR("wita"), 480},
    {STR("wit"), 540},  {STR("ict"), 420},  {STR("hkt"), 480},
    {STR("sgt"), 480},  {STR("pkt"), 300},  {STR("irst"), 210},
    {STR("trt"), 180},  {STR("eat"), 180},  {STR("cat"), 120},
    {STR("sast"), 120}, {STR("wat"), 60},   {STR("brt"), -180},
    {STR("art"), -180},
};

/* 1 to 12; the first byte tells nearly all words from a month's name. */
static int find_name(const struct month_names *row, struct str word)
{
    for (int i = 0; i < 12; i++)
        if (*row->names[i].at == *word.at && str_eq(row->names[i], word))
            return i + 1;
    return 0;
}

static struct date_month find_month(const struct month_names *rows,
                                    size_t count, struct str word,
                                    struct str lang)
{
    struct date_month found = {0, GREGORIAN};
    for (size_t i = 0; i < count; i++) {
        int number = find_name(&rows[i], word);
        bool is_own = number && date_lang_is(lang, rows[i].lang);
        if (is_own || (number && !found.number))
            found = (struct date_month){number, rows[i].calendar};
        if (is_own)
            break;
    }
    return found;
}

struct date_month date_month_of(struct str word, struct str lang)
{
    if (word.len < 2)
        return (struct date_month){0, GREGORIAN};
    if (date_lang_is(lang, "bs")) /* some names of Croats, and all of Serbs */
        lang = S("hr");
    return char_is_alpha(*word.at)
               ? find_month(LATIN, COUNT(LATIN), word, lang)
               : find_month(OTHERS, COUNT(OTHERS), word, lang);
}

bool date_zone_of(struct str word, int *offset_minutes)
{
    for (size_t i = 0; i < COUNT(ZONES); i++) {
        if (str_eq(ZONES[i].name, word)) {
            *offset_minutes = ZONES[i].offset_minutes;
            return true;
        }
    }
    return false;
}
