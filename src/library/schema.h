/* SPDX-License-Identifier: MIT */
/* schema.h - the tables of the catalogue, and how older ones become them.
 *
 * Two kinds: what is told by the archives (archive, article, version, loss,
 * prose) and can be made again from them, and what only a run knows (seed,
 * visit), which indexing leaves alone. */
#ifndef LIBRARY_SCHEMA_H
#define LIBRARY_SCHEMA_H

#include "library/sql.h"

/* What `PRAGMA user_version` says of a catalogue of this version. */
int64_t schema_version(void);

/* Bring the tables up to date, in one transaction a step. Fails with
 * OP_EXISTS when the catalogue was made by a newer offprint, OP_CORRUPT when it
 * is damaged (looked for all through), OP_IO. */
OP_MUST_CHECK enum op_status schema_bring_up(struct sql *sql,
                                             struct op_error *err);

#endif
