/* SPDX-License-Identifier: MIT */
/* keep_test.c - articles outlive their page, and pages of one are joined. */
#include "article/keep.h"

#include "html/parse.h"
#include "html/serialize.h"
#include "html/walk.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static struct article *article_of(struct arena *arena, const char *html)
{
    struct document *doc;
    assert_int_equal(html_parse(arena, str_of(html), NULL, &doc, NULL), OP_OK);
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

/* A string left on the page's arena would read freed memory here (ASan). */
static void a_kept_article_needs_no_page(void **state)
{
    (void)state;
    struct arena page, job;
    arena_init(&page, 1u << 24);
    arena_init(&job, 1u << 24);
    struct article *article = article_of(
        &page, "<p data-odd=1>One <b>two</b></p><img alt=gauge src=i.png>");
    struct article *kept = article_keep(&job, article);
    memset((char *)article->title.at, '#', article->title.len);
    arena_free(&page);
    assert_true(str_eq(kept->title, S("On Tides")));
    assert_true(str_eq(kept->images.at[0].alt, S("gauge")));
    assert_ptr_equal(kept->images.at[0].node, walk_find(kept->body, TAG_IMG));
    expect_html(kept, "<p data-odd=\"1\">One <b>two</b></p>"
                      "<img alt=\"gauge\" src=\"i.png\">");
    arena_free(&job);
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
        cmocka_unit_test(a_kept_article_needs_no_page),
        cmocka_unit_test(joining_drops_the_repeated_headline),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
