/* SPDX-License-Identifier: MIT */
/* person_cut.c - what stands around a person's name and is no part of it. */
#include "article/person_cut.h"

#include "article/person.h"
#include "text/date_names.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

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
                                  STR(" Leave a "),
                                  STR(" Twitter"),
                                  STR(" Illustration"),
                                  STR(" vor "),
                                  STR(" Foto"),
                                  STR(" Bild:"),
                                  STR(" Editor:"),
                                  STR(" Publi\u00e9"),
                                  STR(" Mis \u00e0 jour"),
                                  STR(" \uae30\uc790"),
                                  STR(" taraf\u0131ndan"),
                                  STR(" \u5831\u5c0e"),
                                  STR(" \u62a5\u9053"),
                                  STR("\uff0f"),
                                  STR("\uff08"),
                                  STR("\u3015"),
                                  STR("Reviewed by"),
                                  STR("Edited by"),
                                  STR("Updated by")};

/* What begins to tell about the one who was named. */
static const char ROLES[] =
    "senior junior head chief staff reporter editor writer founder "
    "co-founder ceo cto director manager author contributor correspondent "
    "columnist journalist redakteur redakteurin professor freelance updated "
    "published posted zuerst publi\u00e9 publiziert hace follow publicado "
    "ver\u00f6ffentlicht fr sa so mo di mi do rn md phd date datum fecha";

/* "Reporter Ann Lee", "Redakteurin Ann Lee" */
static struct str strip_office(struct str name)
{
    static const char OFFICES_HELD[] =
        "reporter correspondent journalist columnist editor redakteur "
        "redakteurin reporterin korrespondent korrespondentin journalistin "
        "journaliste giornalista periodista redactor redactora";
    struct str rest = name, word, next;
    if (str_word(&rest, &word) && str_has_word(S(OFFICES_HELD), word) &&
        str_has_byte(str_trim(rest), ' ')) {
        next = str_trim(rest);
        if (char_lower(*next.at) != *next.at)
            return next;
    }
    return name;
}

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
    return strip_office(name);
}

/* "Ann Lee May", "Ana Ruiz el": what is left before the day of a date. */
static struct str strip_date(struct str name)
{
    static const char WORDS[] =
        "on el le am den il al op em om on: - | \u2013 \u2014 \u25cf \u2022";
    size_t space;
    while ((space = str_rfind_byte(name, ' ')) != STR_NONE) {
        struct str last = str_trim_set(str_from(name, space + 1), ".,");
        char folded[24];
        for (size_t i = 0; i < last.len && i < sizeof folded; i++)
            folded[i] = char_lower(last.at[i]);
        struct str word = str_make(folded, last.len < 24 ? last.len : 24);
        if (!str_has_word(S(WORDS), last) &&
            date_month_of(word, S("en")).number == 0)
            break;
        name.len = space;
    }
    return name;
}

/* A stop that ends a sentence, and no initial or short form. */
static void strip_stop(struct str *name)
{
    static const char SHORT[] = "jr. sr. dr. ph.d. m.d. esq.";
    size_t space = str_rfind_byte(*name, ' ');
    struct str last = space == STR_NONE ? *name : str_from(*name, space + 1);
    if (last.len > 3 && str_ends(last, S(".")) &&
        !str_has_word(S(SHORT), last) &&
        str_find_byte(last, '.') + 1 == last.len)
        name->len--;
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
        name = strip_date(str_trim(str_sub(name, 0, digit)));
    while (name.len > 0 && strchr(" ,;:|/-*_\"'\n>", name.at[name.len - 1]))
        name.len--;
    strip_stop(&name);
    return name;
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

struct str person_cut(struct str name)
{
    return strip_double(strip_role(strip_ends(strip_leads(name))));
}
