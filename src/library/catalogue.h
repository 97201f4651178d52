/* SPDX-License-Identifier: MIT */
/* catalogue.h - archives in the tables: put there, taken away. */
#ifndef LIBRARY_CATALOGUE_H
#define LIBRARY_CATALOGUE_H

#include "library/holding.h"
#include "library/sql.h"

/* Put an archive in the place of what stands under its path. Failures stick to
 * the database; to be called within a transaction. */
void catalogue_put(struct sql *sql, struct arena *scratch,
                   const struct holding *holding);

/* Take away the archive at that path, if it is known. */
void catalogue_drop(struct sql *sql, struct str path);

/* The number of the archive at that path; 0: it is not known. What is asked by
 * it of the view "page" reads that archive's pages alone. */
int64_t catalogue_id(struct sql *sql, struct str path);

/* Is a text written without spaces between its words? Its letters tell, better
 * than what a page says of its language. */
bool catalogue_is_dense(struct str text);

/* After archives came and went: seeds lead to the archives that hold them, and
 * those whose archive is gone are open again. */
void catalogue_settle(struct sql *sql);

#endif
