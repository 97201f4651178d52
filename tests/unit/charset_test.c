/* SPDX-License-Identifier: MIT */
/* charset_test.c - labels, the decision, and decoding. */
#include "suite.h"
#include "text/charset.h"

#include <jansson.h>
#include <string.h>

static void assert_str(struct str got, struct str want)
{
    if (!str_eq(got, want))
        fail_msg("got \"%.*s\", expected \"%.*s\"", STR_ARG(got),
                 STR_ARG(want));
}

/* --- labels ------------------------------------------------------------ */

static void check_encoding(json_t *encoding)
{
    const char *name = json_string_value(json_object_get(encoding, "name"));
    size_t i;
    json_t *label;
    json_array_foreach(json_object_get(encoding, "labels"), i, label)
        assert_true(str_ieq(charset_of_label(str_of(json_string_value(label))),
                            str_of(name)));
}

static void knows_every_label_of_the_standard(void **state)
{
    (void)state;
    struct buf bytes;
    suite_read("whatwg/encodings.json", &bytes);
    json_t *groups = json_loadb(bytes.at, bytes.len, 0, NULL);
    assert_non_null(groups);
    size_t i, j;
    json_t *group, *encoding;
    json_array_foreach(groups, i, group)
        json_array_foreach(json_object_get(group, "encodings"), j, encoding)
            check_encoding(encoding);
    json_decref(groups);
    buf_free(&bytes);
}

/* A list of labels in one attribute is no label, and must not match. */
static void labels_are_whole_words(void **state)
{
    (void)state;
    assert_str(charset_of_label(S(" \tLatin1\n")), S("windows-1252"));
    assert_str(charset_of_label(S("utf-8 latin1")), S(""));
    assert_str(charset_of_label(S("utf")), S(""));
    assert_str(charset_of_label(S("")), S(""));
}

/* --- the decision ------------------------------------------------------ */

static void assert_choice(struct str bytes, const char *header,
                          const char *name, enum charset_source source)
{
    struct charset got = charset_of(bytes, str_of(header));
    assert_str(got.name, str_of(name));
    assert_int_equal(got.source, source);
}

static void the_order_is_bom_header_meta_detection(void **state)
{
    (void)state;
    assert_choice(S("\xEF\xBB\xBF<meta charset=koi8-r>"), "latin2", "utf-8",
                  CHARSET_BOM);
    assert_choice(S("\xFE\xFF\0a"), "utf-8", "utf-16be", CHARSET_BOM);
    assert_choice(S("<meta charset=koi8-r>\xC1\xC2"), "iso-8859-2",
                  "iso-8859-2", CHARSET_HEADER);
    assert_choice(S("<meta charset=koi8-r>\xC1\xC2"), "", "koi8-r",
                  CHARSET_META);
    assert_choice(S("<meta charset=koi8-r>\xC1\xC2"), "no-such", "koi8-r",
                  CHARSET_META);
    assert_choice(S("<p>plain"), "", "windows-1252", CHARSET_DEFAULT);
    assert_choice(S(""), "", "windows-1252", CHARSET_DEFAULT);
}

/* Servers that label everything ISO-8859-1 made mojibake of UTF-8 pages. */
static void valid_utf8_beats_a_stale_label(void **state)
{
    (void)state;
    assert_choice(S("Stra\xC3\x9F"
                    "e"),
                  "iso-8859-1", "utf-8", CHARSET_UTF8);
    assert_choice(S("<meta charset=latin1>\xE2\x82\xAC"), "", "utf-8",
                  CHARSET_UTF8);
    /* cut in the middle of a character by a limit: still UTF-8 */
    assert_choice(S("\xC3\x9F and \xE2\x82"), "latin1", "utf-8", CHARSET_UTF8);
    /* one broken byte: the label holds */
    assert_choice(S("\xC3\x9F and \xE4 x"), "latin1", "windows-1252",
                  CHARSET_HEADER);
    /* ASCII says nothing against the label */
    assert_choice(S("plain"), "shift_jis", "shift_jis", CHARSET_HEADER);
}

static void labels_that_cannot_be_meant_are_passed_over(void **state)
{
    (void)state;
    assert_choice(S("<p>ASCII"), "utf-16", "windows-1252", CHARSET_DEFAULT);
    assert_choice(S("<\0p\0>\0"), "utf-16", "utf-16le", CHARSET_HEADER);
    assert_choice(S("<p>text"), "iso-2022-kr", "windows-1252", CHARSET_DEFAULT);
}

static void undeclared_pages_are_detected(void **state)
{
    (void)state;
    /* "Съешь ещё этих мягких французских булок" in windows-1251 */
    struct str russian =
        S("\xD1\xFA\xE5\xF8\xFC \xE5\xF9\xB8 \xFD\xF2\xE8\xF5 "
          "\xEC\xFF\xE3\xEA\xE8\xF5 \xF4\xF0\xE0\xED\xF6\xF3\xE7\xF1\xEA\xE8"
          "\xF5 \xE1\xF3\xEB\xEE\xEA, \xE4\xE0 \xE2\xFB\xEF\xE5\xE9 "
          "\xF7\xE0\xFE");
    assert_choice(russian, "", "windows-1251", CHARSET_DETECTED);
    assert_choice(S("\x1B$BF|K\\8l$G$9\x1B(B \x1B$B$3$l$OF|K\\8l\x1B(B"), "",
                  "iso-2022-jp", CHARSET_DETECTED);
}

/* --- prescan ----------------------------------------------------------- */

static void prescan_reads_as_browsers_do(void **state)
{
    (void)state;
    assert_str(charset_prescan(S("<?xml version='1.0' encoding='koi8-r'?>")),
               S("koi8-r"));
    assert_str(charset_prescan(S("<!-- <meta charset=koi8-r> -->")), S(""));
    assert_str(charset_prescan(S("<meta content='text/html; charset=big5' "
                                 "http-equiv=Content-Type>")),
               S("big5"));
    assert_str(charset_prescan(S("<meta content='charset=big5'>")), S(""));
    assert_str(charset_prescan(S("<meta charset=utf-16le>")), S("utf-8"));
    assert_str(charset_prescan(S("<meta charset='utf-8")), S(""));
    assert_str(charset_prescan(S("<meta charset=")), S(""));
    assert_str(charset_prescan(S("<a title='<meta charset=big5>'>")), S(""));
    assert_str(charset_prescan(S("<")), S(""));
    assert_str(charset_prescan(S("<!-")), S(""));
}

/* --- decoding ---------------------------------------------------------- */

static void assert_decodes(const char *label, struct str bytes, struct str want)
{
    struct charset charset = {charset_of_label(str_of(label)), CHARSET_HEADER};
    struct buf out;
    buf_init(&out, 1 << 20);
    assert_int_equal(charset_decode(bytes, charset, &out, NULL), OP_OK);
    assert_str(buf_str(&out), want);
    buf_free(&out);
}

static void decodes_one_of_each_family(void **state)
{
    (void)state;
    assert_decodes("utf-8", S("\xEF\xBB\xBF\xE2\x82\xAC"), S("€"));
    assert_decodes("latin1", S("\x80 caf\xE9"), S("€ café"));
    assert_decodes("utf-16le", S("\xFF\xFE\xAC\x20"), S("€"));
    assert_decodes("utf-16be", S("\xD8\x3D\xDE\x00"), S("😀"));
    assert_decodes("koi8-r", S("\xE1"), S("А"));
    assert_decodes("shift_jis", S("\x87\x40\x8A\xBF"), S("①漢"));
    assert_decodes("euc-jp", S("\xB4\xC1"), S("漢"));
    assert_decodes("iso-2022-jp", S("a\x1B$B4A-!\x1B(Bb\x1B(I1"), S("a漢①bｱ"));
    assert_decodes("gb2312", S("\xBA\xBA\x80\x81\x30\x81\x30"),
                   S("汉€\xC2\x80"));
    assert_decodes("big5", S("\xBA\x7E\xA1\x45"), S("漢‧"));
    assert_decodes("euc-kr", S("\xC7\xD1\x81\x41"), S("한갂"));
    assert_decodes("tis-620", S("\xA1"), S("ก"));
    assert_decodes("x-user-defined", S("a\x80\xFF"), S("a\uF780\uF7FF"));
    assert_decodes("logical", S("\xE0"), S("א"));
}

/* windows-1252 leaves five bytes open; glibc refuses them and a decoder that
 * stops there would lose the rest of the page. */
static void what_is_broken_becomes_a_mark_and_the_rest_stays(void **state)
{
    (void)state;
    assert_decodes("latin1", S("a\x81z"), S("a\xC2\x81z"));
    assert_decodes("utf-8", S("a\xFFz"), S("a\uFFFDz"));
    assert_decodes("utf-8", S("\xF0\x9F\x98z"), S("\uFFFDz"));
    assert_decodes("utf-8", S("\xED\xA0\x80"), S("\uFFFD\uFFFD\uFFFD"));
    assert_decodes("utf-8", S("\xC0\xAF"), S("\uFFFD\uFFFD"));
    assert_decodes("shift_jis", S("\x81<p>\x81"), S("\uFFFD<p>\uFFFD"));
    assert_decodes("utf-16le", S("a\0\x00\xD8z\0b"), S("a\uFFFDz\uFFFD"));
    assert_decodes("utf-8", S("a\0b"), S("a\uFFFDb"));
    assert_decodes("euc-kr", S("\xFF\xFFz"), S("\uFFFDz"));
}

static uint32_t next_random(uint32_t *seed)
{
    *seed = *seed * 1664525u + 1013904223u;
    return *seed >> 16;
}

/* Whatever the label and the bytes, what comes out is text. */
static void any_bytes_come_out_as_valid_utf8(void **state)
{
    (void)state;
    const char *labels[] = {
        "utf-8",       "utf-16le", "utf-16be", "shift_jis",   "euc-jp",
        "iso-2022-jp", "gb18030",  "big5",     "euc-kr",      "latin1",
        "hebrew",      "cp1255",   "cp1258",   "iso-2022-kr", "x-user-defined"};
    uint32_t seed = 1;
    char bytes[300];
    for (size_t round = 0; round < 300; round++) {
        const char *label = labels[round % (sizeof labels / sizeof *labels)];
        for (size_t i = 0; i < sizeof bytes; i++)
            bytes[i] = (char)next_random(&seed);
        struct charset charset = {charset_of_label(str_of(label)), 0};
        struct buf out;
        buf_init(&out, 1 << 20);
        assert_int_equal(
            charset_decode(str_make(bytes, sizeof bytes), charset, &out, NULL),
            OP_OK);
        assert_true(utf8_is_valid(buf_str(&out)));
        assert_false(str_has_byte(buf_str(&out), '\0'));
        assert_true(out.len > 0);
        buf_free(&out);
    }
}

static void the_maximum_of_the_output_holds(void **state)
{
    (void)state;
    struct charset charset = {S("windows-1252"), CHARSET_DEFAULT};
    struct op_error err;
    struct buf out;
    buf_init(&out, 4);
    assert_int_equal(charset_decode(S("\xE9\xE9\xE9"), charset, &out, &err),
                     OP_TOO_LARGE);
    assert_int_equal(err.stage, OP_STAGE_DECODE);
    buf_free(&out);
}

static void validity_is_that_of_unicode(void **state)
{
    (void)state;
    assert_true(utf8_is_valid(S("")));
    assert_true(utf8_is_valid(S("0123456789abcdef\xF4\x8F\xBF\xBF")));
    assert_false(utf8_is_valid(S("0123456\xF4\x90\x80\x80")));
    assert_false(utf8_is_valid(S("\xE0\x80\x80")));
    assert_false(utf8_is_valid(S("\xED\xBF\xBF")));
    assert_false(utf8_is_valid(S("\x80")));
    assert_false(utf8_is_valid(S("\xC3")));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(knows_every_label_of_the_standard),
        cmocka_unit_test(labels_are_whole_words),
        cmocka_unit_test(the_order_is_bom_header_meta_detection),
        cmocka_unit_test(valid_utf8_beats_a_stale_label),
        cmocka_unit_test(labels_that_cannot_be_meant_are_passed_over),
        cmocka_unit_test(undeclared_pages_are_detected),
        cmocka_unit_test(prescan_reads_as_browsers_do),
        cmocka_unit_test(decodes_one_of_each_family),
        cmocka_unit_test(what_is_broken_becomes_a_mark_and_the_rest_stays),
        cmocka_unit_test(any_bytes_come_out_as_valid_utf8),
        cmocka_unit_test(the_maximum_of_the_output_holds),
        cmocka_unit_test(validity_is_that_of_unicode),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
