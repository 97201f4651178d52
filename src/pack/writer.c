/* SPDX-License-Identifier: MIT */
/* writer.c - choose the container. */
#include "pack/writer.h"

enum op_status writer_open(struct arena *arena, const char *path,
                           const struct writer_options *options,
                           struct writer **writer, struct op_error *err)
{
    return options->format == PACK_DIR
               ? dir_open(arena, path, options, writer, err)
               : container_open(arena, path, options, writer, err);
}
