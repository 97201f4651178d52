/* SPDX-License-Identifier: MIT */
/* wording.c - short texts as words, to tell whether two say the same. */
#include "article/wording.h"

#include "text/unicode.h"

void wording_read(struct arena *arena, struct str text, struct wording *out)
{
    struct str rest = text_casefold(arena, text);
    out->count = 0;
    while (rest.len > 0 && out->count < WORDING_MAX) {
        struct str word = {rest.at, 0};
        uint32_t c = 0;
        while (rest.len > 0) {
            struct str before = rest;
            bool ok = utf8_next(&rest, &c);
            bool alone = ok && char_is_word(c) && char_is_unspaced(c);
            if (!ok || !char_is_word(c) || (alone && word.len > 0)) {
                if (alone)
                    rest = before;
                break;
            }
            word.len = (size_t)(rest.at - word.at);
            if (alone)
                break;
        }
        if (word.len > 0)
            out->words[out->count++] = word;
    }
}

bool wording_equal(const struct wording *a, const struct wording *b)
{
    if (a->count != b->count)
        return false;
    for (size_t i = 0; i < a->count; i++)
        if (!str_eq(a->words[i], b->words[i]))
            return false;
    return true;
}

double wording_overlap(const struct wording *a, const struct wording *b)
{
    bool used[WORDING_MAX] = {false};
    size_t shared = 0;
    for (size_t i = 0; i < a->count; i++) {
        for (size_t j = 0; j < b->count; j++) {
            if (!used[j] && str_eq(a->words[i], b->words[j])) {
                used[j] = true;
                shared++;
                break;
            }
        }
    }
    size_t all = a->count + b->count;
    return all ? 2.0 * (double)shared / (double)all : 0;
}

bool wording_starts(const struct wording *part, const struct wording *whole)
{
    if (part->count == 0 || part->count > whole->count ||
        wording_equal(part, whole))
        return false;
    size_t last = part->count - 1;
    for (size_t i = 0; i < last; i++)
        if (!str_eq(part->words[i], whole->words[i]))
            return false;
    return str_starts(whole->words[last], part->words[last]);
}

bool wording_within(const struct wording *part, const struct wording *whole)
{
    for (size_t at = 0; at + part->count <= whole->count; at++) {
        size_t i = 0;
        while (i < part->count && str_eq(part->words[i], whole->words[at + i]))
            i++;
        if (i == part->count)
            return part->count > 0;
    }
    return false;
}
