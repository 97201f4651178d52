/* SPDX-License-Identifier: MIT */
/* dates_words.c - what the words before a date say of it. */
#include "article/dates_words.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

static const struct str MODIFIED[] = {
    STR("updated"),
    STR("modified"),
    STR("aktualisiert"),
    STR("mis \u00e0 jour"),
    STR("modifi\u00e9"),
    STR("actualizado"),
    STR("atualizado"),
    STR("aggiornato"),
    STR("modificato"),
    STR("bijgewerkt"),
    STR("gewijzigd"),
    STR("uppdaterad"),
    STR("\u00e4ndrad"),
    STR("opdateret"),
    STR("oppdatert"),
    STR("endret"),
    STR("aktualizacja"),
    STR("aktualizov"),
    STR("a\u017eurirano"),
    STR("m\u00f3dos\u00edtva"),
    STR("friss\u00edtve"),
    STR("actualizat"),
    STR("p\u00e4ivitetty"),
    STR("muokattu"),
    STR("ge\u00e4ndert"),
    STR("changed"),
    STR("edited"),
    STR("last update"),
    STR("last reviewed"),
    STR("revised"),
    STR("g\u00fcncelleme"),
    STR("g\u00fcncellendi"),
    STR("c\u1eadp nh\u1eadt"),
    STR("diperbarui"),
    STR("\u043e\u0431\u043d\u043e\u0432\u043b\u0435\u043d"),
    STR("\u041e\u0431\u043d\u043e\u0432\u043b\u0435\u043d"),
    STR("\u0438\u0437\u043c\u0435\u043d\u0435\u043d"),
    STR("\u0418\u0437\u043c\u0435\u043d\u0435\u043d"),
    STR("\u043e\u043d\u043e\u0432\u043b\u0435\u043d"),
    STR("\u041e\u043d\u043e\u0432\u043b\u0435\u043d"),
    STR("\u03b5\u03bd\u03b7\u03bc\u03b5\u03c1\u03ce\u03b8\u03b7\u03ba\u03b5"),
    STR("\u0395\u03bd\u03b7\u03bc\u03b5\u03c1\u03ce\u03b8\u03b7\u03ba\u03b5"),
    STR("\u03b5\u03bd\u03b7\u03bc\u03ad\u03c1\u03c9\u03c3\u03b7"),
    STR("\u0395\u03bd\u03b7\u03bc\u03ad\u03c1\u03c9\u03c3\u03b7"),
    STR("\u062a\u062d\u062f\u064a\u062b"),
    STR("\u05e2\u05d5\u05d3\u05db\u05df"),
    STR("\u66f4\u65b0"),
    STR("\u4fee\u6539"),
    STR("\uc218\uc815"),
    STR("\uc5c5\ub370\uc774\ud2b8"),
    STR("\u0e41\u0e01\u0e49\u0e44\u0e02"),
    STR("\u0e2d\u0e31\u0e1b\u0e40\u0e14\u0e15"),
    STR("\u0905\u092a\u0921\u0947\u091f")};

static const struct str PUBLISHED[] = {
    STR("published"),
    STR("posted"),
    STR("ver\u00f6ffentlicht"),
    STR("publi\u00e9"),
    STR("publicado"),
    STR("pubblicato"),
    STR("gepubliceerd"),
    STR("publicerad"),
    STR("publiceret"),
    STR("publisert"),
    STR("julkaistu"),
    STR("opublikowano"),
    STR("zve\u0159ejn\u011bno"),
    STR("publikov\u00e1no"),
    STR("k\u00f6zz\u00e9t\u00e9ve"),
    STR("megjelent"),
    STR("erstellt"),
    STR("date:"),
    STR("datum"),
    STR("stand:"),
    STR("vom "),
    STR("dodano"),
    STR("\u043e\u043f\u0443\u0431\u043b\u0438\u043a"),
    STR("\u041e\u043f\u0443\u0431\u043b\u0438\u043a"),
    STR("giri\u015f"),
    STR("yay\u0131nlanma"),
    STR("olu\u015fturulma"),
    STR("diterbitkan"),
    STR("dipublikasikan"),
    STR("\u03b4\u03b7\u03bc\u03bf\u03c3\u03b9\u03b5\u03cd"),
    STR("\u0394\u03b7\u03bc\u03bf\u03c3\u03b9\u03b5\u03cd"),
    STR("\u0646\u0634\u0631"),
    STR("\u05e4\u05d5\u05e8\u05e1\u05dd"),
    STR("\u516c\u958b"),
    STR("\u53d1\u5e03"),
    STR("\u767c\u5e03"),
    STR("\u6295\u7a3f"),
    STR("\uc785\ub825"),
    STR("\ub4f1\ub85d"),
    STR("\u0e40\u0e1c\u0e22\u0e41\u0e1e\u0e23\u0e48"),
    STR("\u092a\u094d\u0930\u0915\u093e\u0936\u093f\u0924")};

static bool starts_any(struct str text, const struct str *words, size_t count)
{
    char first = char_lower(*text.at);
    for (size_t i = 0; i < count; i++)
        if (*words[i].at == first && str_istarts(text, words[i]))
            return true;
    return false;
}

/* Where the first of the words begins that does not stand within another; in
 * scripts that may have no spaces, anywhere. STR_NONE: nowhere. */
static size_t where(struct str text, const struct str *words, size_t count)
{
    bool in_word = false;
    for (size_t i = 0; i < text.len; i++) {
        bool is_foreign = (unsigned char)text.at[i] >= 0xC0;
        bool is_start = is_foreign || (char_is_alpha(text.at[i]) && !in_word);
        if (is_start && starts_any(str_from(text, i), words, count))
            return i;
        in_word =
            char_is_alpha(text.at[i]) || (unsigned char)text.at[i] >= 0x80;
    }
    return STR_NONE;
}

bool dates_says_modified(struct str text)
{
    return where(text, MODIFIED, COUNT(MODIFIED)) != STR_NONE;
}

bool dates_says_published(struct str text)
{
    return where(text, PUBLISHED, COUNT(PUBLISHED)) != STR_NONE;
}

bool dates_says_due(struct str lead)
{
    static const struct str WORDS[] = {
        STR("next review"),      STR("review due"),      STR("due date"),
        STR("expires"),          STR("expiry"),          STR("valid until"),
        STR("deadline"),         STR("g\u00fcltig bis"), STR("valable jusqu"),
        STR("v\u00e1lido hasta")};
    return where(lead, WORDS, COUNT(WORDS)) != STR_NONE;
}

bool dates_next_claim(struct str *rest, struct str *claim)
{
    if (rest->len == 0)
        return false;
    /* The word that the claim begins with is its own. */
    size_t digit = str_until(*rest, "0123456789");
    struct str behind = str_from(*rest, digit);
    size_t modified = where(behind, MODIFIED, COUNT(MODIFIED));
    size_t published = where(behind, PUBLISHED, COUNT(PUBLISHED));
    size_t next = modified < published ? modified : published;
    *claim = str_cut(rest, next == STR_NONE ? rest->len : digit + next);
    return true;
}
