/* SPDX-License-Identifier: MIT */
/* body_lexicon.c - words that speak for or against an article. */
#include "article/body_lexicon.h"

#include "article/body_tables.h"

static int find(const struct lexicon *lexicon, uint32_t hash)
{
    uint32_t byte = hash >> 24;
    size_t end = lexicon->ends[byte];
    for (size_t i = byte ? lexicon->ends[byte - 1] : 0; i < end; i++)
        if (lexicon->entries[i].hash == hash)
            return lexicon->entries[i].score;
    return 0;
}

bool name_next(struct str *rest, uint32_t *hash)
{
    size_t i = 0;
    while (i < rest->len && !char_is_alpha(rest->at[i]))
        i++;
    size_t start = i;
    uint32_t h = 2166136261u;
    while (i < rest->len && char_is_alpha(rest->at[i])) {
        bool is_upper = rest->at[i] < 'a';
        if (i > start && is_upper && rest->at[i - 1] >= 'a')
            break;
        h = (h ^ (unsigned char)char_lower(rest->at[i])) * 16777619u;
        i++;
    }
    *hash = h;
    *rest = str_from(*rest, i);
    return i > start;
}

float lexicon_of_names(struct str names)
{
    int low = 0, high = 0;
    uint32_t hash;
    while (name_next(&names, &hash)) {
        int score = find(&NAME_LEXICON, hash);
        low = score < low ? score : low;
        high = score > high ? score : high;
    }
    return (float)(low + high) / LEXICON_SCALE;
}

float lexicon_of_word(uint32_t hash)
{
    return (float)find(&WORD_LEXICON, hash) / LEXICON_SCALE;
}
