/* SPDX-License-Identifier: MIT */
/* lang.c - language tags. Source: RFC 5646 (BCP 47), section 2.1. */
#include "text/lang.h"

/* Subtags that pages use wrongly, or that were replaced. */
static const struct {
    struct str wrong, right;
} LANGUAGES[] = {
    {STR("in"), STR("id")},  {STR("iw"), STR("he")}, {STR("ji"), STR("yi")},
    {STR("jp"), STR("ja")},  {STR("cn"), STR("zh")}, {STR("gr"), STR("el")},
    {STR("cz"), STR("cs")},  {STR("dk"), STR("da")}, {STR("ua"), STR("uk")},
    {STR("eng"), STR("en")}, {STR("und"), STR("")},  {STR("zxx"), STR("")},
    {STR("mul"), STR("")},   {STR("utf"), STR("")},
};

static bool is_alpha(struct str s)
{
    for (size_t i = 0; i < s.len; i++)
        if (!char_is_alpha(s.at[i]))
            return false;
    return true;
}

static bool is_alnum(struct str s)
{
    for (size_t i = 0; i < s.len; i++)
        if (!char_is_alpha(s.at[i]) && !char_is_digit(s.at[i]))
            return false;
    return true;
}

static struct str language_of(struct arena *arena, struct str subtag)
{
    if (subtag.len < 2 || subtag.len > 3 || !is_alpha(subtag))
        return S("");
    struct str lower = arena_lower(arena, subtag);
    for (size_t i = 0; i < sizeof LANGUAGES / sizeof *LANGUAGES; i++)
        if (str_eq(lower, LANGUAGES[i].wrong))
            return LANGUAGES[i].right;
    return lower;
}

static bool is_region(struct str subtag)
{
    uint64_t number;
    return (subtag.len == 2 && is_alpha(subtag)) ||
           (subtag.len == 3 && str_to_u64(subtag, &number));
}

/* Script "Latn", region "GB", everything else lower-case. */
static struct str canonical_subtag(struct arena *arena, struct str subtag)
{
    struct str out = arena_lower(arena, subtag);
    char *at = (char *)(uintptr_t)out.at; /* ours, just made */
    size_t upper = is_region(subtag)                     ? subtag.len
                   : subtag.len == 4 && is_alpha(subtag) ? 1
                                                         : 0;
    for (size_t i = 0; i < upper; i++)
        at[i] = (char)(char_is_alpha(at[i]) ? at[i] & ~0x20 : at[i]);
    return str_eq(out, S("UK")) ? S("GB") : out;
}

/* The places that subtags have behind the language; 0: no place here. Private
 * use and extensions say nothing that a reader could use. */
static int place_of(struct str subtag, int before)
{
    bool is_named = is_alpha(subtag);
    if (subtag.len == 3 && is_named)
        return before == 0;
    if (subtag.len == 4 && is_named)
        return before < 2 ? 2 : 0;
    if (is_region(subtag))
        return before < 3 ? 3 : 0;
    bool is_variant = subtag.len >= 5 && subtag.len <= 8;
    if (subtag.len == 4)
        is_variant = char_is_digit(subtag.at[0]);
    return is_variant && is_alnum(subtag) ? 4 : 0;
}

struct str lang_canonical(struct arena *arena, struct str tag)
{
    tag = str_trim(tag);
    struct str rest = str_sub(tag, 0, str_until(tag, ",;.@" STR_SPACE));
    struct str subtag = str_cut(&rest, str_until(rest, "-_"));
    struct str out = language_of(arena, subtag);
    int place = 0;
    while (out.len && rest.len) {
        str_cut(&rest, 1);
        subtag = str_cut(&rest, str_until(rest, "-_"));
        place = place_of(subtag, place);
        if (place == 0)
            break;
        out = arena_join(arena, arena_join(arena, out, S("-")),
                         canonical_subtag(arena, subtag));
    }
    return out;
}

bool lang_is_rtl(struct str tag)
{
    struct str languages = S("ar arc azb ckb dv fa he iw ji khw ks mzn nqo pnb "
                             "ps sd syr ug ur yi");
    struct str scripts = S("arab hebr thaa syrc nkoo adlm rohg mand samr");
    struct str rest = str_trim(tag);
    struct str language = str_cut(&rest, str_until(rest, "-_"));
    str_cut(&rest, 1);
    struct str script = str_sub(rest, 0, str_until(rest, "-_"));
    if (script.len == 4 && is_alpha(script))
        return str_has_word(scripts, script);
    return str_has_word(languages, language);
}
