/* SPDX-License-Identifier: MIT */
/* decode_test.c - content codings, whole, cut, broken and hostile. */
#include "net/response.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <zlib.h>
#include <zstd.h>

#include <cmocka.h>

#define TEXT "tides and gauges, tides and gauges, tides"
#define MAX  (4u << 20)

enum wrapper { RAW = -15, ZLIB = 15, GZIP = 31 };

/* Append `text` to `out` as one deflated stream. */
static void deflated(struct buf *out, struct str text, enum wrapper wrapper)
{
    z_stream z = {0};
    assert_int_equal(deflateInit2(&z, 9, Z_DEFLATED, wrapper, 8, 0), Z_OK);
    char *room = buf_room(out, deflateBound(&z, text.len));
    assert_non_null(room);
    z.next_in = (Bytef *)(uintptr_t)text.at;
    z.avail_in = (uInt)text.len;
    z.next_out = (Bytef *)room;
    z.avail_out = (uInt)deflateBound(&z, text.len);
    assert_int_equal(deflate(&z, Z_FINISH), Z_STREAM_END);
    out->len += z.total_out;
    deflateEnd(&z);
}

static void zstandard(struct buf *out, struct str text)
{
    size_t size = ZSTD_compressBound(text.len);
    char *room = buf_room(out, size);
    out->len += ZSTD_compress(room, size, text.at, text.len, 3);
}

/* Decode and expect this status and text. */
static void expect(const char *encoding, struct str body, enum op_status status,
                   struct str text)
{
    struct buf out;
    struct op_error err = {0};
    buf_init(&out, MAX);
    assert_int_equal(response_decode(str_of(encoding), body, &out, &err),
                     status);
    assert_int_equal(err.status, status);
    assert_int_equal(out.len, text.len);
    if (text.len)
        assert_memory_equal(out.at, text.at, text.len);
    buf_free(&out);
}

static struct buf fresh(void)
{
    struct buf buf;
    buf_init(&buf, 64u << 20);
    return buf;
}

static void takes_what_is_whole(void **state)
{
    (void)state;
    static const struct {
        const char *encoding;
        enum wrapper wrapper;
    } cases[] = {{"gzip", GZIP},   {"X-GZip", GZIP}, {"deflate", ZLIB},
                 {"deflate", RAW}, {" gzip ", GZIP}, {"identity, gzip", GZIP},
                 {"gzip, ,", GZIP}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct buf body = fresh();
        deflated(&body, S(TEXT), cases[i].wrapper);
        expect(cases[i].encoding, buf_str(&body), OP_OK, S(TEXT));
        buf_free(&body);
    }
    expect("", S(TEXT), OP_OK, S(TEXT));
    expect("identity", S(TEXT), OP_OK, S(TEXT));
}

static void takes_brotli(void **state)
{
    (void)state;
    static const unsigned char bytes[] = {
        0x1f, 0x28, 0x00, 0xf8, 0x1d, 0x87, 0x71, 0x2c, 0xb1, 0xce, 0xce, 0x8e,
        0x78, 0x0d, 0x12, 0x96, 0x46, 0xa7, 0xc9, 0xce, 0xe6, 0xea, 0x14, 0x4b,
        0x59, 0x75, 0xc2, 0x4f, 0x85, 0x30, 0x8e, 0x63, 0x32, 0x74, 0x87, 0x01};
    struct str body = {(const char *)bytes, sizeof bytes};
    expect("br", body, OP_OK, S(TEXT));
    struct buf out = fresh();
    body.len -= 4;
    assert_int_equal(response_decode(S("br"), body, &out, NULL), OP_TRUNCATED);
    buf_free(&out);
    /* libcurl 7.88 calls this a success of no bytes. */
    expect("br", S("<!doctype html><p>plain"), OP_BAD_ENCODING, S(""));
}

static void takes_zstd(void **state)
{
    (void)state;
    struct buf body = fresh(), twice = fresh(), out = fresh();
    zstandard(&body, S(TEXT));
    expect("zstd", buf_str(&body), OP_OK, S(TEXT));
    zstandard(&twice, S(TEXT));
    zstandard(&twice, S(TEXT));
    expect("zstd", buf_str(&twice), OP_OK, S(TEXT TEXT));
    body.len -= 2;
    assert_int_equal(response_decode(S("zstd"), buf_str(&body), &out, NULL),
                     OP_TRUNCATED);
    expect("zstd", S("plain text"), OP_BAD_ENCODING, S(""));
    buf_free(&body);
    buf_free(&twice);
    buf_free(&out);
}

/* A body cut anywhere is cut: also in its header and in its checksum, where
 * all of the text is there already. */
static void notices_every_cut(void **state)
{
    (void)state;
    struct buf body = fresh();
    deflated(&body, S(TEXT), GZIP);
    for (size_t len = 1; len < body.len; len++) {
        struct buf out = fresh();
        assert_int_equal(
            response_decode(S("gzip"), str_make(body.at, len), &out, NULL),
            OP_TRUNCATED);
        buf_free(&out);
    }
    buf_free(&body);
}

static void keeps_what_came_before_a_cut(void **state)
{
    (void)state;
    struct buf body = fresh(), out = fresh();
    deflated(&body, S(TEXT), GZIP);
    struct str cut = str_make(body.at, body.len - 1);
    assert_int_equal(response_decode(S("gzip"), cut, &out, NULL), OP_TRUNCATED);
    assert_int_equal(out.len, strlen(TEXT));
    assert_string_equal(out.at, TEXT);
    buf_free(&body);
    buf_free(&out);
}

static void checks_the_checksum(void **state)
{
    (void)state;
    struct buf body = fresh();
    deflated(&body, S(TEXT), GZIP);
    for (size_t i = body.len - 8; i < body.len; i++) {
        body.at[i] ^= 1;
        struct buf out = fresh();
        assert_int_equal(response_decode(S("gzip"), buf_str(&body), &out, NULL),
                         OP_BAD_ENCODING);
        buf_free(&out);
        body.at[i] ^= 1;
    }
    buf_free(&body);
    expect("gzip", S("<!doctype html>"), OP_BAD_ENCODING, S(""));
    expect("deflate", S("\xff\xff\xff\xff"), OP_BAD_ENCODING, S(""));
}

/* libcurl 7.88 refuses both, browsers take them. */
static void takes_members_and_junk(void **state)
{
    (void)state;
    struct buf body = fresh();
    deflated(&body, S(TEXT), GZIP);
    deflated(&body, S("!"), GZIP);
    expect("gzip", buf_str(&body), OP_OK, S(TEXT "!"));
    buf_puts(&body, "\r\n<!-- cached -->");
    expect("gzip", buf_str(&body), OP_OK, S(TEXT "!"));
    buf_free(&body);
}

static void stops_bombs(void **state)
{
    (void)state;
    size_t size = 32u << 20;
    struct buf zeros = fresh(), body = fresh(), out;
    char *room = buf_room(&zeros, size);
    assert_non_null(room);
    memset(room, 0, size);
    zeros.len = size;
    deflated(&body, buf_str(&zeros), GZIP);
    /* The ratio stops it, long before the size does. */
    buf_init(&out, 1u << 30);
    assert_int_equal(response_decode(S("gzip"), buf_str(&body), &out, NULL),
                     OP_TOO_LARGE);
    assert_true(out.len <= body.len * 200);
    buf_free(&out);
    /* The size stops it; not a byte more is kept. */
    buf_init(&out, 1000);
    assert_int_equal(response_decode(S("gzip"), buf_str(&body), &out, NULL),
                     OP_TOO_LARGE);
    assert_int_equal(out.len, 1000);
    buf_free(&out);
    /* Stacked: the outer coding is small, the inner one explodes. */
    struct buf outer = fresh();
    deflated(&outer, buf_str(&body), GZIP);
    buf_init(&out, 1u << 30);
    assert_int_equal(
        response_decode(S("gzip, gzip"), buf_str(&outer), &out, NULL),
        OP_TOO_LARGE);
    buf_free(&out);
    buf_free(&outer);
    buf_free(&body);
    buf_free(&zeros);
}

/* A body that decodes to exactly the limit is no bomb. */
static void fills_the_limit(void **state)
{
    (void)state;
    struct buf body = fresh(), out;
    deflated(&body, S(TEXT), GZIP);
    buf_init(&out, strlen(TEXT));
    assert_int_equal(response_decode(S("gzip"), buf_str(&body), &out, NULL),
                     OP_OK);
    buf_free(&out);
    buf_init(&out, strlen(TEXT) - 1);
    assert_int_equal(response_decode(S("gzip"), buf_str(&body), &out, NULL),
                     OP_TOO_LARGE);
    buf_free(&out);
    buf_free(&body);
}

static void undoes_stacks_in_order(void **state)
{
    (void)state;
    struct buf inner = fresh(), middle = fresh(), outer = fresh();
    deflated(&inner, S(TEXT), ZLIB);
    zstandard(&middle, buf_str(&inner));
    deflated(&outer, buf_str(&middle), GZIP);
    expect("deflate, zstd, gzip", buf_str(&outer), OP_OK, S(TEXT));
    expect("zstd, deflate, gzip", buf_str(&outer), OP_BAD_ENCODING, S(""));
    expect("gzip, gzip, gzip, gzip", buf_str(&outer), OP_BAD_ENCODING, S(""));
    buf_free(&inner);
    buf_free(&middle);
    buf_free(&outer);
}

static void names_the_unknown(void **state)
{
    (void)state;
    struct buf out = fresh();
    struct op_error err = {0};
    assert_int_equal(response_decode(S("gzip, snappy"), S("x"), &out, &err),
                     OP_BAD_ENCODING);
    assert_non_null(strstr(err.text, "snappy"));
    assert_int_equal(err.stage, OP_STAGE_DECODE);
    expect("gzip", S(""), OP_OK, S(""));
    buf_free(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(takes_what_is_whole),
        cmocka_unit_test(takes_brotli),
        cmocka_unit_test(takes_zstd),
        cmocka_unit_test(notices_every_cut),
        cmocka_unit_test(keeps_what_came_before_a_cut),
        cmocka_unit_test(checks_the_checksum),
        cmocka_unit_test(takes_members_and_junk),
        cmocka_unit_test(stops_bombs),
        cmocka_unit_test(fills_the_limit),
        cmocka_unit_test(undoes_stacks_in_order),
        cmocka_unit_test(names_the_unknown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
