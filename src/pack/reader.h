/* SPDX-License-Identifier: MIT */
/* reader.h - look into an archive of ours (a ZIP, tar or folder). */
#ifndef PACK_READER_H
#define PACK_READER_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/error.h"
#include "pack/signature.h"

/* Append the archive's metadata.json to `json`, for info. Fails with OP_IO,
 * OP_CORRUPT (no archive of ours, or a damaged one). */
OP_MUST_CHECK enum op_status reader_metadata(const char *path, struct buf *json,
                                             struct op_error *err);

/* Is it a web archive of another program: a WARC file, or a WACZ that does not
 * say to be ours? False also when it cannot be read. */
bool reader_is_of_others(const char *path);

/* Who says to have signed it, for info: nothing is checked but that the
 * signature is one of what is said beside it. OP_OK unless that cannot be. */
OP_MUST_CHECK enum op_status reader_signature(struct arena *arena,
                                              const char *path,
                                              struct signature *signature,
                                              struct op_error *err);

/* Is the folder an archive of ours and nothing else: a manifest, and no file
 * that is not in it? Then it may be replaced. False also when in doubt. */
bool reader_owns_folder(const char *path);

/* What verify found wrong, one sentence a finding, at most a
 * hundred. */
typedef VEC(struct str) finding_list;

/* What was looked at, and what it came to. On the arena given. */
struct verify_report {
    finding_list findings;
    size_t entries; /* looked at */
    size_t records; /* of WARC files among them */
    struct signature signature;
};

/* Check every entry against the manifest (names, sizes, SHA-256), that none is
 * missing or extra, that names are safe, that metadata.json agrees, that pages
 * of a book are well-formed, that every internal link and image of every page
 * is there, that every captured record is what its digests say and every line
 * of the index leads to one, and a ZIP's own headers. Of an archive that
 * another program made, what it has of these: a WACZ its data package, captures
 * and indexes, a WARC file its records. Returns OP_OK (and no findings),
 * OP_CORRUPT, OP_IO or OP_NO_MEMORY. `signer`: the public key (base64) that
 * must have signed it; empty: any or none, but a signature that is there must
 * hold. */
OP_MUST_CHECK enum op_status reader_verify(struct arena *arena,
                                           const char *path, struct str signer,
                                           struct verify_report *report,
                                           struct op_error *err);

#endif
