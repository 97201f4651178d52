/* SPDX-License-Identifier: MIT */
/* clean.h - the article's tree: a sanitised copy with nothing of the page.
 *
 * By allow-list: only elements and attributes that are known to be harmless
 * and mean something in prose survive. No script, style, handler, form, iframe
 * or javascript: URL; embeds become static cards; images get their best source
 * (srcset, picture, lazy attributes, noscript twin) as absolute URL in src. */
#ifndef ARTICLE_CLEAN_H
#define ARTICLE_CLEAN_H

#include "article/body.h"

/* The class of captions that are in the tree but not in the text: labels of
 * cards, and captions that do not read as part of the article. */
#define CLEAN_MUTE S("aside")

/* Make article->body, ->text, ->word_count, ->images and ->references from the
 * parts that were found, and decide is_article, refusal, confidence and
 * warnings. Copies; the page stays as it was. Needs article->title. */
void clean_body(const struct page *page, const struct body *body,
                const struct extract_options *options, struct article *article);

/* The text of a cleaned tree: a line per block, list items and table cells and
 * captions (but CLEAN_MUTE ones) included, white space folded (kept in pre). */
struct str clean_text(struct arena *arena, const struct node *body);

/* Append the same with all captions: every word that the tree shows. Fails only
 * through out->failed. */
void clean_text_all(const struct node *body, struct buf *out);

#endif
