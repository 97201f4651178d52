/* SPDX-License-Identifier: MIT */
/* diff.h - what changed between two versions of an article, by paragraph and
 * word.
 *
 * Pure: two texts in, plain data on an arena out. Quotes, dashes, dots and
 * white space that only typography tells apart are no change unless asked for.
 * A paragraph that stands elsewhere is one that moved, not one taken out and
 * one put in. Time grows with the length of the texts, not with its square. */
#ifndef DIFF_DIFF_H
#define DIFF_DIFF_H

#include "base/arena.h"

/* One version. Borrowed. */
struct diff_side {
    struct str label; /* for people: a file, a date */
    struct str title, authors, published, modified;
    struct str text; /* paragraphs, parted by newlines */
};

enum diff_kind {
    DIFF_SAME,
    DIFF_CHANGED, /* pieces say in what */
    DIFF_ADDED,
    DIFF_REMOVED,
    DIFF_MOVED, /* unchanged, to another place */
    DIFF_KIND_COUNT
};

enum piece_kind { PIECE_SAME, PIECE_REMOVED, PIECE_ADDED };

struct diff_piece {
    enum piece_kind kind;
    struct str text;
    bool is_spaced; /* white space stands before it */
};

typedef VEC(struct diff_piece) piece_list;

/* A paragraph. */
struct diff_block {
    enum diff_kind kind;
    bool is_moved;                 /* of DIFF_CHANGED: it moved as well */
    size_t old_number, new_number; /* from 1; 0: it is not there */
    struct str old_text, new_text;
    piece_list pieces; /* of DIFF_CHANGED */
};

/* What is known of an article, where it changed. */
struct diff_field {
    const char *name; /* "title", "authors", "published", "modified" */
    struct str old_text, new_text;
};

struct diff {
    const struct diff_side *old_side, *new_side;
    VEC(struct diff_field) fields;
    VEC(struct diff_block) blocks; /* all, in the order of the new version */
    size_t counts[DIFF_KIND_COUNT];
    bool is_same; /* nothing changed at all */
};

/* Compare; the sides are borrowed as long as the result is used. */
struct diff *diff_make(struct arena *arena, const struct diff_side *old_side,
                       const struct diff_side *new_side, bool is_strict);

/* "same", "changed", "added", "removed", "moved": a static string. */
const char *diff_kind_name(enum diff_kind kind);

#endif
