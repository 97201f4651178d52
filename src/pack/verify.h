/* SPDX-License-Identifier: MIT */
/* verify.h - what the parts of a verification share; see reader_verify. */
#ifndef PACK_VERIFY_H
#define PACK_VERIFY_H

#include "base/digest.h"
#include "base/map.h"
#include "pack/reader.h"

/* A link or image of a page that leads to a file of the archive. */
struct verify_link {
    struct str page, target; /* both from the archive's root */
    struct str fragment;     /* as written; may be empty */
};

/* All that is known of an archive while it is looked through. Everything on
 * the arena, but `page`, which is for one page at a time. */
struct verify {
    struct arena *arena;
    struct arena page;
    struct verify_report *report;
    struct str signer;  /* who must have signed it; empty: anybody */
    struct map files;   /* from name to its struct sha256 */
    struct map folded;  /* the names in lower case */
    struct map anchors; /* "page#id" */
    VEC(struct verify_link) links;
    struct str where; /* metadata.json by its name in this archive */
};

/* At most so many findings are told: enough to know what kind of ruin it is. */
#define VERIFY_MAX_FINDINGS 100

/* Add a finding, for people: "WHERE: what". Control characters become '?'. */
void verify_found(struct verify *v, struct str where, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* Note a page's anchors and links; what loads from elsewhere is a finding. */
void verify_page(struct verify *v, struct str name, struct str html);

/* After the last page: does every link lead somewhere? */
void verify_links(struct verify *v);

/* Does metadata.json agree with the files? */
void verify_metadata(struct verify *v, struct str json);

/* Does the manifest of a web site, or the data package of a book and its
 * digest, name all files (map files) with the digests they have? */
void verify_manifest(struct verify *v, struct str manifest);
void verify_package(struct verify *v, struct str package, struct str digest);

/* After those: is it signed as it should be? `digest` may be empty. */
void verify_signature(struct verify *v, struct str digest);

#endif
