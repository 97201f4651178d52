/* SPDX-License-Identifier: MIT */
/* clean_tidy.h - put a copied tree into the form of prose.
 *
 * Paragraphs are <p>, whatever the page made them of; wrappers and what is
 * empty are gone; no block stands inside a paragraph. Text does not change. */
#ifndef ARTICLE_CLEAN_TIDY_H
#define ARTICLE_CLEAN_TIDY_H

#include "html/dom.h"

/* Cannot fail; linear. */
void clean_tidy(struct arena *arena, struct node *root);

#endif
