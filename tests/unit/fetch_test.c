/* SPDX-License-Identifier: MIT */
/* fetch_test.c - servers that break the rules, one page a fault. */
#include "net/client.h"

#include "wire.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#define HEAD(status) "HTTP/1.1 " status "\r\n"
#define END          "\r\n"
#define NONE         "Content-Length: 0\r\n\r\n"
#define OK(body)     HEAD("200 OK") "Connection: close\r\n\r\n" body
#define CHUNKED      HEAD("200 OK") "Transfer-Encoding: chunked\r\n\r\n"
#define FAULT(where, what, wanted, says)                                       \
    FAULT_WITH(where, what, wanted, says, .times = 0)
#define FAULT_WITH(where, what, wanted, says, ...)                             \
    {                                                                          \
        .route = {.path = where, .bytes = WIRE(what), __VA_ARGS__},            \
        .status = wanted, .text = says                                         \
    }

/* What the server sends, and what must come of it. `text` is a part of the
 * sentence. An answer that is good says "fine". */
static const struct fault {
    struct wire_route route;
    enum op_status status;
    const char *text;
} FAULTS[] = {
    FAULT("/ok", OK("fine"), OP_OK, ""),
    FAULT("/short", HEAD("200 OK") "Content-Length: 1000\r\n\r\nhello",
          OP_TRUNCATED, "ended"),
    FAULT_WITH("/reset", HEAD("200 OK") "Content-Length: 1000\r\n\r\nhello",
               OP_RESET, "reset", .end = WIRE_RESET),
    FAULT("/long", HEAD("200 OK") "Content-Length: 4\r\n\r\nfine and more",
          OP_OK, ""),
    FAULT("/both",
          HEAD("200 OK") "Content-Length: 9\r\n"
                         "Transfer-Encoding: "
                         "chunked\r\n\r\n4\r\nfine\r\n0\r\n\r\n",
          OP_OK, ""),
    FAULT("/lengths",
          HEAD("200 OK") "Content-Length: 9\r\n"
                         "Content-Length: 20\r\n\r\n12345678901234567890",
          OP_BAD_RESPONSE, "Content-Length"),
    FAULT("/nolength", HEAD("200 OK") "Content-Length: abc\r\n\r\nx",
          OP_BAD_RESPONSE, ""),
    FAULT("/minus", HEAD("200 OK") "Content-Length: -5\r\n\r\nx",
          OP_BAD_RESPONSE, ""),
    FAULT("/huge", HEAD("200 OK") "Content-Length: 9000000000\r\n\r\nx",
          OP_TOO_LARGE, ""),
    FAULT("/nolast", CHUNKED "4\r\nfine\r\n", OP_TRUNCATED, ""),
    FAULT("/badchunk", CHUNKED "ZZ\r\nfine\r\n0\r\n\r\n", OP_BAD_RESPONSE, ""),
    FAULT("/trailers",
          CHUNKED "4\r\nfine\r\n0\r\nContent-Length: 1\r\nX: y\r\n\r\n", OP_OK,
          ""),
    FAULT("/cuthead", HEAD("200 OK") "Content-Type: te", OP_TRUNCATED,
          "headers"),
    FAULT("/bighead", HEAD("200 OK") "", OP_TRUNCATED, ""),
    FAULT_WITH("/manyheads", "HTTP/1.1 100 Continue\r\n\r\n", OP_BAD_RESPONSE,
               "headers too large", .repeat = 100000),
    FAULT("/nul", HEAD("200 OK") "X: a\0b\r\n\r\nx", OP_BAD_RESPONSE, ""),
    FAULT("/ssh", "SSH-2.0-OpenSSH_9.2\r\n", OP_BAD_RESPONSE, "not HTTP"),
    FAULT("/nothing", "", OP_RESET, "without an answer"),
    FAULT("/continue", "HTTP/1.1 100 Continue\r\n\r\n", OP_RESET, ""),
    FAULT("/hints",
          "HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n"
          "HTTP/1.1 102 Processing\r\n\r\n" OK("fine"),
          OP_OK, ""),
    FAULT("/notgzip",
          HEAD("200 OK") "Content-Encoding: gzip\r\n"
                         "Content-Length: 5\r\n\r\nplain",
          OP_BAD_ENCODING, "gzip"),
    FAULT("/cutgzip",
          HEAD("200 OK") "Content-Encoding: gzip\r\n"
                         "Content-Length: 3\r\n\r\n\x1f\x8b\x08",
          OP_TRUNCATED, "gzip"),
    FAULT("/snappy",
          HEAD("200 OK") "Content-Encoding: snappy\r\n"
                         "Content-Length: 5\r\n\r\nplain",
          OP_BAD_ENCODING, "snappy"),
    FAULT_WITH("/stall", HEAD("200 OK") "Content-Length: 9\r\n\r\nabc",
               OP_TIMEOUT, "", .end = WIRE_HANG),
    FAULT_WITH("/mute", "", OP_TIMEOUT, "no answer", .end = WIRE_HANG),
    FAULT_WITH("/endless", OK("0123456789abcdef"), OP_TOO_LARGE, "limit",
               .repeat = 40000),
    FAULT("/gone", "HTTP/1.1 410 Away\r\nContent-Length: 4\r\n\r\ngone",
          OP_HTTP_STATUS, "410 Gone"),
    FAULT("/401", "HTTP/1.1 401 No\r\nContent-Length: 0\r\n\r\n",
          OP_UNAUTHORISED, "401"),
    FAULT("/403", "HTTP/1.1 403 No\r\nContent-Length: 0\r\n\r\n",
          OP_UNAUTHORISED, "403"),
    FAULT("/999", "HTTP/1.1 999 Denied\r\nContent-Length: 0\r\n\r\n",
          OP_HTTP_STATUS, "999"),
    FAULT("/204", "HTTP/1.1 204 No Content\r\n\r\n", OP_HTTP_STATUS, "204"),
    FAULT("/206", "HTTP/1.1 206 Part\r\nContent-Length: 4\r\n\r\npart",
          OP_HTTP_STATUS, "206"),
    FAULT("/304", "HTTP/1.1 304 Not Modified\r\n\r\n", OP_HTTP_STATUS, "304"),
    FAULT("/nowhere", "HTTP/1.1 302 Found\r\nContent-Length: 0\r\n\r\n",
          OP_HTTP_STATUS, "without Location"),
    FAULT("/empty",
          "HTTP/1.1 302 Found\r\nLocation: \r\n"
          "Content-Length: 0\r\n\r\n",
          OP_HTTP_STATUS, "without Location"),
    FAULT("/self",
          "HTTP/1.1 302 Found\r\nLocation: /self#x\r\n"
          "Content-Length: 0\r\n\r\n",
          OP_REDIRECT, "circle"),
    FAULT("/ping",
          "HTTP/1.1 307 Found\r\nLocation: pong\r\n"
          "Content-Length: 0\r\n\r\n",
          OP_REDIRECT, "circle"),
    FAULT("/pong",
          "HTTP/1.1 308 Found\r\nLocation: ping\r\n"
          "Content-Length: 0\r\n\r\n",
          OP_REDIRECT, "circle"),
    FAULT("/file",
          "HTTP/1.1 302 Found\r\nLocation: file:///etc/passwd\r\n"
          "Content-Length: 0\r\n\r\n",
          OP_REDIRECT, "neither"),
    FAULT("/data",
          "HTTP/1.1 302 Found\r\nLocation: data:,x\r\n"
          "Content-Length: 0\r\n\r\n",
          OP_REDIRECT, "neither"),
    FAULT("/badurl",
          "HTTP/1.1 302 Found\r\nLocation: http://[::\r\n"
          "Content-Length: 0\r\n\r\n",
          OP_REDIRECT, "no URL"),
    FAULT("/inside",
          "HTTP/1.1 302 Found\r\nLocation: http://0x7f.2/\r\n"
          "Content-Length: 0\r\n\r\n",
          OP_PRIVATE_ADDRESS, ""),
    FAULT("/spaced",
          "HTTP/1.1 302 Found\r\nLocation: \t /a\tim%20\xc3\xa4 x \r\n"
          "Content-Length: 0\r\n\r\n",
          OP_OK, ""),
    FAULT("/aim%20%C3%A4%20x", OK("fine"), OP_OK, ""),
    FAULT("/chunk17", CHUNKED "FFFFFFFFFFFFFFFFF\r\nfine\r\n0\r\n\r\n",
          OP_BAD_RESPONSE, ""),
    FAULT("/chunkbig", CHUNKED "80000000\r\nfine\r\n", OP_TRUNCATED, ""),
    FAULT("/chunklf", CHUNKED "4\nfine\n0\n\n", OP_OK, ""),
};

#define FAULT_COUNT (sizeof FAULTS / sizeof *FAULTS)

struct run {
    unsigned count;
    bool was_answered[FAULT_COUNT];
};

static void judge(void *context, void *tag, struct response *response)
{
    struct run *run = context;
    size_t i = (size_t)(uintptr_t)tag;
    const struct fault *fault = &FAULTS[i];
    const struct op_error *error = &response->error;
    run->count++;
    assert_false(run->was_answered[i]);
    run->was_answered[i] = true;
    if (error->status != fault->status || !strstr(error->text, fault->text))
        fail_msg("%s: %s: %s", fault->route.path, op_status_name(error->status),
                 error->text);
    if (error->status == OP_OK)
        assert_true(str_eq(response->body, S("fine")));
    else
        assert_true(response->body.len <= 500000);
    if (error->status == OP_TRUNCATED && error->stage == OP_STAGE_FETCH)
        assert_true(response->hops->is_truncated);
    response_free(response);
}

static void survives_every_fault(void **state)
{
    (void)state;
    struct wire_route routes[FAULT_COUNT + 1] = {{.path = NULL}};
    for (size_t i = 0; i < FAULT_COUNT; i++)
        routes[i] = FAULTS[i].route;
    struct wire wire = wire_open(routes);
    struct client_options options = client_defaults();
    options.delay_ms = options.retries = 0;
    options.ignores_robots = true;
    options.stall_timeout_ms = 1000; /* OP_STALL_TIMEOUT_MS */
    options.transfer_timeout_ms = 3000;
    struct run run = {0};
    struct client *client = client_new(&options, judge, &run, NULL);
    for (size_t i = 0; i < FAULT_COUNT; i++) {
        char url[128];
        snprintf(url, sizeof url, "http://127.0.0.1:%d%s", wire.port,
                 FAULTS[i].route.path);
        struct request request = {.url = str_of(url),
                                  .kind = REQUEST_SEED,
                                  .max_bytes = 500000,
                                  .tag = (void *)(uintptr_t)i};
        assert_int_equal(client_add(client, &request), OP_OK);
    }
    int64_t start = clock_ms();
    while (client_run(client, 1000) > 0)
        assert_true(clock_ms() - start < 20000);
    assert_int_equal(run.count, FAULT_COUNT);
    client_free(client);
    wire_close(&wire);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(survives_every_fault),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
