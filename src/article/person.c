/* SPDX-License-Identifier: MIT */
/* person.c - names of persons in bylines. */
#include "article/person.h"

#include "article/given_name.h"
#include "article/wording.h"
#include "text/unicode.h"
#include <string.h>

#define NAME_BYTES   80
#define NAME_WORDS   6
#define NAMES_MAX    30
#define COUNT(array) (sizeof(array) / sizeof *(array))

/* What stands between names, or between a name and what is none. */
static const struct str BREAKS[] = {
    STR(" and "),    STR(" und "),   STR(" et "),   STR(" y "),
    STR(" og "),     STR(" och "),   STR(" & "),    STR(" with "),
    STR(" mit "),    STR(" sowie "), STR("\u3001"), STR("\u00b7"),
    STR("\u2022"),   STR("\uff0c"),  STR("\uff1b"), STR(" i "),
    STR(" \u0438 "), STR(" e "),     STR(" en "),   STR(" con ")};

/* Where a name ends and something about it begins. */
static const struct str ENDS[] = {STR(" - "),
                                  STR(" \u2013 "),
                                  STR(" \u2014 "),
                                  STR(" | "),
                                  STR(" on "),
                                  STR(" in "),
                                  STR(" for "),
                                  STR(" at "),
                                  STR(" @"),
                                  STR("("),
                                  STR(" from "),
                                  STR(" f\u00fcr "),
                                  STR(" am "),
                                  STR(" aus "),
                                  STR(" of "),
                                  STR(" bei "),
                                  STR(" to "),
                                  STR(" via "),
                                  STR(" is a "),
                                  STR(" \u00fcber "),
                                  STR("..."),
                                  STR(" um "),
                                  STR(" le "),
                                  STR(" Updated"),
                                  STR(" Published"),
                                  STR(" Posted"),
                                  STR(" // "),
                                  STR("\u2026"),
                                  STR(" >"),
                                  STR(" \u00bb"),
                                  STR(" Follow"),
                                  STR(" , "),
                                  STR("["),
                                  STR(" a las "),
                                  STR(" has "),
                                  STR(" \u00a9"),
                                  STR(" hat "),
                                  STR(" ist "),
                                  STR(" Photo"),
                                  STR(" Twitter"),
                                  STR(" Illustration"),
                                  STR(" Fotos"),
                                  STR(" vor "),
                                  STR("Reviewed by"),
                                  STR("Edited by"),
                                  STR("Updated by")};

/* Words no person's name has, folded. */
static const char NOT_NAMES[] =
    "admin administrator editor editors editorial staff team redaktion "
    "redaktionen redaction redacci\u00f3n redaccion redazione redakcja "
    "r\u00e9daction reporter reporters correspondent writer writers guest "
    "contributor contributors author authors autor redakteur redakteurin "
    "news media magazine press newsroom desk online webmaster web "
    "contact comments comment share email subscribe login home about "
    "read more min minutes ago today yesterday updated published posted "
    "senior chief director manager founder ceo president professor fellow "
    "department university institute foundation association company inc "
    "llc ltd gmbh ag corp corporation group network the this our your his "
    "her their who what when you we all new post posts view profile "
    "newsletter facebook twitter linkedin instagram pinterest whatsapp "
    "photo photos foto fotos image images getty reuters afp dpa ap "
    "unknown anonymous anonym user null none undefined true false "
    "last mrcgp monday tuesday wednesday thursday friday saturday sunday "
    "january "
    "february march april june july august september october november "
    "december uhr jan feb mar apr jun jul aug sep sept oct nov dec "
    "copyright blog blogger article articles story stories category "
    "categories tags by von bio website site www com de org net http https "
    "specialist analyst expert consultant editor-in-chief freelance "
    "freelancer journalist columnist opinion politics sports sport "
    "\u00fcbersicht artikel\u00fcbersicht alle mehr weitere "
    "entertainment business technology health science world local "
    "breaking exclusive video podcast follow sign up";

/* Words of organisations and of nobody, folded: no author, however stated. */
static const char NOBODY[] =
    "gmbh ag ev llc ltd corp verband bundesverband verlag ministerium "
    "departement redaktion redaktionen kitchens publisher publishers admin "
    "administrator webmaster unknown anonymous undefined null copyright "
    "editor editors author authors marketing test default root superuser "
    "organization organisation university institute foundation association "
    "ministry department committee federation bureau council society "
    "amt bundesamt landesamt landesanstalt bundesanstalt verein stiftung "
    "universit\u00e4t hochschule institut abteilung feuerwehr polizei "
    "nachrichten rundfunk gesellschaft minist\u00e8re universit\u00e9 "
    "fondation "
    "universidad fundaci\u00f3n asociaci\u00f3n ministerio kg";

/* What begins to tell about the one who was named. */
static const char ROLES[] =
    "senior junior head chief staff reporter editor writer founder "
    "co-founder ceo cto director manager author contributor correspondent "
    "columnist journalist redakteur redakteurin professor freelance updated "
    "published posted zuerst publi\u00e9 publiziert hace follow publicado "
    "ver\u00f6ffentlicht fr sa so mo di mi do rn md phd";

/* Titles behind a name that a comma parts from it. */
static const char SUFFIXES[] =
    "phd ph md jr sr mba cpa rn msc ma bsc ms esq rd ii iii cfp cfa dds do "
    "lcsw dvm jd mph rdn pharmd np cepf ba edd psyd mrcgp";

/* Small words within names. */
static const char PARTICLES[] =
    "von van de der den del della di da du la le dos das do y e al el bin "
    "ibn ben zu zur zum af av ter ten st und abu o";

static struct str strip_leads(struct str name)
{
    static const char JUNK[] = " \t\n,;:.|/-*_\"'>#+~=\\";
    for (int i = 0; i < 4; i++) {
        str_cut(&name, str_span(name, JUNK));
        size_t lead = person_lead(name);
        if (lead == 0)
            break;
        str_cut(&name, lead);
    }
    str_cut(&name, str_span(name, JUNK));
    return name;
}

/* Cut a name off where something else begins. */
static struct str strip_ends(struct str name)
{
    for (size_t i = 0; i < COUNT(ENDS); i++) {
        size_t at = str_find(name, ENDS[i]);
        if (at != STR_NONE && at > 0)
            name.len = at;
    }
    size_t digit = str_until(name, "0123456789");
    if (digit < name.len && digit > 0 && name.at[digit - 1] == ' ')
        name.len = digit;
    while (name.len > 0 && strchr(" ,;:|/-*_\"'\n>", name.at[name.len - 1]))
        name.len--;
    return name;
}

static bool has_any(const struct wording *words, const char *list)
{
    for (size_t i = 0; i < words->count; i++)
        if (str_has_word(str_of(list), words->words[i]))
            return true;
    return false;
}

static bool is_upper(uint32_t c)
{
    return (c >= 'A' && c <= 'Z') || (c >= 0xC0 && c <= 0xDE) ||
           (c >= 0x391 && c <= 0x3A9) || (c >= 0x400 && c <= 0x42F) ||
           (c >= 0x100 && c < 0x180) || c >= 0x590;
}

/* Two to five capitalised words, particles aside. */
static bool looks_like_name(struct str name, size_t word_count)
{
    struct str rest = name, word;
    size_t capitals = 0, letters = 0;
    uint32_t c;
    struct str all = name;
    bool unspaced = utf8_next(&all, &c) && char_is_unspaced(c);
    if (unspaced)
        return utf8_count(name) >= 2 && utf8_count(name) <= 5;
    while (str_word(&rest, &word)) {
        struct str start = word;
        if (!utf8_next(&start, &c))
            return false;
        if (is_upper(c))
            capitals++;
        else if (!str_has_word(S(PARTICLES), word))
            return false;
        letters += word.len;
    }
    return capitals >= 2 && word_count <= 5 && letters >= 4;
}

/* "site.author", "https": a word of programs. */
static bool is_identifier(struct str name)
{
    return str_until(name, " ") == name.len &&
           (str_iends(name, S(".author")) || str_istarts(name, S("http")));
}

static bool is_machine_text(struct str name)
{
    return str_has_byte(name, '@') || str_find(name, S("://")) != STR_NONE ||
           str_ifind(name, S("www.")) != STR_NONE || str_has_byte(name, '{') ||
           is_identifier(name) || str_has_byte(name, '=') ||
           str_has_byte(name, '<') || str_has_byte(name, '%');
}

/* Cut a name of two words or more off where a role begins. */
static struct str strip_role(struct str name)
{
    struct str rest = name, word;
    for (size_t count = 0; str_word(&rest, &word); count++) {
        char folded[24];
        if (count < 2 || word.len > sizeof folded)
            continue;
        for (size_t i = 0; i < word.len; i++)
            folded[i] = char_lower(word.at[i]);
        if (str_has_word(S(ROLES), str_make(folded, word.len)))
            return str_trim(str_sub(name, 0, (size_t)(word.at - name.at)));
    }
    return name;
}

/* A page that has a name twice, once for narrow screens: "Ann LeeAnn Lee". */
static struct str strip_double(struct str name)
{
    size_t half = name.len / 2, gap = name.len % 2;
    bool is_double = half > 4 && (gap == 0 || name.at[half] == ' ') &&
                     str_eq(str_sub(name, 0, half), str_from(name, half + gap));
    return is_double ? str_sub(name, 0, half) : name;
}

/* "ann.lee", "ann-lee": how programs write "Ann Lee". */
static struct str spell_out(struct arena *arena, struct str name)
{
    size_t mark = str_until(name, ".-_");
    if (mark == name.len || str_has_byte(name, ' ') ||
        str_until(name, "0123456789") < name.len ||
        char_lower(*name.at) != *name.at ||
        !is_given_name(str_sub(name, 0, mark)))
        return name;
    char *out = arena_alloc(arena, name.len + 1);
    bool starts = true;
    for (size_t i = 0; i < name.len; i++) {
        bool is_mark = str_has_byte(S(".-_"), name.at[i]);
        bool is_small = name.at[i] >= 'a' && name.at[i] <= 'z';
        out[i] = is_mark              ? ' '
                 : starts && is_small ? (char)(name.at[i] - 'a' + 'A')
                                      : name.at[i];
        starts = is_mark;
    }
    return str_make(out, name.len);
}

/* May one word stand for a person: "Tobi", "tlow"? */
static bool looks_like_handle(struct str name, size_t word_count)
{
    return word_count == 1 && utf8_count(name) >= 2 && utf8_count(name) <= 30 &&
           (char_is_alpha(*name.at) || (unsigned char)*name.at >= 0x80);
}

static bool is_trusted(struct str name, const struct wording *words,
                       enum person_trust trust)
{
    if (has_any(words, NOBODY) || str_iends(name, S("e.V.")))
        return false;
    if (trust == PERSON_STATED)
        return true;
    if (has_any(words, NOT_NAMES))
        return false;
    if (looks_like_name(name, words->count))
        return str_until(name, "0123456789!?#") == name.len;
    return trust == PERSON_LINKED && looks_like_handle(name, words->count);
}

static void add_name(struct arena *arena, struct str name,
                     enum person_trust trust, str_list *out)
{
    name = strip_double(strip_role(strip_ends(strip_leads(name))));
    struct wording words;
    if (name.len < 2 || name.len > NAME_BYTES || out->len >= NAMES_MAX ||
        is_machine_text(name))
        return;
    wording_read(arena, name, &words);
    if (words.count == 0 ||
        (words.count > NAME_WORDS && trust != PERSON_STATED) ||
        !is_trusted(name, &words, trust))
        return;
    if (words.count <= 2 && str_has_word(S(SUFFIXES), words.words[0]))
        return;
    if (trust == PERSON_STATED)
        name = spell_out(arena, name);
    for (size_t i = 0; i < out->len; i++)
        if (str_ieq(out->at[i], name))
            return;
    *vec_push(out, arena) = name;
}

/* Where the next name ends, and how long what parts it from the one behind. */
static size_t next_break(struct str s, size_t *len)
{
    for (size_t i = 0; i < s.len; i++) {
        if (strchr(",;|/\n&", s.at[i])) {
            *len = 1;
            return i;
        }
        for (size_t b = 0; b < COUNT(BREAKS); b++) {
            if (str_starts(str_from(s, i), BREAKS[b])) {
                *len = BREAKS[b].len;
                return i;
            }
        }
    }
    *len = 0;
    return s.len;
}

/* Behind a whole name a single word is a place or a degree. */
static void drop_single(str_list *names, size_t from)
{
    size_t kept = from;
    bool has_whole = false;
    for (size_t i = from; i < names->len; i++) {
        struct str name = names->at[i];
        bool is_whole = str_has_byte(name, ' ');
        if (!has_whole || is_whole || (unsigned char)*name.at >= 0xE0)
            names->at[kept++] = name;
        has_whole |= is_whole;
    }
    names->len = kept;
}

/* "Foto: Ann Lee": whose picture it is, not whose text. */
static bool is_credit(struct str byline)
{
    static const char CREDITS[] =
        "foto fotos bild bilder photo photos image images credit credits "
        "quelle source fotografie photograph photography picture illustration "
        "grafik copyright fuente video";
    struct str text = str_trim(byline);
    size_t end = str_until(text, " :/,|");
    return str_has_word(S(CREDITS), str_sub(text, 0, end));
}

/* "Lee, Ann", as catalogues have it; but "Ann, Bo" are two. */
static bool add_inverted(struct arena *arena, struct str name, str_list *out)
{
    size_t comma = str_find_byte(name, ',');
    if (comma == STR_NONE)
        return false;
    struct str family = str_trim(str_sub(name, 0, comma));
    struct str given = str_trim(str_from(name, comma + 1));
    size_t first = str_until(given, " ");
    if (family.len == 0 || str_until(family, " ,;|&/") < family.len ||
        str_until(given, ",;|&/") < given.len || is_given_name(family) ||
        !is_given_name(str_sub(given, 0, first)))
        return false;
    struct str whole =
        arena_printf(arena, "%.*s %.*s", STR_ARG(given), STR_ARG(family));
    add_name(arena, whole, PERSON_STATED, out);
    return true;
}

/* Does a part of a list name an organisation? */
static bool has_nobody(struct arena *arena, struct str part)
{
    struct wording words;
    wording_read(arena, part, &words);
    return has_any(&words, NOBODY);
}

/* "Ministry of Trade, Fisheries and Ports" is one organisation, which commas
 * part: only what is called as persons are is left of it. */
static void drop_parts(str_list *names, size_t from)
{
    size_t kept = from;
    for (size_t i = from; i < names->len; i++) {
        struct str name = names->at[i];
        if (is_given_name(str_sub(name, 0, str_until(name, " "))))
            names->at[kept++] = name;
    }
    names->len = kept;
}

void person_names(struct arena *arena, struct str byline,
                  enum person_trust trust, str_list *out)
{
    struct str rest = utf8_clip(byline, 600);
    size_t before = out->len;
    if (trust != PERSON_STATED && is_credit(rest))
        return;
    str_cut(&rest, person_lead(rest));
    if (trust == PERSON_STATED && add_inverted(arena, rest, out))
        return;
    bool met_nobody = false;
    while (rest.len > 0) {
        size_t len, end = next_break(rest, &len);
        struct str name = str_cut(&rest, end);
        if (!person_is_helper(str_trim(name)))
            add_name(arena, name, trust, out);
        met_nobody = met_nobody || has_nobody(arena, name);
        str_cut(&rest, len);
    }
    if (trust != PERSON_STATED)
        drop_single(out, before);
    else if (met_nobody)
        drop_parts(out, before);
}
