/* SPDX-License-Identifier: MIT */
/* markdown_table.h - which column of a table a cell stands in.
 *
 * Markdown's tables know no spans: what a cell covers besides its own place is
 * left empty, so that all others stay in their columns. */
#ifndef HTML_MARKDOWN_TABLE_H
#define HTML_MARKDOWN_TABLE_H

#include "html/dom.h"

#define MAX_COLUMNS 64 /* that spans are minded in */

struct grid {
    unsigned columns;           /* of the widest row */
    unsigned column;            /* that comes next */
    uint16_t held[MAX_COLUMNS]; /* rows that a cell from above still covers */
    bool has_rule;              /* the line under the first row is written */
};

/* Measure a table and stand before its first row. Linear in the table. */
void grid_begin(struct grid *grid, const struct node *table);

/* How many places a row leaves empty before its next cell or, for NULL, at its
 * end; then past them and past the cell, which leaves `*covered` places empty
 * behind itself. */
unsigned grid_next(struct grid *grid, const struct node *cell,
                   unsigned *covered);

static inline bool is_cell(const struct node *node)
{
    return node_is(node, TAG_TD) || node_is(node, TAG_TH);
}

#endif
