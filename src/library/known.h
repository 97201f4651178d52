/* SPDX-License-Identifier: MIT */
/* known.h - the articles of an archive as they stand in the catalogue, beside
 * what their pages are now. */
#ifndef LIBRARY_KNOWN_H
#define LIBRARY_KNOWN_H

#include "library/look.h"

/* A page of an article as it stands in the catalogue, and what it is now. */
struct known_page {
    struct str key, warc_record, sha256;
    const struct look_page *now;
};

/* An article of the archive likewise. */
struct known_article {
    struct str url, title, prose;
    int64_t words, version;
    bool is_gone, is_seed;
    VEC(struct known_page) pages; /* one, mostly */
    struct str void_reason;       /* what was fetched is no article: why not */
};

typedef VEC(struct known_article) known_list;

/* Those of the archive at `path` below the library; on `arena`, and the pages
 * of `look` with it. OP_IO, OP_CORRUPT. */
OP_MUST_CHECK enum op_status known_read(struct arena *arena,
                                        const struct look *look,
                                        struct str path, known_list *known,
                                        struct op_error *err);

enum look_state known_page_state(const struct known_page *page);

/* That of its first page, but for further ones that changed. */
enum look_state known_state(const struct known_article *known);

#endif
