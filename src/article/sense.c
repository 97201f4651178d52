/* SPDX-License-Identifier: MIT */
/* sense.c - what the class and id of an element say for the metadata. */
#include "article/sense.h"

#include <string.h>

static bool is_word_byte(char c)
{
    return char_is_alpha(c) || char_is_digit(c) || (unsigned char)c >= 0x80;
}

bool tokens_have(struct str tokens, struct str word)
{
    for (size_t at; (at = str_find(tokens, word)) != STR_NONE;) {
        bool starts = at == 0 || !is_word_byte(tokens.at[at - 1]);
        str_cut(&tokens, at + word.len);
        if (starts && (tokens.len == 0 || !is_word_byte(*tokens.at)))
            return true;
    }
    return false;
}

/* A part of a name that means something, of two letters or more; by the
 * first. */
struct part {
    struct str text;
    unsigned senses;
    bool is_word; /* only as a whole word */
};

#define WORD(text, senses)                                                     \
    {                                                                          \
        {text, sizeof(text) - 1}, senses, true                                 \
    }
#define PART(text, senses)                                                     \
    {                                                                          \
        {text, sizeof(text) - 1}, senses, false                                \
    }

static const struct part PARTS[] = {
    PART("author", SENSE_AUTHOR),
    PART("autor", SENSE_AUTHOR),
    PART("auteur", SENSE_AUTHOR),
    PART("byline", SENSE_AUTHOR | SENSE_DATE),
    WORD("by", SENSE_AUTHOR),
    WORD("comments", SENSE_COMMENTS),
    WORD("comment", SENSE_COMMENTS),
    WORD("commentlist", SENSE_COMMENTS),
    WORD("colophon", SENSE_AWAY),
    PART("contributor", SENSE_AUTHOR),
    PART("created", SENSE_DATE),
    PART("crumb", SENSE_CRUMBS),
    PART("date", SENSE_DATE),
    PART("datum", SENSE_DATE),
    WORD("disqus", SENSE_COMMENTS),
    PART("elementor-widget", SENSE_BUILDER),
    PART("fecha", SENSE_DATE),
    WORD("footer", SENSE_AWAY),
    PART("headline", SENSE_HEADLINE),
    PART("heading", SENSE_HEADLINE),
    PART("info", SENSE_DATE),
    WORD("latest", SENSE_AWAY),
    WORD("menu", SENSE_AWAY),
    PART("meta", SENSE_DATE),
    WORD("mostread", SENSE_AWAY),
    WORD("nav", SENSE_AWAY),
    WORD("newsletter", SENSE_AWAY),
    WORD("popular", SENSE_AWAY),
    PART("posted", SENSE_DATE),
    WORD("promo", SENSE_AWAY),
    PART("publish", SENSE_DATE),
    WORD("recent", SENSE_AWAY),
    WORD("recommendations", SENSE_AWAY),
    WORD("recommended", SENSE_AWAY),
    WORD("related", SENSE_AWAY),
    WORD("replies", SENSE_COMMENTS),
    WORD("reply", SENSE_COMMENTS),
    WORD("respond", SENSE_COMMENTS),
    WORD("sidebar", SENSE_AWAY),
    WORD("sponsored", SENSE_AWAY),
    WORD("teaser", SENSE_AWAY),
    WORD("teasers", SENSE_AWAY),
    PART("time", SENSE_DATE),
    PART("title", SENSE_HEADLINE),
    WORD("trending", SENSE_AWAY),
    PART("updated", SENSE_DATE),
    WORD("vcard", SENSE_AUTHOR),
    WORD("widget", SENSE_AWAY),
    WORD("widgets", SENSE_AWAY),
    PART("writer", SENSE_AUTHOR),
};

enum { PART_COUNT = sizeof PARTS / sizeof *PARTS };

void sense_index_make(struct sense_index *index)
{
    size_t part = 0;
    for (int letter = 0; letter <= 26; letter++) {
        while (part < PART_COUNT && PARTS[part].text.at[0] < 'a' + letter)
            part++;
        index->first[letter] = (unsigned char)part;
    }
}

static bool is_part_at(const struct part *part, struct str tokens, size_t at)
{
    size_t end = at + part->text.len;
    if (end > tokens.len || tokens.at[at + 1] != part->text.at[1] ||
        memcmp(tokens.at + at, part->text.at, part->text.len) != 0)
        return false;
    return !part->is_word ||
           ((at == 0 || !is_word_byte(tokens.at[at - 1])) &&
            (end == tokens.len || !is_word_byte(tokens.at[end])));
}

unsigned sense_of_name(const struct sense_index *index, struct str tokens)
{
    unsigned senses = 0;
    for (size_t i = 0; i < tokens.len; i++) {
        int letter = tokens.at[i] - 'a';
        if (letter < 0 || letter > 25)
            continue;
        for (size_t k = index->first[letter]; k < index->first[letter + 1]; k++)
            if (is_part_at(&PARTS[k], tokens, i))
                senses |= PARTS[k].senses;
    }
    return senses;
}
