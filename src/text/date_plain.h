/* SPDX-License-Identifier: MIT */
/* date_plain.h - the digits of all scripts, as patterns read them. */
#ifndef TEXT_DATE_PLAIN_H
#define TEXT_DATE_PLAIN_H

#include "base/str.h"

/* A pattern looks at so many bytes. */
#define DATE_PLAIN_MAX 160

struct date_plain {
    char text[DATE_PLAIN_MAX];
    unsigned char ends[DATE_PLAIN_MAX]; /* of what each byte stands for */
};

/* How many bytes stand before the first digit of any script. */
size_t date_until_digit(struct str s);

/* The bytes of the digits, of any script, at the front of s. */
size_t date_digits_size(struct str s);

/* The first DATE_PLAIN_MAX bytes of s with digits, commas and the like in
 * ASCII, and without marks of direction; s itself where nothing differs, else
 * in `plain`. */
struct str date_plain(struct str s, struct date_plain *plain);

/* The bytes of s that the first `len` of what date_plain() gave stand for. */
size_t date_plain_size(struct str given, const struct date_plain *plain,
                       size_t len);

#endif
