/* SPDX-License-Identifier: MIT */
/* source.h - the entries of an archive that is read, one after the other.
 *
 * A ZIP or tar by libarchive, or a folder; told by content. Bytes are a
 * stranger's: names are as they stand there and must be judged by name_is_safe
 * before anything is done with them. */
#ifndef PACK_SOURCE_H
#define PACK_SOURCE_H

#include "base/arena.h"
#include "base/error.h"

struct source_entry {
    struct str name; /* '/' between its parts; on the source's arena */
    bool is_file;    /* and no folder, link, device ... */
};

struct source;

struct source_ops {
    enum op_status (*next)(struct source *source, struct source_entry *entry,
                           struct op_error *err);
    enum op_status (*read)(struct source *source, char *out, size_t size,
                           size_t *got, struct op_error *err);
    void (*close)(struct source *source);
};

/* The common beginning of every source. */
struct source {
    const struct source_ops *ops;
    struct arena *arena;
    struct str path;
    bool is_over; /* after next: no entry was left */
};

/* Open an archive, on the arena (which must outlive it). Fails with OP_IO when
 * it cannot be opened; *source is then NULL, which source_close takes. When
 * the arena escapes, *source is what there is to be closed. */
OP_MUST_CHECK enum op_status source_open(struct arena *arena, const char *path,
                                         struct source **source,
                                         struct op_error *err);

/* The next entry; at the end source->is_over. Fails with OP_IO, or OP_CORRUPT
 * when the container cannot be read on. */
OP_MUST_CHECK enum op_status source_next(struct source *source,
                                         struct source_entry *entry,
                                         struct op_error *err);

/* Up to `size` bytes of the entry; *got is 0 at its end. Fails as source_next
 * does; the next entry may still be asked for. */
OP_MUST_CHECK enum op_status source_read(struct source *source, char *out,
                                         size_t size, size_t *got,
                                         struct op_error *err);

void source_close(struct source *source);

/* Can it be a name of ours: relative, printable ASCII, no empty, "." or ".."
 * part, no '\\' or ':'? */
bool name_is_safe(struct str name);

/* The two kinds. */
OP_MUST_CHECK enum op_status source_open_container(struct arena *arena,
                                                   const char *path,
                                                   struct source **source,
                                                   struct op_error *err);
OP_MUST_CHECK enum op_status source_open_dir(struct arena *arena,
                                             const char *path,
                                             struct source **source,
                                             struct op_error *err);

#endif
