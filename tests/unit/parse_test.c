/* SPDX-License-Identifier: MIT */
/* parse_test.c - pages that fight back, and what the copy keeps. */
#include "html/parse.h"
#include "html/walk.h"
#include "suite.h"
#include "text/charset.h"

#include <offprint/limits.h>
#include <string.h>
#include <time.h>

/* A few times the parser's own deadline: what a hostile page may cost, with
 * room for a busy machine and sanitizers. */
#define PATIENCE_MS (4 * (OP_PARSE_TIMEOUT_MS + 5 * OP_PARSE_TIMEOUT_PER_MB_MS))

struct fixture {
    struct arena arena;
    struct buf html;
    struct document *doc;
};

static int set_up(void **state)
{
    static struct fixture fixture;
    arena_init(&fixture.arena, OP_MAX_PAGE_MEMORY);
    buf_init(&fixture.html, 64u << 20);
    *state = &fixture;
    return 0;
}

static int tear_down(void **state)
{
    struct fixture *f = *state;
    arena_free(&f->arena);
    buf_free(&f->html);
    return 0;
}

static void repeat(struct fixture *f, const char *text, size_t count)
{
    for (size_t i = 0; i < count; i++)
        buf_put(&f->html, str_of(text));
}

static enum op_status parse(struct fixture *f, struct op_error *err)
{
    return html_parse(&f->arena, buf_str(&f->html), NULL, &f->doc, err);
}

static void parse_whole(struct fixture *f, const char *html)
{
    buf_put(&f->html, str_of(html));
    assert_int_equal(parse(f, NULL), OP_OK);
}

static void assert_str(struct str got, const char *want)
{
    if (!str_eq(got, str_of(want)))
        fail_msg("got \"%.*s\", expected \"%s\"", STR_ARG(got), want);
}

/* --- what the copy keeps ----------------------------------------------- */

static void parts_are_there_whatever_the_page_holds(void **state)
{
    static const char *const PAGES[] = {
        "",        "x",     "<!-- c -->",     "<frameset>",
        "</html>", "<svg>", "<!DOCTYPE html>"};
    for (size_t i = 0; i < sizeof PAGES / sizeof *PAGES; i++) {
        set_up(state);
        struct fixture *f = *state;
        parse_whole(f, PAGES[i]);
        assert_non_null(f->doc->html);
        assert_non_null(f->doc->head);
        assert_non_null(f->doc->body);
        assert_int_equal(f->doc->root->kind, NODE_DOCUMENT);
        tear_down(state);
    }
}

static void names_beyond_gumbos_are_kept(void **state)
{
    struct fixture *f = *state;
    parse_whole(f, "<AMP-IMG src=a><My-Tag OWN-X=1></My-Tag></AMP-IMG>");
    struct node *image = first_element(f->doc->body);
    assert_int_equal(image->tag, TAG_AMP_IMG);
    assert_str(node_attr(image, ATTR_SRC), "a");
    struct node *own = first_element(image);
    assert_int_equal(own->tag, TAG_UNKNOWN);
    assert_str(own->text, "my-tag");
    assert_str(node_attr_named(own, S("own-x")), "1");
}

static void foreign_names_keep_their_case_and_prefix(void **state)
{
    struct fixture *f = *state;
    parse_whole(f, "<svg viewbox='0 0 1 1'><lineargradient/><foreignobject>"
                   "<p>t</p></foreignobject><use xlink:href='#a'/></svg>");
    struct node *svg = first_element(f->doc->body);
    assert_int_equal(svg->space, SPACE_SVG);
    assert_str(svg->attrs[0].name, "viewBox");
    struct node *child = first_element(svg);
    assert_str(child->text, "linearGradient");
    child = next_element(child);
    assert_str(child->text, "foreignObject");
    assert_true(node_is(first_element(child), TAG_P));
    child = next_element(child);
    assert_str(child->attrs[0].name, "xlink:href");
    assert_int_equal(child->attrs[0].id, ATTR_UNKNOWN);
}

static void a_fragment_is_parsed_in_its_context(void **state)
{
    struct fixture *f = *state;
    struct parse_options options = {.context = S("tr")};
    buf_puts(&f->html, "<td>a<td>b");
    assert_int_equal(
        html_parse(&f->arena, buf_str(&f->html), &options, &f->doc, NULL),
        OP_OK);
    struct node *cell = first_element(f->doc->html);
    assert_true(node_is(cell, TAG_TD));
    assert_true(node_is(next_element(cell), TAG_TD));
}

static void the_tree_outlives_its_source(void **state)
{
    struct fixture *f = *state;
    parse_whole(f, "<odd-name odd-attr=value>text &amp; more</odd-name>");
    memset(f->html.at, '#', f->html.len);
    struct node *node = first_element(f->doc->body);
    assert_str(node->text, "odd-name");
    assert_str(node_attr_named(node, S("odd-attr")), "value");
    assert_str(node->first->text, "text & more");
}

/* gumbo's sum overflows and it writes broken UTF-8. */
static void huge_references_leave_valid_text(void **state)
{
    struct fixture *f = *state;
    parse_whole(f, "<p title='&#x8000000041;'>a&#11111111111;b&#99999999999;");
    struct node *p = first_element(f->doc->body);
    assert_true(utf8_is_valid(node_attr(p, ATTR_TITLE)));
    assert_true(utf8_is_valid(p->first->text));
    assert_true(str_find_byte(p->first->text, 'b') != STR_NONE);
}

static void attributes_beyond_the_limit_are_dropped(void **state)
{
    struct fixture *f = *state;
    buf_puts(&f->html, "<p ");
    for (int i = 0; i < OP_MAX_ATTRIBUTES + 50; i++)
        buf_printf(&f->html, "a%d ", i);
    parse_whole(f, ">text");
    assert_int_equal(first_element(f->doc->body)->attr_count,
                     OP_MAX_ATTRIBUTES);
}

/* --- depth ------------------------------------------------------------- */

static size_t depth_of(const struct node *node)
{
    size_t depth = 0;
    while ((node = node->parent))
        depth++;
    return depth;
}

/* Numbers as given by the parser are those that tree_number gives; nothing
 * lies too deep. */
static void check_tree(struct fixture *f)
{
    uint32_t count = 0;
    struct node *root = f->doc->root, *last = NULL;
    uint32_t *ends = arena_array(&f->arena, uint32_t, f->doc->node_count);
    for (struct node *n = root; n; n = walk_next(n, root), count++) {
        assert_int_equal(n->order, count);
        ends[count] = n->end;
        last = n;
    }
    assert_int_equal(count, f->doc->node_count);
    assert_true(depth_of(last) <= OP_MAX_DEPTH + 1);
    assert_int_equal(tree_number(root), count);
    for (struct node *n = root; n; n = walk_next(n, root))
        assert_int_equal(n->end, ends[n->order]);
}

static void deep_elements_become_paragraphs_in_order(void **state)
{
    struct fixture *f = *state;
    for (int i = 0; i < 1500; i++)
        buf_printf(&f->html, "<div>%d ", i);
    for (int i = 1499; i >= 0; i--)
        buf_printf(&f->html, "-%d</div>", i);
    parse_whole(f, "<p>after");
    check_tree(f);
    assert_true(node_is(f->doc->body->last, TAG_P));
    assert_str(node_text_folded(&f->arena, f->doc->body->last), "after");
    struct str text = node_text_folded(&f->arena, f->doc->body);
    assert_true(str_starts(text, S("0 1 2 3 4 5 6")));
    assert_true(str_find(text, S(" 1498 1499 -1499 -1498 -1497")) != STR_NONE);
    assert_true(str_ends(text, S("-1 -0 after")));
}

/* What is read as it is, or was put in by the parser itself, is not known
 * before the tree is there. */
static void siblings_of_the_deepest_are_in_order(void **state)
{
    struct fixture *f = *state;
    struct parse_options options = {.keeps_all = true};
    repeat(f, "<div>x<b>", 400);
    repeat(f, "y</b></div>", 400);
    assert_int_equal(
        html_parse(&f->arena, buf_str(&f->html), &options, &f->doc, NULL),
        OP_OK);
    check_tree(f);
    struct str text = node_text_folded(&f->arena, f->doc->body);
    assert_true(str_find_byte(text, 'y') == str_rfind_byte(text, 'x') + 1);
}

/* A script below the limit once gave its text to the page. */
static void deep_scripts_stay_unread(void **state)
{
    struct fixture *f = *state;
    repeat(f, "<div>", 600);
    parse_whole(f, "<script>alert()</script><style>p{}</style><b>bold</b>");
    check_tree(f);
    assert_str(node_text_folded(&f->arena, f->doc->body), "bold");
}

/* Ragged: depths go up and down around the limit. */
static void any_shape_is_numbered_right(void **state)
{
    struct fixture *f = *state;
    uint32_t seed = 7;
    repeat(f, "<div>", OP_MAX_DEPTH - 20);
    for (int i = 0; i < 5000; i++) {
        seed = seed * 1664525u + 1013904223u;
        buf_put(&f->html, str_of((seed >> 16) % 5 < 2   ? "<div>"
                                 : (seed >> 16) % 5 < 4 ? "</div>"
                                                        : "x<!-- c --><br>"));
    }
    parse_whole(f, "");
    check_tree(f);
}

/* --- bombs ------------------------------------------------------------- */

/* Parsed or refused, but soon, and with a sentence. */
static void assert_bounded(struct fixture *f)
{
    struct op_error err = {0};
    clock_t begin = clock();
    enum op_status status = parse(f, &err);
    assert_true((clock() - begin) / (CLOCKS_PER_SEC / 1000) < PATIENCE_MS);
    assert_true(status == OP_OK || status == OP_TOO_COMPLEX);
    assert_true(f->arena.used <= f->arena.max);
    if (status == OP_OK) {
        check_tree(f);
        return;
    }
    assert_int_equal(err.stage, OP_STAGE_PARSE);
    assert_non_null(strstr(err.text, "too complex"));
}

static void deep_divs_are_bounded(void **state)
{
    struct fixture *f = *state;
    repeat(f, "<div>", 200000);
    assert_bounded(f);
}

static void deep_svgs_are_bounded(void **state)
{
    struct fixture *f = *state;
    repeat(f, "<svg>", 1000000);
    assert_bounded(f);
}

static void formatting_bombs_are_bounded(void **state)
{
    struct fixture *f = *state;
    for (int i = 0; i < 6000; i++)
        buf_printf(&f->html, "<font size=%d><p>", i);
    assert_bounded(f);
}

/* gumbo compares every attribute with all before it. */
static void attribute_bombs_are_bounded(void **state)
{
    struct fixture *f = *state;
    buf_puts(&f->html, "<p ");
    for (int i = 0; i < 200000; i++)
        buf_printf(&f->html, "a%d ", i);
    buf_puts(&f->html, ">");
    assert_bounded(f);
}

static void misnested_links_are_bounded(void **state)
{
    struct fixture *f = *state;
    repeat(f, "<a><div>", 20000);
    repeat(f, "</a>", 20000);
    assert_bounded(f);
}

static void the_options_limits_hold(void **state)
{
    struct fixture *f = *state;
    struct op_error err = {0};
    struct parse_options options = {.max_memory = 1 << 20};
    repeat(f, "<p>x", 100000);
    assert_int_equal(
        html_parse(&f->arena, buf_str(&f->html), &options, &f->doc, &err),
        OP_TOO_COMPLEX);
    assert_non_null(strstr(err.text, "1 MB"));
}

/* gumbo asserts that no text waits where a table's begins; CDATA can. Neither
 * that page nor the next one ends the program. */
static void what_gumbo_takes_for_impossible_is_survived(void **state)
{
    struct fixture *f = *state;
    struct op_error err = {0};
    buf_puts(&f->html, "<table><svg><desc><![CDATA[z]]>x");
    for (int i = 0; i < 2; i++) {
        assert_int_equal(
            html_parse(&f->arena, buf_str(&f->html), NULL, &f->doc, &err),
            OP_TOO_COMPLEX);
        assert_non_null(strstr(err.text, "at odds with itself"));
    }
    f->html.len = 0;
    parse_whole(f, "<p>fine");
    f->html.len = 0;
    the_options_limits_hold(state);
}

/* The page's own arena may be the smaller one: the parser's memory must be
 * given back (ASan sees) and the escape put back as it was. */
static void a_small_arena_fails_the_copy(void **state)
{
    struct fixture *f = *state;
    struct arena small;
    jmp_buf escape;
    arena_init(&small, 100 << 10);
    small.escape = &escape;
    repeat(f, "<p>x", 10000);
    assert_int_equal(html_parse(&small, buf_str(&f->html), NULL, &f->doc, NULL),
                     OP_TOO_COMPLEX);
    assert_ptr_equal(small.escape, &escape);
    arena_free(&small);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(parts_are_there_whatever_the_page_holds),
        TEST(names_beyond_gumbos_are_kept),
        TEST(foreign_names_keep_their_case_and_prefix),
        TEST(a_fragment_is_parsed_in_its_context),
        TEST(the_tree_outlives_its_source),
        TEST(huge_references_leave_valid_text),
        TEST(attributes_beyond_the_limit_are_dropped),
        TEST(deep_elements_become_paragraphs_in_order),
        TEST(siblings_of_the_deepest_are_in_order),
        TEST(deep_scripts_stay_unread),
        TEST(any_shape_is_numbered_right),
        TEST(deep_divs_are_bounded),
        TEST(deep_svgs_are_bounded),
        TEST(formatting_bombs_are_bounded),
        TEST(attribute_bombs_are_bounded),
        TEST(misnested_links_are_bounded),
        TEST(the_options_limits_hold),
        TEST(a_small_arena_fails_the_copy),
        TEST(what_gumbo_takes_for_impossible_is_survived),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
