/* SPDX-License-Identifier: MIT */
/* zip_head.h - the headers of a ZIP as we write them, and verify expects them.
 *
 * They follow from name, method, sizes, CRC and place alone: no times (1980-01-
 * 01, so none of the run's), owners or data descriptors; zip64 fields only
 * where a number needs them. Names are ASCII.
 * Source: APPNOTE.TXT 6.3.10, sections 4.3 and 4.5.3. */
#ifndef PACK_ZIP_HEAD_H
#define PACK_ZIP_HEAD_H

#include "base/buf.h"

enum zip_method { ZIP_STORED = 0, ZIP_DEFLATED = 8 };

enum {
    ZIP_LOCAL_BYTES = 30,  /* of a local header before its name */
    ZIP_RECORD_BYTES = 46, /* of a directory record before its name */
    ZIP_END_BYTES = 22,
    ZIP_END64_BYTES = 56 + 20, /* with the locator */
    ZIP_NAME_BYTES = 255,      /* of ours, at most */
    ZIP_EXTRA_BYTES = 4 + 3 * 8,
};

struct zip_entry {
    struct str name;
    enum zip_method method;
    uint32_t crc;
    uint64_t packed, size;
    uint64_t offset; /* of the local header */
};

/* Where the directory is. */
struct zip_end {
    uint64_t count, len, offset;
};

/* Append. Fail only through out->failed. */
void zip_put_local(const struct zip_entry *entry, struct buf *out);
void zip_put_record(const struct zip_entry *entry, struct buf *out);
void zip_put_end(const struct zip_end *end, struct buf *out);

/* Read what stands at the beginning of `bytes`, roughly: what else is there is
 * proved by writing it again. The name borrows from `bytes`. False when it is
 * none. */
bool zip_get_record(struct str bytes, struct zip_entry *entry);
/* `bytes` are the last of the file, up to END64 + END of them. */
bool zip_get_end(struct str bytes, struct zip_end *end);

#endif
