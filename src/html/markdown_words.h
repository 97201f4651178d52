/* SPDX-License-Identifier: MIT */
/* markdown_words.h - the words, marks and lines that Markdown is made of.
 *
 * Lines, spaces and marks are put off until a word follows them, so that none
 * of them ends the text or stands around nothing. */
#ifndef HTML_MARKDOWN_WORDS_H
#define HTML_MARKDOWN_WORDS_H

#include "base/buf.h"
#include "html/markdown_table.h"

#define MAX_PREFIX  256 /* bytes before a line: quotes and lists in lists */
#define MAX_WAITING 32
#define MAX_LISTS   64 /* in lists: deeper items are not numbered */

enum markdown_mark { MARK_EM, MARK_STRONG, MARK_STRIKE, MARK_KINDS };

struct markdown_emphasis {
    unsigned depth; /* elements of the kind around */
    bool is_tag;    /* it is written as HTML */
};

struct markdown {
    struct buf *out;
    size_t begin;     /* of what is ours in out */
    unsigned lines;   /* newlines wanted before the next text */
    bool breaks_line; /* the first of them stands inside a paragraph */
    bool wants_space; /* one between the last word and the next */
    bool starts_line; /* nothing but the prefix stands in this line */
    unsigned digits;  /* that are all the line is yet */
    char prefix[MAX_PREFIX];
    size_t prefix_len;
    char waiting[MAX_WAITING]; /* marks for the next word: "**", "[" */
    size_t waiting_len;
    struct markdown_emphasis mark[MARK_KINDS];
    enum markdown_mark closed; /* the last emphasis, and where it ended */
    size_t closed_at;
    unsigned in_row, in_heading; /* where lines cannot break */
    struct grid grid;            /* of the outermost table */
    unsigned covered;            /* by the cell, besides its place */
    uint32_t item[MAX_LISTS];    /* number of the item, in list and list */
    unsigned in_list;
};

/* Write what was put off, then the text as it is. */
void markdown_begin_word(struct markdown *m);
void markdown_raw(struct markdown *m, struct str text);

/* Words, with a backslash before what would mean something. */
void markdown_text(struct markdown *m, struct str text);

/* At least so many newlines before the next word; a space where lines cannot
 * break. */
void markdown_lines(struct markdown *m, unsigned lines);

/* <br>: the next word of the paragraph, if one comes, begins a line. */
void markdown_break(struct markdown *m);
void markdown_end_lines(struct markdown *m);

/* The text of <code> in a line, and of <pre> in lines of its own. */
void markdown_code(struct markdown *m, const struct node *code);
void markdown_pre(struct markdown *m, const struct node *pre);

/* "(url)", behind "[words]". */
void markdown_address(struct markdown *m, struct str url);

#endif
