/* SPDX-License-Identifier: MIT */
/* token.h - texts as sequences of words that can be compared by number. */
#ifndef DIFF_TOKEN_H
#define DIFF_TOKEN_H

#include "base/map.h"

/* A word, a character of a script without spaces, or a sign. */
struct token {
    struct str text; /* as it stands, borrowed */
    uint32_t id;     /* equal for what counts as equal */
    bool is_spaced;  /* white space stands before it */
    bool is_word;
};

struct paragraph {
    struct str text; /* borrowed */
    struct token *tokens;
    size_t len;
    uint32_t id;
    uint32_t *sorted; /* the words' ids in order; NULL: not asked for yet */
    size_t word_count;
};

typedef VEC(struct paragraph) paragraph_list;

/* Numbers for what is equal: one table for all texts that are compared. */
struct lexicon {
    struct arena *arena;
    struct map ids;
    bool is_strict; /* typographic differences count, white space too */
};

/* The paragraphs of a text, parted by newlines; those of white space alone are
 * left out. On the lexicon's arena. */
void token_paragraphs(struct lexicon *lexicon, struct str text,
                      paragraph_list *out);

/* One text as one paragraph. */
struct paragraph token_paragraph(struct lexicon *lexicon, struct str text);

/* How much two paragraphs have in common, words in any order: 0 to 1. */
double token_likeness(struct arena *arena, struct paragraph *a,
                      struct paragraph *b);

#endif
