/* SPDX-License-Identifier: MIT */
/* clean.c - the article's tree: a sanitised copy with nothing of the page. */
#include "article/clean.h"

#include "html/walk.h"

struct str clean_text(struct arena *arena, const struct node *body)
{
    return node_text_folded(arena, body);
}

void clean_body(const struct page *page, const struct body *body,
                const struct extract_options *options, struct article *article)
{
    (void)options;
    struct arena *arena = page->arena;
    article->body = node_new_element(arena, TAG_DIV);
    for (size_t i = 0; i < body->parts.len; i++) {
        struct str text = node_text_folded(arena, body->parts.at[i]);
        struct node *p = node_new_element(arena, TAG_P);
        node_append(p, node_new_text(arena, text));
        node_append(article->body, p);
    }
    article->text = clean_text(arena, article->body);
    article->confidence = body->confidence;
    article->is_article = body->parts.len > 0;
    article->refusal = article->is_article ? OP_OK : OP_NO_ARTICLE;
}
