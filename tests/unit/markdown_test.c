/* SPDX-License-Identifier: MIT */
/* markdown_test.c - a tree as Markdown that means the same. */
#include "html/markdown.h"

#include "fresh_arena.h"
#include "html/parse.h"

static const char *markdown(const char *html)
{
    struct document *doc;
    struct buf out;
    assert_int_equal(html_parse(&arena, str_of(html), NULL, &doc, NULL), OP_OK);
    buf_init(&out, 64u << 20);
    markdown_write(doc->body, &out);
    const char *text = arena_cstring(&arena, buf_str(&out));
    buf_free(&out);
    return text;
}

static void test_blocks(void **state)
{
    (void)state;
    assert_string_equal(markdown("<h2>A  b</h2><p>c\nd<p>e<hr>f"),
                        "## A b\n\nc d\n\ne\n\n* * *\n\nf\n");
    assert_string_equal(markdown("<p>a<br>b"), "a\\\nb\n");
    assert_string_equal(markdown("<h2>a<br>b</h2>"), "## a b\n");
    assert_string_equal(markdown("<blockquote><p>a<p>b</blockquote>c"),
                        "> a\n>\n> b\n\nc\n");
    assert_string_equal(markdown(""), "");
}

static void test_lists(void **state)
{
    (void)state;
    assert_string_equal(markdown("<ul><li>a<li>b<ol><li>c<li>d</ol></ul>e"),
                        "- a\n- b\n  1. c\n  2. d\n\ne\n");
    assert_string_equal(markdown("<ul><li><p>a<p>b</ul>"), "- a\n\n  b\n");
}

static void test_words(void **state)
{
    (void)state;
    assert_string_equal(markdown("a<em> b </em>c <b></b>d"), "a *b* c d\n");
    assert_string_equal(markdown("<a href=x>a</a> <a href='y (z'>b</a> "
                                 "<a href=e></a>"),
                        "[a](x) [b](<y (z>)\n");
    assert_string_equal(markdown("<img src=i.png alt='a [b]'>"),
                        "![a \\[b\\]](i.png)\n");
    assert_string_equal(markdown("x<sup>2</sup> <s>y</s>"),
                        "x<sup>2</sup> ~~y~~\n");
}

/* CommonMark sees no mark between punctuation and a letter, nor in a run. */
static void test_marks_that_would_not_be_seen(void **state)
{
    (void)state;
    assert_string_equal(markdown("<b>T</b><b>he</b> <i>a</i> <i>b</i>"),
                        "**The** *a* *b*\n");
    assert_string_equal(markdown("<b>Note:</b>this <b>Note:</b> that"),
                        "<b>Note:</b>this **Note:** that\n");
    assert_string_equal(markdown("a<i>(b)</i> (<i>c</i>) <s>d</s>."),
                        "a<i>(b)</i> (*c*) ~~d~~.\n");
    assert_string_equal(markdown("<b>a</b><i>b</i>c <b>d <i>e</i></b>f"),
                        "**a**<i>b</i>c **d *e***f\n");
    assert_string_equal(markdown("<b>&nbsp;a &nbsp;</b>b <b>&nbsp;</b>c"),
                        "\u00a0**a** \u00a0b \u00a0c\n");
    assert_string_equal(markdown("<b><i>a</i> <a href=x>b</a><i>,</i> c</b>"),
                        "***a* [b](x)<i>,</i> c**\n");
    assert_string_equal(markdown("<i>a <cite>b</cite> c</i><sup>2</sup>"),
                        "*a b c*<sup>2</sup>\n");
}

/* A backslash at the end of a paragraph or a link would be one. */
static void test_breaks(void **state)
{
    (void)state;
    assert_string_equal(markdown("<p>a<br><p><a href=x>b<br></a><p>c"),
                        "a\n\n[b](x)\n\nc\n");
    assert_string_equal(markdown("<p><b>a<br></b>b<br><br>c"),
                        "**a**\\\nb\\\nc\n");
    assert_string_equal(markdown("<ul><li>a<br><li>b</ul>"), "- a\n- b\n");
}

static void test_escapes(void **state)
{
    (void)state;
    assert_string_equal(markdown("<p>* a_b [c] <i>`</i> \\ &lt;d> &amp;amp;"),
                        "\\* a\\_b \\[c\\] *\\`* \\\\ \\<d> \\&amp;\n");
    assert_string_equal(markdown("<p># a<p>1. b<p>- c<p>+ d<p>a - b # c 1. d"),
                        "\\# a\n\n1\\. b\n\n\\- c\n\n\\+ d\n\n"
                        "a - b # c 1. d\n");
    assert_string_equal(markdown("<p>1<!-- -->. a<p>2<!-- --> b<p>-3<p>~4~"),
                        "1\\. a\n\n2 b\n\n\\-3\n\n\\~4\\~\n");
    assert_string_equal(markdown("a!<a href=x>b</a> c! <a href=x>d</a>"),
                        "a\\![b](x) c! [d](x)\n");
    assert_string_equal(markdown("<h2>a #</h2>&amp;<b>amp;</b>"),
                        "## a \\#\n\n\\&**amp;**\n");
}

static void test_code(void **state)
{
    (void)state;
    assert_string_equal(markdown("<p>a <code>b*`c</code>"), "a `` b*`c ``\n");
    assert_string_equal(markdown("a<code> b<br>c </code>d"), "a `b c` d\n");
    assert_string_equal(markdown("<pre><code class='x language-c'>a *\n\n  b\n"
                                 "</code></pre>c"),
                        "```c\na *\n\n  b\n```\n\nc\n");
    assert_string_equal(markdown("<pre>```</pre>"), "````\n```\n````\n");
    assert_string_equal(markdown("<kbd>a</kbd><kbd>b_c</kbd> <kbd>d</kbd>"),
                        "`a`<code>b\\_c</code> `d`\n");
}

static void test_tables(void **state)
{
    (void)state;
    assert_string_equal(
        markdown("<table><tr><th>a<th>b<tr><td>c | d<td><p>e<p>f</table>g"),
        "| a | b |\n| --- | --- |\n| c \\| d | e f |\n\ng\n");
    assert_string_equal(markdown("<table><tr><td>a<hr><td>b"),
                        "| a | b |\n| --- | --- |\n");
    assert_string_equal(markdown("<h2>a<div><h3>b</h3></div><ul><li>c</ul>"),
                        "## a b c\n");
}

/* A blank line would end the table; an empty cell keeps others in place. */
static void test_spans(void **state)
{
    (void)state;
    assert_string_equal(
        markdown("<table><caption>t</caption><thead><tr><th>a<th colspan=2>b"
                 "</thead><tbody><tr><td rowspan=2>c<td>d<td>e<tr><td>f"
                 "</tbody></table>"),
        "t\n\n| a | b | |\n| --- | --- | --- |\n| c | d | e |\n"
        "| | f | |\n");
    assert_string_equal(markdown("<table><tr><td><pre>a |\n b</pre><td>c"),
                        "| `a \\|  b` | c |\n| --- | --- |\n");
}

static void test_numbers(void **state)
{
    (void)state;
    assert_string_equal(markdown("<ol start=9><li>a<ul><li>b</ul><li>c</ol>"
                                 "<ol><li>d</ol>"),
                        "9. a\n   - b\n10. c\n\n1. d\n");
}

static void test_depth_is_bounded(void **state)
{
    (void)state;
    struct buf html;
    buf_init(&html, 1u << 20);
    for (int i = 0; i < 500; i++)
        buf_puts(&html, "<ul><li><blockquote>a");
    struct document *doc;
    struct buf out;
    buf_init(&out, 64u << 20);
    assert_int_equal(html_parse(&arena, buf_str(&html), NULL, &doc, NULL),
                     OP_OK);
    markdown_write(doc->body, &out);
    assert_int_equal(out.failed, OP_OK);
    buf_free(&out);
    buf_free(&html);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_blocks),
        TEST(test_lists),
        TEST(test_words),
        TEST(test_marks_that_would_not_be_seen),
        TEST(test_breaks),
        TEST(test_escapes),
        TEST(test_code),
        TEST(test_tables),
        TEST(test_spans),
        TEST(test_numbers),
        TEST(test_depth_is_bounded),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
