/* SPDX-License-Identifier: MIT */
/* flat.h - an article as plain bytes, and back: to carry it from the process
 * that read the page, and to keep it when the page's memory is given back.
 *
 * For two processes of one program, on one machine: no format to keep. */
#ifndef ARTICLE_FLAT_H
#define ARTICLE_FLAT_H

#include "article/article.h"
#include "base/buf.h"

/* Append the article. Numbers its body anew; else it stays as it is. */
void article_flatten(struct article *article, struct buf *out);

/* Make an article of what article_flatten appended, on `arena`, where nothing
 * points into `bytes`. False when they are something else: they may come from
 * a process that a page took over, so nothing in them is believed, and no
 * element or attribute is let through that runs by itself. */
bool article_unflatten(struct arena *arena, struct str bytes,
                       struct article **article);

#endif
