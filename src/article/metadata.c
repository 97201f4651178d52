/* SPDX-License-Identifier: MIT */
/* metadata.c - what a page says about its article, and where it says it. */
#include "article/metadata.h"

#include "html/walk.h"

void metadata_read(const struct page *page, const struct body *body,
                   struct article *article)
{
    struct node *headline = body->title;
    if (!headline)
        headline = walk_find(page->doc->body, TAG_H1);
    if (headline)
        article->title = node_text_folded(page->arena, headline);
}
