/* SPDX-License-Identifier: MIT */
/* body_sign.c - lines with which an article is signed.
 *
 * All words as phrase_normal gives them, separated by bars. */
#include "article/body_sign.h"

#include "article/phrases.h"

/* Letters, at most. */
#define SIGN_SIZE    160
#define BRACKET_SIZE 80
/* Bytes of what stands before the colon. */
#define LABEL_MAX  40
#define WIDE_COLON S("\xEF\xBC\x9A")

/* Before a colon. */
static const char SOURCES[] =
    "source|sources|quelle|quellen|fuente|fuentes|fonte|fonti|zrodlo|zrodla|"
    "источник|kaynak|bron|kilde|kalla|lahde|forras|zdroj|sursa|πηγη|来源|來源|"
    "稿源|文章来源|新闻来源|消息来源|资料来源|資料來源|出处|出處";

/* At the beginning, before the names. */
static const char CREDITS[] =
    "reporting by |additional reporting by |with reporting by |责任编辑|"
    "責任編輯|责编|責編";

static bool is_source(struct arena *arena, struct str text)
{
    size_t colon = str_until(text, ":"), wide = str_find(text, WIDE_COLON);
    size_t len = wide < colon ? wide : colon;
    if (len == text.len || len > LABEL_MAX)
        return false;
    struct str label = phrase_normal(arena, str_sub(text, 0, len));
    struct str rest = str_of(SOURCES), word;
    while (str_split(&rest, '|', &word)) {
        if (str_eq(label, word))
            return true;
    }
    return false;
}

static bool is_credit(struct arena *arena, struct str text)
{
    struct str normal = phrase_normal(arena, text);
    struct str rest = str_of(CREDITS), words;
    while (str_split(&rest, '|', &words)) {
        if (str_starts(normal, words))
            return true;
    }
    return false;
}

/* A remark of somebody's, and no name. */
static bool is_sentence(struct str text)
{
    static const struct str ENDS[] = {STR("."), STR("!"), STR("?"),
                                      STR("\xE2\x80\xA6"), STR("\xE3\x80\x82")};
    for (size_t i = 0; i < sizeof ENDS / sizeof *ENDS; i++) {
        if (str_ends(text, ENDS[i]))
            return true;
    }
    return false;
}

/* Do the brackets that it begins and ends with hold all of the text, and
 * neither a label nor a sentence? */
static bool is_bracketed(struct str text)
{
    if (str_has_byte(text, ':') || str_find(text, WIDE_COLON) != STR_NONE)
        return false;
    static const struct str PAIRS[][2] = {
        {STR("("), STR(")")},
        {STR("["), STR("]")},
        {STR("\xEF\xBC\x88"), STR("\xEF\xBC\x89")},
        {STR("\xE3\x80\x90"), STR("\xE3\x80\x91")},
    };
    for (size_t i = 0; i < sizeof PAIRS / sizeof *PAIRS; i++) {
        struct str end = PAIRS[i][1];
        if (str_starts(text, PAIRS[i][0]) && str_ends(text, end))
            return str_find(str_from(text, 1), PAIRS[i][0]) == STR_NONE &&
                   !is_sentence(str_sub(text, 0, text.len - end.len));
    }
    return false;
}

bool sign_is(struct arena *arena, const struct block *line)
{
    bool is_plain =
        node_is(line->owner, TAG_P) || node_is(line->owner, TAG_DIV);
    return is_plain && line->size <= SIGN_SIZE &&
           ((line->size <= BRACKET_SIZE && is_bracketed(line->text)) ||
            is_source(arena, line->text) || is_credit(arena, line->text));
}
