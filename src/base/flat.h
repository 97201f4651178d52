/* SPDX-License-Identifier: MIT */
/* flat.h - values as plain bytes, and back, by one description of them.
 *
 * A function that names the members of a thing once, by the calls below, writes
 * it or reads it, as the flat was begun:
 *
 *     flat_str(flat, &thing->name);
 *     flat_size(flat, &thing->count, MAX);
 *
 * Reading believes nothing: what is too long, too large or cut short makes the
 * flat `broken`, and from then on reads as empty. */
#ifndef BASE_FLAT_H
#define BASE_FLAT_H

#include "base/arena.h"
#include "base/buf.h"

struct flat {
    struct buf *out;     /* NULL: it is read */
    struct str in;       /* what is left to read */
    struct arena *arena; /* of what is read */
    bool broken;
};

/* Append to `out`. */
struct flat flat_writer(struct buf *out);

/* Read from `bytes`, into which strings point then; lists go on `arena`. */
struct flat flat_reader(struct arena *arena, struct str bytes);

/* A number from 0 to `max`. */
void flat_number(struct flat *flat, uint64_t *number, uint64_t max);
void flat_size(struct flat *flat, size_t *size, size_t max);

/* Any enum or small integer, by its name. */
#define flat_small(flat, place, max)                                           \
    do {                                                                       \
        uint64_t number_ = (uint64_t) * (place);                               \
        flat_number((flat), &number_, (uint64_t)(max));                        \
        *(place) = (__typeof__(*(place)))number_;                              \
    } while (0)

/* A number as it is in memory. */
void flat_double(struct flat *flat, double *number);

/* A string; one that was read has a NUL behind it and is never NULL. */
void flat_str(struct flat *flat, struct str *s);

/* The length of a list whose items take a byte each at least; a list that is
 * read gets its room. */
#define flat_list(flat, list)                                                  \
    do {                                                                       \
        flat_size((flat), &(list)->len,                                        \
                  (flat)->out ? SIZE_MAX : (flat)->in.len);                    \
        if (!(flat)->out) {                                                    \
            (list)->cap = (list)->len;                                         \
            (list)->at =                                                       \
                arena_zeros((flat)->arena, (list)->len, sizeof *(list)->at);   \
        }                                                                      \
    } while (0)

#endif
