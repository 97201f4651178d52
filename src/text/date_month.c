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

/* Two months of the Levant bear one name, and a number behind it: the first
 * and the second Tishrin, in autumn, and Kanun, in winter. */
static int take_numbered(struct str *rest, struct str name, size_t size)
{
    bool autumn = str_eq(name, S("تشرين"));
    if (!autumn && !str_eq(name, S("كانون")))
        return 0;
    char buf[DATE_WORD_MAX];
    struct str at = str_from(*rest, size);
    str_cut(&at, str_span(at, " "));
    struct str number = peek(at, buf, &size);
    bool second = str_iends(number, S("ثاني"));
    if (!second && !str_iends(number, S("ول")))
        return 0;
    *rest = str_from(at, size);
    return autumn ? 10 + second : second ? 1 : 12;
}

/* Vietnamese counts: "tháng 10". */
static int take_counted(struct str *rest, struct str name, size_t size)
{
    struct str at = str_from(*rest, size);
    str_cut(&at, str_span(at, " "));
    size_t digits = str_span(at, "0123456789");
    uint64_t number;
    if (!str_eq(name, S("thang")) || digits < 1 || digits > 2 ||
        !str_to_u64(str_sub(at, 0, digits), &number) || number > 12)
        return 0;
    *rest = str_from(at, digits);
    return (int)number;
}

static int take_one(struct str *rest, struct str lang)
{
    char buf[DATE_WORD_MAX];
    size_t size;
    struct str name = peek(*rest, buf, &size), bare = name;
    if (str_starts(bare, S("ב"))) /* Hebrew writes "in" to the name */
        str_cut(&bare, 2);
    int month = date_month_of(bare, lang);
    if (month) {
        str_cut(rest, size);
        return month;
    }
    month = take_numbered(rest, name, size);
    return month ? month : take_counted(rest, name, size);
}

int date_take_month(struct str *rest, struct str lang)
{
    int month = take_one(rest, lang);
    struct str at = *rest;
    str_cut(&at, str_span(at, " "));
    if (!month || !str_starts(at, S("/")))
        return month;
    str_cut(&at, 1);
    str_cut(&at, str_span(at, " "));
    if (take_one(&at, lang) == month) /* the Levant's name and Egypt's */
        *rest = at;
    return month;
}
