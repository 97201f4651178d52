/* SPDX-License-Identifier: MIT */
/* clean_image.h - the images of an article, each by its best source. */
#ifndef ARTICLE_CLEAN_IMAGE_H
#define ARTICLE_CLEAN_IMAGE_H

#include "article/clean_copy.h"

/* Append the copy of an <img> to `into`, unless it is a tracker, spacer,
 * avatar or icon. An emoji becomes its alt text. */
void clean_image(struct cleaner *cleaner, const struct node *from,
                 struct node *into);

/* The image in a <noscript>, when no twin stands beside it. */
void clean_noscript(struct cleaner *cleaner, const struct node *from,
                    struct node *into);

/* The best source of an <img> of the page, absolute; empty: none. */
struct str image_source(const struct page *page, const struct node *img);

/* List the images of a cleaned tree, with their captions. */
void clean_list_images(struct cleaner *cleaner, const struct node *root);

#endif
