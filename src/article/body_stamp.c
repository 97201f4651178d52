/* SPDX-License-Identifier: MIT */
/* body_stamp.c - lines that say no more than when a text was written. */
#include "article/body_stamp.h"

#include "article/dates_found.h"
#include "html/walk.h"

/* Letters of such a line that are no digits, digits, and words of a name. */
#define STAMP_SIZE   20
#define STAMP_DIGITS 18
#define NAME_WORDS   4
/* Letters of such a line that has a time of day as well. */
#define CLOCK_SIZE 80
/* Letters of a line that ends as a sentence does, at least. */
#define SENTENCE_SIZE 40
/* Blocks above the text, and stamps among them: a list of texts has more. */
#define MOST_ABOVE  12
#define MOST_STAMPS 2

/* "Apr 1, 2026 - 5 min read": one of the parts of the line is a date. */
static bool has_date(struct str text, struct str lang)
{
    static const struct str BETWEEN[] = {STR("\u2022"),   STR("\u00b7"),
                                         STR("|"),        STR(" \u2013 "),
                                         STR(" \u2014 "), STR(" - ")};
    struct date date;
    while (text.len) {
        size_t end = text.len, between = 0;
        for (size_t i = 0; i < sizeof BETWEEN / sizeof *BETWEEN; i++) {
            size_t at = str_find(text, BETWEEN[i]);
            if (at < end) {
                end = at;
                between = BETWEEN[i].len;
            }
        }
        if (date_parse(str_trim(str_sub(text, 0, end)), lang, LATEST_YEAR,
                       &date))
            return true;
        str_cut(&text, end + between);
    }
    return false;
}

/* "7:04", "7h04": a time of day. */
static bool has_clock(struct str text)
{
    for (size_t i = 1; i + 2 < text.len; i++) {
        bool is_joint = text.at[i] == ':' || text.at[i] == 'h';
        if (is_joint && char_is_digit(text.at[i - 1]) &&
            char_is_digit(text.at[i + 1]) && char_is_digit(text.at[i + 2]))
            return true;
    }
    return false;
}

static bool is_stamp(const struct page *page, const struct block *b)
{
    struct date date;
    if (b->digits < 3 || b->digits > STAMP_DIGITS || b->end == CHAR_STOP ||
        tag_is_heading(b->owner->tag) || b->size > CLOCK_SIZE)
        return false;
    if (has_clock(b->text) &&
        date_find(b->text, page->lang, LATEST_YEAR, &date))
        return true;
    if (b->size - b->digits > STAMP_SIZE)
        return false;
    return has_date(b->text, page->lang) ||
           (b->digits * 2 >= b->size &&
            date_find(b->text, page->lang, LATEST_YEAR, &date));
}

/* The item before in the list that a stamp stands in. */
static bool is_name_beside(const struct block *b, const struct block *stamp)
{
    return node_is(b->owner, TAG_LI) && node_is(stamp->owner, TAG_LI) &&
           b->owner->parent == stamp->owner->parent && b->words <= NAME_WORDS &&
           b->digits == 0 && b->stops == 0;
}

static bool is_text(const struct block *b)
{
    return block_is_prose(b) ||
           (b->size >= SENTENCE_SIZE && b->end == CHAR_STOP);
}

void stamps_drop(const struct page *page, const struct blocks *blocks,
                 bool *is_kept)
{
    size_t found[MOST_STAMPS], stamps = 0, above = 0, i = 0;
    const struct block *all = blocks->list.at;
    for (; i < blocks->list.len && above < MOST_ABOVE; i++) {
        if (!is_kept[i])
            continue;
        if (is_text(&all[i]))
            break;
        above++;
        if (!is_stamp(page, &all[i]))
            continue;
        if (stamps == MOST_STAMPS)
            return;
        found[stamps++] = i;
    }
    if (i == blocks->list.len || above == MOST_ABOVE)
        return;
    while (stamps-- > 0) {
        size_t at = found[stamps];
        is_kept[at] = false;
        if (at > 0 && is_name_beside(&all[at - 1], &all[at]))
            is_kept[at - 1] = false;
    }
}
