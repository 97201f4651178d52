/* SPDX-License-Identifier: MIT */
/* writer.c - choose the container. */
#include "pack/writer.h"

enum op_status writer_open(struct arena *arena, const char *path,
                           const struct writer_options *options,
                           struct writer **writer, struct op_error *err)
{
    switch (options->format) {
    case PACK_DIR:
    case PACK_MARKDOWN:
        return dir_open(arena, path, options, writer, err);
    case PACK_WARC:
    case PACK_HTML:
    case PACK_TEXT:
    case PACK_JSON:
    case PACK_JSONL:
        return raw_open(arena, path, writer, err);
    case PACK_ZIP:
    case PACK_EPUB:
    case PACK_WACZ:
        return zip_open(arena, path, writer, err);
    default:
        return container_open(arena, path, options, writer, err);
    }
}
