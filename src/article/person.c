/* SPDX-License-Identifier: MIT */
/* person.c - names of persons in bylines. */
#include "article/person.h"

#include "article/given_name.h"
#include "article/person_cut.h"
#include "article/wording.h"
#include "text/unicode.h"
#include <string.h>

#define NAME_BYTES 80
#define NAME_WORDS 6
/* However stated, more are a headline; of Han each sign counts. */
#define STATED_WORDS 12
#define NAMES_MAX    30
#define COUNT(array) (sizeof(array) / sizeof *(array))

/* What stands between names, or between a name and what is none. */
static const struct str BREAKS[] = {
    STR(" and "),    STR(" und "),   STR(" et "),   STR(" y "),
    STR(" og "),     STR(" och "),   STR(" & "),    STR(" with "),
    STR(" mit "),    STR(" sowie "), STR("\u3001"), STR("\u00b7"),
    STR("\u2022"),   STR("\uff0c"),  STR("\uff1b"), STR(" i "),
    STR(" \u0438 "), STR(" e "),     STR(" en "),   STR(" con "),
    STR(" avec "),   STR(" And ")};

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
    "december uhr feb mar apr jun jul aug sep sept oct nov dec "
    "copyright blog blogger article articles story stories category "
    "categories tags by de von bio website site www com org net http https "
    "specialist analyst expert consultant editor-in-chief freelance "
    "chair representative coordinator engineer scientist researcher lecturer "
    "attorney therapist dietitian nutritionist physician strategist developer "
    "designer producer curator librarian "
    "freelancer journalist columnist opinion politics sports sport "
    "\u00fcbersicht artikel\u00fcbersicht alle mehr weitere "
    "entertainment business technology health science world local "
    "rating ratings highest lowest breaking exclusive video podcast follow "
    "sign up";

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
    "fondation none nil nobody "
    "universidad fundaci\u00f3n asociaci\u00f3n ministerio kg";

/* What stands in the place of a name where nobody is to be named. */
static const char SORTS[] =
    "contributor contributors guest post press release sponsored content "
    "partner partners advertorial promoted submitted syndicated";

/* Editors' offices, as they are written in Han and in Cyrillic. */
static const struct str OFFICES[] = {
    STR("\u7de8\u96c6\u90e8"), STR("\u7f16\u8f91\u90e8"),
    STR("\u7de8\u8f2f\u90e8"),
    STR("\u0440\u0435\u0434\u0430\u043a\u0446\u0438\u044f"),
    STR("\u0420\u0435\u0434\u0430\u043a\u0446\u0438\u044f")};

/* Titles behind a name that a comma parts from it. */
static const char SUFFIXES[] =
    "phd ph md jr sr mba cpa rn msc ma bsc ms esq rd ii iii cfp cfa dds do "
    "lcsw dvm jd mph rdn pharmd np cepf ba edd psyd mrcgp";

/* Small words within names. */
static const char PARTICLES[] =
    "von van de der den del della di da du la le dos das do y e al el bin "
    "ibn ben zu zur zum af av ter ten st und abu o";

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

/* Nearly every Korean name is of three syllables, the first one of these. */
static bool is_korean(struct str name)
{
    static const char FAMILIES[] =
        "김이박최정강조윤장임한오서신권황안송류전홍고문양손배백허유남심노하곽성"
        "차주"
        "우구민진지엄채원천방공현함변염여추도소석선설마길연위표명기반";
    return utf8_count(name) == 3 && name.len == 9 &&
           str_find(S(FAMILIES), str_sub(name, 0, 3)) != STR_NONE;
}

static bool is_thai(uint32_t c)
{
    return c >= 0x0E00 && c <= 0x0E7F;
}

/* Names in scripts without capitals, which have a length of their own. */
static bool is_short_name(struct str name, uint32_t first)
{
    size_t count = utf8_count(name);
    if (is_thai(first))
        return count >= 4 && count <= 40 && str_has_byte(name, ' ');
    return count >= 2 && count <= 5;
}

/* Two to six capitalised words, particles aside. */
static bool looks_like_name(struct str name, size_t word_count)
{
    struct str rest = name, word;
    size_t capitals = 0, letters = 0;
    uint32_t c;
    struct str all = name;
    if (is_korean(name))
        return true;
    if (utf8_next(&all, &c) && char_is_unspaced(c))
        return is_short_name(name, c);
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
    return capitals >= 2 && word_count <= NAME_WORDS && letters >= 4;
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
           str_starts(name, S("[")) || str_has_byte(name, '<') ||
           str_has_byte(name, '%');
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

bool person_is_role(struct arena *arena, struct str text)
{
    static const char AGENCIES[] = "reuters afp dpa ap efe ansa lusa tass pti "
                                   "ians upi pap apa bloomberg associated";
    struct wording words;
    wording_read(arena, utf8_clip(text, NAME_BYTES), &words);
    for (size_t i = 0; i < words.count; i++)
        if (str_has_word(S(NOT_NAMES), words.words[i]) ||
            str_has_word(S(AGENCIES), words.words[i]))
            return true;
    return false;
}

static bool has_all(const struct wording *words, const char *list)
{
    for (size_t i = 0; i < words->count; i++)
        if (!str_has_word(str_of(list), words->words[i]))
            return false;
    return true;
}

/* An editors' office? */
static bool is_office(struct str name)
{
    for (size_t i = 0; i < COUNT(OFFICES); i++)
        if (str_find(name, OFFICES[i]) != STR_NONE)
            return true;
    return false;
}

/* "Ann de Lee", and not "Museum de Lee". */
static bool has_no_name(const struct wording *words)
{
    for (size_t i = 0; i < words->count; i++) {
        bool is_particle = i > 0 &&
                           str_has_word(S("de von"), words->words[i]) &&
                           is_given_name(words->words[0]);
        if (!is_particle && str_has_word(S(NOT_NAMES), words->words[i]))
            return true;
    }
    return false;
}

static bool is_trusted(struct str name, const struct wording *words,
                       enum person_trust trust)
{
    if (has_any(words, NOBODY) || str_iends(name, S("e.V.")) ||
        is_office(name) || has_all(words, SORTS))
        return false;
    if (trust == PERSON_STATED)
        return true;
    if (has_no_name(words))
        return false;
    if (looks_like_name(name, words->count))
        return str_until(name, "0123456789!?#:") == name.len;
    return trust == PERSON_LINKED && looks_like_handle(name, words->count);
}

static bool has_letter(struct str name)
{
    for (size_t i = 0; i < name.len; i++)
        if (char_is_alpha(name.at[i]) || (unsigned char)name.at[i] >= 0x80)
            return true;
    return false;
}

static void add_name(struct arena *arena, struct str name,
                     enum person_trust trust, str_list *out)
{
    name = person_cut(name);
    struct wording words;
    if (name.len < 2 || name.len > NAME_BYTES || out->len >= NAMES_MAX ||
        is_machine_text(name))
        return;
    wording_read(arena, name, &words);
    if (words.count == 0 || words.count > STATED_WORDS || !has_letter(name) ||
        (words.count > NAME_WORDS && trust != PERSON_STATED &&
         (unsigned char)*name.at < 0xE0) ||
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
    static const struct str OTHERS[] = {
        STR("\u0424\u043e\u0442\u043e"), STR("\u0444\u043e\u0442\u043e"),
        STR("\u6765\u6e90"), STR("\u4f86\u6e90"), STR("\uc0ac\uc9c4")};
    struct str text = str_trim(byline);
    size_t end = str_until(text, " :/,|");
    for (size_t i = 0; i < COUNT(OTHERS); i++)
        if (str_starts(text, OTHERS[i]))
            return true;
    return person_lead(text) == 0 &&
           str_has_word(S(CREDITS), str_sub(text, 0, end));
}

/* "Lee, Ann", as catalogues have it; but "Ann, Bo" are two, unless it is
 * sure. */
static bool add_inverted(struct arena *arena, struct str name, bool is_sure,
                         str_list *out)
{
    size_t comma = str_find_byte(name, ',');
    if (comma == STR_NONE)
        return false;
    struct str family = str_trim(str_sub(name, 0, comma));
    struct str given = str_trim(str_from(name, comma + 1));
    size_t first = str_until(given, " ");
    if (family.len == 0 || str_until(family, " ,;|&/") < family.len ||
        given.len == 0 || str_until(given, ",;|&/") < given.len ||
        (!is_sure &&
         (is_given_name(family) || !is_given_name(str_sub(given, 0, first)))))
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

/* "Lee, Ann; Ek, Bo": all, or none. */
static bool add_all_inverted(struct arena *arena, struct str rest,
                             bool is_index, str_list *out)
{
    size_t before = out->len;
    struct str name;
    struct str first = str_trim(str_sub(rest, 0, str_until(rest, ",")));
    bool is_sure =
        str_has_byte(rest, ';') || (is_index && !is_given_name(first));
    while (str_split(&rest, ';', &name))
        if (str_trim(name).len > 0 &&
            !add_inverted(arena, name, is_sure, out)) {
            out->len = before;
            return false;
        }
    return out->len > before;
}

/* "Ann Lee, Staff Writer": what is left is who she is. */
static void drop_roles(struct arena *arena, str_list *names, size_t from)
{
    size_t kept = from;
    struct wording words;
    for (size_t i = from; i < names->len; i++) {
        wording_read(arena, names->at[i], &words);
        if (i == from || words.count < 2 || !has_all(&words, NOT_NAMES))
            names->at[kept++] = names->at[i];
    }
    names->len = kept;
}

void person_names(struct arena *arena, struct str byline,
                  enum person_trust trust, str_list *out)
{
    struct str rest = utf8_clip(byline, 600);
    size_t before = out->len;
    if ((trust < PERSON_STATED && is_credit(rest)) ||
        str_istarts(str_trim(rest), S("http")))
        return;
    str_cut(&rest, person_lead(rest));
    bool is_index = trust == PERSON_INDEXED;
    trust = is_index ? PERSON_STATED : trust;
    if (trust == PERSON_STATED && add_all_inverted(arena, rest, is_index, out))
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
    else
        drop_roles(arena, out, before);
}
