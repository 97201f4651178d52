/* SPDX-License-Identifier: MIT */
/* markdown_article.c - an article as a Markdown document. */
#include "article/markdown_article.h"

#include "base/json.h"
#include "html/markdown.h"

static void put_field(struct buf *out, const char *name, struct str value)
{
    struct json_writer w = {.out = out};
    if (value.len == 0)
        return;
    buf_printf(out, "%s: ", name);
    json_str(&w, value);
    buf_putc(out, '\n');
}

static void put_list(struct buf *out, const char *name, const str_list *list)
{
    if (list->len == 0)
        return;
    buf_printf(out, "%s:\n", name);
    for (size_t i = 0; i < list->len; i++) {
        struct json_writer w = {.out = out};
        buf_puts(out, "  - ");
        json_str(&w, list->at[i]);
        buf_putc(out, '\n');
    }
}

void article_markdown(const struct article *article, struct str url,
                      const struct node *body, struct buf *out)
{
    buf_puts(out, "---\n");
    put_field(out, "title", article->title);
    put_list(out, "authors", &article->authors);
    put_field(out, "published", article->published);
    put_field(out, "modified", article->modified);
    put_field(out, "site", article->site_name);
    put_field(out, "url", url);
    put_field(out, "language", article->language);
    put_field(out, "description", article->description);
    put_list(out, "categories", &article->categories);
    put_list(out, "tags", &article->tags);
    put_field(out, "license", article->license);
    buf_puts(out, "---\n\n");
    if (article->title.len) {
        struct node text = {.kind = NODE_TEXT, .text = article->title};
        struct node heading = {
            .kind = NODE_ELEMENT, .tag = TAG_H1, .first = &text, .last = &text};
        struct node root = {.kind = NODE_ELEMENT,
                            .tag = TAG_DIV,
                            .first = &heading,
                            .last = &heading};
        text.parent = &heading;
        heading.parent = &root;
        markdown_write(&root, out);
        buf_putc(out, '\n');
    }
    markdown_write(body, out);
}
