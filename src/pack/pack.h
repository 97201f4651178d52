/* SPDX-License-Identifier: MIT */
/* pack.h - write a bundle as one portable archive. */
#ifndef PACK_PACK_H
#define PACK_PACK_H

#include "pack/bundle.h"

enum pack_format {
    PACK_EPUB, /* a book that is a web archive: the same bytes under two */
    PACK_WACZ, /* names */
    PACK_ZIP,  /* a small web site, and so the next ones */
    PACK_DIR,
    PACK_TAR_GZ,
    PACK_TAR_ZST,
    PACK_TAR_XZ,
    PACK_7Z,
    PACK_MARKDOWN, /* a folder of texts, images beside */
    PACK_WARC,     /* the evidence alone; it and the next cannot be verified */
    PACK_HTML,     /* one page with all in it */
    PACK_TEXT,
    PACK_JSON,
    PACK_JSONL, /* an article a line */
    PACK_FORMAT_COUNT
};

struct sign_key;

struct pack_options {
    enum pack_format format;
    bool replaces;                 /* an existing target */
    const struct sign_key *signer; /* of a book; NULL: nobody */
};

/* "zip" ... and the usual file extension ("zip", "" for dir, "tar.gz"). */
struct str pack_format_name(enum pack_format format);
struct str pack_format_extension(enum pack_format format);
bool pack_format_of(struct str name, enum pack_format *format);

/* Has it a data package, which can be signed? */
bool pack_is_signable(enum pack_format format);

/* Is it a folder, and so nothing for standard output? */
bool pack_is_folder(enum pack_format format);

/* The name an archive gives itself: the slug of the first article's title,
 * else of its URL; no extension, no folder. On the bundle's arena. */
struct str pack_name(const struct bundle *bundle);

/* Write `bundle` to `path` ("-": standard output, not for dir): a temporary
 * file beside it, fsync, rename. The same bundle gives the same bytes. Fails
 * with OP_IO, OP_EXISTS, OP_NO_MEMORY; then nothing is left behind. */
OP_MUST_CHECK enum op_status pack_write(const struct bundle *bundle,
                                        const char *path,
                                        const struct pack_options *options,
                                        struct op_error *err);

#endif
