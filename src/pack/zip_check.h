/* SPDX-License-Identifier: MIT */
/* zip_check.h - a ZIP's own words, held to what our writer writes.
 *
 * A reader of ZIPs forgives much: it believes the directory at the end and
 * never looks at what it repeats. But our headers follow from name, method,
 * sizes, CRC and place alone, so a single other bit is damage. */
#ifndef PACK_ZIP_CHECK_H
#define PACK_ZIP_CHECK_H

#include "pack/verify.h"

/* Add a finding for the first header that is not as ours. A file that is no
 * ZIP is left to other checks. OP_IO when the file cannot be read. Source:
 * APPNOTE.TXT 6.3.10, section 4.3. */
OP_MUST_CHECK enum op_status zip_check(struct verify *v, const char *path,
                                       struct op_error *err);

#endif
