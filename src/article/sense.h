/* SPDX-License-Identifier: MIT */
/* sense.h - what the class and id of an element say for the metadata. */
#ifndef ARTICLE_SENSE_H
#define ARTICLE_SENSE_H

#include "base/str.h"

/* A bit set. */
enum sense {
    SENSE_COMMENTS = 1 << 0,
    SENSE_AWAY = 1 << 1,
    SENSE_BUILDER = 1 << 2, /* a page builder's name for every block */
    SENSE_HEADLINE = 1 << 3,
    SENSE_DATE = 1 << 4,
    SENSE_AUTHOR = 1 << 5,
    SENSE_CRUMBS = 1 << 6,
};

/* Where the parts with each first letter begin. */
struct sense_index {
    unsigned char first[27];
};

void sense_index_make(struct sense_index *index);

/* The senses of a class and id (page_tokens). One pass over it. */
unsigned sense_of_name(const struct sense_index *index, struct str tokens);

/* Is the token, or one that begins so, among the words of a list in which
 * words are separated by anything but letters and digits? */
bool tokens_have(struct str tokens, struct str word);

#endif
