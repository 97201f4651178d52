/* SPDX-License-Identifier: MIT */
/* offprint.h - the library: make an article of a page, an archive of a URL.
 *
 * Thread-safe as long as each call has its own error; nothing is global. The
 * library never exits, never prints and installs no signal handler. */
#ifndef OFFPRINT_H
#define OFFPRINT_H

#include <offprint/error.h>
#include <offprint/limits.h>
#include <offprint/version.h>
#include <stdbool.h>
#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

/* The version of the library that is linked, "0.1.0": a static string. */
const char *op_version(void);

/* The article of a page, as the JSON object that `offprint extract` prints.
 *
 * html, size    the page as served, in any encoding; borrowed.
 * url           where it came from; NULL when unknown.
 * content_type  its Content-Type header; NULL when unknown.
 * json          out: NUL-terminated UTF-8, to be given back by op_free.
 * err           out: why it failed; may be NULL.
 * A page without an article is no failure: "confidence" says so. Fails with
 * OP_NOT_HTML, OP_TOO_COMPLEX, OP_NO_MEMORY. No network, no files. */
OP_MUST_CHECK enum op_status op_extract(const char *html, size_t size,
                                        const char *url,
                                        const char *content_type, char **json,
                                        struct op_error *err);

/* How op_archive goes about it. Begin with OP_ARCHIVE_DEFAULTS. */
struct op_archive_options {
    const char *format; /* "epub", "wacz", "zip", "dir" ... */
    size_t related;     /* at most so many related posts */
    int depth;          /* 1: related posts; 2: theirs too */
    bool takes_images;
    bool replaces;       /* an existing archive */
    int delay_ms;        /* between requests to one host; -1: polite */
    bool ignores_robots; /* do not ask robots.txt */
    const char *proxy, *ca_file, *user_agent; /* NULL: the defaults */
    /* Child processes that read the pages and can do nothing else: a page that
     * crashes its reader is lost alone, and several use several cores. They are
     * forked from the caller, which gets SIGCHLD for them, keep none of its
     * descriptors but standard input and error, and are gone when op_archive
     * returns. 0: pages are read in the calling process. */
    size_t readers;
};

#define OP_ARCHIVE_DEFAULTS                                                    \
    {                                                                          \
        "epub", OP_RELATED, 1, true, false, -1, false, NULL, NULL, NULL, 0     \
    }

/* Archive the article at `url`, with its related posts and images, to `path`.
 *
 * losses  out: how many of them could not be had; may be NULL. What they are
 *         stands in the archive's metadata.json.
 * Fails with what kept the article itself from being had, or with OP_IO,
 * OP_EXISTS, OP_USAGE; then nothing is left at `path`. Takes as long as the
 * network does. */
OP_MUST_CHECK enum op_status op_archive(
    const char *url, const char *path, const struct op_archive_options *options,
    size_t *losses, struct op_error *err);

/* Give back what the library allocated. NULL is fine. */
void op_free(void *block);

#ifdef __cplusplus
}
#endif

#endif
