/* SPDX-License-Identifier: MIT */
/* article.h - what a reader came for, and all that is known about it.
 *
 * The flat result of extraction: plain data, strings and one cleaned tree, all
 * on the page's arena. It does no I/O, reads no clock and no environment; the
 * same bytes and URL give the same article, today and years later. A field the
 * page does not tell is empty, never guessed from elsewhere. */
#ifndef ARTICLE_ARTICLE_H
#define ARTICLE_ARTICLE_H

#include "base/arena.h"
#include "base/error.h"
#include "html/dom.h"
#include "text/charset.h"

/* A list of strings on an arena. */
typedef VEC(struct str) str_list;

enum related_kind { /* in the order in which they are packed */
                    RELATED_INLINE_LABEL, /* an editorial label at the link */
                    RELATED_SERIES,       /* another part of the same series */
                    RELATED_SECTION, /* a block the page presents as related */
                    RELATED_JSON_LD, /* schema.org relatedLink */
                    RELATED_IN_BODY, /* a link in the prose to an article of the
                                        site */
                    RELATED_KIND_COUNT
};

struct related_post {
    struct str url;   /* absolute, without tracking parameters and fragment */
    struct str title; /* the link's text */
    enum related_kind kind;
    int score;         /* 4 strong ... 1 weak */
    struct str reason; /* for people: "label 'RELATED POST:'" */
};

struct article_image {
    struct str url; /* absolute: the best candidate */
    struct str alt, caption;
    uint32_t width, height; /* as the page states; 0: unknown */
    struct node *node;      /* the <img> in the body; NULL for the lead image */
};

/* Where a field came from, and what else the page said. */
struct field_source {
    struct str field;  /* "title", "published", ... */
    struct str source; /* "json-ld", "og:title", "h1", "byline", "time", ... */
    struct {
        struct str source, value;
    } alternatives[4];
    size_t alternative_count;
};

struct article {
    struct str url; /* as given, parsed */
    struct str canonical_url;
    struct str title, subtitle, site_name, language, description, license;
    struct str direction;           /* "rtl" or empty */
    struct str published, modified; /* ISO 8601 */
    struct str image;               /* the lead image, absolute */
    str_list authors, categories, tags;
    VEC(struct field_source) sources;

    struct node *body; /* cleaned: only allowed elements and attributes, links
                        * and image sources absolute; never NULL, may be
                        * empty. A <div>. */
    struct str text;   /* of the body, blocks separated by a newline */
    size_t word_count;
    VEC(struct article_image)
    images; /* of the body in order, then the lead
             * image where the body lacks it */
    VEC(struct related_post) related;
    str_list next_pages;  /* of the same article, in order */
    str_list references;  /* other links in the body, each once */
    struct str endpoint;  /* what a script would ask for the related posts of
                           * a placeholder; empty: there is none */
    bool forbids_archive; /* by a robots directive: noarchive, noindex */

    double confidence;      /* 0 to 1: that this is an article, and all of it */
    bool is_article;        /* worth archiving */
    enum op_status refusal; /* OP_OK, OP_NO_ARTICLE or OP_BLOCKED */
    str_list warnings;      /* for people, one sentence each */
    struct charset charset; /* how the bytes were read */
};

struct extract_options {
    bool keeps_no_images;
    int timeout_ms; /* of parsing; 0: the default */
    /* Is this URL at hand? The source that the page itself shows is then
     * preferred to a better one that is not. NULL: all alike. */
    bool (*has)(void *context, const char *url);
    void *has_context;
};

/* Make the article of a page.
 *
 * arena    holds the result, and everything needed on the way.
 * bytes    as the server sent them, content-decoded; borrowed for the call.
 * url      where they came from, absolute; may be empty for a saved page whose
 *          URL nobody knows: then the page's own canonical URL is believed.
 * content_type  the header, for the charset; may be empty.
 * Fails with OP_TOO_COMPLEX, OP_NO_MEMORY, OP_NOT_HTML. A page without an
 * article is no failure here: is_article is false and refusal says why. */
OP_MUST_CHECK enum op_status article_extract(
    struct arena *arena, struct str bytes, struct str url,
    struct str content_type, const struct extract_options *options,
    struct article **article, struct op_error *err);

/* "inline-label" ...: static strings; and back, false when unknown. */
struct str related_kind_name(enum related_kind kind);
bool related_kind_of(struct str name, enum related_kind *kind);

#endif
