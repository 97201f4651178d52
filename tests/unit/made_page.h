/* SPDX-License-Identifier: MIT */
/* made_page.h - a page made up around a few paragraphs, and the article that
 * is found on it. */
#ifndef TESTS_MADE_PAGE_H
#define TESTS_MADE_PAGE_H

#include "article/article.h"
#include "fresh_arena.h"

static struct article *article;

#define PROSE                                                                  \
    "<p>The ferry leaves when the tide allows, and nobody on the pier has "    \
    "ever asked for a timetable. Ropes are coiled, crates are counted, and "   \
    "the dog of the harbour master sleeps through all of it in the sun.</p>"

/* A page by its parts; what is left out is empty. */
struct made_page {
    const char *lang; /* en */
    const char *url;  /* https://example.org/ferry */
    const char *head;
    const char *above, *h1, *below; /* the headline, around it, then text */
    const char *end;                /* behind the text */
};

static const char *or_else(const char *given, const char *other)
{
    return given ? given : other;
}

/* Sets `article`. */
static void read_page(const struct made_page *page)
{
    struct str html = arena_printf(
        &arena,
        "<html lang=%s><head><title>The last ferry</title>%s</head><body>"
        "<article>%s<h1>%s</h1>%s" PROSE PROSE PROSE PROSE "%s</article>"
        "<footer><p>Open since 4 May 1999.</p></footer></body>",
        or_else(page->lang, "en"), or_else(page->head, ""),
        or_else(page->above, ""), or_else(page->h1, "The last ferry"),
        or_else(page->below, ""), or_else(page->end, ""));
    struct str url = str_of(or_else(page->url, "https://example.org/ferry"));
    assert_int_equal(article_extract(&arena, html, url, S("text/html"), NULL,
                                     &article, NULL),
                     OP_OK);
}

#endif
