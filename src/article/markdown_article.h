/* SPDX-License-Identifier: MIT */
/* markdown_article.h - an article as a Markdown document. */
#ifndef ARTICLE_MARKDOWN_ARTICLE_H
#define ARTICLE_MARKDOWN_ARTICLE_H

#include "article/article.h"
#include "base/buf.h"

/* Append the article with what is known of it as YAML in front (strings
 * quoted as JSON, which YAML 1.2 reads), its title as the heading, and `body`,
 * its own or a rewritten copy. Fails only through out->failed. */
void article_markdown(const struct article *article, struct str url,
                      const struct node *body, struct buf *out);

#endif
