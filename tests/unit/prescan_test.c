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
#include "text/unicode.h"

#include <glob.h>
#include <offprint/limits.h>

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

/* May the attribute be gone? */
static bool is_for_scripts(const struct attr *a)
{
    return (str_find(a->name, S("data-")) != STR_NONE && !a->id) ||
           str_starts(a->name, S("on")) ||
           str_find(a->name, S("\"on")) != STR_NONE;
}

/* gumbo puts the name of an attribute that comes twice before the next one's:
 * has it? */
static bool is_muddled(const struct node *in, uint32_t at)
{
    for (uint32_t i = 0; i < at; i++)
        if (in->attrs[i].name.len < in->attrs[at].name.len &&
            str_starts(in->attrs[at].name, in->attrs[i].name))
            return true;
    return false;
}

static bool is_same_value(const struct attr *a, const struct attr *b)
{
    bool is_shape = str_eq(a->name, S("d")) || str_eq(a->name, S("points"));
    return str_eq(a->value, b->value) || (is_shape && b->value.len == 0);
}

/* The same attributes in the same order; `b` may lack those for scripts, and
 * those that come twice, with the muddle they make of the rest. */
static bool has_same_attributes(const struct node *a, const struct node *b)
{
    uint32_t j = 0;
    for (uint32_t i = 0; i < a->attr_count; i++) {
        if (j < b->attr_count && str_eq(a->attrs[i].name, b->attrs[j].name) &&
            is_same_value(&a->attrs[i], &b->attrs[j]))
            j++;
        else if (!is_for_scripts(&a->attrs[i]))
            return is_muddled(a, i);
    }
    return j == b->attr_count || is_muddled(a, a->attr_count - 1);
}

static bool has_same_words(struct str a, struct str b)
{
    struct str x, y;
    while (str_word(&a, &x))
        if (!str_word(&b, &y) || !str_eq(x, y))
            return false;
    return !str_word(&b, &y);
}

/* Of white space at its ends one character is left; a text may be of two that
 * stood around a tag which came to nothing. */
static bool is_same_text(const struct node *a, const struct node *b)
{
    bool starts = a->text.len && char_is_space(a->text.at[0]);
    bool ends = a->text.len && char_is_space(a->text.at[a->text.len - 1]);
    if (a->kind != NODE_TEXT || node_ancestor(a, TAG_PRE))
        return str_eq(a->text, b->text);
    return has_same_words(a->text, b->text) &&
           starts == (b->text.len && char_is_space(b->text.at[0])) &&
           ends == (b->text.len && char_is_space(b->text.at[b->text.len - 1]));
}

static bool is_same(const struct node *a, const struct node *b)
{
    return a->kind == b->kind && a->tag == b->tag && a->space == b->space &&
           (a->kind == NODE_COMMENT || is_same_text(a, b)) &&
           has_same_attributes(a, b);
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
    struct standins standins;
    struct str left = html_prescan(&arena, str_of(html), &standins);
    left = standins_resolve(&standins, &arena, left);
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

static void test_attributes_for_scripts_are_left_out(void **state)
{
    (void)state;
    assert_left("<p data-x='{\"a\":1}' data-src='/a.png' onclick=\"f('>')\">a",
                "<p  data-src='/a.png' >a");
    assert_left("<p DATA-SRC='/a' Data-X = 'abc' data-y=abc id=1 data-z='abc",
                "<p DATA-SRC='/a'   id=1 ");
    assert_left("<svg><path d='M0 0L1 1' id='abc'/></svg>",
                "<svg><path d='' id='abc'/></svg>");
    /* Four that would be one: the parser counts those that are equal. */
    assert_left("<b data-x='ab1'><b data-x='ab2'><b data-x='ab3'>"
                "<b data-x='ab4'>a<p>b",
                "<b data-x='ab1'><b data-x='ab2'><b data-x='ab3'>"
                "<b data-x='ab4'>a<p>b");
    assert_left("<a data-x='ab1'><a data-x='ab2'><a data-x='ab3'>"
                "<a data-x='ab4'>a<p>b",
                "<a ><a ><a ><a >a<p>b");
    assert_left("<p data-x='abc' data-x=def/ on='abc' one data-x/>",
                "<p   on='abc' one />");
    assert_left("<p id=a ID='b' class=c x x=y z><b id=a id=b>",
                "<p id=a  class=c x  z><b id=a >");
    /* What follows must not become a neighbour's value. */
    assert_left("<p id data-x ='a' ='b' id=\"a\"data-y='b'class=c>",
                "<p id data-x ='a' ='b' class=c>");
}

/* Texts and values that are one character while the parser reads. */
static void test_a_character_stands_for_a_text(void **state)
{
    (void)state;
    struct standins standins;
    struct str html = S("<p class='long enough' id='short'>A text, long &amp; "
                        "plain &notit; <b>brief</b>");
    struct str left = html_prescan(&arena, html, &standins);
    assert_string_equal(arena_cstring(&arena, left),
                        "<p class='\U000F0000' id='short'>\U000F0001 &amp; "
                        "plain &notit; <b>brief</b>");
    assert_int_equal(standins.texts.len, 2);
    assert_same(html);
    /* Lines' ends, controls, and what is no character are the parser's. */
    assert_same(S("<p>a text of\r\ntwo lines\rthree<p class='two\r\nlines'>"));
    assert_same(S("<p>a control \x01 or \xC2\x85, none \xEF\xBF\xBE here"));
    assert_same(S("<p>an end that is no more \xC2\xA0 than a space  \n"));
    assert_same(S("<table>a text that goes out<tr>  and another one <td>in"));
    assert_same(S("<table><input type='hidden      '><input type='hidden'>"));
    assert_same(S("<b class='same as it'><b class='same as it'>"
                  "<b class='same as it'><b class='same as it'>a<p>b"));
    assert_same(S("<script type='text/json'>{\"a\": \"</b> <!-- <script>\"}"
                  "</script>--></script>and the rest"));
}

/* A page with such characters of its own keeps all of its texts. */
static void test_private_characters_are_kept(void **state)
{
    (void)state;
    static const char *const PAGES[] = {
        "<p>a long text \U000F0000 with one",
        "<p>a long text &#xF0000; with one",
        "<p>a long text &#983041; with one",
        "<p>a long text &#x0000000F0000; with one",
    };
    for (size_t i = 0; i < sizeof PAGES / sizeof *PAGES; i++) {
        struct standins standins;
        struct str html = str_of(PAGES[i]);
        struct str left = html_prescan(&arena, html, &standins);
        assert_true(str_eq(left, html));
        assert_int_equal(standins.texts.len, 0);
        assert_same(html);
    }
    assert_int_equal(html_largest_reference(S("&#65; &#x1F600 #9999999")),
                     0x1F600);
    assert_int_equal(html_largest_reference(S("&#99999999999999999999;")),
                     UINT32_MAX);
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
    struct standins standins;
    struct str left = html_prescan(&arena, html, &standins);
    left = standins_resolve(&standins, &arena, left);
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

/* --- depth ------------------------------------------------------------- */

static struct str repeat(const char *what, size_t times)
{
    struct buf all;
    buf_init(&all, 16u << 20);
    while (times--)
        buf_put(&all, str_of(what));
    struct str copy = arena_dup(&arena, buf_str(&all));
    buf_free(&all);
    return copy;
}

/* What is left of a page whose `html` stands in as many <div> as may be. */
static void assert_deep(const char *html, const char *want)
{
    struct standins standins;
    struct str divs = repeat("<div>", OP_MAX_DEPTH);
    struct str page = arena_join(&arena, divs, str_of(html));
    struct str left = html_prescan(&arena, page, &standins);
    left = standins_resolve(&standins, &arena, left);
    assert_true(str_starts(left, divs));
    assert_string_equal(arena_cstring(&arena, str_from(left, divs.len)), want);
    arena_reset(&arena);
}

static void test_deep_elements_are_left_out(void **state)
{
    (void)state;
    assert_deep("<section id='some' class='other than that'>a<b>b</b>c"
                "</section> d<br><i>e</i><ul>\n<li>f<li> g</ul></div>h<p>i",
                "<p>abc<p> d<br>e\n<p>f<p> g</div>h<p>i");
    assert_deep("<div><script>f()</script><style>p{}</style><img src=a>",
                "<script>f()</script><style></style><img src=a>");
    assert_deep("<noscript>a<img></noscript><svg><g>b<path d='abcd'/></g></svg>"
                "<template><p>c</template>d",
                "<p>d");
    assert_deep("<table><tr><td>a<td>b</table>c<select><option>d</select>",
                "<p>a<p>b<p>c<select><option>d</select>");
    assert_deep("<div></div></div><h2>a</h2>", "</div><h2>a</h2>");
    assert_deep("<p>a</div><p>b</p>", "<p>a</div><p>b</p>");
    assert_deep("<svg><g><p>a", "<p>a");
    assert_deep("<div>a long text, again", "<p>a long text, again");
}

/* Elements that close unsaid do not nest, many as they are. */
static void test_what_does_not_nest_stays(void **state)
{
    (void)state;
    static const char *const TAGS[] = {
        "<p>a",           "<p><span>a",     "<div><i class=x></div>",
        "<li>a",          "<dt>a<dd>b",     "<table><tr><td><a></table>",
        "<h2>a",          "<a href=x>a",    "<ul><li><b>a</ul>",
        "<option>a",      "<button>a",      "<svg><g></svg>a",
        "<p><font>a</p>", "<svg><path><p>",
    };
    for (size_t i = 0; i < sizeof TAGS / sizeof *TAGS; i++) {
        struct str html = repeat(TAGS[i], 2 * OP_MAX_DEPTH);
        assert_same(arena_join(&arena, html, S("<div><h1>b")));
    }
}

/* --- pages of others --------------------------------------------------- */

static void judge_file(const char *path)
{
    struct buf bytes;
    buf_init(&bytes, 64u << 20);
    assert_int_equal(file_read(path, &bytes, NULL), OP_OK);
    struct str rest = buf_str(&bytes);
    struct dat_case test;
    while (dat_next(&rest, &test)) {
        assert_same(dat_section(&test, S("#data")));
        /* Once again, where all that is open is known. */
        struct str many = repeat("<p>", 1 + OP_MAX_DEPTH);
        assert_same(arena_join(&arena, many, dat_section(&test, S("#data"))));
    }
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
        bool is_right = gives_same_tree(utf8_repair(&arena, buf_str(&page)));
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
        cmocka_unit_test_setup_teardown(
            test_attributes_for_scripts_are_left_out, setup, teardown),
        cmocka_unit_test_setup_teardown(test_indentation_is_folded, setup,
                                        teardown),
        cmocka_unit_test_setup_teardown(test_a_character_stands_for_a_text,
                                        setup, teardown),
        cmocka_unit_test_setup_teardown(test_private_characters_are_kept, setup,
                                        teardown),
        cmocka_unit_test_setup_teardown(test_a_script_is_cut_at_a_character,
                                        setup, teardown),
        cmocka_unit_test_setup_teardown(test_states_are_followed, setup,
                                        teardown),
        cmocka_unit_test_setup_teardown(test_deep_elements_are_left_out, setup,
                                        teardown),
        cmocka_unit_test_setup_teardown(test_what_does_not_nest_stays, setup,
                                        teardown),
        cmocka_unit_test_setup_teardown(test_the_pages_of_html5lib, setup,
                                        teardown),
        cmocka_unit_test_setup_teardown(test_the_pages_of_a_list, setup,
                                        teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
