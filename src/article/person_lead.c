/* SPDX-License-Identifier: MIT */
/* person_lead.c - what bylines begin with. */
#include "article/person.h"

#include "text/unicode.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

/* What bylines begin with; a space, a colon or the end follows. */
static const struct str LEADS[] = {STR("written by"),
                                   STR("posted by"),
                                   STR("published by"),
                                   STR("story by"),
                                   STR("words by"),
                                   STR("text by"),
                                   STR("reported by"),
                                   STR("article by"),
                                   STR("authored by"),
                                   STR("submitted by"),
                                   STR("created by"),
                                   STR("contributed by"),
                                   STR("post author"),
                                   STR("und interview"),
                                   STR("interview"),
                                   STR("vom"),
                                   STR("by"),
                                   STR("authors"),
                                   STR("author"),
                                   STR("geschrieben von"),
                                   STR("verfasst von"),
                                   STR("ein beitrag von"),
                                   STR("ein artikel von"),
                                   STR("von unserem"),
                                   STR("eine analyse von"),
                                   STR("ein kommentar von"),
                                   STR("ein interview von"),
                                   STR("ver\u00f6ffentlicht von"),
                                   STR("von"),
                                   STR("text"),
                                   STR("eine kolumne von"),
                                   STR("ein gastbeitrag von"),
                                   STR("gastbeitrag von"),
                                   STR("blogbeitrag von"),
                                   STR("blog beitrag von"),
                                   STR("beitrag von"),
                                   STR("erstellt von"),
                                   STR("gespeichert von"),
                                   STR("autorin/autor"),
                                   STR("autor/in"),
                                   STR("autor:in"),
                                   STR("autor*in"),
                                   STR("autor(in)"),
                                   STR("autor(en)"),
                                   STR("autor(es)"),
                                   STR("auteur(s)"),
                                   STR("author(s)"),
                                   STR("autoren"),
                                   STR("autorin"),
                                   STR("autorzy"),
                                   STR("autor"),
                                   STR("publi\u00e9 par"),
                                   STR("\u00e9crit par"),
                                   STR("par"),
                                   STR("auteur"),
                                   STR("publicado por"),
                                   STR("escrito por"),
                                   STR("por"),
                                   STR("autores"),
                                   STR("autora"),
                                   STR("scritto da"),
                                   STR("a cura di"),
                                   STR("pubblicato da"),
                                   STR("di"),
                                   STR("autore"),
                                   STR("door"),
                                   STR("geschreven door"),
                                   STR("av"),
                                   STR("af"),
                                   STR("tekst"),
                                   STR("skrevet af"),
                                   STR("skrevet av"),
                                   STR("skriven av"),
                                   STR("od"),
                                   STR("opracowa\u0142"),
                                   STR("napisa\u0142"),
                                   STR("\u0430\u0432\u0442\u043e\u0440"),
                                   STR("\u0410\u0432\u0442\u043e\u0440"),
                                   STR("\u0442\u0435\u043a\u0441\u0442"),
                                   STR("yazan"),
                                   STR("oleh"),
                                   STR("kirjoittaja"),
                                   STR("\u4f5c\u8005"),
                                   STR("\u8bb0\u8005"),
                                   STR("\u6587"),
                                   STR("szerz\u0151"),
                                   STR("\u03c4\u03bf\u03c5"),
                                   STR("von:")};

/* Bytes of two Han characters, which a name may follow without a space. */
#define TWO_HAN 6

static bool is_end_of_word(struct str s, size_t at)
{
    uint32_t next;
    struct str rest = str_from(s, at);
    bool is_ascii = (unsigned char)s.at[at - 1] < 0x80;
    if (!utf8_next(&rest, &next) || next == ' ' || next == ':' || next == '\n')
        return true;
    if (is_ascii)
        return false;
    bool is_han = (unsigned char)s.at[0] >= 0xE3;
    return !char_is_word(next) || (is_han && at >= TWO_HAN);
}

/* "ByAnn Lee": a page that sets the space by style. */
static bool is_glued(struct str text, struct str lead)
{
    char last = lead.at[lead.len - 1];
    return lead.len < text.len && text.at[lead.len] >= 'A' &&
           text.at[lead.len] <= 'Z' && last >= 'a' &&
           (str_iends(lead, S("by")) || str_iends(lead, S("author")) ||
            str_iends(lead, S("autor")) || str_eq(lead, S("von"))) &&
           text.at[lead.len - 1] >= 'a';
}

size_t person_lead(struct str text)
{
    for (size_t i = 0; i < COUNT(LEADS); i++) {
        if (!str_istarts(text, LEADS[i]) ||
            (!is_end_of_word(text, LEADS[i].len) && !is_glued(text, LEADS[i])))
            continue;
        size_t len = LEADS[i].len;
        len += str_span(str_from(text, len), " :\n");
        if (str_starts(str_from(text, len), S("\uff1a")))
            len += 3;
        return len;
    }
    return 0;
}

bool person_is_plain_lead(struct str lead)
{
    struct str words = str_trim(lead);
    return str_has_byte(words, ' ') || str_has_byte(words, ':');
}

static const struct str HELPERS[] = {
    STR("reviewed by"),        STR("medically reviewed"),
    STR("fact checked"),       STR("fact-checked"),
    STR("edited by"),          STR("updated by"),
    STR("translated by"),      STR("illustrated by"),
    STR("illustrations by"),   STR("photographs by"),
    STR("photos by"),          STR("photography by"),
    STR("approved by"),        STR("verified by"),
    STR("\u00fcbersetzt von"), STR("gepr\u00fcft von"),
    STR("traduit par"),        STR("traducido por"),
    STR("relu par"),           STR("revisado por")};

bool person_is_helper(struct str text)
{
    for (size_t i = 0; i < COUNT(HELPERS); i++)
        if (str_istarts(text, HELPERS[i]))
            return true;
    return false;
}

bool person_is_helper_label(struct str text)
{
    static const char EDITORS[] =
        "editor editors editing lektorat redaktor redaktur penyunting";
    size_t len = text.len;
    while (len > 0 && (text.at[len - 1] == ' ' || text.at[len - 1] == ':'))
        len--;
    struct str label = str_trim(str_sub(text, 0, len));
    for (size_t i = 0; i < COUNT(HELPERS); i++)
        if (str_iends(label, HELPERS[i]))
            return true;
    char folded[16];
    if (len == text.len || label.len > sizeof folded)
        return false;
    for (size_t i = 0; i < label.len; i++)
        folded[i] = char_lower(label.at[i]);
    return str_has_word(S(EDITORS), str_make(folded, label.len));
}
