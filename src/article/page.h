/* SPDX-License-Identifier: MIT */
/* page.h - a parsed page as the detectors see it: the tree with what all of
 * them need, computed once in one pass.
 *
 * Detectors read it and change nothing; only clean works, on a copy of the
 * article's part of the tree. Everything lives on the page's arena. */
#ifndef ARTICLE_PAGE_H
#define ARTICLE_PAGE_H

#include "article/article.h"
#include "net/url.h"

/* What is known of one node; page->facts[node->order]. */
struct node_facts {
    uint32_t text_len; /* characters of visible text below, space folded */
    uint32_t link_len; /* of these, inside <a href> */
    uint32_t own_len;  /* visible text directly in it or in inline children */
    uint16_t depth;
    bool is_hidden; /* it or an ancestor: hidden, aria-hidden, display:none,
                     * script, style, template ... */
};

struct page {
    struct arena *arena;
    struct document *doc;
    struct url url;  /* of the page; href empty when unknown */
    struct url base; /* what links resolve against: <base> or url */
    struct str lang; /* html lang as written; may be empty */
    uint32_t node_count;
    struct node **nodes;      /* by order */
    struct node_facts *facts; /* by order */
    struct str *tokens;       /* by order; page_tokens fills them in */
    struct jsonld *jsonld;    /* parsed JSON-LD, see article/jsonld.h */
};

/* Compute the facts of a parsed page. `url` may be empty. Only memory can
 * fail, by the arena's escape. Linear in the page. */
struct page *page_make(struct arena *arena, struct document *doc,
                       struct str url);

static inline struct node_facts *page_facts(const struct page *page,
                                            const struct node *node)
{
    return &page->facts[node->order];
}

/* Resolve an attribute's URL against the page's base, without its fragment if
 * `drops_fragment`; empty when it is no http(s) URL. On the arena. */
struct str page_resolve(const struct page *page, struct str href,
                        bool drops_fragment);

/* The class and id of a node, lower-case, separated by a space; cached. */
struct str page_tokens(const struct page *page, const struct node *node);

#endif
