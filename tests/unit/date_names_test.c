/* SPDX-License-Identifier: MIT */
/* date_names_test.c - names of months, other calendars, and what is no date. */
#include "date_sample.h"
#include "text/date_names.h"

/* First and last days of years, and leap days. */
static void converts_calendars(void **state)
{
    (void)state;
    static const struct sample SAMPLES[] = {
        {"fa", "1 فروردین 1369", "1990-03-21"},
        {"fa", "1 فروردین 1375", "1996-03-20"},
        {"fa", "30 اسفند 1375", "1997-03-20"},
        {"fa", "1 فروردین 1376", "1997-03-21"},
        {"fa", "31 شهریور 1402", "2023-09-22"},
        {"fa", "1 مهر 1402", "2023-09-23"},
        {"fa", "29 اسفند 1402", "2024-03-19"},
        {"fa", "1 فروردین 1403", "2024-03-20"},
        {"fa", "30 اسفند 1403", "2025-03-20"},
        {"fa", "1 فروردین 1408", "2029-03-20"},
        {"fa", "1 فروردین 2023", ""},
        {"fa", "فروردین 1402", ""}, /* in March and April */
        {"am", "መስከረም 1 2016", "2023-09-12"},
        {"am", "መስከረም 1 2015", "2022-09-11"},
        {"am", "ጥር 1 2015", "2023-01-09"},
        {"th", "1 มกราคม 2533", "1990-01-01"},
        {"th", "31 ธันวาคม 2532", ""}, /* before the web */
        {"th", "31/12/65", "2022-12-31"},
        {"ja", "平成元年1月8日", ""},
        {"ja", "平成2年1月8日", "1990-01-08"},
    };
    CHECK(SAMPLES, false);
}

static void reads_a_time_before_the_date(void **state)
{
    (void)state;
    static const struct sample SAMPLES[] = {
        {"vi", "15:05 01/03/2023", "2023-03-01T15:05:00"},
        {"vi", "15:05 - 01/03/2023", "2023-03-01T15:05:00"},
        {"vi", "15:05 ngày 1/3/2023", "2023-03-01T15:05:00"},
        {"bn", "১৬:২০, ১৬ ফেব্রুয়ারি ২০২০", "2020-02-16T16:20:00"},
        {"en", "3:05 PM on March 1, 2023", "2023-03-01T15:05:00"},
        {"en", "15:05 GMT, 1 March 2023", "2023-03-01T15:05:00Z"},
        {"en", "15:05-01/03/2023", "2023-01-03T15:05:00"},
        {"ru", "15:05, 1 марта 2023", "2023-03-01T15:05:00"},
        {"cs", "15:05 1. 3. 2023 16:05", "2023-03-01T16:05:00"},
        {"en", "Luke 3:05 is read. 1 March 2023", "2023-03-01"},
        {"en", "1:23 read 1 March 2023", "2023-03-01"},
        {"en", "Luke 3:20 May 2023", "2023-05-20"},
    };
    CHECK(SAMPLES, true);
}

/* The same digits in another script, or with a word in another order. */
static void leaves_what_is_no_date(void **state)
{
    (void)state;
    static const struct sample SAMPLES[] = {
        {"en", "version 10.2.33.4", ""},
        {"en", "v3.14.15", ""},
        {"en", "the MAR15-32P of 2020", ""},
        {"en", "R5.3.1", ""},
        {"ja", "R5.3.1", ""},
        {"en", "192.168.20.23", ""},
        {"ar", "١٩٢.١٦٨.٢٠.٢٣", ""},
        {"en", "+49 30 2023 1505", ""},
        {"en", "555-0103-2023", ""},
        {"th", "02-123-2566", ""},
        {"fa", "۰۲۱-۸۸۱۲-۱۴۰۱", ""},
        {"zh-TW", "電話 02-2311-2023", ""},
        {"zh-TW", "112-03-0123", ""},
        {"en", "$20.23", ""},
        {"de", "20,23 Euro", ""},
        {"hi", "रु २०२३.५०", ""},
        {"th", "2,566 บาท", ""},
        {"en", "2019-2020", ""},
        {"fa", "۱۴۰۱-۱۴۰۲", ""},
        {"th", "2565-2566", ""},
        {"en", "31 February 2023", ""},
        {"en", "February 29, 2023", ""},
        {"hi", "३१ फरवरी २०२३", ""},
        {"zh", "2023年2月31日", ""},
        {"ja", "令和5年2月29日", ""},
        {"ja", "令和99年3月1日", ""},
        {"th", "30 ก.พ. 2566", ""},
        {"fa", "۳۱ مهر ۱۴۰۲", ""}, /* Mehr has thirty days */
        {"ar", "٣١ نوفمبر ٢٠٢٣", ""},
        {"en", "1 Monday 2023", ""},
        {"en", "5 people 2023", ""},
        {"en", "1 March 2566", ""}, /* a Thai year with no Thai word */
        {"en", "1402/01/12", ""},
        {"ko", "3월 1일", ""},
        {"ja", "3月1日", ""},
        {"bn", "১৫:০৫", ""},
        {"ar", "صفحة ٢٠٢٣", ""},
    };
    CHECK(SAMPLES, true);
}

/* Every name is found as its language spells it, and is written in the table as
 * words are folded. */
static void knows_all_names(void **state)
{
    (void)state;
    static const struct {
        const char *lang, *names[12];
    } ROWS[] = {
#define MONTHS(lang, ...)              {lang, {__VA_ARGS__}},
#define MONTHS_OF(calendar, lang, ...) {lang, {__VA_ARGS__}},
#include "text/date_latin.def"
#include "text/date_months.def"
    };
    for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++) {
        for (int month = 0; month < 12; month++) {
            struct str name = str_of(ROWS[i].names[month]), rest = name;
            if (name.len == 0)
                continue;
            char folded[DATE_WORD_MAX];
            size_t len, size = date_word(name, folded, &len);
            bool is_dotted = size < name.len;
            if (!is_dotted && !str_eq(str_make(folded, len), name))
                fail_msg("%s is folded to %.*s", name.at, (int)len, folded);
            if (date_take_month(&rest, str_of(ROWS[i].lang)).number !=
                    month + 1 ||
                rest.len > 0)
                fail_msg("%s [%s]", name.at, ROWS[i].lang);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(knows_all_names),
        cmocka_unit_test(converts_calendars),
        cmocka_unit_test(reads_a_time_before_the_date),
        cmocka_unit_test(leaves_what_is_no_date),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
