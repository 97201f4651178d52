/* SPDX-License-Identifier: MIT */
/* twin.c - is it another's article, nearly? */
#include "article/twin.h"

#include "text/unicode.h"

/* Shorter texts share too much with others by chance. */
#define FEWEST_WORDS 40
#define PHRASE       3
#define BITS         64
/* Texts with nothing in common differ in 32, give or take 4; a copy with one
 * word in fifty changed in about 6. */
#define MOST_DIFFERENT 9

static bool next_word(struct str *rest, struct str *word)
{
    uint32_t c;
    struct str ahead = *rest;
    while (utf8_next(&ahead, &c) && !char_is_word(c))
        *rest = ahead;
    struct str all = *rest;
    ahead = *rest;
    while (utf8_next(&ahead, &c) && char_is_word(c)) {
        *rest = ahead;
        if (char_is_unspaced(c))
            break;
    }
    *word = str_sub(all, 0, all.len - rest->len);
    return word->len > 0;
}

static void weigh(int32_t *weights, uint64_t hash)
{
    for (int bit = 0; bit < BITS; bit++)
        weights[bit] += hash >> bit & 1 ? 1 : -1;
}

uint64_t twin_print(struct arena *arena, struct str text)
{
    int32_t weights[BITS] = {0};
    uint64_t words[PHRASE] = {0}, print = 0;
    size_t count = 0;
    struct str rest = text_unmarked(arena, text), word;
    for (; next_word(&rest, &word); count++) {
        uint64_t hash = 0;
        words[count % PHRASE] = str_hash(word, 0);
        for (size_t i = 1; i <= PHRASE; i++) {
            uint64_t one = words[(count + i) % PHRASE];
            hash = str_hash(str_make((const char *)&one, sizeof one), hash);
        }
        if (count + 1 >= PHRASE)
            weigh(weights, hash);
    }
    if (count < FEWEST_WORDS)
        return 0;
    for (int bit = 0; bit < BITS; bit++)
        print |= (uint64_t)(weights[bit] > 0) << bit;
    return print;
}

bool twin_is(uint64_t a, uint64_t b)
{
    return a && b && __builtin_popcountll(a ^ b) <= MOST_DIFFERENT;
}

const struct twin *twins_find(const struct twins *twins, uint64_t print,
                              struct str url)
{
    for (size_t i = 0; i < twins->list.len; i++) {
        const struct twin *twin = &twins->list.at[i];
        if (twin_is(twin->print, print) && !str_eq(str_of(twin->url), url))
            return twin;
    }
    return NULL;
}

void twins_add(struct twins *twins, const struct twin *twin)
{
    if (!twin->print)
        return;
    *vec_push(&twins->list, twins->arena) = *twin;
}
