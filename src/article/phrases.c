/* SPDX-License-Identifier: MIT */
/* phrases.c - the words by which people mark related posts. */
#include "article/phrases.h"

#include "text/unicode.h"

enum {
    FOR_LABEL = 1,  /* counts in a heading or label */
    AT_START = 2,   /* where that begins with it */
    AS_WHOLE = 4,   /* where it is nothing else */
    FOR_INLINE = 8, /* counts before a link, as a whole */
    IS_OTHER = 16,
    IS_STRONG = 32,
};

struct phrase {
    struct str text;
    unsigned traits;
};

#define PHRASE(text, traits) {{text, sizeof(text) - 1}, traits},
#define RELATED(text)        PHRASE(text, FOR_LABEL | FOR_INLINE)
#define STRONG(text)         PHRASE(text, FOR_LABEL | FOR_INLINE | IS_STRONG)
#define LABEL(text)          PHRASE(text, FOR_LABEL | AS_WHOLE | FOR_INLINE)
#define HEAD(text)           PHRASE(text, FOR_LABEL | AT_START | FOR_INLINE)
#define INLINE(text)         PHRASE(text, FOR_INLINE)
#define OTHER(text)          PHRASE(text, FOR_LABEL | IS_OTHER)
#define OTHER_LABEL(text)    PHRASE(text, FOR_LABEL | IS_OTHER | AS_WHOLE)
#define OTHER_HEAD(text)     PHRASE(text, FOR_LABEL | IS_OTHER | AT_START)

static const struct phrase PHRASES[] = {
#include "article/phrases.def"
};

enum {
    PHRASE_COUNT = sizeof PHRASES / sizeof *PHRASES,
    SHORTEST = 3,     /* bytes of the shortest phrase */
    NEAR_MIN = 8,     /* shorter phrases are too like other words */
    LABEL_MAX = 40,   /* bytes of a label inside a link */
    CJK_FIRST = 0xE3, /* lead bytes of scripts without spaces */
};

/* --- normal text ------------------------------------------------------- */

/* U+00C0 to U+017F without their accents; '?' stays as it is. */
static const char PLAIN[] = "aaaaaa?ceeeeiiiidnooooo?ouuuuy??aaaaaa?ceeeeiiii"
                            "dnooooo?ouuuuy?yaaaaaaccccccccddddeeeeeeeeeegggg"
                            "gggghhhhiiiiiiiiii??jjkkkllllllllllnnnnnnnnnoooo"
                            "oo??rrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs";

static bool is_mark(uint32_t c)
{
    return (c >= 0x300 && c <= 0x36F) || (c >= 0x64B && c <= 0x652);
}

static bool is_apostrophe(uint32_t c)
{
    return c == '\'' || c == 0x2018 || c == 0x2019 || c == 0x2BC;
}

static bool is_gap(uint32_t c)
{
    if (c < 0x80)
        return c != '-' && !char_is_digit((char)c) && !char_is_alpha((char)c);
    return (c < 0xC0 && c != 0xAA && c != 0xBA) ||
           (c >= 0x2000 && c <= 0x2BFF) || (c >= 0x3000 && c <= 0x303F) ||
           c == 0x30FB || (c >= 0xFF00 && c <= 0xFF20) || c >= 0x1F000;
}

/* Most texts need no folding: ASCII. STR_NONE: this one does. */
static size_t normal_ascii(struct str text, char *out)
{
    size_t len = 0;
    bool gap = false;
    for (size_t i = 0; i < text.len; i++) {
        char c = text.at[i];
        if ((unsigned char)c >= 0x80)
            return STR_NONE;
        if (c != '\'' && is_gap((unsigned char)c)) {
            gap = true;
            continue;
        }
        if (gap && len)
            out[len++] = ' ';
        gap = false;
        out[len++] = char_lower(c);
    }
    return len;
}

struct str phrase_normal(struct arena *arena, struct str text)
{
    char *ascii = arena_alloc(arena, text.len + 1);
    size_t ascii_len = normal_ascii(text, ascii);
    if (ascii_len != STR_NONE) {
        ascii[ascii_len] = '\0';
        return str_make(ascii, ascii_len);
    }
    struct str rest = text_casefold(arena, text);
    char *out = arena_alloc(arena, rest.len + 1);
    size_t len = 0;
    bool gap = false;
    const char *from = rest.at;
    for (uint32_t c; utf8_next(&rest, &c); from = rest.at) {
        if (is_mark(c))
            continue;
        if (!is_apostrophe(c) && is_gap(c)) {
            gap = true;
            continue;
        }
        if (gap && len)
            out[len++] = ' ';
        gap = false;
        char plain = is_apostrophe(c)          ? '\''
                     : c >= 0xC0 && c <= 0x17F ? PLAIN[c - 0xC0]
                                               : '?';
        if (plain != '?') {
            out[len++] = plain;
            continue;
        }
        for (; from < rest.at; from++)
            out[len++] = *from;
    }
    out[len] = '\0';
    return str_make(out, len);
}

/* --- looking up -------------------------------------------------------- */

/* The first phrase that is not bytewise before `text`. */
static size_t lower_bound(struct str text)
{
    size_t low = 0, high = PHRASE_COUNT;
    while (low < high) {
        size_t mid = (low + high) / 2;
        if (str_cmp(PHRASES[mid].text, text) < 0)
            low = mid + 1;
        else
            high = mid;
    }
    return low;
}

static const struct phrase *exact(struct str text, unsigned traits)
{
    for (size_t i = lower_bound(text);
         i < PHRASE_COUNT && str_eq(PHRASES[i].text, text); i++) {
        if ((PHRASES[i].traits & traits) == traits)
            return &PHRASES[i];
    }
    return NULL;
}

static bool is_unspaced(char byte)
{
    return (unsigned char)byte >= CJK_FIRST;
}

static bool ends_word(struct str text, size_t at)
{
    return at == text.len || text.at[at] == ' ' || is_unspaced(text.at[at]) ||
           is_unspaced(text.at[at - 1]) ||
           (unsigned char)text.at[at - 1] >= 0x80;
}

static bool starts_word(struct str text, size_t at)
{
    unsigned char c = (unsigned char)text.at[at];
    if ((c & 0xC0) == 0x80 || c == ' ')
        return false;
    return at == 0 || text.at[at - 1] == ' ' || c >= CJK_FIRST;
}

/* A stretch of the label that a phrase covers. */
struct span {
    size_t from, to;
    const struct phrase *phrase;
};

static bool fits(const struct phrase *phrase, struct str text, size_t at,
                 unsigned wanted)
{
    if (!(phrase->traits & FOR_LABEL) || (phrase->traits & IS_OTHER) != wanted)
        return false;
    if ((phrase->traits & AT_START) && at != 0)
        return false;
    if ((phrase->traits & AS_WHOLE) && phrase->text.len != text.len)
        return false;
    return str_starts(str_from(text, at), phrase->text) &&
           ends_word(text, at + phrase->text.len);
}

/* The longest phrase of that sense that begins at `at`, or NULL. */
static const struct phrase *longest_at(struct str text, size_t at,
                                       unsigned wanted)
{
    const struct phrase *found = NULL;
    struct str key = str_sub(text, at, SHORTEST);
    if (key.len < SHORTEST)
        return NULL;
    size_t i = lower_bound(key);
    for (; i < PHRASE_COUNT && str_starts(PHRASES[i].text, key); i++) {
        if (fits(&PHRASES[i], text, at, wanted) &&
            (!found || PHRASES[i].text.len > found->text.len))
            found = &PHRASES[i];
    }
    return found;
}

/* The longest phrase of that sense that is not inside `except`. */
static struct span find_phrase(struct str text, unsigned wanted,
                               struct span except)
{
    struct span best = {0};
    for (size_t at = 0; at < text.len; at++) {
        if (!starts_word(text, at))
            continue;
        const struct phrase *phrase = longest_at(text, at, wanted);
        if (!phrase)
            continue;
        struct span span = {at, at + phrase->text.len, phrase};
        bool inside = except.from <= span.from && span.to <= except.to;
        if (!inside && span.to - span.from > best.to - best.from)
            best = span;
    }
    return best;
}

static struct phrase_match match_of(enum phrase_sense sense,
                                    const struct phrase *phrase)
{
    return (struct phrase_match){
        .sense = sense,
        .text = phrase->text,
        .is_strong = (phrase->traits & IS_STRONG) != 0,
    };
}

struct phrase_match phrase_of_label(struct str normal)
{
    struct span none = {0};
    struct span related = find_phrase(normal, 0, none);
    struct span other = find_phrase(normal, IS_OTHER, related);
    if (other.phrase)
        return match_of(PHRASE_UNRELATED, other.phrase);
    if (related.phrase)
        return match_of(PHRASE_RELATED, related.phrase);
    return (struct phrase_match){0};
}

bool phrase_is_near(struct str a, struct str b)
{
    if (a.len < b.len) {
        struct str swap = a;
        a = b;
        b = swap;
    }
    if (a.len - b.len > 1)
        return false;
    size_t i = 0;
    while (i < b.len && a.at[i] == b.at[i])
        i++;
    if (a.len > b.len)
        return str_eq(str_from(a, i + 1), str_from(b, i));
    if (i + 1 < a.len && a.at[i] == b.at[i + 1] && a.at[i + 1] == b.at[i] &&
        str_eq(str_from(a, i + 2), str_from(b, i + 2)))
        return true;
    return str_eq(str_from(a, i + 1), str_from(b, i + 1));
}

static const struct phrase *near(struct str text)
{
    if (text.len < NEAR_MIN)
        return NULL;
    for (size_t i = 0; i < PHRASE_COUNT; i++) {
        const struct phrase *phrase = &PHRASES[i];
        if ((phrase->traits & FOR_INLINE) && phrase->text.len >= NEAR_MIN &&
            phrase_is_near(text, phrase->text))
            return phrase;
    }
    return NULL;
}

struct phrase_match phrase_before_link(struct str normal)
{
    const struct phrase *phrase = exact(normal, FOR_INLINE);
    if (phrase)
        return match_of(PHRASE_RELATED, phrase);
    struct phrase_match match = phrase_of_label(normal);
    if (match.sense != PHRASE_NONE)
        return match;
    phrase = near(normal);
    return phrase ? match_of(PHRASE_RELATED, phrase) : match;
}

struct phrase_match phrase_in_link(struct arena *arena, struct str text)
{
    struct phrase_match none = {0};
    size_t colon = str_until(text, ":|");
    size_t wide = str_find(text, S("\xEF\xBC\x9A")); /* full-width colon */
    size_t end = wide < colon ? wide : colon;
    if (end >= text.len || end > LABEL_MAX)
        return none;
    struct str normal = phrase_normal(arena, str_sub(text, 0, end));
    const struct phrase *phrase = exact(normal, FOR_INLINE);
    if (phrase)
        return match_of(PHRASE_RELATED, phrase);
    struct phrase_match match = phrase_of_label(normal);
    return match.sense == PHRASE_RELATED && str_starts(normal, match.text)
               ? match
               : none;
}
