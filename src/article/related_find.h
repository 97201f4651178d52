/* SPDX-License-Identifier: MIT */
/* related_find.h - the detectors of related posts, and what they find.
 *
 * Each looks at the whole scene and adds what it recognises; where two add the
 * same URL, the higher score stays, then the earlier place on the page. */
#ifndef ARTICLE_RELATED_FIND_H
#define ARTICLE_RELATED_FIND_H

#include "article/related.h"
#include "article/scene.h"

enum find_score {
    SCORE_LABEL = 4,   /* an editorial label at the link */
    SCORE_SECTION = 3, /* under a label */
    SCORE_CLASS = 2,   /* in a block that is only called so */
    SCORE_DATA = 2,    /* in structured data */
    SCORE_PROSE = 1,   /* linked in the text */
};

struct find {
    struct related_post post;
    uint32_t order;     /* of its place on the page */
    bool title_is_said; /* in text that a reader sees */
};

/* A label, and the links under it that were added. */
struct found_section {
    const struct label *label;
    uint32_t end; /* an order */
    VEC(const struct link *) links;
};

struct finds {
    const struct scene *scene;
    struct map by_key; /* of struct find */
    VEC(struct found_section) sections;
};

/* `reason` is kept; it must live on the arena or be static. */
void finds_add(struct finds *finds, const struct link *link,
               enum related_kind kind, int score, struct str reason);

/* Links with an editorial label before them or in them. */
void related_labels(struct finds *finds);

/* Links under a label, or in a block whose class says related. */
void related_sections(struct finds *finds);

/* Of these sections, take out of the body what a forest may take for text: a
 * row of teasers, and a label that has lost its links. */
void related_take_out(const struct finds *finds, struct body *body);

/* Other parts of the same series. */
void related_series(struct finds *finds);

/* Links in the running text. */
void related_prose(struct finds *finds);

/* relatedLink of structured data. */
void related_data(struct finds *finds);

/* Is the link inside the article's text, and in nothing that is set apart? */
bool scene_in_text(const struct scene *scene, const struct link *link);

/* Is a link one of a row of like blocks, a card in a list of teasers? */
bool scene_in_card(const struct scene *scene, const struct link *link);

#endif
