/* SPDX-License-Identifier: MIT */
/* clean_make.h - the copy of one element, with the attributes it may keep. */
#ifndef ARTICLE_CLEAN_MAKE_H
#define ARTICLE_CLEAN_MAKE_H

#include "article/clean_copy.h"

/* A copy as another element, detached. Kept are dir, a foreign lang, the
 * attributes that mean something on this element, and an id that a link of the
 * article wants. */
struct node *make_copy(struct cleaner *cleaner, const struct node *from,
                       enum html_tag tag);

/* Its lang attribute, when that is not the language of what is around it. */
struct str foreign_language(const struct cleaner *cleaner,
                            const struct node *from);

/* Of an <a>: with an absolute URL, or a fragment of the article. */
struct node *make_link(struct cleaner *cleaner, const struct node *from);

/* Of an element of MathML. */
struct node *make_math(struct cleaner *cleaner, const struct node *from);

/* Append the formula that a <script> of TeX stands for, in TeX's own marks,
 * unless it stands drawn beside the script. */
void clean_tex(struct cleaner *cleaner, const struct node *from,
               struct node *into);

/* A table that only lays out: told by role, by a table inside it, or by
 * having a single cell in each row. */
bool table_is_layout(const struct node *table);

/* Before copying: which fragments do links of the article lead to? */
void find_targets(struct cleaner *cleaner);

/* After it: links whose target did not come along lead nowhere. */
void drop_dead_links(struct cleaner *cleaner, struct node *into);

#endif
