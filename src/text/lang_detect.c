/* SPDX-License-Identifier: MIT */
/* lang_detect.c - guess a text's language by script, letters and words. */
#include "text/lang.h"

#include "text/unicode.h"

#define SAMPLE_BYTES (8u << 10)
#define MIN_LETTERS  20 /* of the leading script */
#define MIN_HITS     4  /* common words of a language */

enum script {
    OTHER,
    LATIN,
    CYRILLIC,
    ARABIC,
    HAN,
    KANA,
    DEVANAGARI,
    FIRST_SURE, /* the scripts from here on are of one language each */
    GREEK = FIRST_SURE,
    ARMENIAN,
    HEBREW,
    BENGALI,
    GURMUKHI,
    GUJARATI,
    TAMIL,
    TELUGU,
    KANNADA,
    MALAYALAM,
    SINHALA,
    THAI,
    LAO,
    BURMESE,
    GEORGIAN,
    HANGUL,
    ETHIOPIC,
    KHMER,
    SCRIPT_COUNT
};

static const struct str LANG_OF_SCRIPT[SCRIPT_COUNT] = {
    [GREEK] = STR("el"),     [ARMENIAN] = STR("hy"), [HEBREW] = STR("he"),
    [BENGALI] = STR("bn"),   [GURMUKHI] = STR("pa"), [GUJARATI] = STR("gu"),
    [TAMIL] = STR("ta"),     [TELUGU] = STR("te"),   [KANNADA] = STR("kn"),
    [MALAYALAM] = STR("ml"), [SINHALA] = STR("si"),  [THAI] = STR("th"),
    [LAO] = STR("lo"),       [BURMESE] = STR("my"),  [GEORGIAN] = STR("ka"),
    [HANGUL] = STR("ko"),    [ETHIOPIC] = STR("am"), [KHMER] = STR("km"),
};

static const struct {
    uint32_t first, last;
    enum script script;
} RANGES[] = {
    {0x0041, 0x024F, LATIN},      {0x0370, 0x03FF, GREEK},
    {0x0400, 0x052F, CYRILLIC},   {0x0531, 0x058F, ARMENIAN},
    {0x05D0, 0x05EA, HEBREW},     {0x0620, 0x06FF, ARABIC},
    {0x0900, 0x097F, DEVANAGARI}, {0x0980, 0x09FF, BENGALI},
    {0x0A00, 0x0A7F, GURMUKHI},   {0x0A80, 0x0AFF, GUJARATI},
    {0x0B80, 0x0BFF, TAMIL},      {0x0C00, 0x0C7F, TELUGU},
    {0x0C80, 0x0CFF, KANNADA},    {0x0D00, 0x0D7F, MALAYALAM},
    {0x0D80, 0x0DFF, SINHALA},    {0x0E00, 0x0E7F, THAI},
    {0x0E80, 0x0EFF, LAO},        {0x1000, 0x109F, BURMESE},
    {0x10A0, 0x10FF, GEORGIAN},   {0x1100, 0x11FF, HANGUL},
    {0x1200, 0x139F, ETHIOPIC},   {0x1780, 0x17FF, KHMER},
    {0x1E00, 0x1EFF, LATIN},      {0x1F00, 0x1FFF, GREEK},
    {0x3041, 0x30FF, KANA},       {0x3400, 0x9FFF, HAN},
    {0xAC00, 0xD7A3, HANGUL},
};

static enum script script_of(uint32_t c)
{
    for (size_t i = 0; i < sizeof RANGES / sizeof *RANGES; i++)
        if (c <= RANGES[i].last)
            return c >= RANGES[i].first ? RANGES[i].script : OTHER;
    return OTHER;
}

/* --- languages by their letters ---------------------------------------- */

/* How often any of `letters` stands in the text. */
static size_t count_of(struct str text, struct str letters)
{
    size_t count = 0;
    for (uint32_t c; utf8_next(&text, &c);) {
        struct str rest = letters;
        for (uint32_t letter; utf8_next(&rest, &letter);)
            count += letter == c;
    }
    return count;
}

struct trait {
    struct str lang, letters;
};

/* The first language whose own letters are at least 1 in 200. */
static struct str by_letters(struct str text, size_t total,
                             const struct trait *traits, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (count_of(text, traits[i].letters) * 200 > total)
            return traits[i].lang;
    return S("");
}

static struct str cyrillic(struct str text, size_t total)
{
    static const struct trait TRAITS[] = {
        {STR("be"), STR("ўЎ")},       {STR("uk"), STR("їєґЇЄҐ")},
        {STR("mk"), STR("ѓќѕЃЌЅ")},   {STR("sr"), STR("ђћЂЋ")},
        {STR("kk"), STR("әғқұӘҒҚҰ")}, {STR("mn"), STR("өүӨҮ")},
        {STR("ru"), STR("ыэёЫЭЁ")},   {STR("bg"), STR("ъЪ")},
    };
    return by_letters(text, total, TRAITS, sizeof TRAITS / sizeof *TRAITS);
}

static struct str arabic(struct str text, size_t total)
{
    static const struct trait TRAITS[] = {
        {STR(""), STR("ێۆڵڕ")}, /* Sorani and others: no sure sign */
        {STR("ur"), STR("ٹڈڑےں")},  {STR("ps"), STR("ښځڅډړ")},
        {STR("fa"), STR("پچژگیک")}, {STR("ar"), STR("ةىأإي")},
    };
    return by_letters(text, total, TRAITS, sizeof TRAITS / sizeof *TRAITS);
}

static struct str devanagari(struct str text)
{
    bool is_hindi = str_find(text, S(" है")) != STR_NONE;
    bool is_marathi = str_find(text, S(" आहे")) != STR_NONE;
    bool is_nepali = str_find(text, S(" छ")) != STR_NONE;
    if (is_hindi && !is_marathi)
        return S("hi");
    if (is_marathi && !is_hindi)
        return S("mr");
    return is_nepali && !is_hindi ? S("ne") : S("");
}

/* --- languages in Latin letters, by their words ------------------------ */

enum {
    EN = 1 << 0,
    DE = 1 << 1,
    FR = 1 << 2,
    ES = 1 << 3,
    PT = 1 << 4,
    IT = 1 << 5,
    NL = 1 << 6,
    SV = 1 << 7,
    NO = 1 << 8,
    DA = 1 << 9,
    FI = 1 << 10,
    PL = 1 << 11,
    CS = 1 << 12,
    SK = 1 << 13,
    HU = 1 << 14,
    RO = 1 << 15,
    TR = 1 << 16,
    ID = 1 << 17,
    VI = 1 << 18,
    HR = 1 << 19,
    SL = 1 << 20,
    ET = 1 << 21,
    LT = 1 << 22,
    LV = 1 << 23,
    CA = 1 << 24,
    IS = 1 << 25,
    EO = 1 << 26,
    LATIN_COUNT = 27,
};

static const char LATIN_LANGS[LATIN_COUNT][3] = {
    "en", "de", "fr", "es", "pt", "it", "nl", "sv", "no",
    "da", "fi", "pl", "cs", "sk", "hu", "ro", "tr", "id",
    "vi", "hr", "sl", "et", "lt", "lv", "ca", "is", "eo",
};

static const struct {
    struct str word;
    uint32_t langs;
} WORDS[] = {
#define WORD(word, langs) {{word, sizeof word - 1}, langs},
#include "text/lang_words.def"
#undef WORD
};

static uint32_t langs_of(struct str word)
{
    size_t low = 0, high = sizeof WORDS / sizeof *WORDS;
    while (low < high) {
        size_t middle = (low + high) / 2;
        int order = str_cmp(word, WORDS[middle].word);
        if (order == 0)
            return WORDS[middle].langs;
        if (order < 0)
            high = middle;
        else
            low = middle + 1;
    }
    return 0;
}

/* The next word, cut off the front; false when none is left. */
static bool next_word(struct str *rest, struct str *word)
{
    struct str from = *rest;
    size_t len = 0;
    for (uint32_t c; rest->len;) {
        struct str before = *rest;
        utf8_next(rest, &c);
        if (char_is_word(c)) {
            len += before.len - rest->len;
        } else if (len) {
            *word = str_sub(from, 0, len);
            return true;
        } else {
            from = *rest;
        }
    }
    *word = str_sub(from, 0, len);
    return len > 0;
}

static uint32_t langs_of_lower(struct str word)
{
    char lower[16];
    if (word.len > sizeof lower)
        return 0;
    for (size_t i = 0; i < word.len; i++)
        lower[i] = char_lower(word.at[i]);
    return langs_of(str_make(lower, word.len));
}

static struct str latin(struct str text)
{
    size_t hits[LATIN_COUNT] = {0}, words = 0;
    for (struct str word; next_word(&text, &word); words++) {
        uint32_t langs = langs_of_lower(word);
        for (size_t i = 0; i < LATIN_COUNT; i++)
            hits[i] += langs >> i & 1;
    }
    size_t best = 0, second = 0;
    for (size_t i = 1; i < LATIN_COUNT; i++)
        if (hits[i] > hits[best])
            best = i;
    for (size_t i = 0; i < LATIN_COUNT; i++)
        if (i != best && hits[i] > second)
            second = hits[i];
    /* A tenth of running text are such words, and one language leads. */
    if (hits[best] < MIN_HITS || hits[best] * 10 < words ||
        hits[best] * 20 < second * 21)
        return S("");
    return str_make(LATIN_LANGS[best], 2);
}

/* --- public ------------------------------------------------------------ */

struct str lang_detect(struct str text)
{
    size_t letters[SCRIPT_COUNT] = {0}, total = 0;
    text = utf8_clip(text, SAMPLE_BYTES);
    struct str rest = text;
    for (uint32_t c; utf8_next(&rest, &c);)
        if (char_is_word(c))
            letters[script_of(c)]++;
    letters[OTHER] = 0;
    /* A Chinese character says more than a Latin letter: count it double. */
    letters[HAN] *= 2;
    enum script script = OTHER;
    for (enum script s = LATIN; s < SCRIPT_COUNT; s++) {
        total += letters[s];
        if (letters[s] > letters[script])
            script = s;
    }
    if (letters[script] < MIN_LETTERS || letters[script] * 3 < total)
        return S("");
    switch (script) {
    case LATIN:
        return latin(text);
    case CYRILLIC:
        return cyrillic(text, letters[script]);
    case ARABIC:
        return arabic(text, letters[script]);
    case HAN:
    case KANA:
        return letters[KANA] * 10 > letters[HAN] ? S("ja") : S("zh");
    case DEVANAGARI:
        return devanagari(text);
    default:
        return LANG_OF_SCRIPT[script];
    }
}
