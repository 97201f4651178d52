/* SPDX-License-Identifier: MIT */
/* saved.h - a page that was saved from a browser, as answers.
 *
 * An HTML file (also one with all in it, as SingleFile makes them), the folder
 * that a browser saved beside it, or an MHTML file. Nobody knows what the
 * server sent: what is here answers as a resource, not as an exchange. */
#ifndef PACK_SAVED_H
#define PACK_SAVED_H

#include "base/arena.h"
#include "net/past.h"

struct saved;

/* Open the file at `path`. `url`: where it came from; empty: what the file says
 * of that is believed. All is on the arena, which must outlive it, and whose
 * escape is the caller's. Fails with OP_IO, OP_TOO_LARGE, OP_CORRUPT, and
 * OP_USAGE when nobody says where it came from. */
OP_MUST_CHECK enum op_status saved_open(struct arena *arena, const char *path,
                                        struct str url, struct saved **saved,
                                        struct op_error *err);

/* The page's URL. */
struct str saved_url(const struct saved *saved);

/* For a client. It knows the page and what was saved with it. */
struct past saved_past(struct saved *saved);

#endif
