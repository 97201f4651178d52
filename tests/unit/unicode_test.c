/* SPDX-License-Identifier: MIT */
/* unicode_test.c - characters, folding, words, width and slugs. */
#include "text/unicode.h"

#include "suite.h"
#include "text/charset.h"

#include <string.h>

static struct arena arena;

static int set_up(void **state)
{
    (void)state;
    arena_init(&arena, 64u << 20);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    arena_free(&arena);
    return 0;
}

static void assert_str(struct str got, const char *want)
{
    if (!str_eq(got, str_of(want)))
        fail_msg("got \"%.*s\", expected \"%s\"", STR_ARG(got), want);
}

static void characters_come_off_the_front(void **state)
{
    (void)state;
    struct str rest = S("aé€😀\xFF\xE2\x82");
    uint32_t want[] = {'a', 0xE9, 0x20AC, 0x1F600, 0xFFFD, 0xFFFD}, c;
    for (size_t i = 0; i < sizeof want / sizeof *want; i++) {
        assert_true(utf8_next(&rest, &c));
        assert_int_equal(c, want[i]);
    }
    assert_false(utf8_next(&rest, &c));
    assert_int_equal(utf8_count(S("aé€😀")), 4);
}

static void clipping_never_halves_a_character(void **state)
{
    (void)state;
    assert_str(utf8_clip(S("a€b"), 3), "a");
    assert_str(utf8_clip(S("a€b"), 4), "a€");
    assert_str(utf8_clip(S("a€b"), 99), "a€b");
    assert_str(utf8_clip(S("€"), 0), "");
}

static void repair_marks_what_is_broken(void **state)
{
    (void)state;
    struct str whole = S("fine é");
    assert_ptr_equal(utf8_repair(&arena, whole).at, whole.at);
    assert_str(utf8_repair(&arena, S("a\xFF\xFFz\xE2\x82")),
               "a\uFFFD\uFFFDz\uFFFD");
}

static void folding_leaves_single_spaces(void **state)
{
    (void)state;
    assert_str(text_fold(&arena, S(" \t a \xC2\xA0\u3000 b\u2028c \n")),
               "a b c");
    assert_str(text_fold(&arena, S("sy\xC2\xADlla\u200Bble\uFEFF")),
               "syllable");
    /* ZWNJ spells a word in Persian: it stays */
    assert_str(text_fold(&arena, S("می\u200Cخواهم")), "می\u200Cخواهم");
    assert_str(text_fold(&arena, S("")), "");
    assert_str(text_fold(&arena, S(" \n")), "");
}

static void casefold_makes_equal_what_reads_equal(void **state)
{
    (void)state;
    assert_str(text_casefold(&arena, S("  HELLO  World ")), "hello world");
    assert_str(text_casefold(&arena, S("STRASSE")), "strasse");
    assert_str(text_casefold(&arena, S("Straße")), "strasse");
    assert_str(text_casefold(&arena, S("ﬁn ＡＢＣ")), "fin abc");
    assert_str(text_casefold(&arena, S("e\u0301")), "é");
    assert_str(text_casefold(&arena, S("ΣΊΣΥΦΟΣ")), "σίσυφοσ");
    assert_str(text_casefold(&arena, S("É\xFF")), "é\uFFFD");
    assert_str(text_unmarked(&arena, S("Ångström Đà")), "angstrom đa");
}

static void words_are_counted_in_any_script(void **state)
{
    (void)state;
    assert_int_equal(text_word_count(S("")), 0);
    assert_int_equal(text_word_count(S(" one, two  -- three4 ")), 3);
    assert_int_equal(text_word_count(S("Война и мир")), 3);
    assert_int_equal(text_word_count(S("日本語、漢字")), 5);
    assert_int_equal(text_word_count(S("iPhone 15 的价格")), 5);
    assert_int_equal(text_word_count(S("한국어 문장")), 2);
    /* a combining mark ends no word */
    assert_int_equal(text_word_count(S("cafe\u0301s")), 1);
    assert_int_equal(text_word_count(S("हिन्दी में")), 2);
}

static void width_is_that_of_a_terminal(void **state)
{
    (void)state;
    assert_int_equal(text_width(S("abc")), 3);
    assert_int_equal(text_width(S("日本")), 4);
    assert_int_equal(text_width(S("e\u0301")), 1);
    assert_int_equal(text_width(S("\x1B[")), 1);
}

static void slugs_are_short_plain_and_portable(void **state)
{
    (void)state;
    assert_str(text_slug(&arena, S("Hello, World!"), 80), "hello-world");
    assert_str(text_slug(&arena, S("--A  b--"), 80), "a-b");
    assert_str(text_slug(&arena, S("Don’t Panic"), 80), "dont-panic");
    assert_str(text_slug(&arena, S("Ångström Straße Łódź Đà"), 80),
               "angstrom-strasse-lodz-da");
    assert_str(text_slug(&arena, S("Æther Œuvre Þing"), 80),
               "aether-oeuvre-thing");
    assert_str(text_slug(&arena, S("Жизнь щука"), 80), "zhizn-shchuka");
    assert_str(text_slug(&arena, S("Ελλάδα"), 80), "ellada");
    assert_str(text_slug(&arena, S("日本語 2024"), 80), "2024");
    assert_str(text_slug(&arena, S("日本語"), 80), "");
    assert_str(text_slug(&arena, S("../../etc/passwd\0x"), 80), "etc-passwd-x");
    assert_str(text_slug(&arena, S("one two three"), 8), "one-two");
    assert_str(text_slug(&arena, S("abcdefghijkl"), 8), "abcdefgh");
    assert_str(text_slug(&arena, S("anything"), 0), "");
}

static void any_bytes_give_text(void **state)
{
    (void)state;
    uint32_t seed = 3;
    char bytes[200];
    for (size_t round = 0; round < 500; round++) {
        for (size_t i = 0; i < sizeof bytes; i++) {
            seed = seed * 1664525u + 1013904223u;
            bytes[i] = (char)(seed >> 17);
        }
        struct str s = str_make(bytes, sizeof bytes);
        assert_true(utf8_is_valid(utf8_repair(&arena, s)));
        assert_true(utf8_is_valid(text_casefold(&arena, s)));
        struct str slug = text_slug(&arena, s, 40);
        assert_true(slug.len <= 40);
        for (size_t i = 0; i < slug.len; i++)
            assert_true(char_is_digit(slug.at[i]) || slug.at[i] == '-' ||
                        (slug.at[i] >= 'a' && slug.at[i] <= 'z'));
    }
}

static void punctuation_is_told_from_letters(void **state)
{
    (void)state;
    assert_true(char_is_punctuation('$') && char_is_punctuation('_'));
    assert_true(char_is_punctuation(0x3002) && char_is_punctuation(0x201C));
    assert_false(char_is_punctuation('a') || char_is_punctuation(' ') ||
                 char_is_punctuation(0x20AC) || char_is_punctuation(0x4E2D));
    assert_true(char_is_space_separator(' ') && char_is_space_separator(0xA0));
    assert_false(char_is_space_separator('\n') ||
                 char_is_space_separator(0x200B));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

static void digits_have_a_value_in_any_script(void **state)
{
    (void)state;
    static const struct {
        uint32_t zero;
        int count;
    } ROWS[] = {{'0', 10},     {0x660, 10},   {0x6F0, 10},   {0x966, 10},
                {0xE50, 10},   {0x1040, 10},  {0xFF10, 10},  {0xA620, 10},
                {0x1D7CE, 50}, {0x104A0, 10}, {0x11066, 10}, {0x1FBF0, 10}};
    for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++)
        for (int n = 0; n < ROWS[i].count; n++)
            assert_int_equal(char_digit(ROWS[i].zero + (uint32_t)n), n % 10);
    assert_int_equal(char_digit('a'), -1);
    assert_int_equal(char_digit(0x65F), -1);
    assert_int_equal(char_digit(0xB2), -1);   /* superscript two */
    assert_int_equal(char_digit(0x4E8C), -1); /* of Han: a word */
    assert_int_equal(char_digit(0x110000), -1);
}

static void accents_come_off_and_vowels_stay(void **state)
{
    (void)state;
    assert_int_equal(char_unaccented(0xC9), 'e');
    assert_int_equal(char_unaccented(0x1EDD), 'o'); /* with horn and grave */
    assert_int_equal(char_unaccented(0x301), 0);
    assert_int_equal(char_unaccented(0x623), 0x627); /* alef with hamza */
    assert_int_equal(char_unaccented(0x95E), 0x92B); /* fa: pha with nukta */
    assert_int_equal(char_unaccented(0xBCB), 0xBCB); /* a vowel of Tamil */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(characters_come_off_the_front),
        TEST(clipping_never_halves_a_character),
        TEST(repair_marks_what_is_broken),
        TEST(folding_leaves_single_spaces),
        TEST(casefold_makes_equal_what_reads_equal),
        TEST(words_are_counted_in_any_script),
        TEST(width_is_that_of_a_terminal),
        TEST(slugs_are_short_plain_and_portable),
        TEST(digits_have_a_value_in_any_script),
        TEST(accents_come_off_and_vowels_stay),
        TEST(any_bytes_give_text),
        TEST(punctuation_is_told_from_letters),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
