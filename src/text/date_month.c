/* SPDX-License-Identifier: MIT */
/* date_month.c - a month's name in a text, in one word or more. */
#include "text/date_names.h"

/* The next word, folded into `buf`, and its bytes in `rest`. */
static struct str peek(struct str rest, char buf[DATE_WORD_MAX], size_t *size)
{
    size_t len;
    *size = date_word(rest, buf, &len);
    return str_make(buf, len);
}

/* Behind a word of `size` bytes, the next one. */
static struct str peek_second(struct str *rest, size_t size,
                              char buf[DATE_WORD_MAX])
{
    str_cut(rest, size);
    str_cut(rest, str_span(*rest, " "));
    struct str second = peek(*rest, buf, &size);
    str_cut(rest, size);
    return second;
}

/* Names in two words: the first and the second Tishrin and Kanun of the
 * Levant, in Arabic and in Kurdish; the middle and the end of autumn in Irish.
 * Of the second word, the beginning tells. */
static int take_pair(struct str *rest, struct str name, size_t size)
{
    static const struct {
        struct str first, second;
        int month;
    } PAIRS[] = {
        {STR("تشرين"), STR("الاول"), 10},
        {STR("تشرين"), STR("اول"), 10},
        {STR("تشرين"), STR("الثاني"), 11},
        {STR("تشرين"), STR("ثاني"), 11},
        {STR("كانون"), STR("الاول"), 12},
        {STR("كانون"), STR("اول"), 12},
        {STR("كانون"), STR("الثاني"), 1},
        {STR("كانون"), STR("ثاني"), 1},
        {STR("تشريني"), STR("يهكهم"), 10},
        {STR("تشريني"), STR("دووهم"), 11},
        {STR("كانووني"), STR("يهكهم"), 12},
        {STR("كانووني"), STR("دووهم"), 1},
        {STR("mean"), STR("fomhair"), 9},
        {STR("deireadh"), STR("fomhair"), 10},
    };
    for (size_t i = 0; i < sizeof PAIRS / sizeof *PAIRS; i++) {
        if (*name.at != *PAIRS[i].first.at || !str_eq(name, PAIRS[i].first))
            continue;
        char buf[DATE_WORD_MAX];
        struct str at = *rest;
        if (str_starts(peek_second(&at, size, buf), PAIRS[i].second)) {
            *rest = at;
            return PAIRS[i].month;
        }
    }
    return 0;
}

/* The number that a word of Vietnamese counts a month with. */
static int counted(struct str word)
{
    static const struct str NUMBERS[] = {
        STR("mot"), STR("hai"), STR("ba"),  STR("tu"),   STR("nam"),
        STR("sau"), STR("bay"), STR("tam"), STR("chin"), STR("muoi")};
    for (int i = 0; i < 10; i++)
        if (str_eq(word, NUMBERS[i]))
            return i + 1;
    return str_eq(word, S("gieng")) ? 1 : str_eq(word, S("chap")) ? 12 : 0;
}

/* Vietnamese counts: "tháng 10", "thg 10", "tháng mười hai". */
static int take_counted(struct str *rest, struct str name, size_t size)
{
    if (!str_eq(name, S("thang")) && !str_eq(name, S("thg")))
        return 0;
    struct str at = str_from(*rest, size);
    str_cut(&at, str_span(at, " "));
    size_t digits = str_span(at, "0123456789");
    uint64_t number = 0;
    if (digits > 2)
        return 0;
    if (digits == 0) {
        char buf[DATE_WORD_MAX];
        number = (uint64_t)counted(peek(at, buf, &digits));
        struct str further = at;
        int more = counted(peek_second(&further, digits, buf));
        if (number == 10 && (more == 1 || more == 2)) {
            *rest = further;
            return 10 + more;
        }
    } else if (!str_to_u64(str_sub(at, 0, digits), &number)) {
        return 0;
    }
    if (number < 1 || number > 12)
        return 0;
    *rest = str_from(at, digits);
    return (int)number;
}

/* What some languages write to a month's name without a space: "in", "month
 * of". */
static struct str bare(struct str name)
{
    static const struct str BEFORE[] = {STR("ב"), STR("ខែ"), STR("เดือน")};
    static const struct str BEHIND[] = {STR("ماه"), STR("လ")};
    for (size_t i = 0; i < sizeof BEFORE / sizeof *BEFORE; i++)
        if (str_starts(name, BEFORE[i]) && name.len > BEFORE[i].len)
            return str_from(name, BEFORE[i].len);
    for (size_t i = 0; i < sizeof BEHIND / sizeof *BEHIND; i++)
        if (str_ends(name, BEHIND[i]))
            return str_sub(name, 0, name.len - BEHIND[i].len);
    return name;
}

/* Thai shortens to letters with dots between and behind: "มี.ค.". Gives the
 * bytes in `rest` of the word that was lengthened by one more, or 0. */
static size_t peek_dotted(struct str rest, struct str *name,
                          char buf[DATE_WORD_MAX], size_t size)
{
    const struct str block = S("\u0e00");
    struct str at = str_from(rest, size);
    if (!str_starts(at, S(".")) || !str_starts(rest, str_sub(block, 0, 1)))
        return 0;
    str_cut(&at, 1);
    char second[DATE_WORD_MAX];
    size_t more;
    struct str tail = peek(at, second, &more);
    if (more == 0 || name->len + 1 + tail.len > DATE_WORD_MAX)
        return 0;
    buf[name->len] = '.';
    memcpy(buf + name->len + 1, tail.at, tail.len);
    *name = str_make(buf, name->len + 1 + tail.len);
    return size + 1 + more;
}

static struct date_month take_one(struct str *rest, struct str lang)
{
    char buf[DATE_WORD_MAX];
    size_t size;
    struct str name = peek(*rest, buf, &size);
    struct date_month month = {0, GREGORIAN};
    if (name.len < 2)
        return month;
    month.number = take_pair(rest, name, size);
    if (!month.number)
        month.number = take_counted(rest, name, size);
    if (month.number)
        return month;
    month = date_month_of(name, lang);
    if (!month.number && bare(name).len < name.len)
        month = date_month_of(bare(name), lang);
    if (!month.number) {
        size = peek_dotted(*rest, &name, buf, size);
        if (size > 0)
            month = date_month_of(name, lang);
    }
    if (month.number)
        str_cut(rest, size);
    return month;
}

struct date_month date_take_month(struct str *rest, struct str lang)
{
    struct date_month month = take_one(rest, lang);
    struct str at = *rest;
    str_cut(&at, str_span(at, " "));
    if (!month.number || !str_starts(at, S("/")))
        return month;
    str_cut(&at, 1);
    str_cut(&at, str_span(at, " "));
    if (take_one(&at, lang).number == month.number)
        *rest = at; /* the Levant's name and Egypt's */
    return month;
}
