/* SPDX-License-Identifier: MIT */
/* body_witness.h - what a page says elsewhere about its own text: its title,
 * its description, and the articleBody of its JSON-LD. */
#ifndef ARTICLE_BODY_WITNESS_H
#define ARTICLE_BODY_WITNESS_H

#include "article/page.h"

/* A title with more words than this is none. */
#define TITLE_WORDS 60

struct witness;

/* Collect them. Never NULL. */
struct witness *witness_make(const struct page *page);

/* How much of a text, given by the hashes of its words, is the page's title:
 * words in common over words of the longer one, the site's name being left out
 * of the title; 0 to 1. */
float witness_title(const struct witness *witness, const uint32_t *words,
                    size_t count);

/* Which share of a text's word triples is in the articleBody; -1: there is
 * none, or the text is too short to tell. */
float witness_body(const struct witness *witness, struct str text);

/* Does the text begin like the description? 1, 0, or -1: there is none. */
float witness_description(const struct witness *witness, struct str text);

/* The articleBody itself; empty: none. */
struct str witness_article_body(const struct witness *witness);

#endif
