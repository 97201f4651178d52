/* SPDX-License-Identifier: MIT */
/* body_block.h - a page as a row of text blocks, the units that are kept or
 * dropped when an article is looked for.
 *
 * A block is a run of inline content that no block element interrupts: what a
 * reader sees as one paragraph, heading, list item or cell. Text that is hidden
 * by an attribute is a block too, so that a page which shows itself only by
 * script can be read; text of script, style and the like never is. */
#ifndef ARTICLE_BODY_BLOCK_H
#define ARTICLE_BODY_BLOCK_H

#include "article/page.h"

struct block {
    struct node *owner; /* the nearest block element around it */
    struct str text;    /* white space folded and trimmed; never empty */
    uint32_t from, to;  /* it covers the text nodes of orders [from, to) */
    uint32_t size;      /* letters, as a measure over languages: a character of
                         * a script without spaces counts as three */
    uint32_t link_size; /* of these, inside <a> */
    uint32_t strong_size; /* of these, inside b, strong, em, i */
    uint32_t words, links;
    uint32_t commas, stops; /* of any script; stops end sentences */
    uint32_t digits, uppers, symbols;
    uint32_t letters; /* bytes that begin a letter */
    uint8_t begin;    /* enum block_char of the first and last character */
    uint8_t end;
    bool is_hidden;  /* by an attribute or style */
    bool is_control; /* inside a button, label, option or the like */
    bool has_time;   /* inside or around a <time> */
    uint32_t hash;   /* of the text, case ignored */
};

enum block_char {
    CHAR_LOWER,
    CHAR_UPPER,
    CHAR_DIGIT,
    CHAR_STOP,
    CHAR_COLON,
    CHAR_QUOTE,
    CHAR_OTHER
};

struct blocks {
    VEC(struct block) list;
};

/* Collect them in document order. Cannot fail; linear. */
void blocks_collect(const struct page *page, struct blocks *blocks);

/* Is most of its text prose: long and outside links? */
static inline bool block_is_prose(const struct block *block)
{
    return block->size >= 80 && block->link_size * 3 < block->size;
}

/* Take the next word off the front of *rest, lower-case (ASCII) as a hash:
 * letters and digits, a character of a script without spaces alone; false at
 * the end. */
bool word_next(struct str *rest, uint32_t *hash);

#endif
