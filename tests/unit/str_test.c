/* SPDX-License-Identifier: MIT */
/* str_test.c - slices: bounds, searches and cutting. */
#include "base/str.h"

#include "suite.h"

static const struct str NOTHING = {NULL, 0};

static void comparing_does_not_mind_nothing(void **state)
{
    (void)state;
    assert_true(str_eq(NOTHING, S("")));
    assert_true(str_eq(str_of(NULL), S("")));
    assert_false(str_eq(S("a"), S("ab")));
    assert_true(str_ieq(S("ABC-1"), S("abc-1")));
    /* only ASCII letters have a case: '@' and '`' differ by the same bit */
    assert_false(str_ieq(S("@"), S("`")));
    assert_true(str_cmp(S("a"), S("ab")) < 0);
    assert_true(str_cmp(S("b"), S("ab")) > 0);
    assert_true(str_cmp(NOTHING, S("")) == 0);
    assert_true(str_cmp(S("\x7F"), S("\x80")) < 0);
}

static void prefixes_longer_than_the_text_are_none(void **state)
{
    (void)state;
    assert_true(str_starts(S("abc"), S("ab")));
    assert_true(str_starts(S("abc"), NOTHING));
    assert_false(str_starts(S("ab"), S("abc")));
    assert_true(str_ends(S("abc"), S("bc")));
    assert_false(str_ends(S("c"), S("bc")));
    assert_true(str_istarts(S("ABc"), S("ab")));
    assert_true(str_iends(S("aBC"), S("bc")));
}

static void searches_say_where_or_nowhere(void **state)
{
    (void)state;
    assert_int_equal(str_find(S("abcabc"), S("ca")), 2);
    assert_int_equal(str_find(S("abc"), S("")), 0);
    assert_true(str_find(S("ab"), S("abc")) == STR_NONE);
    assert_true(str_find(NOTHING, S("a")) == STR_NONE);
    assert_int_equal(str_ifind(S("xABc"), S("abC")), 1);
    assert_true(str_ifind(S("ab"), S("abc")) == STR_NONE);
    assert_int_equal(str_find_byte(S("abab"), 'b'), 1);
    assert_int_equal(str_rfind_byte(S("abab"), 'b'), 3);
    assert_true(str_find_byte(NOTHING, 'x') == STR_NONE);
    assert_true(str_rfind_byte(NOTHING, 'x') == STR_NONE);
}

/* strchr finds the terminator too: a NUL byte is in no set. */
static void a_nul_byte_is_in_no_set(void **state)
{
    (void)state;
    assert_int_equal(str_span(str_make("\0x", 2), STR_SPACE), 0);
    assert_int_equal(str_until(str_make("a\0 ", 3), STR_SPACE), 2);
}

static void parts_are_clamped(void **state)
{
    (void)state;
    assert_true(str_eq(str_sub(S("abc"), 1, SIZE_MAX), S("bc")));
    assert_true(str_eq(str_sub(S("abc"), 9, 1), S("")));
    assert_true(str_eq(str_from(S("abc"), 2), S("c")));
    assert_null(str_from(NOTHING, 5).at);
    struct str rest = S("abc");
    assert_true(str_eq(str_cut(&rest, 9), S("abc")));
    assert_int_equal(rest.len, 0);
}

static void splitting_gives_empty_parts_too(void **state)
{
    (void)state;
    struct str rest = S("a,,b,"), part;
    const char *want[] = {"a", "", "b", ""};
    for (size_t i = 0; i < 4; i++) {
        assert_true(str_split(&rest, ',', &part));
        assert_true(str_eq(part, str_of(want[i])));
    }
    assert_false(str_split(&rest, ',', &part));
    rest = S("");
    assert_true(str_split(&rest, ',', &part));
    assert_false(str_split(&rest, ',', &part));
}

static void words_are_whole(void **state)
{
    (void)state;
    struct str rest = S(" \ta  b\n"), word;
    assert_true(str_word(&rest, &word) && str_eq(word, S("a")));
    assert_true(str_word(&rest, &word) && str_eq(word, S("b")));
    assert_false(str_word(&rest, &word));
    assert_true(str_has_word(S("noopener NoFollow"), S("nofollow")));
    assert_false(str_has_word(S("nofollowed"), S("nofollow")));
    assert_false(str_has_word(S("a b"), S("a b")));
    assert_false(str_has_word(S(""), S("")));
}

static void trimming_takes_both_ends(void **state)
{
    (void)state;
    assert_true(str_eq(str_trim(S(" \n a b\f ")), S("a b")));
    assert_true(str_eq(str_trim(S("  ")), S("")));
    assert_true(str_eq(str_trim(NOTHING), S("")));
    assert_true(str_eq(str_trim_set(S("--a-b-"), "-"), S("a-b")));
}

static void numbers_end_at_64_bits(void **state)
{
    (void)state;
    uint64_t n = 7;
    assert_true(str_to_u64(S("18446744073709551615"), &n));
    assert_true(n == UINT64_MAX);
    assert_false(str_to_u64(S("18446744073709551616"), &n));
    assert_false(str_to_u64(S("99999999999999999999999"), &n));
    assert_false(str_to_u64(S(""), &n));
    assert_false(str_to_u64(S("-1"), &n));
    assert_false(str_to_u64(S("1 "), &n));
    assert_true(str_to_u64(S("0012"), &n));
    assert_int_equal(n, 12);
}

static void hashes_depend_on_bytes_and_seed(void **state)
{
    (void)state;
    assert_true(str_hash(S("a"), 1) == str_hash(S("a"), 1));
    assert_true(str_hash(S("a"), 1) != str_hash(S("a"), 2));
    assert_true(str_hash(S("ab"), 1) != str_hash(S("ba"), 1));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(comparing_does_not_mind_nothing),
        cmocka_unit_test(prefixes_longer_than_the_text_are_none),
        cmocka_unit_test(searches_say_where_or_nowhere),
        cmocka_unit_test(a_nul_byte_is_in_no_set),
        cmocka_unit_test(parts_are_clamped),
        cmocka_unit_test(splitting_gives_empty_parts_too),
        cmocka_unit_test(words_are_whole),
        cmocka_unit_test(trimming_takes_both_ends),
        cmocka_unit_test(numbers_end_at_64_bits),
        cmocka_unit_test(hashes_depend_on_bytes_and_seed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
