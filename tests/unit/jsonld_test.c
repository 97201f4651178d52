/* SPDX-License-Identifier: MIT */
/* jsonld_test.c - JSON as pages write it. */
#include "article/jsonld.h"

#include "fresh_arena.h"
#include "html/parse.h"

static void assert_str(struct str got, const char *want)
{
    if (!str_eq(got, str_of(want)))
        fail_msg("got \"%.*s\", want \"%s\"", STR_ARG(got), want);
}

static struct jsonld *read_page(const char *html)
{
    struct document *doc;
    assert_int_equal(html_parse(&arena, str_of(html), NULL, &doc, NULL), OP_OK);
    return jsonld_read(&arena, doc);
}

/* Sound JSON must come through untouched: escapes, order, numbers. */
static void parses_sound_json(void **state)
{
    (void)state;
    struct json *o = json_parse(
        &arena, S("{\"a\": \"x\\\"\\u00e9\\ud83d\\ude00\", \"b\": [1, 2.5, "
                  "true, null], \"c\": {\"name\": \"N\"}}"));
    assert_non_null(o);
    assert_str(json_get(o, S("a"))->text, "x\"\u00e9\U0001f600");
    const struct json *b = json_get(o, S("b"));
    assert_int_equal(b->kind, JSON_IS_ARRAY);
    assert_str(b->first->text, "1");
    assert_str(b->first->next->text, "2.5");
    assert_str(b->first->next->next->text, "true");
    assert_int_equal(b->first->next->next->next->kind, JSON_IS_NULL);
    assert_null(b->first->next->next->next->next);
    assert_str(json_text(json_get(o, S("c"))), "N");
    assert_null(json_get(o, S("d")));
    assert_null(json_get(NULL, S("d")));
}

/* Each fault is one seen on real pages; a parser without mending drops the
 * whole block. */
static void mends_broken_json(void **state)
{
    (void)state;
    static const char *const BROKEN[] = {
        "{\"h\": \"one\ntwo\"}",                       /* raw newline */
        "{\"h\": \"one two\",}",                       /* trailing comma */
        "{\"h\": \"one two\", \"l\": [1, 2, ], }",     /* the same */
        "<!-- {\"h\": \"one two\"} -->",               /* HTML comment */
        "//<![CDATA[\n{\"h\": \"one two\"}\n//]]>",    /* CDATA */
        "/* c */ {\"h\": /* d */ \"one two\"} // end", /* comments */
        "{\"h\": \"one two\"};",                       /* a statement */
        "{&quot;h&quot;: &quot;one two&quot;}",        /* escaped script */
        "{\"h\": \"one two\", \"l\": {\"m\": [1",      /* cut off */
        "{\"h\": \"one\\ two\", \"e\": \"it\\'s\"}",   /* wrong escapes */
        "{\"h\": \"one two\", \"e\": \"\\ud83d\"}",    /* half a pair */
        "{\"h\": \"one two\", \"n\": 123456789012345678901234}", /* big */
        "{\"h\": \"one two\"}}", /* one too many */
    };
    for (size_t i = 0; i < sizeof BROKEN / sizeof *BROKEN; i++) {
        struct json *o = json_parse(&arena, str_of(BROKEN[i]));
        if (!o)
            fail_msg("not mended: %s", BROKEN[i]);
        assert_str(json_get(o, S("h"))->text, "one two");
    }
    struct json *o = json_parse(
        &arena, S("{\"h\": \"He said \"no\" to it\", \"n\": \"x\"}"));
    assert_non_null(o);
    assert_str(json_get(o, S("h"))->text, "He said \"no\" to it");
    assert_str(json_get(o, S("n"))->text, "x");
}

/* Without the bound jansson would recurse 2048 deep, and copying with it. */
static void bounds_depth_and_size(void **state)
{
    (void)state;
    char deep[400];
    memset(deep, '[', sizeof deep);
    assert_null(json_parse(&arena, str_make(deep, sizeof deep)));
    struct json *o = json_parse(&arena, str_make(deep, 60));
    assert_non_null(o); /* mended: brackets closed */
    assert_null(json_parse(&arena, S("")));
    assert_null(json_parse(&arena, S("nonsense")));
}

static void reads_all_blocks(void **state)
{
    (void)state;
    struct jsonld *j = read_page(
        "<script type='application/ld+json'>{\"@graph\":[{\"@type\":\"Person\","
        "\"@id\":\"#p\",\"name\":\"Ann\"},{\"@type\":[\"Article\",\"X\"],"
        "\"headline\":\"T\",\"author\":{\"@id\":\"#p\"}}]}</script>"
        "<script type='application/ld+json'>{\"@type\":\"WebPage\","
        "\"mainEntity\":{\"@type\":\"http://schema.org/Question\"}}\n"
        "{\"@type\":\"Two\"}</script>"
        "<meta name='script:ld+json' content='{\"@type\":\"Three\"}'>"
        "<script type='application/json'>{\"@type\":\"Not\"}</script>");
    const struct json *a = jsonld_article(j, S(""));
    assert_non_null(a);
    assert_true(jsonld_is(a, S("Article")));
    assert_false(jsonld_is(a, S("NewsArticle")));
    const struct json *author = json_get(a, S("author"));
    assert_str(json_text(jsonld_deref(j, author)), "Ann");
    size_t two = 0, three = 0, question = 0;
    for (size_t i = 0; i < j->object_count; i++) {
        two += jsonld_is(j->objects[i], S("Two"));
        three += jsonld_is(j->objects[i], S("Three"));
        question += jsonld_is(j->objects[i], S("Question"));
        assert_false(jsonld_is(j->objects[i], S("Not")));
    }
    assert_int_equal(two, 1);
    assert_int_equal(three, 1);
    assert_int_equal(question, 1);
}

/* A page that lists teasers as Articles: the one with its URL is the page's. */
static void prefers_the_page_s_own(void **state)
{
    (void)state;
    struct jsonld *j = read_page(
        "<script type='application/ld+json'>[{\"@type\":\"NewsArticle\","
        "\"headline\":\"A\",\"url\":\"https://x.org/a\"},{\"@type\":"
        "\"NewsArticle\",\"headline\":\"B\",\"mainEntityOfPage\":{\"@id\":"
        "\"http://www.x.org/b/?q\"}}]</script>");
    const struct json *b = jsonld_article(j, S("https://x.org/b"));
    assert_str(json_text(json_get(b, S("headline"))), "B");
    assert_null(jsonld_article(read_page("<p>none"), S("")));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(parses_sound_json),
        cmocka_unit_test(mends_broken_json),
        cmocka_unit_test(bounds_depth_and_size),
        cmocka_unit_test(reads_all_blocks),
        cmocka_unit_test(prefers_the_page_s_own),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
