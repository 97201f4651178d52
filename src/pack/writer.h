/* SPDX-License-Identifier: MIT */
/* writer.h - where the entries of an archive go; one kind per container.
 *
 * pack.c says what is in an archive and in which order; a writer knows how its
 * container holds an entry and nothing else. Entries come one after the other:
 * begin, data as often as it takes, end. At last commit or abandon, once. */
#ifndef PACK_WRITER_H
#define PACK_WRITER_H

#include "base/arena.h"
#include "pack/pack.h"

struct writer_entry {
    struct str name; /* ours: ASCII, portable, '/' between its parts; NUL
                      * behind it */
    uint64_t size;
    bool is_packed; /* compressed already: to be stored, not deflated */
    uint32_t crc;   /* CRC-32 of its bytes, if is_packed */
};

struct writer;

struct writer_ops {
    enum op_status (*begin)(struct writer *writer,
                            const struct writer_entry *entry,
                            struct op_error *err);
    enum op_status (*data)(struct writer *writer, struct str bytes,
                           struct op_error *err);
    enum op_status (*end)(struct writer *writer, struct op_error *err);
    /* Make it durable under its name. The writer is over either way. */
    enum op_status (*commit)(struct writer *writer, bool replaces,
                             struct op_error *err);
    /* Leave nothing behind. */
    void (*abandon)(struct writer *writer);
};

/* The common beginning of every writer. */
struct writer {
    const struct writer_ops *ops;
};

struct writer_options {
    enum pack_format format;
    struct str created; /* ISO 8601: the time of entries where the container
                         * wants one */
};

/* Open a writer to `path`, on the arena (which must outlive it). Fails with
 * OP_IO, OP_EXISTS, OP_NO_MEMORY. */
OP_MUST_CHECK enum op_status writer_open(struct arena *arena, const char *path,
                                         const struct writer_options *options,
                                         struct writer **writer,
                                         struct op_error *err);

/* The kinds: ZIP, one entry's bytes alone, tar by libarchive, a folder. */
OP_MUST_CHECK enum op_status zip_open(struct arena *arena, const char *path,
                                      struct writer **writer,
                                      struct op_error *err);
OP_MUST_CHECK enum op_status raw_open(struct arena *arena, const char *path,
                                      struct writer **writer,
                                      struct op_error *err);
OP_MUST_CHECK enum op_status container_open(
    struct arena *arena, const char *path, const struct writer_options *options,
    struct writer **writer, struct op_error *err);
OP_MUST_CHECK enum op_status dir_open(struct arena *arena, const char *path,
                                      const struct writer_options *options,
                                      struct writer **writer,
                                      struct op_error *err);

#endif
