/* SPDX-License-Identifier: MIT */
/* clean.c - the article's tree: a sanitised copy with nothing of the page. */
#include "article/clean.h"

#include "article/clean_copy.h"
#include "article/clean_image.h"
#include "article/clean_tidy.h"
#include "article/refusal.h"
#include "html/parse.h"
#include "html/walk.h"
#include "text/unicode.h"

/* The links of the text, but for the related posts: those stand apart. */
static void list_references(struct cleaner *c, const struct node *root)
{
    for (size_t i = 0; i < c->article->related.len; i++) {
        struct related_post *post = &c->article->related.at[i];
        *map_slot(&c->references, c->arena, post->url) = post;
    }
    for (struct node *n = walk_find(root, TAG_A); n; n = walk_next(n, root)) {
        struct str href = node_attr(n, ATTR_HREF);
        if (!node_is(n, TAG_A) || !str_istarts(href, S("http")))
            continue;
        struct url url;
        struct str clean = href;
        if (url_parse(c->arena, href, NULL, &url) == OP_OK)
            clean = url_clean(c->arena, &url);
        void **seen = map_slot(&c->references, c->arena, clean);
        if (*seen)
            continue;
        *seen = n;
        *vec_push(&c->article->references, c->arena) = href;
    }
}

/* Text from a page's data: HTML or plain, a paragraph a line. */
static void append_stated(struct arena *arena, struct str text,
                          struct node *into)
{
    struct document *doc;
    struct parse_options options = {.context = S("div")};
    bool is_html = str_find(text, S("</")) != STR_NONE ||
                   str_find(text, S("<br")) != STR_NONE;
    if (is_html && html_parse(arena, text, &options, &doc, NULL) == OP_OK)
        text = clean_text(arena, doc->root);
    struct str line;
    while (str_split(&text, '\n', &line)) {
        line = str_trim(line);
        if (!line.len)
            continue;
        struct node *p = node_new_element(arena, TAG_P);
        node_append(p, node_new_text(arena, line));
        node_append(into, p);
    }
}

void clean_body(const struct page *page, const struct body *body,
                const struct extract_options *options, struct article *article)
{
    struct arena *arena = page->arena;
    struct cleaner c = {
        .page = page,
        .body = body,
        .arena = arena,
        .article = article,
        .options = options,
        .keeps_no_images = options && options->keeps_no_images,
        .made = arena_array(arena, struct node *, page->node_count),
    };
    article->body = node_new_element(arena, TAG_DIV);
    clean_copy(&c, article->body);
    append_stated(arena, body->stated, article->body);
    clean_tidy(arena, article->body);
    article->text = clean_text(arena, article->body);
    article->word_count = text_word_count(article->text);
    clean_list_images(&c, article->body);
    list_references(&c, article->body);
    refusal_decide(page, body, article);
}
