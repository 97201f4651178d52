/* SPDX-License-Identifier: MIT */
/* plan_test.c - names are ours, and links lead where they should. */
#include "made_bundle.h"

#include "html/serialize.h"
#include "pack/plan.h"
#include "pack/rewrite.h"
#include <offprint/limits.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
/* cmocka wants setjmp, stdarg and stddef before it. */
#include <cmocka.h>

static struct str slug(struct made *made, const char *title, const char *url)
{
    return plan_slug(&made->arena, str_of(title), str_of(url),
                     OP_MAX_SLUG_BYTES);
}

/* A title may be anything: a path, a device of Windows, nothing, a novel. */
static void slugs_are_portable(void **state)
{
    (void)state;
    static const char *const TITLES[] = {"../../etc/passwd",
                                         "CON",
                                         "com1",
                                         "\xF0\x9F\x98\x80",
                                         "",
                                         "a:b*c?d|e<f>\"g",
                                         "Stra\xC3\x9F"
                                         "e nach \xC3\x98st"};
    struct made made;
    assert_true(made_open(&made));
    for (size_t i = 0; i < sizeof TITLES / sizeof *TITLES; i++) {
        struct str name = slug(&made, TITLES[i], "https://example.org/x");
        assert_in_range(name.len, 1, OP_MAX_SLUG_BYTES);
        for (size_t k = 0; k < name.len; k++)
            assert_non_null(
                strchr("abcdefghijklmnopqrstuvwxyz0123456789-", name.at[k]));
        assert_false(str_eq(name, S("con")) || str_eq(name, S("com1")));
    }
    char novel[4097];
    memset(novel, 'a', sizeof novel - 1);
    novel[sizeof novel - 1] = '\0';
    assert_int_equal(slug(&made, novel, "").len, OP_MAX_SLUG_BYTES);
    struct str nothing = slug(&made, "", "");
    assert_memory_equal(nothing.at, "article", nothing.len);
    made_free(&made);
}

static void articles_are_numbered(void **state)
{
    (void)state;
    struct made made;
    assert_true(made_open(&made));
    for (int i = 0; i < 100; i++)
        made_article(&made, "https://example.org/same", "Same", "<p>x");
    struct plan *plan = plan_make(&made.arena, &made.bundle, LAYOUT_SITE);
    assert_string_equal(plan->articles[0].file.at,
                        "articles/001-the-tree-life.html");
    assert_string_equal(plan->articles[101].file.at, "articles/102-same.html");
    made_free(&made);
}

/* The body of a one-page bundle, rewritten. */
static void rewritten(struct made *made, const char *html, struct buf *out)
{
    static const struct serialize_options AS = {.form = AS_HTML};
    made_article(made, "https://example.org/third/", "Third", html);
    struct plan *plan = plan_make(&made->arena, &made->bundle, LAYOUT_SITE);
    buf_init(out, 1u << 20);
    html_serialize_inner(
        rewrite_body(&made->arena, plan, made->bundle.articles.len - 1), &AS,
        out);
    assert_int_equal(out->failed, OP_OK);
}

static void expect(const char *html, const char *wanted)
{
    struct made made;
    struct buf out;
    assert_true(made_open(&made));
    rewritten(&made, html, &out);
    assert_string_equal(out.at, wanted);
    buf_free(&out);
    made_free(&made);
}

#define WEB " rel=\"noopener noreferrer\""

static void links_lead_inside(void **state)
{
    (void)state;
    /* another scheme, "www.", tracking, a slash: the same article */
    expect(
        "<a href=\"http://www.example.org/2020/09/leaf/?utm_source=x\">l</a>",
        "<a href=\"02-the-leaf.html\">l</a>");
    expect("<a href=\"https://example.org/2020/09/leaf#veins\">l</a>",
           "<a href=\"02-the-leaf.html#veins\">l</a>");
    /* a fragment that is not packed would lead to nowhere */
    expect("<a href=\"https://example.org/2020/09/leaf#respond\">l</a>",
           "<a href=\"02-the-leaf.html\">l</a>");
    expect("<p id=\"here\"><a href=\"#here\">l</a><a href=\"#gone\">m</a></p>",
           "<p id=\"here\"><a href=\"#here\">l</a><a>m</a></p>");
    expect("<a href=\"https://example.org/third/#comments\">l</a>",
           "<a href=\"https://example.org/third/#comments\"" WEB ">l</a>");
}

static void links_out_stay_absolute(void **state)
{
    (void)state;
    expect("<a href=\"https://web.example/a?b=c#d\" rel=\"opener\" "
           "target=\"_blank\">l</a>",
           "<a href=\"https://web.example/a?b=c#d\"" WEB ">l</a>");
    expect("<a href=\"mailto:a@b.example\">l</a>",
           "<a href=\"mailto:a@b.example\">l</a>");
    expect("<a href=\"javascript:alert(1)\">l</a>", "<a>l</a>");
    expect("<a href=\"file:///etc/passwd\">l</a>", "<a>l</a>");
    expect("<a href=\"nowhere.html\">l</a>", "<a>l</a>");
}

static void images_show_their_files(void **state)
{
    (void)state;
    struct made made;
    assert_true(made_open(&made));
    struct plan *plan = plan_make(&made.arena, &made.bundle, LAYOUT_SITE);
    struct str file = plan_way_from_article(plan, plan->assets[0].file);
    char wanted[256];
    snprintf(wanted, sizeof wanted,
             "<img src=\"%.*s\" width=\"1\" height=\"1\" alt=\"\">",
             STR_ARG(file));
    expect("<img src=\"https://example.org/a.gif\" "
           "srcset=\"https://example.org/b.gif 2x\">",
           wanted);
    made_free(&made);
    expect("<img id=\"i\" src=\"https://example.org/gone.png\" alt=\"&lt;b\">",
           "<span class=\"op-missing\" id=\"i\">[image not archived: &lt;b]"
           "</span>");
}

/* The second lock: nothing that loads or runs, whatever came through. */
static void nothing_loads_or_runs(void **state)
{
    (void)state;
    expect("<p onclick=\"x()\" style=\"background:url(//t.example)\">a</p>",
           "<p>a</p>");
    expect("<video src=\"https://t.example/v\" poster=\"https://t.example/p\">"
           "</video>",
           "<video></video>");
    expect("<a ping=\"https://t.example\" href=\"#\">a</a>", "<a>a</a>");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(slugs_are_portable),
        cmocka_unit_test(articles_are_numbered),
        cmocka_unit_test(links_lead_inside),
        cmocka_unit_test(links_out_stay_absolute),
        cmocka_unit_test(images_show_their_files),
        cmocka_unit_test(nothing_loads_or_runs),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
