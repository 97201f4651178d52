/* SPDX-License-Identifier: MIT */
/* former.h - what articles of an archive said before they were changed. */
#ifndef LIBRARY_FORMER_H
#define LIBRARY_FORMER_H

#include "library/holding.h"

/* Fill in holding->formers from the captures of the archive at `path`: of each
 * article the versions with another prose than its newest. One that cannot be
 * read any more is left out. OP_NO_MEMORY, OP_IO. */
OP_MUST_CHECK enum op_status former_read(struct arena *arena, const char *path,
                                         struct holding *holding,
                                         struct op_error *err);

#endif
