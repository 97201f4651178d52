/* SPDX-License-Identifier: MIT */
/* streamed_test.c - pages that are sent in pieces. */
#include "html/parse.h"
#include "html/serialize.h"
#include "html/streamed.h"
#include "html/walk.h"

#include "fresh_arena.h"

#include <offprint/limits.h>

static struct document *doc;

/* What is below <body> when the pieces are in their places. */
static const char *joined(struct str html)
{
    assert_int_equal(html_parse(&arena, html, NULL, &doc, NULL), OP_OK);
    streamed_join(doc);
    struct buf out;
    buf_init(&out, 1u << 20);
    html_serialize_inner(doc->body, &(struct serialize_options){AS_HTML}, &out);
    const char *text = arena_cstring(&arena, buf_str(&out));
    buf_free(&out);
    return text;
}

static void test_a_piece_takes_its_place(void **state)
{
    (void)state;
    assert_string_equal(
        joined(S("<main><template id=B:0></template></main><footer>f</footer>"
                 "<div hidden id=S:0><p>one</p><p>two</p></div>")),
        "<main><p>one</p><p>two</p></main><footer>f</footer>");
}

static void test_pieces_within_pieces(void **state)
{
    (void)state;
    assert_string_equal(
        joined(S("<main><template id=B:0></template></main>"
                 "<div hidden id=S:1a><b>inner</b></div>"
                 "<div hidden id=S:0><p><template id=P:1a></template></p>"
                 "</div>")),
        "<main><p><b>inner</b></p></main>");
}

static void test_nodes_are_numbered_anew(void **state)
{
    (void)state;
    joined(S("<main><template id=B:0></template></main><footer>f</footer>"
             "<div hidden id=S:0><p>one</p></div>"));
    uint32_t order = 0;
    for (struct node *n = doc->root; n; n = walk_next(n, doc->root))
        assert_int_equal(n->order, order++);
    assert_int_equal(doc->node_count, order);
    assert_true(node_contains(walk_find(doc->root, TAG_MAIN),
                              walk_find(doc->root, TAG_P)));
}

/* Without a place, in itself, in each other, not hidden, no piece's name. */
static void test_what_stays_where_it_is(void **state)
{
    (void)state;
    static const char *const PAGES[] = {
        "<main></main><div hidden=\"\" id=\"S:0\"><p>one</p></div>",
        "<div hidden=\"\" id=\"S:0\"><template id=\"B:0\"></template></div>",
        "<main><template id=\"B:0\"></template></main>"
        "<div id=\"S:0\"><p>one</p></div>",
        "<main><template id=\"B:\"></template></main>"
        "<div hidden=\"\" id=\"S:\"><p>one</p></div>",
    };
    for (size_t i = 0; i < sizeof PAGES / sizeof *PAGES; i++)
        assert_string_equal(joined(str_of(PAGES[i])), PAGES[i]);
    assert_string_equal(
        joined(S("<div hidden id=S:0>a<template id=B:1></template></div>"
                 "<div hidden id=S:1>b<template id=B:0></template></div>")),
        "<div hidden=\"\" id=\"S:1\">ba"
        "<template id=\"B:1\"></template></div>");
}

/* Each of many pieces holds the place of the one before: their depths add up,
 * whichever comes first, and must not pass the parser's own limit. */
static void test_a_chain_of_pieces_is_not_too_deep(void **state)
{
    (void)state;
    enum { PIECES = 200, LEVELS = 10 };
    struct buf html;
    buf_init(&html, 1u << 20);
    buf_puts(&html, "<main><template id=B:c199></template></main>");
    for (int i = 0; i < PIECES; i++) {
        buf_printf(&html, "<div hidden id=S:c%d>", i);
        for (int k = 0; k < LEVELS; k++)
            buf_puts(&html, "<section>");
        if (i > 0)
            buf_printf(&html, "<template id=B:c%d></template>", i - 1);
        for (int k = 0; k < LEVELS; k++)
            buf_puts(&html, "</section>");
        buf_puts(&html, "</div>");
    }
    joined(arena_dup(&arena, buf_str(&html)));
    buf_free(&html);
    size_t deepest = 0;
    for (struct node *n = doc->root; n; n = walk_next(n, doc->root)) {
        size_t depth = 0;
        for (const struct node *up = n; up->parent; up = up->parent)
            depth++;
        deepest = depth > deepest ? depth : deepest;
    }
    assert_in_range(deepest, OP_MAX_DEPTH / 2, OP_MAX_DEPTH);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_a_piece_takes_its_place),
        TEST(test_pieces_within_pieces),
        TEST(test_nodes_are_numbered_anew),
        TEST(test_what_stays_where_it_is),
        TEST(test_a_chain_of_pieces_is_not_too_deep),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
