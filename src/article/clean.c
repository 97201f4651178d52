/* SPDX-License-Identifier: MIT */
/* clean.c - the article's tree: a sanitised copy with nothing of the page. */
#include "article/clean.h"

#include "article/clean_copy.h"
#include "article/clean_image.h"
#include "article/clean_tidy.h"
#include "html/walk.h"
#include "text/unicode.h"

static void list_references(struct cleaner *c, const struct node *root)
{
    for (struct node *n = walk_find(root, TAG_A); n; n = walk_next(n, root)) {
        struct str href = node_attr(n, ATTR_HREF);
        if (!node_is(n, TAG_A) || !str_istarts(href, S("http")))
            continue;
        void **seen = map_slot(&c->references, c->arena, href);
        if (*seen)
            continue;
        *seen = n;
        *vec_push(&c->article->references, c->arena) = href;
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
        .keeps_no_images = options && options->keeps_no_images,
        .made = arena_array(arena, struct node *, page->node_count),
    };
    article->body = node_new_element(arena, TAG_DIV);
    clean_copy(&c, article->body);
    clean_tidy(arena, article->body);
    article->text = clean_text(arena, article->body);
    article->word_count = text_word_count(article->text);
    clean_list_images(&c, article->body);
    list_references(&c, article->body);
    article->confidence = body->confidence;
    article->is_article = body->parts.len > 0;
    article->refusal = article->is_article ? OP_OK : OP_NO_ARTICLE;
}
