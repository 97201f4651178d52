/* SPDX-License-Identifier: MIT */
/* token.c - texts as sequences of words that can be compared by number. */
#include "diff/token.h"

#include "text/typed.h"
#include "text/unicode.h"
#include <stdlib.h>

/* The key must live as long as the lexicon. */
static uint32_t id_of(struct lexicon *lexicon, struct str key)
{
    uintptr_t id = (uintptr_t)map_get(&lexicon->ids, key);
    if (!id) {
        id = lexicon->ids.len + 1;
        *map_slot(&lexicon->ids, lexicon->arena, key) = (void *)id;
    }
    return (uint32_t)id;
}

static bool is_plain(struct str text)
{
    uint32_t c;
    while (utf8_next(&text, &c))
        if (char_is_invisible(c) || char_as_typed(c).len)
            return false;
    return true;
}

/* The word as it is compared: typed, without what is not seen. */
static struct str plain(struct lexicon *lexicon, struct str text)
{
    if (lexicon->is_strict || (is_plain(text) && text.at[0] != '-'))
        return text;
    char *out = arena_alloc(lexicon->arena, 3 * text.len);
    size_t len = 0;
    uint32_t c;
    for (struct str rest = text, all = text; utf8_next(&rest, &c); all = rest) {
        struct str put = char_as_typed(c);
        if (!put.len && !char_is_invisible(c))
            put = str_sub(all, 0, all.len - rest.len);
        for (size_t i = 0; i < put.len; i++)
            out[len++] = put.at[i];
    }
    /* "--" is how a keyboard has a dash. */
    bool is_dash = len > 1 && out[0] == '-';
    return str_make(out, is_dash ? 1 : len);
}

/* What belongs to one token with the character before it. */
static bool goes_on(uint32_t before, uint32_t c)
{
    if (char_is_invisible(c))
        return true;
    if (char_is_word(before))
        return char_is_word(c) && !char_is_unspaced(c) &&
               !char_is_unspaced(before);
    struct str first = char_as_typed(before), next = char_as_typed(c);
    bool are_dashes = (before == '-' || str_eq(first, S("-"))) &&
                      (c == '-' || str_eq(next, S("-")));
    return are_dashes || (before == '.' && c == '.');
}

static struct str cut_token(struct str *rest, bool *is_word)
{
    struct str all = *rest, ahead;
    uint32_t before = 0, c;
    utf8_next(rest, &before);
    *is_word = char_is_word(before);
    for (ahead = *rest; utf8_next(&ahead, &c) && goes_on(before, c);) {
        before = char_is_invisible(c) ? before : c;
        *rest = ahead;
    }
    return str_sub(all, 0, all.len - rest->len);
}

/* In strict mode white space is a token of its own. */
static struct str cut_space(struct str *rest)
{
    struct str all = *rest, ahead = *rest;
    uint32_t c;
    while (utf8_next(&ahead, &c) && char_is_blank(c))
        *rest = ahead;
    return str_sub(all, 0, all.len - rest->len);
}

/* A paragraph's own number: that of its tokens' numbers in a row. */
static uint32_t id_of_tokens(struct lexicon *lexicon, const struct token *at,
                             size_t len)
{
    char *key = arena_alloc(lexicon->arena, len * sizeof at->id + 1);
    key[0] = '\n'; /* no word begins so */
    for (size_t i = 0; i < len; i++)
        memcpy(key + 1 + i * sizeof at->id, &at[i].id, sizeof at->id);
    return id_of(lexicon, str_make(key, len * sizeof at->id + 1));
}

struct paragraph token_paragraph(struct lexicon *lexicon, struct str text)
{
    VEC(struct token) tokens = {0};
    struct str rest = text;
    while (rest.len) {
        struct token token = {.text = cut_space(&rest)};
        bool is_spaced = token.text.len > 0;
        if (is_spaced && lexicon->is_strict) {
            token.id = id_of(lexicon, token.text);
            *vec_push(&tokens, lexicon->arena) = token;
        }
        if (!rest.len)
            break;
        token.text = cut_token(&rest, &token.is_word);
        token.is_spaced = is_spaced && !lexicon->is_strict;
        struct str compared = plain(lexicon, token.text);
        token.id = id_of(lexicon, compared);
        if (compared.len)
            *vec_push(&tokens, lexicon->arena) = token;
    }
    return (struct paragraph){
        .text = text,
        .tokens = tokens.at,
        .len = tokens.len,
        .id = id_of_tokens(lexicon, tokens.at, tokens.len),
    };
}

void token_paragraphs(struct lexicon *lexicon, struct str text,
                      paragraph_list *out)
{
    struct str line;
    while (str_split(&text, '\n', &line)) {
        struct paragraph paragraph = token_paragraph(lexicon, line);
        if (paragraph.len && str_trim(line).len)
            *vec_push(out, lexicon->arena) = paragraph;
    }
}

static int by_number(const void *a, const void *b)
{
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
    return (x > y) - (x < y);
}

static void sort_words(struct arena *arena, struct paragraph *p)
{
    if (p->sorted)
        return;
    p->sorted = arena_array(arena, uint32_t, p->len + 1);
    for (size_t i = 0; i < p->len; i++)
        if (p->tokens[i].is_word)
            p->sorted[p->word_count++] = p->tokens[i].id;
    qsort(p->sorted, p->word_count, sizeof *p->sorted, by_number);
}

double token_likeness(struct arena *arena, struct paragraph *a,
                      struct paragraph *b)
{
    sort_words(arena, a);
    sort_words(arena, b);
    size_t i = 0, j = 0, common = 0;
    while (i < a->word_count && j < b->word_count) {
        if (a->sorted[i] == b->sorted[j])
            common++, i++, j++;
        else if (a->sorted[i] < b->sorted[j])
            i++;
        else
            j++;
    }
    size_t all = a->word_count + b->word_count;
    return all ? 2.0 * (double)common / (double)all : 0;
}
