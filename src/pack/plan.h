/* SPDX-License-Identifier: MIT */
/* plan.h - the name of everything in an archive, before anything is written.
 *
 * Names are ours: made from a slug and a number, or from a digest; short,
 * ASCII, portable, unique without regard to case. Never a path from the web.
 * All writers share one plan; it lives on the arena it was made on and borrows
 * from the bundle. */
#ifndef PACK_PLAN_H
#define PACK_PLAN_H

#include "pack/bundle.h"

struct plan_article {
    struct str id;   /* "01-tree-of-life" */
    struct str file; /* "articles/01-tree-of-life.html"; of a book
                      * "EPUB/01-tree-of-life.xhtml" */
};

struct plan_asset {
    struct str file; /* "media/0123456789ab.jpg", "EPUB/img-...jpg" */
    bool is_again;   /* another asset of the same content has that file */
    struct str data; /* of one page: the image itself, made when needed */
};

/* How an archive is laid out: as a small web site, as a book, or as sections
 * of one page (then files are named "#a1" and images are in the page), or as a
 * folder of texts. */
enum plan_layout { LAYOUT_SITE, LAYOUT_BOOK, LAYOUT_PAGE, LAYOUT_NOTES };

struct plan {
    const struct bundle *bundle;
    enum plan_layout layout;
    struct arena *arena;
    struct plan_article *articles; /* as the bundle's */
    struct plan_asset *assets;     /* as the bundle's */
    struct map anchors;            /* "3#id" of every id in an article's body */
};

/* Cannot fail but by the arena. */
struct plan *plan_make(struct arena *arena, const struct bundle *bundle,
                       enum plan_layout layout);

/* The way to a file of the archive (or "" to the cover) from the cover, or
 * from an article's page. */
struct str plan_way_from_cover(const struct plan *plan, struct str file);
struct str plan_way_from_article(const struct plan *plan, struct str file);

/* The packed article behind an absolute URL: its index, or STR_NONE. Its
 * fragment, if asked for, without '#'; empty when there is none. */
size_t plan_article_of(const struct plan *plan, struct str url,
                       struct str *fragment);

/* The packed image behind an absolute URL: its index, or STR_NONE. */
size_t plan_asset_of(const struct plan *plan, struct str url);

/* Has that article an element with the id that `fragment` means? */
bool plan_has_anchor(const struct plan *plan, size_t article,
                     struct str fragment);

/* A portable name of at most `max` bytes out of a title, else out of a URL,
 * else "article"; none of the names that Windows keeps for devices. */
struct str plan_slug(struct arena *arena, struct str title, struct str url,
                     size_t max);

#endif
