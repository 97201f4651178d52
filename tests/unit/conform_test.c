/* SPDX-License-Identifier: MIT */
/* conform_test.c - what parsers forgive is put in order, and no word lost. */
#include "pack/conform.h"

#include "html/parse.h"
#include "html/serialize.h"
#include "html/walk.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>

#include <cmocka.h>

static struct arena arena;

static int setup(void **state)
{
    (void)state;
    arena_init(&arena, 64u << 20);
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    arena_free(&arena);
    return 0;
}

/* Of a tree in which every <x-NAME> of the text is a <NAME> wherever it
 * stands: a parser would not make such a tree itself. */
static const char *conform(const char *html)
{
    static const struct serialize_options XML = {.form = AS_XHTML};
    struct document *doc;
    assert_int_equal(html_parse(&arena, str_of(html), NULL, &doc, NULL), OP_OK);
    for (struct node *n = doc->body; n; n = walk_next(n, doc->body))
        if (n->kind == NODE_ELEMENT && str_starts(n->text, S("x-")))
            node_rename(n, tag_lookup(str_from(n->text, 2)));
    conform_body(&arena, doc->body);
    struct buf out;
    buf_init(&out, 1u << 20);
    html_serialize_inner(doc->body, &XML, &out);
    const char *text = arena_cstring(&arena, buf_str(&out));
    buf_free(&out);
    return text;
}

static void test_blocks_among_words(void **state)
{
    (void)state;
    assert_string_equal(conform("<p>a<x-p id=b>c</x-p></p>"),
                        "<p>a<span id=\"b\" class=\"op-block\">c</span></p>");
    assert_string_equal(conform("<em><x-div>a</x-div></em>"),
                        "<em><span class=\"op-block\">a</span></em>");
    assert_string_equal(conform("<h2><a href=b><x-p>c</x-p></a></h2>"),
                        "<h2><a href=\"b\"><span class=\"op-block\">c</span>"
                        "</a></h2>");
    assert_string_equal(conform("<p>a<x-ul><x-li>b</x-li></x-ul></p>"),
                        "<p>a<span class=\"op-block\"><span class=\"op-block\">"
                        "b</span></span></p>");
    assert_string_equal(conform("<a href=b><p>c</p></a>"),
                        "<a href=\"b\"><p>c</p></a>");
    assert_string_equal(conform("<p>a<x-hr></x-hr>b</p>"), "<p>a<br/>b</p>");
}

static void test_lists(void **state)
{
    (void)state;
    assert_string_equal(conform("<ul><li>a</li><p>b</p>c<li>d</ul>"),
                        "<ul><li>a</li><li><p>b</p>c</li><li>d</li></ul>");
    assert_string_equal(conform("<ol> <li>a</li> </ol>"),
                        "<ol> <li>a</li> </ol>");
    assert_string_equal(conform("<dl><dt>a</dt><dd>b</dd></dl>"),
                        "<dl><dt>a</dt><dd>b</dd></dl>");
    assert_string_equal(conform("<dl><dd>b</dd><p>c</p></dl>"),
                        "<div><div>b</div><p>c</p></div>");
    assert_string_equal(conform("<dl><dt>b</dt></dl>"),
                        "<div><div>b</div></div>");
}

static void test_links(void **state)
{
    (void)state;
    assert_string_equal(
        conform("<a href='https://a.example/b'><img src=c alt=''></a>"),
        "<a href=\"https://a.example/b\" aria-label=\"a.example\">"
        "<img src=\"c\" alt=\"\"/></a>");
    assert_string_equal(conform("<a href=b><img src=c alt=d></a>"),
                        "<a href=\"b\"><img src=\"c\" alt=\"d\"/></a>");
    assert_string_equal(conform("<a href=b><img src=c alt=''> d</a>"),
                        "<a href=\"b\"><img src=\"c\" alt=\"\"/> d</a>");
    assert_string_equal(conform("<a href='#b' id=c> </a>"),
                        "<a id=\"c\"> </a>");
}

static void test_numbers(void **state)
{
    (void)state;
    assert_string_equal(
        conform("<ol start=''><li value=x>a</li><li value=-3>b</li></ol>"),
        "<ol><li>a</li><li value=\"-3\">b</li></ol>");
    assert_string_equal(conform("<ol start=7><li>a</li></ol>"),
                        "<ol start=\"7\"><li>a</li></ol>");
}

static void test_figures_and_cells(void **state)
{
    (void)state;
    assert_string_equal(
        conform("<figure><p>a</p><figcaption>b</figcaption><hr></figure>"),
        "<figure><p>a</p><hr/><figcaption>b</figcaption></figure>");
    assert_string_equal(
        conform("<table><tr><td scope=col colspan=2>a</td><th scope=row>b"),
        "<table><tbody><tr><td colspan=\"2\">a</td><th scope=\"row\">b</th>"
        "</tr></tbody></table>");
    assert_string_equal(conform("<p colspan=2>a</p>"), "<p>a</p>");
    assert_string_equal(
        conform("<figure><p>a</p><figcaption>b</figcaption>"
                "<figcaption>c</figcaption></figure>"),
        "<figure><p>a</p><div>c</div><figcaption>b</figcaption></figure>");
    assert_string_equal(
        conform("<figcaption>a<figcaption>b</figcaption></figcaption>"),
        "<div>a<div>b</div></div>");
    assert_string_equal(conform("<table><tfoot><tr><td>a</table>"),
                        "<table><tfoot><tr><td>a</td></tr></tfoot></table>");
    assert_string_equal(
        conform("<table><tfoot><tr><td>a<tbody><tr><td>b<thead></table>"),
        "<table><tbody><tr><td>b</td></tr></tbody><thead></thead>"
        "<tfoot><tr><td>a</td></tr></tfoot></table>");
}

static void test_details(void **state)
{
    (void)state;
    assert_string_equal(conform("<details><p>a</p></details>"),
                        "<details><summary lang=\"en\">Details</summary>"
                        "<p>a</p></details>");
    assert_string_equal(conform("<details><p>a</p><summary>b</summary>"
                                "<summary>c</summary></details>"),
                        "<details><summary>b</summary><p>a</p><div>c</div>"
                        "</details>");
    assert_string_equal(conform("<summary>a</summary>"), "<div>a</div>");
}

static void test_formulas(void **state)
{
    (void)state;
    assert_string_equal(
        conform("<math><mrow>if &nbsp;<mi>x</mi>&nbsp;</mrow></math>"),
        "<math xmlns=\"http://www.w3.org/1998/Math/MathML\" "
        "xmlns:xlink=\"http://www.w3.org/1999/xlink\"><mrow>"
        "<mtext>if \u00a0</mtext><mi>x</mi></mrow></math>");
}

static void test_times(void **state)
{
    (void)state;
    static const char *const CASES[][2] = {
        {"1912-04-15", "1912-04-15"},
        {"2020-10", "2020-10"},
        {"2020-10-20T18:00:00.25+02:00", "2020-10-20T18:00:00.25+02:00"},
        {"2020-10-20 18:00+0200", "2020-10-20 18:00+0200"},
        {"20 October 2020", "2020-10-20"},
        {" 2020-10-20", "2020-10-20"},
    };
    char html[200], want[200];
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        snprintf(html, sizeof html, "<time datetime='%s'>a</time>",
                 CASES[i][0]);
        snprintf(want, sizeof want, "<time datetime=\"%s\">a</time>",
                 CASES[i][1]);
        assert_string_equal(conform(html), want);
    }
    assert_string_equal(conform("<time datetime='on Saturday'>a</time>"),
                        "<span>a</span>");
    assert_string_equal(conform("<time><a href=b>c</a></time>"),
                        "<span><a href=\"b\">c</a></span>");
}

static void test_ruby(void **state)
{
    (void)state;
    assert_string_equal(conform("<ruby><rb>a</rb><rt>b</rt></ruby>"),
                        "<ruby><span>a</span><rt>b</rt></ruby>");
    static const char WHOLE[] = "<ruby>a<rp>(</rp><rt>b</rt><rp>)</rp></ruby>";
    assert_string_equal(conform(WHOLE), WHOLE);
    assert_string_equal(conform("<ruby>a<rp>(</rp><rt>b</rt></ruby>"),
                        "<ruby>a<rt>b</rt></ruby>");
    assert_string_equal(conform("<ruby>a<rp>(</rp></ruby>"), "<span>a</span>");
    assert_string_equal(conform("<p><x-rt>a</x-rt></p>"),
                        "<p><span>a</span></p>");
}

static void test_addresses(void **state)
{
    (void)state;
    static const char *const CASES[][2] = {
        {"https://a.example/b?c=d#e", "https://a.example/b?c=d#e"},
        {"https://a.example/?u=##x##", "https://a.example/?u=#%23x%23%23"},
        {"https://a.example/a[1]|b^c", "https://a.example/a%5B1%5D%7Cb%5Ec"},
        {"https://[::1]:8/[a]", "https://[::1]:8/%5Ba%5D"},
        {"https://a.example/100%", "https://a.example/100%25"},
        {"https://a.example/%41%zz", "https://a.example/%41%25zz"},
        {"mailto:a@b.example", "mailto:a@b.example"},
        {"https://a.example:8?b", "https://a.example:8?b"},
        {"https://a.example,/", ""},
        {"https:///a", ""},
    };
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++)
        assert_string_equal(
            arena_cstring(&arena, conform_uri(&arena, str_of(CASES[i][0]))),
            CASES[i][1]);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_blocks_among_words),
        TEST(test_lists),
        TEST(test_figures_and_cells),
        TEST(test_formulas),
        TEST(test_times),
        TEST(test_ruby),
        TEST(test_details),
        TEST(test_links),
        TEST(test_numbers),
        TEST(test_addresses),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
