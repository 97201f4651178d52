/* SPDX-License-Identifier: MIT */
/* clean_copy.h - copy the article out of its page, by allow-list. */
#ifndef ARTICLE_CLEAN_COPY_H
#define ARTICLE_CLEAN_COPY_H

#include "article/clean.h"
#include "base/map.h"

/* A place in the article that a link of it leads to. */
struct target {
    struct node *made; /* the copy that carries its id; NULL: not met */
};

struct cleaner {
    const struct page *page;
    const struct body *body;
    struct arena *arena;
    struct article *article;
    const struct extract_options *options; /* may be NULL */
    bool keeps_no_images;
    bool drops_hidden;     /* there is enough that is seen */
    bool has_begun;        /* some text was copied */
    struct map targets;    /* from a fragment to its struct target */
    struct map references; /* from a URL to anything: seen */
    struct node **made;    /* by order: the copy of an element, if it has one */
    uint32_t in_foreign;   /* copies around with a lang of their own */
    struct node *pre;      /* the <pre> that is being filled; NULL: none */
    bool line_is_due;      /* there: the next text begins a line */
    bool is_at_line;       /* there: nothing stands in the line yet */
    VEC(struct node *) pulls; /* copies that may repeat the text */
};

/* Copy all parts below `into`. Text, order and nesting stay; what is not
 * allowed is left out or unwrapped. Cannot fail; linear. */
void clean_copy(struct cleaner *cleaner, struct node *into);

/* Is this element's text a headline that the article's title repeats? */
bool clean_is_title(const struct cleaner *cleaner, const struct node *node);

#endif
