/* SPDX-License-Identifier: MIT */
/* scene.h - a page as the detectors of related posts see it: its links, its
 * labels, and what surrounds them. Read by all detectors, changed by none.
 * Everything lives on the page's arena. Linear in the page. */
#ifndef ARTICLE_SCENE_H
#define ARTICLE_SCENE_H

#include "article/ownsite.h"
#include "article/page.h"
#include "article/permalink.h"
#include "article/phrases.h"
#include "base/map.h"

/* What surrounds a node: the order of the nearest element, itself included,
 * of that kind; 0: none. Elements that hold much of the page do not count,
 * whatever they are called. */
struct setting {
    uint32_t frame; /* navigation, menu, footer */
    uint32_t comments;
    uint32_t unrelated; /* popular, latest, tags, share */
    uint32_t paid;      /* of these: sponsored, products */
    uint32_t apart;     /* aside, header, footer, nav, form */
    uint32_t related;   /* the outermost that is called related */
    uint32_t link;      /* <a href> */
    uint32_t block;     /* nearest block element */
    uint32_t plain_len; /* of a block: its own text outside links */
};

struct link {
    struct node *node, *block;
    struct url url;
    struct str key;           /* url_key */
    bool is_own;              /* of the same publication */
    enum permalink_rank rank; /* of an own link; none for all others */
    bool in_navigation; /* this link, or another to the same URL, is in a menu
                         */
};

/* A heading, or a short text that works like one. */
struct label {
    struct node *node;
    struct str text; /* as written, folded */
    struct phrase_match match;
    bool is_heading;
};

struct scene {
    const struct page *page;
    struct arena *arena;
    struct ownsite *own;
    struct setting *settings; /* by order */
    VEC(struct link) links;   /* in document order */
    VEC(struct label) labels; /* in document order */
    VEC(uint32_t) prose;      /* orders of blocks of running text */
    uint32_t *weight;         /* prose before a node; one past the end too */
    struct node *main;        /* the smallest element with most of the prose */
    struct map self;          /* keys by which the page names itself */
    struct map neighbours;    /* keys of rel=prev and rel=next */
    struct map traits;        /* of names; scene.c */
};

struct scene *scene_make(const struct page *page, struct str canonical_url);

static inline const struct setting *setting_of(const struct scene *scene,
                                               const struct node *node)
{
    return &scene->settings[node->order];
}

static inline struct node *scene_node(const struct scene *scene, uint32_t order)
{
    return order ? scene->page->nodes[order] : NULL;
}

/* Does it hold more than a third of the page's text? */
bool scene_is_big(const struct scene *scene, const struct node *node);

/* Characters of running text below a node. */
uint32_t scene_prose_in(const struct scene *scene, const struct node *node);

/* The index of the first link, label at or behind an order. */
size_t scene_link_from(const struct scene *scene, uint32_t order);
size_t scene_label_from(const struct scene *scene, uint32_t order);

/* Is the link in a heading, or a heading in it? */
bool scene_in_heading(const struct link *link);

/* The link's text, or its heading's, or its image's; on the arena. */
struct str scene_link_text(const struct scene *scene, const struct link *link);

#endif
