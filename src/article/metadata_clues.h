/* SPDX-License-Identifier: MIT */
/* metadata_clues.h - everything of a page that may tell something about its
 * article, gathered in one pass; what title, author, dates and topics share. */
#ifndef ARTICLE_METADATA_CLUES_H
#define ARTICLE_METADATA_CLUES_H

#include "article/body.h"
#include "article/jsonld.h"
#include "article/sense.h"
#include "base/map.h"

struct meta {
    struct str name;    /* name, property, itemprop or http-equiv; lower-case */
    struct str content; /* never empty */
};

/* Where on the page a node stands. */
enum region {
    REGION_PLAIN,
    REGION_AWAY, /* aside, nav, footer, or named sidebar, related, widget ... */
    REGION_COMMENTS,
};

typedef VEC(struct node *) node_list;

struct clues {
    const struct page *page;
    const struct body *body;
    const struct json *ld; /* the article's JSON-LD, or NULL */
    VEC(struct meta) metas;
    node_list headings;     /* h1, h2, and what is named headline; visible */
    node_list times;        /* <time>, and what is named published, date ... */
    node_list bylines;      /* what is named byline, author, or rel=author */
    node_list itemprops;    /* of microdata, also hidden and void ones */
    node_list links;        /* <link rel href> and <a rel href> */
    node_list crumbs;       /* roots of breadcrumbs */
    unsigned char *regions; /* enum region, by order */
    struct map senses;      /* of names, each judged once */
    struct sense_index sense_index;
    struct str page_title;         /* of <title>, cleaned */
    struct str site_name;          /* set by site_read */
    struct node *headline;         /* set by title_read; or NULL */
    uint32_t body_start, body_end; /* orders; equal when there is no body */
};

struct clues *clues_gather(const struct page *page, const struct body *body);

/* The content of the first meta of that lower-case name, cleaned; or empty. */
struct str clues_meta(const struct clues *clues, struct str name);

/* The same of the first of several names ("a\0b\0", ended by an empty one)
 * that says something. */
struct str clues_meta_any(const struct clues *clues, const char *names,
                          struct str *which);

/* The href of the first <link> of that relation; or empty. */
struct str clues_link(const struct clues *clues, struct str rel);

static inline enum region clues_region(const struct clues *clues,
                                       const struct node *node)
{
    return (enum region)clues->regions[node->order];
}

/* Does it link to the page of a person: /author/ann-lee? */
bool clues_is_author_link(const struct node *node);

/* Text of strangers made fit to be a field: entities that were escaped twice
 * decoded, tags dropped, white space folded, zero-width characters dropped. */
struct str clues_clean(struct arena *arena, struct str text);

/* The cleaned text of a node. */
struct str clues_text(const struct clues *clues, const struct node *node);

/* The order of the first paragraph of running text behind the headline; the
 * body's end when there is none. */
uint32_t clues_prose(const struct clues *clues);

/* Note where a field came from; and what else was said about it (at most four
 * times; values that are the same are left out). */
struct field_source *clues_source(const struct clues *clues,
                                  struct article *article, const char *field,
                                  struct str source);
void clues_alternative(struct field_source *field, struct str source,
                       struct str value);

#endif
