/* SPDX-License-Identifier: MIT */
/* nesting_test.c - the stack is as high as the parser's, and takes no longer
 * when it is high. */
#include "html/nesting.h"

#include "html/parse.h"
#include "html/walk.h"
#include "suite.h"

#include <offprint/limits.h>
#include <time.h>

static struct arena arena;

static int set_up(void **state)
{
    (void)state;
    arena_init(&arena, 256u << 20);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    arena_free(&arena);
    return 0;
}

/* Take tags that have no attributes; <svg> and <math> with all in them are
 * foreign. Returns how many were left out. */
static unsigned take(struct nesting *n, struct str tags)
{
    unsigned foreign = 0, left_out = 0;
    for (size_t end; (end = str_find_byte(tags, '>')) != STR_NONE;) {
        struct str name = str_sub(tags, 1, end - 1);
        str_cut(&tags, end + 1);
        bool is_end = str_starts(name, S("/"));
        bool closes_itself = str_ends(name, S("/"));
        str_cut(&name, is_end);
        name.len -= closes_itself;
        bool is_drawing = str_eq(name, S("svg")) || str_eq(name, S("math"));
        if (is_end)
            left_out += nesting_end(n, name);
        else
            left_out += nesting_start(n, name, foreign > 0, closes_itself);
        if (is_drawing && !closes_itself)
            foreign += is_end ? -1u : 1u;
    }
    return left_out;
}

/* How many elements are around what comes next, <html> and <body> not counted.
 */
static unsigned parsed_depth(const char *tags)
{
    struct str html =
        arena_printf(&arena, "<!doctype html><body>%s<x-here>", tags);
    struct parse_options options = {.keeps_all = true};
    struct document *doc;
    assert_int_equal(html_parse(&arena, html, &options, &doc, NULL), OP_OK);
    struct node *here = walk_find(doc->body, TAG_UNKNOWN);
    while (here && !str_eq(here->text, S("x-here")))
        here = walk_next(here, doc->body);
    assert_non_null(here);
    unsigned depth = 0;
    while ((here = here->parent) && here != doc->body)
        depth++;
    return depth;
}

static void the_depth_is_the_parsers(void **state)
{
    static const char *const TAGS[] = {
        "",
        "<div><span></div>",
        "<div><span><custom-a></custom-b></span>",
        "<DIV></dIv></div><p>",
        "<p><span><p><i></i><p>",
        "<p><span><div>",
        "<p><button><div>",
        "<p><object><p></p><p>",
        "<p><table><tr><td><p>",
        "<p></p></p>",
        "<h1><h2><span><h3></h2>",
        "<ul><li><li><span><li><div><li><ul><li>",
        "<ul><li></ul></li>",
        "<li><p><div><address><li>",
        "<li><section><li>",
        "<dl><dt>x<dd><span><dt><ul></dt>",
        "<div><table><tr><td></div>",
        "<span><div></span>",
        "<noscript><span></noscript>",
        "<a><span><a>",
        "<nobr><span><nobr>",
        "<a><div><a><div>",
        "<b><div></b>",
        "<b><span></b>",
        "<b><table><tr><td></b>",
        "<button><div><button>",
        "<button><object><button>",
        "<ruby><rb><rt><rp><rt>",
        "<option><option><optgroup><option>",
        "<table><tr><td>",
        "<table><td><td><th>",
        "<table><tbody><tr><td><tfoot><tr><td>",
        "<table><tr><td><table><tr><td>",
        "<table><tr><td><table><tr><td></table>",
        "<table><tr><td><span></td></tr></table>",
        "<table><caption><div><td>",
        "<table><caption><div></caption><tr><td>",
        "<table><tr><td></tbody></tr></table></table>",
        "<tr><td></td><tbody>",
        "<template><div></template><div><template><td>",
        "<template><tr><td></template><template><table><td>",
        "<br><img><hr><input><wbr><div><br>",
        "<head><body><html><form></form>",
        "<select></select><textarea></textarea><div>",
        "<marquee><applet></marquee>",
        "<search><dialog><slot></dialog>",
        "<svg><g><path/><g></svg>",
        "<svg/><math/><div>",
        "<math><mrow><mo></mo></mrow></math><p>",
    };
    (void)state;
    for (size_t i = 0; i < sizeof TAGS / sizeof *TAGS; i++) {
        struct nesting *n = nesting_new(&arena, OP_MAX_DEPTH);
        assert_int_equal(take(n, str_of(TAGS[i])), 0);
        if (n->depth != parsed_depth(TAGS[i]))
            fail_msg("%u around, not %u: %s", n->depth, parsed_depth(TAGS[i]),
                     TAGS[i]);
    }
}

static void html_ends_a_drawing(void **state)
{
    (void)state;
    struct nesting *n = nesting_new(&arena, OP_MAX_DEPTH);
    take(n, S("<div><svg><g><svg><g>"));
    assert_int_equal(n->depth, 5);
    nesting_end_drawing(n);
    assert_int_equal(n->depth, 1);
}

static void what_lies_too_deep_is_left_out(void **state)
{
    (void)state;
    struct nesting *n = nesting_new(&arena, 3);
    assert_int_equal(take(n, S("<div><div><b>")), 0);
    assert_int_equal(take(n, S("<i></i>")), 2);
    assert_false(n->owes_paragraph);
    assert_int_equal(take(n, S("<br><ul><li><img><li></ul>")), 4);
    assert_true(n->owes_paragraph);
    assert_int_equal(take(n, S("</ul></span></br></i>")), 2);
    assert_int_equal(take(n, S("</b><p></p></ul>")), 0);
    assert_false(n->owes_paragraph);
    /* The element that was left out closes with what is around it. */
    assert_int_equal(take(n, S("<i><i></div><i></i>")), 1);
    assert_int_equal(n->depth, 1);
}

static void what_is_in_a_template_too_deep_goes(void **state)
{
    (void)state;
    struct nesting *n = nesting_new(&arena, 1);
    assert_int_equal(take(n, S("<div><template><img>")), 2);
    assert_int_equal(n->hidden, 1);
    assert_int_equal(take(n, S("</template><img>")), 1);
    assert_int_equal(n->hidden, 0);
    assert_int_equal(take(n, S("<svg><g><path/></g></svg>")), 5);
    assert_int_equal(n->hidden, 0);
}

static double seconds(const char *tags, unsigned times)
{
    struct nesting *n = nesting_new(&arena, OP_MAX_DEPTH);
    clock_t begin = clock();
    for (unsigned i = 0; i < times; i++)
        take(n, str_of(tags));
    return (double)(clock() - begin) / CLOCKS_PER_SEC;
}

/* Twenty times the tags take about twenty times as long: if each looked at all
 * that is open, it would be minutes. */
static void depth_costs_nothing(void **state)
{
    static const char *const TAGS[] = {
        "<div>",         "<div></p>",           "<b>",
        "<b><i></b>",    "<a><div></a>",        "<b><div></b></b>",
        "<li><ul></li>", "<table><tr><td></p>", "<x-a></x-b><p>",
        "<svg>",         "<template><dd></dt>", "<h1><object></h2>",
    };
    (void)state;
    for (size_t i = 0; i < sizeof TAGS / sizeof *TAGS; i++) {
        double some = seconds(TAGS[i], 5000), all = seconds(TAGS[i], 100000);
        if (all > 100 * (some > .01 ? some : .01))
            fail_msg("%f seconds for 20 times as many as in %f: %s", all, some,
                     TAGS[i]);
        arena_reset(&arena);
    }
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(the_depth_is_the_parsers),
        TEST(html_ends_a_drawing),
        TEST(what_lies_too_deep_is_left_out),
        TEST(what_is_in_a_template_too_deep_goes),
        TEST(depth_costs_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
