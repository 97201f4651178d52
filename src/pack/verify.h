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

/* A record of a WARC file in the archive. */
struct verify_record {
    struct str type, url, date, digest; /* as it says itself */
    uint64_t offset, len; /* of the piece of the file that holds it */
    int status;           /* of an answer */
    bool is_alone;        /* in that piece */
    bool is_indexed;
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
    struct map records; /* from verify_record_key to struct verify_record */
    bool is_foreign;    /* made by another program: known when all is read */
    struct str where;   /* metadata.json by its name in this archive */
};

/* At most so many findings are told: enough to know what kind of ruin it is. */
#define VERIFY_MAX_FINDINGS 100

/* Add a finding, for people: "WHERE: what". Control characters become '?'. */
void verify_found(struct verify *v, struct str where, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* Note a page's anchors and links; what loads from elsewhere is a finding. */
void verify_page(struct verify *v, struct str name, struct str html);

/* Note a link of a page or package. */
void verify_link(struct verify *v, struct str page, struct str url);

/* Is it well-formed? Of a package document, what it names is noted as links. */
void verify_xml(struct verify *v, struct str name, struct str text);

/* After the last WARC file: does every line of an index lead to its record? And
 * after the last index: is every answer in one? */
void verify_index(struct verify *v, struct str name, struct str text);
void verify_indexed(struct verify *v, struct str name);

/* The name of a record among all, on the arena. */
struct str verify_record_key(struct arena *arena, struct str file,
                             uint64_t offset);

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
