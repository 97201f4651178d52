/* SPDX-License-Identifier: MIT */
/* bundle.h - what goes into one archive, before anything is written.
 *
 * A job fills it, the writers of pack/ read it, and reading an archive back
 * makes one again: data first, a file second. Everything is on the bundle's
 * arena or borrowed from what outlives it; bytes of assets are in the spool. */
#ifndef PACK_BUNDLE_H
#define PACK_BUNDLE_H

#include "article/article.h"
#include "base/digest.h"
#include "base/map.h"
#include "base/spool.h"
#include "net/mime.h"
#include "pack/history.h"
#include "pack/warc.h"

/* One image, kept once by content however many articles show it. */
struct bundle_asset {
    struct str url; /* where it was first found */
    struct sha256 sha256;
    enum mime_kind mime;
    uint64_t size;
    uint32_t width, height;
    struct spool_span bytes;
};

/* Why a related post is in: from which article, by which sign. */
struct bundle_relation {
    size_t from; /* index of the article that presents it */
    enum related_kind kind;
    int score;
    struct str reason;
};

/* A further page of an article in several. */
struct bundle_part {
    struct str url;     /* after redirects */
    struct str fetched; /* as of bundle_article, all of these */
    struct sha256 sha256;
    struct str warc_record;
    struct str etag, last_modified;
};

struct bundle_article {
    struct article *article;
    struct str url;          /* as asked for */
    struct str final_url;    /* after redirects */
    struct str fetched;      /* ISO 8601, UTC, seconds */
    int http_status;         /* 0: from a file */
    struct sha256 sha256;    /* of the page's decoded bytes */
    struct str memento;      /* an archive's URL it was had of; or empty */
    struct str memento_date; /* ISO 8601: when that made its copy */
    struct str warc_record;  /* "urn:uuid:..." of its response; or empty */
    struct str etag, last_modified; /* as its server gave them; or empty */
    bool is_seed;
    VEC(struct bundle_relation) relations;
    VEC(struct bundle_part) parts; /* behind the first page; mostly none */
};

/* Something that was wanted and could not be had. */
struct bundle_loss {
    struct str url;
    enum op_stage stage;
    enum op_status status;
    struct str detail;
    bool is_image;
};

struct bundle {
    struct arena *arena;
    struct spool *spool;
    struct str created; /* ISO 8601, UTC: the capture's time, not the run's */
    str_list seeds;
    VEC(struct bundle_article) articles; /* seeds first, in order of packing */
    VEC(struct bundle_asset) assets;     /* in order of first use */
    VEC(struct bundle_loss) losses;
    struct map article_by_url; /* url_key of every URL an article is known by
                                * -> (void *)(index + 1) */
    struct map asset_by_url;   /* an image's absolute URL -> index + 1 */
    size_t articles_wanted, images_wanted; /* each URL once */
    /* The exchanges, in the order of data.warc.gz; empty: no evidence is kept.
     * The warcinfo record stands before them. */
    capture_list captures;
    /* What was chosen to belong into it, in the words of whoever will choose
     * again when it is renewed: "related=0". */
    str_list choices;
    history_list history; /* of an archive with several versions */
    struct warc_record warc_info;
    const char *isolation;   /* of what read the pages (base/box.h); static */
    const char *confinement; /* of what made it (cli/confine.h); NULL: none */
    size_t left_out; /* related posts beyond the budgets, counted only */
};

/* Is everything in it that was wanted? */
bool bundle_is_complete(const struct bundle *bundle);

/* How many of the wanted images are in it: URLs, as images_wanted counts. */
size_t bundle_images_got(const struct bundle *bundle);

/* The record at place `at` in data.warc.gz (0: the warcinfo record), which may
 * be of length 0; NULL at the end, and when there is no evidence. */
const struct warc_record *bundle_record(const struct bundle *bundle, size_t at);

/* The size of data.warc.gz; 0 when there is no evidence. */
uint64_t bundle_warc_size(const struct bundle *bundle);

#endif
