/* SPDX-License-Identifier: MIT */
/* source.c - the entries of an archive that is read. */
#include "pack/source.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>

enum op_status source_open(struct arena *arena, const char *path,
                           struct source **source, struct op_error *err)
{
    struct stat about;
    *source = NULL;
    if (stat(path, &about))
        return error_set(err, OP_IO, OP_STAGE_READ, str_of(path),
                         "cannot open: %s", strerror(errno));
    return S_ISDIR(about.st_mode)
               ? source_open_dir(arena, path, source, err)
               : source_open_container(arena, path, source, err);
}

enum op_status source_next(struct source *source, struct source_entry *entry,
                           struct op_error *err)
{
    return source->ops->next(source, entry, err);
}

enum op_status source_read(struct source *source, char *out, size_t size,
                           size_t *got, struct op_error *err)
{
    *got = 0;
    return source->ops->read(source, out, size, got, err);
}

void source_close(struct source *source)
{
    if (source)
        source->ops->close(source);
}

bool name_is_safe(struct str name)
{
    for (size_t i = 0; i < name.len; i++)
        if (name.at[i] <= ' ' || name.at[i] > '~' || name.at[i] == '\\' ||
            name.at[i] == ':')
            return false;
    struct str rest = name, part;
    while (str_split(&rest, '/', &part))
        if (part.len == 0 || str_eq(part, S(".")) || str_eq(part, S("..")))
            return false;
    return name.len > 0;
}
