/* SPDX-License-Identifier: MIT */
/* warc_test.c - an exchange becomes WARC records that say what happened. */
#include "pack/warc.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <zlib.h>

#include <cmocka.h>

struct fixture {
    struct arena arena;
    struct spool *spool;
    struct exchange hop;
    char text[64 << 10];
};

static struct fixture f;

static int setup(void **state)
{
    (void)state;
    f.hop = (struct exchange){.url = (char *)"https://example.org/a",
                              .http_status = 200,
                              .http_major = 1,
                              .ip = "192.0.2.7"};
    arena_init(&f.arena, 16u << 20);
    f.spool = spool_open(NULL);
    buf_init(&f.hop.request, 1u << 16);
    buf_init(&f.hop.head, 1u << 16);
    buf_init(&f.hop.body, 1u << 16);
    buf_puts(&f.hop.request, "GET /a HTTP/1.1\r\nHost: example.org\r\n\r\n");
    buf_puts(&f.hop.body, "<p>Hello</p>");
    return f.spool ? 0 : -1;
}

static int teardown(void **state)
{
    (void)state;
    buf_free(&f.hop.request);
    buf_free(&f.hop.head);
    buf_free(&f.hop.body);
    spool_close(f.spool);
    arena_free(&f.arena);
    return 0;
}

static struct capture capture(const char *reason)
{
    struct capture made;
    assert_int_equal(warc_capture(&f.arena, f.spool, &f.hop,
                                  S("2026-11-23T18:00:00Z"), str_of(reason),
                                  &made, NULL),
                     OP_OK);
    return made;
}

/* The record, unpacked: exactly one gzip member. */
static const char *text_of(const struct warc_record *record)
{
    static char packed[64 << 10];
    z_stream z = {0};
    assert_true(record->span.len > 0 && record->span.len < sizeof packed);
    assert_int_equal(spool_get(f.spool, record->span, 0, packed,
                               (size_t)record->span.len, NULL),
                     OP_OK);
    assert_memory_equal(packed, "\x1f\x8b\x08\0\0\0\0\0", 8);
    assert_int_equal((unsigned char)packed[9], 255);
    assert_int_equal(inflateInit2(&z, 15 + 16), Z_OK);
    z.next_in = (unsigned char *)packed;
    z.avail_in = (uInt)record->span.len;
    z.next_out = (unsigned char *)f.text;
    z.avail_out = sizeof f.text - 1;
    assert_int_equal(inflate(&z, Z_FINISH), Z_STREAM_END);
    assert_int_equal(z.avail_in, 0);
    f.text[z.total_out] = '\0';
    inflateEnd(&z);
    return f.text;
}

static void assert_says(const char *text, const char *part)
{
    if (!strstr(text, part))
        fail_msg("no \"%s\" in:\n%s", part, text);
}

static void test_a_response_and_its_request(void **state)
{
    (void)state;
    buf_puts(&f.hop.head, "HTTP/1.1 200 Fine\r\nContent-Type: Text/HTML; "
                          "charset=x\r\nTransfer-Encoding: chunked\r\n\r\n");
    struct capture made = capture("");
    const char *text = text_of(&made.response);
    assert_true(strncmp(text, "WARC/1.1\r\n", 10) == 0);
    assert_says(text, "WARC-Type: response\r\n");
    assert_says(text, "WARC-Target-URI: https://example.org/a\r\n");
    assert_says(text, "WARC-Date: 2026-11-23T18:00:00Z\r\n");
    assert_says(text, "WARC-IP-Address: 192.0.2.7\r\n");
    assert_null(strstr(text, "WARC-Protocol"));
    assert_says(text, "\r\n\r\nHTTP/1.1 200 Fine\r\n");
    assert_says(text, "x-orig-transfer-encoding: chunked\r\n");
    assert_null(strstr(text, "\nTransfer-Encoding"));
    assert_null(strstr(text, "WARC-Truncated"));
    assert_says(text, "\r\n\r\n<p>Hello</p>\r\n\r\n");
    assert_string_equal(arena_cstring(&f.arena, made.mime), "text/html");
    char id[80];
    snprintf(id, sizeof id, "WARC-Concurrent-To: <urn:uuid:%s>\r\n",
             made.response.id);
    text = text_of(&made.request);
    assert_says(text, "WARC-Type: request\r\n");
    assert_says(text, id);
    assert_says(text, "\r\n\r\nGET /a HTTP/1.1\r\nHost: example.org\r\n\r\n");
}

static void test_http2_is_told_as_http1(void **state)
{
    (void)state;
    f.hop.http_major = 2;
    buf_puts(&f.hop.head, "HTTP/2 200\r\n:status: 200\r\nx-a: b\r\n\r\n");
    struct capture made = capture("");
    const char *text = text_of(&made.response);
    assert_says(text, "WARC-Protocol: h2\r\n");
    assert_says(text, "\r\n\r\nHTTP/1.1 200 OK\r\nx-a: b\r\n\r\n");
    assert_null(strstr(text, ":status"));
}

static void test_a_cut_is_told(void **state)
{
    (void)state;
    f.hop.is_truncated = true;
    buf_puts(&f.hop.head, "HTTP/1.1 200 OK\r\n\r\n");
    struct capture made =
        capture(arena_cstring(&f.arena, warc_reason(OP_TOO_LARGE)));
    assert_says(text_of(&made.response), "WARC-Truncated: length\r\n");
}

static void test_no_answer_leaves_a_request(void **state)
{
    (void)state;
    f.hop.http_status = 0;
    struct capture made = capture("");
    assert_int_equal(made.response.span.len, 0);
    assert_null(strstr(text_of(&made.request), "WARC-Concurrent-To"));
}

static void test_the_same_gives_the_same(void **state)
{
    (void)state;
    buf_puts(&f.hop.head, "HTTP/1.1 200 OK\r\n\r\n");
    struct capture one = capture(""), two = capture("");
    assert_string_equal(one.response.id, two.response.id);
    assert_int_equal(one.response.span.len, two.response.span.len);
    buf_puts(&f.hop.body, "!");
    struct capture other = capture("");
    assert_string_not_equal(one.response.id, other.response.id);
}

static void test_the_first_record(void **state)
{
    (void)state;
    struct warc_record info;
    assert_int_equal(
        warc_info(&f.arena, f.spool, S("2026-11-23T18:00:00Z"), &info, NULL),
        OP_OK);
    const char *text = text_of(&info);
    assert_says(text, "WARC-Type: warcinfo\r\n");
    assert_says(text, "software: offprint/");
    assert_null(strstr(text, "WARC-Target-URI"));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_a_response_and_its_request),
        TEST(test_http2_is_told_as_http1),
        TEST(test_a_cut_is_told),
        TEST(test_no_answer_leaves_a_request),
        TEST(test_the_same_gives_the_same),
        TEST(test_the_first_record),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
