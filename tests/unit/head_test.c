/* SPDX-License-Identifier: MIT */
/* head_test.c - heads of answers, line by line, and their headers. */
#include "net/head.h"

#include "net/response.h"
#include <offprint/limits.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

/* Feed lines as libcurl does; false once a line was refused. */
static bool feed(struct head *head, struct str text)
{
    while (text.len > 0) {
        size_t end = str_find_byte(text, '\n');
        struct str line = str_cut(&text, end == STR_NONE ? text.len : end + 1);
        if (!head_line(head, line))
            return false;
    }
    return true;
}

static void forgets_interim_answers(void **state)
{
    (void)state;
    struct buf bytes;
    struct head head;
    buf_init(&bytes, OP_MAX_HEADER_BYTES);
    head_init(&head, &bytes);
    assert_true(
        feed(&head, S("HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n")));
    assert_true(head.is_whole);
    assert_true(feed(&head, S("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n")));
    assert_false(head.is_whole);
    assert_int_equal(head.status, 200);
    assert_true(feed(&head, S("\r\n")));
    assert_true(head.is_whole && head.has_length);
    assert_int_equal(head.length, 5);
    assert_string_equal(bytes.at,
                        "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n");
    buf_free(&bytes);
}

/* Trailers come through the same callback; they must not get into the head,
 * and a trailer that looks like a status line must not begin a new one. */
static void drops_trailers(void **state)
{
    (void)state;
    struct buf bytes;
    struct head head;
    buf_init(&bytes, OP_MAX_HEADER_BYTES);
    head_init(&head, &bytes);
    assert_true(feed(&head, S("HTTP/1.1 200 OK\r\nA: b\r\n\r\n")));
    assert_true(feed(&head, S("Content-Length: 9\r\nHTTP/1.1 500 No\r\n")));
    assert_int_equal(head.status, 200);
    assert_false(head.has_length);
    assert_string_equal(bytes.at, "HTTP/1.1 200 OK\r\nA: b\r\n\r\n");
    buf_free(&bytes);
}

static void refuses(const char *text, enum op_status status)
{
    struct buf bytes;
    struct head head;
    buf_init(&bytes, OP_MAX_HEADER_BYTES);
    head_init(&head, &bytes);
    assert_false(feed(&head, str_of(text)));
    assert_int_equal(head.failure, status);
    assert_non_null(head.why);
    buf_free(&bytes);
}

static void refuses_contradictions(void **state)
{
    (void)state;
    refuses("HTTP/1.1 200 OK\r\nContent-Length: 5\r\ncontent-length: 9\r\n",
            OP_BAD_RESPONSE);
    refuses("HTTP/1.1 200 OK\r\nContent-Length: 5, 9\r\n", OP_BAD_RESPONSE);
    refuses("HTTP/1.1 200 OK\r\nContent-Length: -5\r\n", OP_BAD_RESPONSE);
    refuses("HTTP/1.1 200 OK\r\nContent-Length: 99999999999999999999999\r\n",
            OP_BAD_RESPONSE);
    struct buf bytes;
    struct head head;
    buf_init(&bytes, OP_MAX_HEADER_BYTES);
    head_init(&head, &bytes);
    assert_true(feed(&head, S("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n"
                              "Content-Length: 5\r\n\r\n")));
    buf_free(&bytes);
}

static void bounds_bytes_and_count(void **state)
{
    (void)state;
    struct buf bytes;
    struct head head;
    buf_init(&bytes, OP_MAX_HEADER_BYTES);
    head_init(&head, &bytes);
    assert_true(feed(&head, S("HTTP/1.1 200 OK\r\n")));
    unsigned lines = 1;
    while (head_line(&head, S("A: b\r\n")))
        lines++;
    assert_int_equal(lines, OP_MAX_HEADERS);
    static char big[OP_MAX_HEADER_BYTES + 1] = "X: ";
    buf_clear(&bytes);
    head_init(&head, &bytes);
    assert_false(head_line(&head, str_make(big, sizeof big)));
    assert_int_equal(head.failure, OP_BAD_RESPONSE);
    buf_free(&bytes);
}

static void reads_headers(void **state)
{
    (void)state;
    struct exchange exchange = {0};
    buf_init(&exchange.head, OP_MAX_HEADER_BYTES);
    buf_puts(&exchange.head,
             "HTTP/1.1 200 OK\r\nLocation:\t/a b \r\nno colon\r\n"
             " folded: x\r\nSet-Cookie: a=1\r\nset-cookie: b=2\r\n"
             "Empty:\r\n\r\n");
    struct str value = exchange_header(&exchange, S("location"));
    assert_true(str_eq(value, S("/a b")));
    value = exchange_header(&exchange, S("Set-Cookie"));
    assert_true(str_eq(value, S("a=1")));
    assert_null(exchange_header(&exchange, S("folded")).at);
    assert_null(exchange_header(&exchange, S("HTTP/1.1 200 OK")).at);
    value = exchange_header(&exchange, S("Empty"));
    assert_true(value.at != NULL && value.len == 0);
    struct str rest = buf_str(&exchange.head);
    struct header header;
    unsigned count = 0;
    while (exchange_headers(&rest, &header))
        count++;
    assert_int_equal(count, 4);
    buf_free(&exchange.head);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(forgets_interim_answers),
        cmocka_unit_test(drops_trailers),
        cmocka_unit_test(refuses_contradictions),
        cmocka_unit_test(bounds_bytes_and_count),
        cmocka_unit_test(reads_headers),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
