/* SPDX-License-Identifier: MIT */
/* target.h - the doors by which strangers' bytes come in, one function each.
 *
 * fuzz.c gives them noise; the unit test gives them all that is kept under
 * seeds/ and found/, so that what once went wrong never does again. A target
 * holds a property where there is one: what does not hold aborts. */
#ifndef FUZZ_TARGET_H
#define FUZZ_TARGET_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/error.h"

/* Bytes that one input may take. */
#define FUZZ_MEMORY (256u << 20)

/* Give one input to the target of this name; false when there is none. */
bool fuzz_one(const char *target, struct str in);

/* The names of all targets; NULL behind the last. */
extern const char *const FUZZ_NAMES[];

/* Abort unless it holds. */
void fuzz_hold(bool holds);

/* The input as a file, by a path that is good until the next call. Ours when
 * it begins with "== NAME\n": such sections become the entries of a tar. */
const char *fuzz_file(struct str in);

/* What is on the arena escapes to fuzz_one. */
typedef void fuzz_target(struct arena *arena, struct str in);

fuzz_target fuzz_url, fuzz_robots, fuzz_decode, fuzz_image;  /* target_net.c */
fuzz_target fuzz_answer, fuzz_cookies;                       /* target_wire.c */
fuzz_target fuzz_charset, fuzz_date, fuzz_feed, fuzz_diff;   /* target_text.c */
fuzz_target fuzz_html, fuzz_article, fuzz_json, fuzz_srcset; /* target_html.c */
fuzz_target fuzz_flat;
fuzz_target fuzz_warc, fuzz_saved, fuzz_archive,
    fuzz_recall;                       /* target_pack.c */
fuzz_target fuzz_config, fuzz_command; /* target_cli.c */

#endif
