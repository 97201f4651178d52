/* SPDX-License-Identifier: MIT */
/* manifest.h - manifest-sha256.txt: "hash  path" a line, for sha256sum -c. */
#ifndef PACK_MANIFEST_H
#define PACK_MANIFEST_H

#include "base/buf.h"
#include "base/digest.h"
#include "base/map.h"

#define MANIFEST_NAME "manifest-sha256.txt"
#define METADATA_NAME "metadata.json"

/* Append a line. Fails only through out->failed. */
void manifest_add(struct buf *out, struct str path, struct sha256 sum);

/* Read a manifest into a map from path to struct sha256; false when a line is
 * none of ours or a path comes twice: then *line is its number. `text` is
 * borrowed. */
bool manifest_parse(struct arena *arena, struct str text, struct map *paths,
                    size_t *line);

#endif
