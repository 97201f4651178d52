/* SPDX-License-Identifier: MIT */
/* made_bundle.h - a small bundle by hand: two articles that know each other,
 * one image that is there, one that is lost. */
#ifndef TESTS_MADE_BUNDLE_H
#define TESTS_MADE_BUNDLE_H

#include "base/arena.h"
#include "html/dom.h"
#include "html/parse.h"
#include "html/walk.h"
#include "net/url.h"
#include "pack/bundle.h"
#include <string.h>

/* A 1x1 GIF, and noise behind it so that it spans several copying steps. */
#define MADE_GIF                                                               \
    "GIF89a\x01\x00\x01\x00\x80\x00\x00\xff\xff\xff\x00\x00\x00!\xf9\x04\x00"  \
    "\x00\x00\x00\x00,\x00\x00\x00\x00\x01\x00\x01\x00\x00\x02\x02"            \
    "D\x01\x00;"

struct made {
    struct arena arena;
    struct bundle bundle;
};

static inline void made_known_as(struct made *made, const char *href,
                                 size_t index)
{
    struct url url;
    if (url_parse(&made->arena, str_of(href), NULL, &url) != OP_OK)
        return;
    *map_slot(&made->bundle.article_by_url, &made->arena,
              url_key(&made->arena, &url)) = (void *)(uintptr_t)(index + 1);
}

static inline struct article *made_article(struct made *made, const char *url,
                                           const char *title, const char *html)
{
    static const struct parse_options IN_DIV = {.context = STR("div")};
    struct bundle_article *packed =
        vec_push(&made->bundle.articles, &made->arena);
    struct article *article = arena_new(&made->arena, struct article);
    *packed = (struct bundle_article){.article = article,
                                      .url = str_of(url),
                                      .final_url = str_of(url),
                                      .fetched = S("2026-11-23T18:00:01Z"),
                                      .http_status = 200,
                                      .sha256 = sha256_of(str_of(html))};
    struct document *doc;
    article->url = article->canonical_url = str_of(url);
    article->title = str_of(title);
    article->charset = (struct charset){S("utf-8"), CHARSET_HEADER};
    if (html_parse(&made->arena, str_of(html), &IN_DIV, &doc, NULL) != OP_OK)
        return NULL;
    article->body = node_new_element(&made->arena, TAG_DIV);
    struct node *root = doc->root->first ? doc->root->first : doc->root;
    for (struct node *n = root->first, *next; n; n = next) {
        next = n->next;
        node_detach(n);
        node_append(article->body, n);
    }
    made->bundle.articles_wanted++;
    made_known_as(made, url, made->bundle.articles.len - 1);
    return article;
}

static inline void made_image(struct made *made, struct article *article,
                              const char *url)
{
    *vec_push(&article->images, &made->arena) = (struct article_image){
        .url = str_of(url), .alt = S("A \"tree\""), .node = article->body};
    made->bundle.images_wanted++;
}

static inline void made_asset(struct made *made, const char *url,
                              struct str bytes, enum mime_kind mime)
{
    struct spool_span span = {0};
    if (spool_put(made->bundle.spool, bytes, &span, NULL) != OP_OK)
        return;
    *vec_push(&made->bundle.assets, &made->arena) =
        (struct bundle_asset){.url = str_of(url),
                              .sha256 = sha256_of(bytes),
                              .mime = mime,
                              .size = bytes.len,
                              .width = 1,
                              .height = 1,
                              .bytes = span};
    *map_slot(&made->bundle.asset_by_url, &made->arena, str_of(url)) =
        (void *)(uintptr_t)made->bundle.assets.len;
}

static inline void made_first(struct made *made)
{
    struct article *one = made_article(
        made, "https://example.org/2020/10/tree/", "The Tree & <Life>",
        "<h2 id=\"roots\">Roots</h2>"
        "<p>Read <a href=\"http://www.example.org/2020/09/leaf?utm_source=x"
        "#veins\">on leaves</a>, <a href=\"https://example.org/2020/10/tree/"
        "#roots\">above</a>, <a href=\"https://example.org/2020/10/tree/"
        "#comments\">comments</a> or <a href=\"https://web.example/x\">the "
        "web</a>.</p><p><img src=\"https://example.org/a.gif\" "
        "alt=\"A tree\"> <img src=\"https://example.org/gone.png\" "
        "alt=\"Lost &amp; gone\"></p>");
    one->authors.len = 0;
    *vec_push(&one->authors, &made->arena) = S("Ada <Author>");
    one->published = S("2020-10-20");
    one->site_name = S("Example");
    one->language = S("en");
    one->word_count = 1234;
    *vec_push(&one->sources, &made->arena) =
        (struct field_source){.field = S("title"),
                              .source = S("json-ld"),
                              .alternatives = {{S("og:title"), S("Tree")}},
                              .alternative_count = 1};
    *vec_push(&one->related, &made->arena) =
        (struct related_post){S("https://example.org/2020/09/leaf"), S("Leaf"),
                              RELATED_INLINE_LABEL, 4, S("label 'RELATED:'")};
    made_image(made, one, "https://example.org/a.gif");
    made_image(made, one, "https://example.org/gone.png");
    made->bundle.articles.at[0].is_seed = true;
}

static inline void made_second(struct made *made)
{
    made_article(made, "https://example.org/2020/09/leaf", "The Leaf",
                 "<p id=\"veins\">Veins. <a href=\"https://example.org/2020/10/"
                 "tree/\">Back</a>. <a href=\"https://example.org/a.gif\">"
                 "<img src=\"https://example.org/a.gif\" alt=\"\"></a></p>");
    *vec_push(&made->bundle.articles.at[1].relations, &made->arena) =
        (struct bundle_relation){0, RELATED_INLINE_LABEL, 4,
                                 S("label 'RELATED:'")};
}

/* The one exchange that all of it came from. */
static inline bool made_evidence(struct made *made)
{
    struct bundle *bundle = &made->bundle;
    struct exchange hop = {.url = (char *)"https://example.org/2020/10/tree/",
                           .http_status = 200,
                           .http_major = 1};
    struct capture capture;
    buf_init(&hop.request, 1u << 10);
    buf_init(&hop.head, 1u << 10);
    buf_init(&hop.body, 1u << 10);
    buf_puts(&hop.request, "GET /2020/10/tree/ HTTP/1.1\r\nHost: example.org"
                           "\r\n\r\n");
    buf_puts(&hop.head, "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n");
    buf_puts(&hop.body, "<p>A tree.</p>");
    enum op_status status =
        warc_capture(&made->arena, bundle->spool, &hop, bundle->created, S(""),
                     &capture, NULL);
    if (status == OP_OK)
        *vec_push(&bundle->captures, &made->arena) = capture;
    if (status == OP_OK)
        status = warc_info(&made->arena, bundle->spool, bundle->created,
                           &bundle->warc_info, NULL);
    buf_free(&hop.request);
    buf_free(&hop.head);
    buf_free(&hop.body);
    return status == OP_OK;
}

/* Fill it; end it with made_free. False when a step failed. */
static inline bool made_open(struct made *made)
{
    memset(made, 0, sizeof *made);
    arena_init(&made->arena, 64u << 20);
    made->bundle.arena = &made->arena;
    made->bundle.spool = spool_open(NULL);
    made->bundle.created = S("2026-11-23T18:00:00Z");
    if (!made->bundle.spool)
        return false;
    *vec_push(&made->bundle.seeds, &made->arena) =
        S("https://example.org/2020/10/tree/");
    made_first(made);
    made_second(made);
    size_t size = 150000;
    char *bytes = arena_alloc(&made->arena, size);
    for (size_t i = 0; i < size; i++)
        bytes[i] = (char)(i * 2654435761u >> 13);
    memcpy(bytes, MADE_GIF, sizeof MADE_GIF - 1);
    made_asset(made, "https://example.org/a.gif", str_make(bytes, size),
               MIME_GIF);
    *vec_push(&made->bundle.losses, &made->arena) =
        (struct bundle_loss){.url = S("https://example.org/gone.png"),
                             .stage = OP_STAGE_FETCH,
                             .status = OP_HTTP_STATUS,
                             .detail = S("404 Not Found"),
                             .is_image = true};
    return made_evidence(made);
}

static inline void made_free(struct made *made)
{
    spool_close(made->bundle.spool);
    arena_free(&made->arena);
}

#endif
