/* SPDX-License-Identifier: MIT */
/* limits_test.c - limits of values, from both sides: what just fits is taken,
 * one more is not. Those of a run are tried end to end. */
#include <offprint/limits.h>

#include "article/article.h"
#include "article/jsonld.h"
#include "feed/feed.h"
#include "html/parse.h"
#include "net/response.h"
#include "pack/warc_reader.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <time.h>
#include <zlib.h>

#include <cmocka.h>

static struct arena arena;
static struct buf text;

static int setup(void **state)
{
    (void)state;
    arena_init(&arena, 1u << 30);
    buf_init(&text, 1u << 30);
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    arena_free(&arena);
    buf_free(&text);
    return 0;
}

static void repeat(const char *what, size_t times)
{
    while (times--)
        buf_put(&text, str_of(what));
    assert_int_equal(text.failed, OP_OK);
}

/* --- decoding ---------------------------------------------------------- */

/* What comes of `zeros` and `noise` bytes, packed. */
static enum op_status unpacked(size_t zeros, size_t noise)
{
    static unsigned char packed[4u << 20];
    uLongf len = sizeof packed;
    struct buf out;
    unsigned char *plain = calloc(1, zeros + noise);
    unsigned random = 1;
    assert_non_null(plain);
    for (size_t i = 0; i < noise; i++)
        plain[zeros + i] =
            (unsigned char)((random = random * 1103515245 + 12345) >> 16);
    assert_int_equal(compress(packed, &len, plain, zeros + noise), Z_OK);
    free(plain);
    buf_init(&out, 64u << 20);
    enum op_status status = response_decode(
        S("deflate"), str_make((const char *)packed, len), &out, NULL);
    buf_free(&out);
    return status;
}

static void test_decoded_over_encoded(void **state)
{
    (void)state;
    size_t noise = 64u << 10, ratio = OP_MAX_DECODE_RATIO;
    assert_int_equal(unpacked(OP_DECODE_RATIO_FROM, 0), OP_OK);
    assert_int_equal(unpacked(8u * OP_DECODE_RATIO_FROM, 0), OP_TOO_LARGE);
    assert_int_equal(unpacked(noise * ratio / 2, noise), OP_OK);
    assert_int_equal(unpacked(noise * ratio * 2, noise), OP_TOO_LARGE);
}

/* --- a page ------------------------------------------------------------ */

static enum op_status parsed(void)
{
    struct document *doc;
    struct parse_options options = {.timeout_ms = 60000};
    return html_parse(&arena, buf_str(&text), &options, &doc, NULL);
}

/* Nodes are bounded by what they take. */
static void test_memory_of_the_parser(void **state)
{
    (void)state;
    /* Formatting that is opened anew in each row of a table. */
    const size_t row = 10, some = OP_PARSE_MEMORY / OP_PARSE_MEMORY_PER_BYTE;
    buf_puts(&text, "<table>");
    repeat("<b>x<tr>", some / row / 4);
    assert_int_equal(parsed(), OP_OK);
    repeat("<b>x<tr>", some / row * 8);
    assert_int_equal(parsed(), OP_TOO_COMPLEX);
    text.len = 0;
    repeat("<b></b>", OP_MAX_PARSE_MEMORY >> 12);
    assert_int_equal(parsed(), OP_OK);
    repeat("<b></b>", OP_MAX_PARSE_MEMORY >> 6);
    assert_int_equal(parsed(), OP_TOO_COMPLEX);
}

static enum op_status extracted(struct op_error *err)
{
    struct article *article;
    struct extract_options options = {.timeout_ms = 60000};
    return article_extract(&arena, buf_str(&text), S("http://a.example/"),
                           S("text/html"), &options, &article, err);
}

/* A table of single digits is read, however large; terms of two letters take
 * more than OP_PAGE_MEMORY_PER_BYTE. */
static void test_memory_of_a_page(void **state)
{
    (void)state;
    struct op_error err;
    buf_puts(&text, "<p>Numbers</p><table><tr>");
    repeat("<td>1</td>", OP_PAGE_MEMORY >> 9);
    assert_int_not_equal(extracted(&err), OP_TOO_COMPLEX);
    text.len = 0;
    repeat("<dt>abc<dd>abcd", 1000);
    assert_int_not_equal(extracted(&err), OP_TOO_COMPLEX);
    repeat("<dt>abc<dd>abcd", OP_PAGE_MEMORY >> 9);
    assert_int_equal(extracted(&err), OP_TOO_COMPLEX);
    assert_int_equal(err.stage, OP_STAGE_EXTRACT);
}

/* An end tag is looked for in all that is open: a page has its time, a larger
 * one has more. */
static void test_time_of_the_parser(void **state)
{
    const size_t small = 200, large = OP_PARSE_TIMEOUT_MS * 2000;
    struct document *doc;
    (void)state;
    repeat("<div>", OP_MAX_DEPTH - 10);
    repeat("</h1>", small);
    assert_int_equal(html_parse(&arena, buf_str(&text), NULL, &doc, NULL),
                     OP_OK);
    repeat("</h1>", large);
    clock_t begin = clock();
    assert_int_equal(html_parse(&arena, buf_str(&text), NULL, &doc, NULL),
                     OP_TOO_COMPLEX);
    assert_true((clock() - begin) / (CLOCKS_PER_SEC / 1000) <
                4 * (OP_PARSE_TIMEOUT_MS + OP_PARSE_TIMEOUT_PER_MB_MS));
}

static bool json_of_depth(size_t depth)
{
    text.len = 0;
    repeat("[", depth);
    repeat("]", depth);
    return json_parse(&arena, buf_str(&text)) != NULL;
}

static void test_depth_of_json(void **state)
{
    (void)state;
    assert_true(json_of_depth(OP_MAX_JSON_DEPTH));
    assert_false(json_of_depth(OP_MAX_JSON_DEPTH + 1));
}

static bool linked_data_of(size_t bytes)
{
    struct str data = S("{\"@type\":\"Article\",\"headline\":\"x\"}");
    struct document *doc;
    text.len = 0;
    buf_puts(&text, "<script type='application/ld+json'>");
    buf_put(&text, data);
    repeat(" ", bytes - data.len);
    buf_puts(&text, "</script>");
    assert_int_equal(html_parse(&arena, buf_str(&text), NULL, &doc, NULL),
                     OP_OK);
    return jsonld_read(&arena, doc)->object_count > 0;
}

static void test_bytes_of_json(void **state)
{
    (void)state;
    assert_true(linked_data_of(OP_MAX_JSON_BYTES));
    assert_false(linked_data_of(OP_MAX_JSON_BYTES + 1));
}

/* --- lists and records --------------------------------------------------- */

static void count_entry(void *context, const struct feed_entry *entry)
{
    (void)entry;
    ++*(size_t *)context;
}

static void count_broken(void *context, size_t line, const char *why)
{
    (void)context, (void)line, (void)why;
}

/* How many entries a table has whose first has a title of so many bytes. */
static size_t entries_with(size_t bytes)
{
    size_t count = 0;
    struct feed_sink sink = {&count, count_entry, count_broken};
    struct feed *feed = feed_open(S("https://a.example/"), &sink);
    text.len = 0;
    buf_puts(&text, "url,title\nhttps://a.example/1,");
    repeat("x", bytes);
    buf_puts(&text, "\nhttps://a.example/2,b\n");
    feed_put(feed, buf_str(&text));
    (void)!feed_end(feed, NULL);
    feed_close(feed);
    return count;
}

static void test_bytes_of_an_entry(void **state)
{
    (void)state;
    assert_int_equal(entries_with(OP_MAX_RECORD_OF_LIST - 100), 2);
    assert_true(entries_with(OP_MAX_RECORD_OF_LIST + 1) < 2);
}

static enum op_status count_record(void *context,
                                   const struct warc_fields *fields,
                                   struct str block, struct spool_span member,
                                   struct op_error *err)
{
    (void)fields, (void)block, (void)member, (void)err;
    ++*(size_t *)context;
    return OP_OK;
}

/* Is a record taken whose block has so many bytes? */
static bool reads_record(size_t bytes)
{
    size_t count = 0;
    struct op_error err;
    struct warc_reader reader;
    struct spool *spool = spool_open(&err);
    text.len = 0;
    buf_printf(&text,
               "WARC/1.0\r\nWARC-Type: resource\r\nWARC-Date: "
               "2020-03-04T05:06:07Z\r\nWARC-Record-ID: <urn:uuid:a>\r\n"
               "WARC-Target-URI: https://a.example/\r\n"
               "Content-Length: %zu\r\n\r\n",
               bytes);
    repeat("xxxxxxxxxxxxxxxx", bytes / 16);
    repeat("x", bytes % 16);
    buf_puts(&text, "\r\n\r\n");
    if (warc_reader_begin(&reader, spool, count_record, &count, &err) == OP_OK)
        (void)!warc_reader_put(&reader, buf_str(&text), &err);
    warc_reader_end(&reader);
    spool_close(spool);
    return count == 1;
}

static void test_bytes_of_a_record(void **state)
{
    (void)state;
    assert_true(reads_record(OP_MAX_RECORD_BYTES));
    assert_false(reads_record(OP_MAX_RECORD_BYTES + 1));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
        TEST(test_decoded_over_encoded), TEST(test_memory_of_the_parser),
        TEST(test_memory_of_a_page),     TEST(test_time_of_the_parser),
        TEST(test_depth_of_json),        TEST(test_bytes_of_json),
        TEST(test_bytes_of_an_entry),    TEST(test_bytes_of_a_record),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
