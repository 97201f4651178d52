/* SPDX-License-Identifier: MIT */
/* library.h - a folder of archives and the catalogue of them.
 *
 * The archives stand in FOLDER/HOST/SLUG.epub (or wherever they were moved to
 * below FOLDER); FOLDER/.offprint/ holds the catalogue and the lock. The
 * archives are the truth: the catalogue is made of them, at any time. */
#ifndef LIBRARY_LIBRARY_H
#define LIBRARY_LIBRARY_H

#include "base/arena.h"
#include "base/error.h"
#include "library/sql.h"

struct library_options {
    bool writes;  /* holds the lock until library_close */
    bool waits;   /* for the lock, as long as it takes */
    bool creates; /* the folder, when it is not there; else OP_IO */
    bool anew;    /* forget the catalogue and make it again */
    /* Something a user should hear of; NULL: nobody listens. */
    void (*tell)(void *context, const char *sentence);
    void *context;
};

struct library {
    struct arena *arena;  /* the run's, borrowed */
    struct arena scratch; /* for an archive at a time */
    const char *folder;
    struct sql *sql;
    int lock;    /* -1: none is held */
    int64_t run; /* counted up from one to the next */
    struct library_options options;
};

/* Open a library and bring its catalogue up to date with its archives: those
 * that came, went, were moved or replaced since. A catalogue that is missing or
 * damaged is made again. Without `writes` nothing is changed where a good
 * catalogue is there, also on a medium that cannot be written.
 *
 * Fails with OP_LIMIT (another run holds the lock), OP_EXISTS (made by a newer
 * offprint), OP_IO, OP_NO_MEMORY. End with library_close, also then. */
OP_MUST_CHECK enum op_status library_open(struct library *library,
                                          struct arena *arena,
                                          const char *folder,
                                          const struct library_options *options,
                                          struct op_error *err);
void library_close(struct library *library);

/* A library of this one archive, for as long as it is open: the catalogue is
 * in memory, nothing is locked. Its path below the library is *within. */
OP_MUST_CHECK enum op_status library_open_archive(struct library *library,
                                                  struct arena *arena,
                                                  const char *path,
                                                  struct str *within,
                                                  struct op_error *err);

/* Is it still where it was opened for writing? OP_IO when its disk went, so
 * that nothing is put where that was. */
OP_MUST_CHECK enum op_status library_check(const struct library *library,
                                           struct op_error *err);

/* Take in an archive that was just written at `path` (with the folder). */
OP_MUST_CHECK enum op_status library_take(struct library *library,
                                          struct str path,
                                          struct op_error *err);

/* Take along the fingerprints of all articles that archives were made for. A
 * catalogue that cannot be read gives none. */
struct twins;
void library_twins(const struct library *library, struct twins *twins);

/* The path of an archive without the folder, as the catalogue has it. */
struct str library_within(const struct library *library, struct str path);

/* And with it, on the run's arena. */
struct str library_path(const struct library *library, struct str within);

/* Is there a library, or a folder of archives, at this path - and no archive
 * that is itself a folder? */
bool library_is_at(const char *path);

/* Now, as the catalogue writes it: "2026-11-23T18:00:00Z". SOURCE_DATE_EPOCH is
 * now when it is set. */
struct str library_now(struct arena *arena);

/* The same in seconds of Unix time. */
int64_t library_seconds(void);

/* A moment of Unix time, so written. */
struct str library_time(struct arena *arena, int64_t seconds);

void library_tell(const struct library *library, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

#endif
