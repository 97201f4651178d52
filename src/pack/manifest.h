/* SPDX-License-Identifier: MIT */
/* manifest.h - manifest-sha256.txt: "hash  path" a line, for sha256sum -c. */
#ifndef PACK_MANIFEST_H
#define PACK_MANIFEST_H

#include "base/buf.h"
#include "base/digest.h"
#include "base/map.h"

#define MANIFEST_NAME "manifest-sha256.txt"
#define METADATA_NAME "metadata.json"

/* A file of an archive. */
struct packed_file {
    struct str name; /* borrowed */
    uint64_t size;
    struct sha256 sha256;
};

typedef VEC(struct packed_file) packed_list;

/* Append a line for every file. Fails only through out->failed. */
void manifest_write(const packed_list *files, struct buf *out);

/* Read a manifest into a map from path to struct sha256; false when a line is
 * none of ours or a path comes twice: then *line is its number. `text` is
 * borrowed. */
bool manifest_parse(struct arena *arena, struct str text, struct map *paths,
                    size_t *line);

#endif
