/* SPDX-License-Identifier: MIT */
/* prescan_test.c - the parser gives the same tree with and without what the
 * prescan leaves out.
 *
 * Cases of our own, the pages of html5lib-tests where they are there, and
 * every file that the list named by $PAGES holds, a path a line. */
#include "html/prescan.h"

#include "dat.h"
#include "html/parse.h"
#include "html/walk.h"
#include "suite.h"

#include <glob.h>

static struct arena arena;

static int setup(void **state)
{
    (void)state;
    arena_init(&arena, 512u << 20);
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    arena_free(&arena);
    return 0;
}

static struct node *parse(struct str html, bool keeps_all)
{
    struct parse_options options = {.keeps_all = keeps_all,
                                    .timeout_ms = 60000};
    struct document *doc;
    assert_int_equal(html_parse(&arena, html, &options, &doc, NULL), OP_OK);
    return doc->root;
}

/* The text of a script or style sheet may be gone, or be shorter. */
static bool may_differ(const struct node *node)
{
    const struct node *in = node->kind == NODE_TEXT ? node->parent : NULL;
    return in && in->space == SPACE_HTML &&
           (in->tag == TAG_SCRIPT || in->tag == TAG_STYLE);
}

static struct node *next_fixed(struct node *node, struct node *root)
{
    do
        node = walk_next(node, root);
    while (node && may_differ(node));
    return node;
}

/* The value may be gone: it is for a script or a drawing. gumbo puts the name
 * of an attribute that comes twice before the next one's. */
static bool is_blank(const struct attr *a, const struct attr *b)
{
    bool is_machine = (str_find(a->name, S("data-")) != STR_NONE && !a->id) ||
                      str_starts(a->name, S("on")) ||
                      str_find(a->name, S("\"on")) != STR_NONE ||
                      str_eq(a->name, S("d")) || str_eq(a->name, S("points"));
    return is_machine && b->value.len == 0;
}

/* Of white space at its ends one character is left. */
static bool is_same_text(const struct node *a, const struct node *b)
{
    bool starts = a->text.len && char_is_space(a->text.at[0]);
    bool ends = a->text.len && char_is_space(a->text.at[a->text.len - 1]);
    if (a->kind != NODE_TEXT || node_ancestor(a, TAG_PRE))
        return str_eq(a->text, b->text);
    return str_eq(str_trim(a->text), str_trim(b->text)) &&
           starts == (b->text.len && char_is_space(b->text.at[0])) &&
           ends == (b->text.len && char_is_space(b->text.at[b->text.len - 1]));
}

static bool is_same(const struct node *a, const struct node *b)
{
    if (a->kind != b->kind || a->tag != b->tag || a->space != b->space ||
        a->attr_count != b->attr_count)
        return false;
    if (a->kind != NODE_COMMENT && !is_same_text(a, b))
        return false;
    for (uint32_t i = 0; i < a->attr_count; i++)
        if (!str_eq(a->attrs[i].name, b->attrs[i].name) ||
            !(str_eq(a->attrs[i].value, b->attrs[i].value) ||
              is_blank(&a->attrs[i], &b->attrs[i])))
            return false;
    return true;
}

static size_t depth_of(const struct node *node)
{
    size_t depth = 0;
    while ((node = node->parent))
        depth++;
    return depth;
}

static bool gives_same_tree(struct str html)
{
    struct node *a_root = parse(html, true), *b_root = parse(html, false);
    struct node *a = a_root, *b = b_root;
    while (a && b && is_same(a, b) && depth_of(a) == depth_of(b)) {
        a = next_fixed(a, a_root);
        b = next_fixed(b, b_root);
    }
    return !a && !b;
}

static void assert_same(struct str html)
{
    if (!gives_same_tree(html))
        fail_msg("another tree without texts: %.*s",
                 STR_ARG(str_sub(html, 0, 2000)));
    arena_reset(&arena);
}

/* What is left of a page. */
static void assert_left(const char *html, const char *want)
{
    struct str left = html_prescan(&arena, str_of(html));
    assert_string_equal(arena_cstring(&arena, left), want);
    assert_same(str_of(html));
}

static void test_texts_are_left_out(void **state)
{
    (void)state;
    assert_left("<style>p{}</style><p>a<!-- b -->c",
                "<style></style><p>a<!---->c");
    assert_left("<STYLE media='<'>p</style >x", "<STYLE media='<'></style >x");
    assert_left("<script>if (a<b) c()</script>d", "<script>if (a</script>d");
    assert_left("<script type='application/ld+json'>{\"a\":\"<b>\"}</script>",
                "<script type='application/ld+json'>{\"a\":\"<b>\"}</script>");
    assert_left("<!--a--!>b<!-->c<!--->d<!----->e<!--f",
                "<!----!>b<!-->c<!--->d<!---->e<!--");
}

static void test_values_for_machines_are_left_out(void **state)
{
    (void)state;
    assert_left("<p data-x='{\"a\":1}' data-src='/a.png' onclick=\"f('>')\">a",
                "<p data-x='' data-src='/a.png' onclick=\"\">a");
    assert_left("<p DATA-SRC='/a' Data-X = 'abc' data-y=abc data-z='abc",
                "<p DATA-SRC='/a' Data-X = '' data-y=abc data-z='abc");
    assert_left("<svg><path d='M0 0L1 1' id='abc'/></svg>",
                "<svg><path d='' id='abc'/></svg>");
    /* Four that would be one: the parser counts those that are equal. */
    assert_left("<b data-x='ab1'><b data-x='ab2'><b data-x='ab3'>"
                "<b data-x='ab4'>a<p>b",
                "<b data-x='ab1'><b data-x='ab2'><b data-x='ab3'>"
                "<b data-x='ab4'>a<p>b");
    assert_left("<a data-x='ab1'><a data-x='ab2'><a data-x='ab3'>"
                "<a data-x='ab4'>a<p>b",
                "<a data-x=''><a data-x=''><a data-x=''><a data-x=''>a<p>b");
    assert_left("<p data-x='abc' data-x='def' on='abc' one='abc'>",
                "<p data-x='' data-x='' on='abc' one='abc'>");
}

static void test_indentation_is_folded(void **state)
{
    (void)state;
    assert_left("<p>  a  b \n\t <b>c</b>  </p>\r\n  <p>",
                "<p> a  b\n<b>c</b> </p>\r<p>");
    assert_left("<pre>  a\n  <b>  </b>\n\n</pre>  \n<p>",
                "<pre>  a\n  <b>  </b>\n\n</pre>\n<p>");
    assert_left("<pre><pre></pre>  <b>", "<pre><pre></pre>  <b>");
    assert_left("<pre><table><td></pre>  <b>c", "<pre><table><td></pre>  <b>c");
    assert_left("<textarea>  </textarea>  <title>  a</title>",
                "<textarea>  </textarea> <title>  a</title>");
    assert_left("<svg>  <g>  </svg>  a  <i>", "<svg>  <g>  </svg> a <i>");
}

static void test_a_script_is_cut_at_a_character(void **state)
{
    (void)state;
    struct str html = S("<script>");
    for (int i = 0; i < 400; i++)
        html = arena_join(&arena, html, S("\u20ac"));
    html = arena_join(&arena, html, S("</script>"));
    struct str left = html_prescan(&arena, html);
    assert_int_equal(left.len, 8 + PRESCAN_SCRIPT_BYTES / 3 * 3 + 9);
    assert_same(html);
}

static void test_states_are_followed(void **state)
{
    (void)state;
    static const char *const PAGES[] = {
        "<title><style></title>a<style>b</style>c",
        "<textarea><!--</textarea>a<!--b-->",
        "<p title='<style>'>a</p><style>b</style>",
        "<p a=<style>b</p></style>c",
        "<p =a'<style>'>b</style>c",
        "<script><!--<script></script>a--></script>b<style>c</style>",
        "<script><!--></script>a<script><!--a</script>b",
        "<script><!-- <script> --> </script>a</script>b",
        "<script>a</scripty></script >b",
        "<style>never ended <p>",
        "<script>never ended <p>",
        "<xmp><style></xmp><style>a</style>",
        "<iframe><!-- </iframe><p>a<!--b-->",
        "<plaintext><style>a</style>",
        "<select><style>a<option>b</style></select><style>c</style>",
        "<select><script>a<b</script><textarea></style></textarea>d",
        "<svg><style>a<p>b</style></svg><style>c</style>",
        "<svg><title>a</title><path/></svg><style>c</style>",
        "<svg/><style>c</style>",
        "<svg><foreignObject><style>a</style></svg><style><p></style>",
        "<svg><div><style><p>a</style>",
        "<math><mi><style>a<b></style></math><style>c</style>",
        "<svg><![CDATA[<style>]]><style>a<p></style></svg>",
        "<frameset><style>a<frame></style>",
        "<table><style>a</style><tr><td><script>b</script>c",
        "<noscript><style>a</style><img></noscript>b",
        "<template><style>a</style></template>b",
        "<?php <style> ?>a<style>b</style>",
        "<!doctype html \"<style>\">a<style>b</style>",
        "</ <style>>a<style>b</style>",
        "<",
        "<!",
        "</",
        "<a",
        "<a b='",
        "<style",
        "<!--",
        "<!---",
        "<script></script",
    };
    for (size_t i = 0; i < sizeof PAGES / sizeof *PAGES; i++)
        assert_same(str_of(PAGES[i]));
}

static void judge_file(const char *path)
{
    struct buf bytes;
    buf_init(&bytes, 64u << 20);
    assert_int_equal(file_read(path, &bytes, NULL), OP_OK);
    struct str rest = buf_str(&bytes);
    struct dat_case test;
    while (dat_next(&rest, &test))
        assert_same(dat_section(&test, S("#data")));
    buf_free(&bytes);
}

static void test_the_pages_of_html5lib(void **state)
{
    (void)state;
    char pattern[4096];
    glob_t found;
    suite_path("html5lib/tree-construction/*.dat", pattern, sizeof pattern);
    if (glob(pattern, 0, NULL, &found) != 0) {
        print_message("# SKIP: no %s\n", pattern);
        skip();
    }
    for (size_t i = 0; i < found.gl_pathc; i++)
        judge_file(found.gl_pathv[i]);
    globfree(&found);
}

static void test_the_pages_of_a_list(void **state)
{
    (void)state;
    struct buf list, page;
    const char *path = getenv("PAGES");
    if (!path) {
        print_message("# SKIP: no list of PAGES\n");
        skip();
    }
    buf_init(&list, 64u << 20);
    buf_init(&page, 64u << 20);
    assert_int_equal(file_read(path, &list, NULL), OP_OK);
    struct str rest = buf_str(&list), line;
    size_t count = 0, same = 0;
    while (str_word(&rest, &line)) {
        const char *name = arena_cstring(&arena, line);
        assert_int_equal(file_read(name, &page, NULL), OP_OK);
        bool is_right = gives_same_tree(buf_str(&page));
        if (!is_right)
            print_message("# %.*s\n", STR_ARG(line));
        count++;
        same += is_right;
        buf_clear(&page);
        arena_reset(&arena);
    }
    print_message("# %zu of %zu pages give the same tree\n", same, count);
    assert_int_equal(same, count);
    buf_free(&page);
    buf_free(&list);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_texts_are_left_out, setup,
                                        teardown),
        cmocka_unit_test_setup_teardown(test_values_for_machines_are_left_out,
                                        setup, teardown),
        cmocka_unit_test_setup_teardown(test_indentation_is_folded, setup,
                                        teardown),
        cmocka_unit_test_setup_teardown(test_a_script_is_cut_at_a_character,
                                        setup, teardown),
        cmocka_unit_test_setup_teardown(test_states_are_followed, setup,
                                        teardown),
        cmocka_unit_test_setup_teardown(test_the_pages_of_html5lib, setup,
                                        teardown),
        cmocka_unit_test_setup_teardown(test_the_pages_of_a_list, setup,
                                        teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
