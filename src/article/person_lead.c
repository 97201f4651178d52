/* SPDX-License-Identifier: MIT */
/* person_lead.c - what bylines begin with. */
#include "article/person.h"

#include "text/unicode.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

/* What bylines begin with, small where its first letter is an ASCII one; a
 * space, a colon or the end follows. */
static const struct str LEADS[] = {
    STR("written by"),
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
    STR("von unserer"),
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
    STR("von:"),
    STR("dal nostro inviato"),
    STR("dalla nostra inviata"),
    STR("r\u00e9dig\u00e9 par"),
    STR("redigido por"),
    STR("escribe"),
    STR("kirjoittanut"),
    STR("pi\u0161e"),
    STR("napsal"),
    STR("napsala"),
    STR("opracowa\u0142a"),
    STR("opracowanie"),
    STR("\u0430\u0432\u0442\u043e\u0440\u044b"),
    STR("\u0410\u0432\u0442\u043e\u0440\u044b"),
    STR("\u0422\u0435\u043a\u0441\u0442"),
    STR("\u0430\u0432\u0442\u043e\u0440\u0438"),
    STR("\u0410\u0432\u0442\u043e\u0440\u0438"),
    STR("\u00edrta"),
    STR("\u00cdrta"),
    STR("t\u00e1c gi\u1ea3"),
    STR("T\u00e1c gi\u1ea3"),
    STR("penulis"),
    STR("ditulis oleh"),
    STR("\u03a4\u03bf\u03c5"),
    STR("\u03c4\u03b7\u03c2"),
    STR("\u03a4\u03b7\u03c2"),
    STR("\u03b3\u03c1\u03ac\u03c6\u03b5\u03b9 \u03bf"),
    STR("\u0393\u03c1\u03ac\u03c6\u03b5\u03b9 \u03bf"),
    STR("\u03b3\u03c1\u03ac\u03c6\u03b5\u03b9 \u03b7"),
    STR("\u0393\u03c1\u03ac\u03c6\u03b5\u03b9 \u03b7"),
    STR("\u03c3\u03c5\u03bd\u03c4\u03ac\u03ba\u03c4\u03b7\u03c2"),
    STR("\u03a3\u03c5\u03bd\u03c4\u03ac\u03ba\u03c4\u03b7\u03c2"),
    STR("\u0628\u0642\u0644\u0645"),
    STR("\u0643\u062a\u0628\u062a"),
    STR("\u0643\u062a\u0628"),
    STR("\u0643\u062a\u0628\u062a"),
    STR("\u0646\u0648\u06cc\u0633\u0646\u062f\u0647"),
    STR("\u05de\u05d0\u05ea"),
    STR("\u0932\u0947\u0916\u0915"),
    STR("\u0926\u094d\u0935\u093e\u0930\u093e"),
    STR("\u0e42\u0e14\u0e22"),
    STR("\u0e1c\u0e39\u0e49\u0e40\u0e02\u0e35\u0e22\u0e19"),
    STR("\uae00"),
    STR("\uae30\uc790"),
    STR("\u57f7\u7b46"),
    STR("\u8457\u8005"),
    STR("\u53d6\u6750\u30fb\u6587"),
    STR("\u30e9\u30a4\u30bf\u30fc"),
    STR("\u64b0\u6587"),
    STR("\u8a18\u8005"),
    STR("\u672c\u62a5\u8bb0\u8005"),
    STR("\u672c\u5831\u8a18\u8005")};

/* Bytes of two Han characters, which a name may follow without a space. */
#define TWO_HAN 6

static bool is_end_of_word(struct str s, size_t at)
{
    uint32_t next;
    struct str rest = str_from(s, at);
    unsigned char first = (unsigned char)s.at[0];
    bool is_ascii = (unsigned char)s.at[at - 1] < 0x80;
    if (!utf8_next(&rest, &next) || next == ' ' || next == ':' || next == '\n')
        return true;
    if (is_ascii)
        return false;
    bool is_han = first >= 0xE3 && first <= 0xE9;
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

/* What stands between a lead and a name; in the scripts of the far east also
 * bars: "\u6587/". */
static size_t gap_len(struct str text, size_t at)
{
    static const struct str WIDE[] = {STR("\uff1a"), STR("\uff0f"),
                                      STR("\uff5c"), STR("\uff1d")};
    bool is_wide = (unsigned char)text.at[at - 1] >= 0x80;
    size_t len = str_span(str_from(text, at), is_wide ? " :\n/|=" : " :\n");
    for (size_t i = 0; i < COUNT(WIDE); i++)
        if (str_starts(str_from(text, at + len), WIDE[i]))
            return len + WIDE[i].len;
    return len;
}

/* The next word, small, without its colon; and whether it had one. */
static struct str take_word(struct str *rest, char folded[24], bool *has_colon)
{
    struct str word;
    if (!str_word(rest, &word))
        return S("");
    *has_colon = word.at[word.len - 1] == ':';
    word.len -= *has_colon;
    if (word.len > 24)
        return S("");
    for (size_t i = 0; i < word.len; i++)
        folded[i] = char_lower(word.at[i]);
    return str_make(folded, word.len);
}

/* What a word may be in what leads to a name. */
enum {
    KIND = 1,   /* of what somebody wrote */
    TEXT = 2,   /* so plainly that a colon will do: "Words:" */
    BESIDE = 4, /* between, or of pictures */
    BY = 8,
};

static const struct {
    struct str word;
    int role;
} ROLES[] = {{STR("guest"), KIND},
             {STR("post"), KIND},
             {STR("column"), KIND},
             {STR("opinion"), KIND},
             {STR("analysis"), KIND},
             {STR("review"), KIND},
             {STR("report"), KIND},
             {STR("interview"), KIND},
             {STR("story"), KIND},
             {STR("essay"), KIND},
             {STR("commentary"), KIND},
             {STR("op-ed"), KIND},
             {STR("article"), KIND},
             {STR("feature"), KIND},
             {STR("compiled"), KIND},
             {STR("gastbeitrag"), KIND},
             {STR("gastkommentar"), KIND},
             {STR("kommentar"), KIND},
             {STR("analyse"), KIND},
             {STR("kolumne"), KIND},
             {STR("bericht"), KIND},
             {STR("reportage"), KIND},
             {STR("beitrag"), KIND},
             {STR("aufgezeichnet"), KIND},
             {STR("propos"), KIND},
             {STR("recueillis"), KIND},
             {STR("recueilli"), KIND},
             {STR("entretien"), KIND},
             {STR("tribune"), KIND},
             {STR("pressemitteilung"), KIND},
             {STR("entrevista"), KIND},
             {STR("reportaje"), KIND},
             {STR("intervista"), KIND},
             {STR("interviu"), KIND},
             {STR("words"), KIND | TEXT},
             {STR("text"), KIND | TEXT},
             {STR("texte"), KIND | TEXT},
             {STR("texto"), KIND | TEXT},
             {STR("testo"), KIND | TEXT},
             {STR("testi"), KIND | TEXT},
             {STR("tekst"), KIND | TEXT},
             {STR("teksten"), KIND | TEXT},
             {STR("teksti"), KIND | TEXT},
             {STR("reporting"), KIND | TEXT},
             {STR("protokoll"), KIND | TEXT},
             {STR("a"), BESIDE},
             {STR("an"), BESIDE},
             {STR("the"), BESIDE},
             {STR("and"), BESIDE},
             {STR("&"), BESIDE},
             {STR("+"), BESIDE},
             {STR("und"), BESIDE},
             {STR("et"), BESIDE},
             {STR("y"), BESIDE},
             {STR("e"), BESIDE},
             {STR("og"), BESIDE},
             {STR("och"), BESIDE},
             {STR("en"), BESIDE},
             {STR("i"), BESIDE},
             {STR("photos"), BESIDE},
             {STR("photo"), BESIDE},
             {STR("photography"), BESIDE},
             {STR("pictures"), BESIDE},
             {STR("images"), BESIDE},
             {STR("illustrations"), BESIDE},
             {STR("video"), BESIDE},
             {STR("fotos"), BESIDE},
             {STR("foto"), BESIDE},
             {STR("bilder"), BESIDE},
             {STR("special"), BESIDE},
             {STR("ein"), BESIDE},
             {STR("eine"), BESIDE},
             {STR("un"), BESIDE},
             {STR("une"), BESIDE},
             {STR("una"), BESIDE},
             {STR("by"), BY},
             {STR("von"), BY},
             {STR("par"), BY},
             {STR("por"), BY},
             {STR("di"), BY},
             {STR("de"), BY},
             {STR("da"), BY},
             {STR("door"), BY},
             {STR("av"), BY},
             {STR("af"), BY}};

static int role_of(struct str word)
{
    for (size_t i = 0; i < COUNT(ROLES); i++)
        if (ROLES[i].word.len == word.len && str_eq(ROLES[i].word, word))
            return ROLES[i].role;
    return 0;
}

/* "A guest post by", "Text und Fotos:", "Propos recueillis par": words for
 * what somebody wrote, then one for "by" or a colon. Of pictures alone it is
 * no lead. */
static size_t kind_lead(struct str text)
{
    char folded[24];
    struct str rest = text;
    int met = 0;
    for (int count = 0; count < 6; count++) {
        bool has_colon = false;
        struct str word = take_word(&rest, folded, &has_colon);
        int role = role_of(word);
        met |= role & (KIND | TEXT);
        bool ends =
            ((met & TEXT) && has_colon) || ((met & KIND) && (role & BY));
        if (ends && rest.len > 0)
            return (size_t)(rest.at - text.at) + str_span(rest, " :\n");
        if (has_colon || !(role & (KIND | BESIDE)))
            return 0;
    }
    return 0;
}

size_t person_lead(struct str text)
{
    size_t len = kind_lead(text);
    if (len > 0)
        return len;
    char first = text.len ? char_lower(*text.at) : '\0';
    for (size_t i = 0; i < COUNT(LEADS); i++)
        if (*LEADS[i].at == first && str_istarts(text, LEADS[i]) &&
            (is_end_of_word(text, LEADS[i].len) || is_glued(text, LEADS[i])))
            return LEADS[i].len + gap_len(text, LEADS[i].len);
    return 0;
}

bool person_has_tail(struct str text)
{
    static const struct str TAILS[] = {
        STR(" \uae30\uc790"), STR(" taraf\u0131ndan"), STR(" \u5831\u5c0e"),
        STR(" \u62a5\u9053")};
    for (size_t i = 0; i < COUNT(TAILS); i++) {
        size_t at = str_find(text, TAILS[i]);
        struct str behind =
            at == STR_NONE ? text : str_from(text, at + TAILS[i].len);
        if (at != STR_NONE && (behind.len == 0 || *behind.at == ' '))
            return true;
    }
    return false;
}

bool person_is_plain_lead(struct str lead)
{
    struct str words = str_trim(lead);
    return str_has_byte(words, ' ') || str_has_byte(words, ':');
}

static const struct str HELPERS[] = {STR("reviewed by"),
                                     STR("medically reviewed"),
                                     STR("fact checked"),
                                     STR("fact-checked"),
                                     STR("edited by"),
                                     STR("updated by"),
                                     STR("translated by"),
                                     STR("illustrated by"),
                                     STR("illustrations by"),
                                     STR("photographs by"),
                                     STR("photos by"),
                                     STR("photography by"),
                                     STR("approved by"),
                                     STR("verified by"),
                                     STR("\u00fcbersetzt von"),
                                     STR("gepr\u00fcft von"),
                                     STR("traduit par"),
                                     STR("traducido por"),
                                     STR("contributions from"),
                                     STR("contributions by"),
                                     STR("additional reporting by"),
                                     STR("relu par"),
                                     STR("revisado por"),
                                     STR("editor:"),
                                     STR("\u0424\u043e\u0442\u043e:"),
                                     STR("\u0444\u043e\u0442\u043e:"),
                                     STR("penyunting:"),
                                     STR("\u7f16\u8f91"),
                                     STR("\u7de8\u8f2f"),
                                     STR("\u8d23\u4efb\u7f16\u8f91"),
                                     STR("\u8cac\u4efb\u7de8\u8f2f"),
                                     STR("\u6821\u5bf9")};

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
