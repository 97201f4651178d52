/* SPDX-License-Identifier: MIT */
/* append_test.c - an article is carried over as bytes, and its pages joined. */
#include "article/append.h"

#include "article/flat.h"
#include "html/parse.h"
#include "html/serialize.h"
#include "html/walk.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static struct article *article_of(struct arena *arena, const char *html)
{
    struct document *doc;
    static const struct parse_options whole = {.keeps_all = true};
    assert_int_equal(html_parse(arena, str_of(html), &whole, &doc, NULL),
                     OP_OK);
    struct article *article = arena_new(arena, struct article);
    article->body = doc->body;
    node_detach(article->body);
    node_rename(article->body, TAG_DIV);
    article->title = arena_dup(arena, S("On Tides"));
    article->text = node_text_folded(arena, article->body);
    struct node *img = walk_find(article->body, TAG_IMG);
    if (img)
        *vec_push(&article->images, arena) = (struct article_image){
            .url = arena_dup(arena, S("https://a/i.png")),
            .alt = arena_dup(arena, S("gauge")),
            .node = img,
        };
    *vec_push(&article->references, arena) = arena_dup(arena, S("https://b/"));
    return article;
}

static void expect_html(const struct article *article, const char *wanted)
{
    struct buf out;
    buf_init(&out, 1u << 20);
    static const struct serialize_options as = {.form = AS_HTML};
    html_serialize_inner(article->body, &as, &out);
    assert_string_equal(out.at ? out.at : "", wanted);
    buf_free(&out);
}

static struct buf flattened(struct article *article)
{
    struct buf bytes;
    buf_init(&bytes, 1u << 24);
    article_flatten(article, &bytes);
    assert_int_equal(bytes.failed, OP_OK);
    return bytes;
}

/* A string left on the page's arena would read freed memory here (ASan). */
static void a_carried_article_needs_no_page(void **state)
{
    (void)state;
    struct arena page, job;
    arena_init(&page, 1u << 24);
    arena_init(&job, 1u << 24);
    struct article *article =
        article_of(&page, "<p data-odd=1>One <b>two</b></p>"
                          "<math><mi>x</mi></math><img alt=gauge src=i.png>");
    article->confidence = 0.25;
    *vec_push(&article->sources, &page) = (struct field_source){
        .field = S("title"),
        .source = S("h1"),
        .alternatives = {{S("og:title"), S("Tides")}},
        .alternative_count = 1,
    };
    struct buf bytes = flattened(article);
    arena_free(&page);
    struct article *kept;
    assert_true(article_unflatten(&job, buf_str(&bytes), &kept));
    buf_free(&bytes);
    assert_true(str_eq(kept->title, S("On Tides")));
    assert_true(kept->confidence == 0.25);
    assert_true(str_eq(kept->sources.at[0].alternatives[0].value, S("Tides")));
    assert_true(str_eq(kept->images.at[0].alt, S("gauge")));
    assert_ptr_equal(kept->images.at[0].node, walk_find(kept->body, TAG_IMG));
    expect_html(kept, "<p data-odd=\"1\">One <b>two</b></p>"
                      "<math><mi>x</mi></math>"
                      "<img alt=\"gauge\" src=\"i.png\">");
    arena_free(&job);
}

/* A process that a page took over may say anything. */
static void nothing_that_is_said_is_believed(void **state)
{
    (void)state;
    struct arena arena;
    struct article *article, *back;
    arena_init(&arena, 1u << 28);
    article = article_of(&arena, "<p id=a>One <b>two</b></p><img src=i.png>");
    struct buf bytes = flattened(article);
    for (size_t i = 0; i < bytes.len; i++)
        assert_false(article_unflatten(&arena, str_make(bytes.at, i), &back));
    for (size_t i = 0; i < bytes.len; i++) {
        jmp_buf escape;
        char old = bytes.at[i];
        arena.escape = &escape;
        bytes.at[i] = (char)(old ^ 0xFF);
        if (setjmp(escape) == 0 &&
            article_unflatten(&arena, buf_str(&bytes), &back))
            assert_non_null(back->body);
        bytes.at[i] = old;
    }
    buf_free(&bytes);
    arena_free(&arena);
}

static void nothing_active_is_let_through(void **state)
{
    static const char *const BODIES[] = {
        "x<script>alert(1)</script>",
        "<p onclick=alert(1)>x</p>",
        "<a href=' java\tscript:alert(1)'>x</a>",
        "<iframe src=x></iframe>",
        "<p style=color:red>x</p>",
        "<svg><circle r=1 /></svg>",
        "<form action=/x></form>",
        "x<!-- x -->",
        "<math><mi onload=x>x</mi></math>",
        "<x-y>x</x-y>",
        "<object data=x></object>",
        "<img src='data:text/html,x'>",
    };
    (void)state;
    struct arena arena;
    arena_init(&arena, 1u << 24);
    for (size_t i = 0; i < sizeof BODIES / sizeof *BODIES; i++) {
        struct article *back;
        struct buf bytes = flattened(article_of(&arena, BODIES[i]));
        if (article_unflatten(&arena, buf_str(&bytes), &back))
            fail_msg("let through: %s", BODIES[i]);
        buf_free(&bytes);
    }
    arena_free(&arena);
}

/* The headline stands on each page of an article; once is enough. */
static void joining_drops_the_repeated_headline(void **state)
{
    (void)state;
    struct arena arena;
    arena_init(&arena, 1u << 24);
    struct article *first = article_of(&arena, "<p>Page one.</p>");
    struct article *second =
        article_of(&arena, "<h1>On  TIDES</h1><p>Page two.</p><h2>End</h2>");
    first->word_count = second->word_count = 2;
    article_append(&arena, first, second);
    expect_html(first, "<p>Page one.</p><p>Page two.</p><h2>End</h2>");
    assert_int_equal(first->word_count, 4);
    assert_int_equal(first->references.len, 1);
    arena_free(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_carried_article_needs_no_page),
        cmocka_unit_test(nothing_that_is_said_is_believed),
        cmocka_unit_test(nothing_active_is_let_through),
        cmocka_unit_test(joining_drops_the_repeated_headline),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
