/* SPDX-License-Identifier: MIT */
/* markdown_table.c - which column of a table a cell stands in. */
#include "html/markdown_table.h"

#include "html/walk.h"

static unsigned span_of(const struct node *cell, enum html_attr id)
{
    uint64_t span;
    bool is_said = str_to_u64(str_trim(node_attr(cell, id)), &span);
    return !is_said || span < 1 ? 1 : span > 1000 ? 1000 : (unsigned)span;
}

unsigned grid_next(struct grid *grid, const struct node *cell,
                   unsigned *covered)
{
    unsigned empty = 0, at = grid->column;
    while (at < MAX_COLUMNS && grid->held[at]) {
        grid->held[at++]--;
        empty++;
    }
    if (!cell) {
        if (at < grid->columns && grid->columns <= MAX_COLUMNS)
            empty += grid->columns - at;
        grid->column = 0;
        return empty;
    }
    unsigned width = span_of(cell, ATTR_COLSPAN);
    if (width > MAX_COLUMNS)
        width = MAX_COLUMNS;
    unsigned height = span_of(cell, ATTR_ROWSPAN);
    for (unsigned i = at; i < at + width && i < MAX_COLUMNS; i++)
        grid->held[i] = (uint16_t)(height - 1);
    *covered = width - 1;
    grid->column = at + width;
    return empty;
}

/* The columns that a row's cells take, those from above included. */
static void measure_row(struct grid *grid, const struct node *row)
{
    unsigned covered;
    for (const struct node *n = first_element(row); n; n = next_element(n))
        if (is_cell(n))
            grid_next(grid, n, &covered);
    unsigned columns = grid->column;
    unsigned known = grid->columns;
    grid->columns = 0;
    columns += grid_next(grid, NULL, &covered);
    grid->columns = columns > known ? columns : known;
}

void grid_begin(struct grid *grid, const struct node *table)
{
    *grid = (struct grid){0};
    const struct node *n = walk_next(table, table);
    while (n) {
        bool is_row = node_is(n, TAG_TR);
        if (is_row)
            measure_row(grid, n);
        n = is_row ? walk_skip(n, table) : walk_next(n, table);
    }
    *grid = (struct grid){.columns = grid->columns};
}
