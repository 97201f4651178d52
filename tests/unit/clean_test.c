/* SPDX-License-Identifier: MIT */
/* clean_test.c - the copy of an article: what stays, what goes, in what form.
 *
 * The parts are given by hand, so that nothing here depends on what the
 * forests think. */
#include "article/clean.h"

#include "fresh_arena.h"
#include "html/parse.h"
#include "html/serialize.h"
#include "html/walk.h"

static struct article *article;
/* Sanitizers and busy machines are slow. */
static const struct parse_options SLOW = {.timeout_ms = 60000,
                                          .max_memory = 1u << 30};

/* Clean the whole body of a page, or the element with id "a" when there is
 * one, and return it as HTML. */
static const char *clean(const char *html)
{
    struct document *doc;
    assert_int_equal(html_parse(&arena, str_of(html), &SLOW, &doc, NULL),
                     OP_OK);
    struct page *page =
        page_make(&arena, doc, S("https://example.org/posts/one.html"));
    struct body *body = arena_new(&arena, struct body);
    body->is_chrome = arena_array(&arena, bool, page->node_count);
    body->is_mute = arena_array(&arena, bool, page->node_count);
    *vec_push(&body->parts, &arena) = doc->body;
    body->confidence = 1;
    article = arena_new(&arena, struct article);
    article->title = S("A headline");
    clean_body(page, body, NULL, article);
    struct buf out;
    buf_init(&out, 64u << 20);
    static const struct serialize_options as_html = {.form = AS_HTML};
    html_serialize_inner(article->body, &as_html, &out);
    const char *text = arena_cstring(&arena, buf_str(&out));
    buf_free(&out);
    return text;
}

#define assert_clean(html, want) assert_string_equal(clean(html), want)

static void assert_text(const char *want)
{
    assert_string_equal(arena_cstring(&arena, article->text), want);
}

/* Nothing that runs or loads by itself may come through. */
static void drops_what_is_dangerous(void **state)
{
    (void)state;
    assert_clean("<p onclick='x()' style='color:red'>a<script>b</script>"
                 "<style>c</style><a href='javascript:alert(1)'>d</a>"
                 "<a href=' JaVaScript:alert(1)'>e</a>"
                 "<img src=x.png onerror='y()'></p>"
                 "<svg onload='z()'><text>f</text></svg>"
                 "<form action=/s><input value=g><textarea>h</textarea></form>"
                 "<iframe src='https://evil.example/'></iframe>"
                 "<object data=k.swf></object><template>l</template>",
                 "<p>a<a>d</a><a>e</a><img src=\"https://example.org/posts/"
                 "x.png\" alt=\"\"></p>");
}

static void makes_paragraphs(void **state)
{
    (void)state;
    assert_clean("<div><div>One</div><div>Two<br><br>Three <b>bold</b>"
                 "<p>Four</p>Five</div></div>",
                 "<p>One</p><p>Two</p><p>Three <b>bold</b></p><p>Four</p>"
                 "<p>Five</p>");
    assert_text("One\nTwo\nThree bold\nFour\nFive");
    assert_clean("<p>a<br>b</p>", "<p>a<br>b</p>");
    assert_clean("<font><p>in</p></font><span>run</span>",
                 "<p>in</p><p>run</p>");
    assert_clean("<p> </p><div>&nbsp;</div><ul><li></li></ul><p>x</p>",
                 "<p>x</p>");
}

/* The headline is the title's; other headings stay. */
static void drops_the_headline(void **state)
{
    (void)state;
    assert_clean("<h1>A  headline</h1><h2>Part</h2><p>x</p>",
                 "<h2>Part</h2><p>x</p>");
}

static void keeps_structure(void **state)
{
    (void)state;
    assert_clean("<ol start=3><li>a<ul><li>b</li></ul></li></ol>",
                 "<ol start=\"3\"><li><p>a</p><ul><li>b</li></ul></li></ol>");
    assert_clean("<dl><dt>t</dt><dd>d</dd></dl>",
                 "<dl><dt>t</dt><dd>d</dd></dl>");
    assert_clean("<blockquote class=x><p>q</p></blockquote>",
                 "<blockquote><p>q</p></blockquote>");
    assert_clean("<p>H<sub>2</sub>O <abbr title='World Wide Web'>WWW</abbr> "
                 "<time datetime=2020>then</time> <ruby>\u6f22<rt>kan</rt>"
                 "</ruby></p>",
                 "<p>H<sub>2</sub>O <abbr title=\"World Wide Web\">WWW</abbr> "
                 "<time datetime=\"2020\">then</time> <ruby>\u6f22<rt>kan</rt>"
                 "</ruby></p>");
    assert_clean("<details open><summary>s</summary><p>x</p></details>",
                 "<details open=\"\"><summary>s</summary><p>x</p></details>");
    assert_clean("<div dir=rtl><p>x</p><p>y</p></div>",
                 "<div dir=\"rtl\"><p>x</p><p>y</p></div>");
}

static void keeps_code_exactly(void **state)
{
    (void)state;
    assert_clean(
        "<pre class='brush:python x'><code>if a:\n    b\n</code></pre>",
        "<pre class=\"language-python\"><code class=\"language-python\">"
        "if a:\n    b\n</code></pre>");
    assert_string_equal(arena_cstring(&arena, str_trim(article->text)),
                        "if a:\n    b");
}

static void tells_tables_from_layout(void **state)
{
    (void)state;
    assert_clean("<table><caption>c</caption><thead><tr><th colspan=2>h</th>"
                 "</tr></thead><tr><td>1</td><td rowspan=x>2</td></tr></table>",
                 "<table><caption>c</caption><thead><tr><th colspan=\"2\">h"
                 "</th></tr></thead><tbody><tr><td>1</td><td>2</td></tr>"
                 "</tbody></table>");
    assert_text("c\nh\n1\n2");
    assert_clean("<table><tr><td><p>one</p></td></tr><tr><td>two</td></tr>"
                 "</table>",
                 "<p>one</p><p>two</p>");
}

/* Footnotes work; links to places that are gone do not pretend to. */
static void keeps_footnotes(void **state)
{
    (void)state;
    assert_clean("<p>x<sup><a href='#fn1' id=ref1>1</a></sup> "
                 "<a href='#gone'>y</a></p><ol><li id=fn1>note "
                 "<a href='https://example.org/posts/one.html#ref1'>up</a>"
                 "</li></ol>",
                 "<p>x<sup><a id=\"ref1\" href=\"#fn1\">1</a></sup> <a>y</a>"
                 "</p><ol><li id=\"fn1\">note <a href=\"#ref1\">up</a></li>"
                 "</ol>");
}

static void finds_the_best_image(void **state)
{
    (void)state;
    assert_clean("<p>t<img src='data:image/gif;base64,R0' "
                 "data-src='/i/a.jpg' alt=A></p>",
                 "<p>t<img src=\"https://example.org/i/a.jpg\" alt=\"A\"></p>");
    assert_clean("<p>t<img src=s.jpg srcset='m.jpg 640w, l.jpg 1300w, "
                 "xl.jpg 4000w'></p>",
                 "<p>t<img src=\"https://example.org/posts/l.jpg\" alt=\"\">"
                 "</p>");
    assert_clean("<p>t<img src=lazyload.gif><noscript><img src=r.jpg>"
                 "</noscript></p>",
                 "<p>t<img src=\"https://example.org/posts/r.jpg\" alt=\"\">"
                 "</p>");
    assert_clean("<p>t<img src=p.gif width=1 height=1>"
                 "<img src=i.png width=16 height=16>"
                 "<img class='avatar photo' src=me.jpg></p>",
                 "<p>t</p>");
    assert_clean("<p>t<img class=emoji alt=\U0001f600 src=e.png></p>",
                 "<p>t\U0001f600</p>");
}

static void test_what_nobody_sees_goes(void **state)
{
    (void)state;
    assert_string_equal(
        clean("<p>Seen by all who come here.</p><p hidden>one</p>"
              "<p style='color:red; display: none'>two</p>"
              "<div aria-hidden=true><p>three</p></div>"),
        "<p>Seen by all who come here.</p>");
    /* More is hidden than shown: a script will show it. */
    assert_non_null(strstr(clean("<p>Please wait.</p><div style='display:none'>"
                                 "<p>The wall was built in three summers.</p>"
                                 "</div>"),
                           "three summers"));
}

/* A reference can make one; no format may hold it. */
static void test_controls_go(void **state)
{
    (void)state;
    assert_clean("<p>a&#157;b&#129; &nbsp;c\u00e9</p><pre>d&#143;</pre>",
                 "<p>ab \u00a0c\u00e9</p><pre>d</pre>");
}

static void test_cells_of_a_matrix_are_apart(void **state)
{
    (void)state;
    clean("<p><math><mtable><mtr><mtd><mi>a</mi></mtd><mtd><mi>b</mi></mtd>"
          "</mtr></mtable><mi>c</mi><mspace></mspace><mi>d</mi></math></p>");
    assert_text("a b c d");
}

static void test_counters_and_signs_are_no_pictures(void **state)
{
    (void)state;
    assert_clean("<p>t<img src=//stats.example.org/piwik.php?idsite=1></p>",
                 "<p>t</p>");
    assert_clean("<p>t<img src=/theme/icons/Facebook.png alt=Share></p>",
                 "<p>t</p>");
    assert_clean("<p>t<img src=/img/facebook-office.png alt=Office></p>",
                 "<p>t<img "
                 "src=\"https://example.org/img/facebook-office.png\" "
                 "alt=\"Office\"></p>");
}

static void keeps_figures(void **state)
{
    (void)state;
    assert_clean("<div class=wp-caption><img src=a.jpg alt=x>"
                 "<p class=wp-caption-text>Cap</p></div>",
                 "<figure><img src=\"https://example.org/posts/a.jpg\" "
                 "alt=\"x\"><figcaption>Cap</figcaption></figure>");
    assert_text("Cap");
    assert_int_equal(article->images.len, 1);
    assert_string_equal(arena_cstring(&arena, article->images.at[0].caption),
                        "Cap");
}

static void makes_cards_of_guests(void **state)
{
    (void)state;
    assert_clean("<p>t</p><iframe title='A film' "
                 "src='//www.youtube.com/embed/abc?rel=0'></iframe>",
                 "<p>t</p><figure class=\"embed\"><figcaption class=\"aside\">"
                 "<a href=\"https://www.youtube.com/watch?v=abc\">"
                 "YouTube: A film</a></figcaption></figure>");
    assert_text("t");
    assert_clean("<video poster=p.jpg><source src=v.mp4></video>",
                 "<figure class=\"embed\"><img src=\"https://example.org/posts/"
                 "p.jpg\" alt=\"Video\"><figcaption class=\"aside\"><a href="
                 "\"https://example.org/posts/v.mp4\">Video</a></figcaption>"
                 "</figure>");
}

static void keeps_formulas(void **state)
{
    (void)state;
    assert_clean("<p><math display=block onclick=x><mi>x</mi><semantics>"
                 "<annotation encoding=tex>y</annotation></semantics></math>"
                 "</p>",
                 "<p><math display=\"block\"><mi>x</mi><semantics></semantics>"
                 "</math></p>");
}

static void lists_references(void **state)
{
    (void)state;
    clean("<p><a href=/b>b</a> <a href='https://c.example/'>c</a> "
          "<a href=/b>b</a> <a href='mailto:x@y'>m</a></p>");
    assert_int_equal(article->references.len, 2);
    assert_string_equal(arena_cstring(&arena, article->references.at[0]),
                        "https://example.org/b");
}

/* 200,000 links and 100,000 nested elements (no divs: at these gumbo itself
 * is quadratic): a step that is quadratic in
 * either would take minutes. */
static void stays_linear(void **state)
{
    (void)state;
    struct buf html;
    buf_init(&html, 64u << 20);
    for (int i = 0; i < 200000; i++)
        buf_printf(&html, "<a href='/%d#f%d'>link %d</a> ", i, i, i);
    clean(arena_cstring(&arena, buf_str(&html)));
    assert_int_equal(article->references.len, 200000);
    buf_clear(&html);
    for (int i = 0; i < 100000; i++)
        buf_puts(&html, "<span>x");
    clean(arena_cstring(&arena, buf_str(&html)));
    assert_true(article->text.len >= 100000);
    buf_free(&html);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_what_nobody_sees_goes),
        TEST(test_counters_and_signs_are_no_pictures),
        TEST(test_controls_go),
        TEST(test_cells_of_a_matrix_are_apart),
        cmocka_unit_test(drops_what_is_dangerous),
        cmocka_unit_test(makes_paragraphs),
        cmocka_unit_test(drops_the_headline),
        cmocka_unit_test(keeps_structure),
        cmocka_unit_test(keeps_code_exactly),
        cmocka_unit_test(tells_tables_from_layout),
        cmocka_unit_test(keeps_footnotes),
        cmocka_unit_test(finds_the_best_image),
        cmocka_unit_test(keeps_figures),
        cmocka_unit_test(makes_cards_of_guests),
        cmocka_unit_test(keeps_formulas),
        cmocka_unit_test(lists_references),
        cmocka_unit_test(stays_linear),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
