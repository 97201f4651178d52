/* SPDX-License-Identifier: MIT */
/* volume.h - one archive in the making: its pages, level by level, and their
 * images.
 *
 * Everything is on the volume's arena, whose escape its caller sets: all
 * functions here may end by that jump when memory runs out. Client callbacks
 * only queue responses; they are worked on afterwards (volume_take). A page is
 * answered, then read by others (job/reading.h), then taken up again
 * (volume_read). */
#ifndef JOB_VOLUME_H
#define JOB_VOLUME_H

#include "job/evidence.h"
#include "job/job.h"
#include "job/page.h"
#include "job/reading.h"

struct job_asset {
    struct ticket ticket;
    struct str url;
    bool is_got, is_open;
    struct bundle_asset asset;
    const struct fault *fault; /* why it was not got; or NULL */
    capture_list captures;
    bool is_counted;  /* in the bundle's verdict already */
    bool is_gathered; /* its captures are in the bundle */
};

struct volume {
    struct arena arena;
    struct arena scratch;      /* for a URL's key, until the next one's */
    const struct fault *fault; /* the latest */
    const struct job_options *options;
    struct client *client;
    const struct job_observer *observer;
    struct job_stats *stats;
    struct spool *spool;
    const struct evidence *evidence; /* the job's: robots.txt */
    struct reading *reading;         /* the job's */
    VEC(struct job_page *) pages;    /* level by level, in planned order */
    size_t pages_seen;               /* the first so many were asked for */
    struct map page_by_key;          /* url_key -> struct job_page */
    VEC(struct job_asset *) assets;
    struct map asset_by_url;
    struct map asset_by_digest; /* SHA-256 -> index + 1 in the bundle */
    int level;                  /* the one that is being fetched */
    bool is_planned;            /* no further level will come */
    size_t pages_open, assets_open;
    size_t left_out;
    str_list more_seeds; /* given as well, each of a page that was there */
    struct bundle bundle;
    struct volume *next;
};

/* An empty volume; its own memory comes from its own arena. NULL and err when
 * memory or a temporary file cannot be had. */
struct volume *volume_open(const struct job_options *options,
                           struct client *client,
                           const struct job_observer *observer,
                           const struct evidence *evidence,
                           struct job_stats *stats, struct reading *reading,
                           struct op_error *err);
void volume_close(struct volume *volume);

/* Ask for a seed (a parsed, absolute URL), or let it wait for its turn. */
void volume_add_seed(struct volume *volume, const struct job_seed *seed);

/* Work on an answer to one of the volume's requests, which stays the caller's.
 * OP_IO when the temporary store fails. */
OP_MUST_CHECK enum op_status volume_take(struct volume *volume,
                                         struct ticket *ticket,
                                         struct response *response,
                                         struct op_error *err);

/* Work on what came of reading a page. OP_IO as above. */
OP_MUST_CHECK enum op_status volume_read(struct volume *volume,
                                         struct job_page *page,
                                         const struct reading_answer *answer,
                                         struct op_error *err);

/* Ask for what waits for its turn. When everything of this level is here, plan
 * the next, unless seeds may still come; true when there is nothing left to
 * wait for. */
bool volume_advance(struct volume *volume, bool has_all_seeds);

/* The bundle of what was got; NULL, and why, when no seed was (or when the
 * temporary store failed). */
const struct bundle *volume_finish(struct volume *volume, struct op_error *why);

/* volume-internal, shared between its files */
OP_MUST_CHECK enum op_status volume_gather(struct volume *volume,
                                           struct op_error *err);
void volume_ask(struct volume *volume, struct job_page *page, struct str url,
                enum request_kind kind, struct str referer);
/* A page was had: ask its endpoint, if it has one and is to be asked. */
void quest_endpoint(struct volume *volume, struct job_page *page);
/* A page could not be had: true when an archive is asked for it now. */
bool quest_memento(struct volume *volume, struct job_page *page,
                   const struct response *response);
/* Where to ask for an image of the page: in the archive, if that has it. */
struct str quest_image(struct volume *volume, const struct job_page *page,
                       struct str url);
/* The page is lost for good: count and tell. */
void volume_lose(struct volume *volume, const struct job_page *page);
/* An answer to a quest but QUEST_PAGE; true when it is the page. */
bool quest_take(struct volume *volume, struct job_page *page,
                const struct response *response);
void volume_ask_page(struct volume *volume, struct job_page *page,
                     enum request_kind kind, struct str referer);
/* May the client be given another request? */
bool volume_may_ask(const struct volume *volume);
/* What a seed is asked for as. */
enum request_kind volume_seed_kind(const struct job_page *page);
OP_MUST_CHECK enum op_status volume_ask_images(struct volume *volume,
                                               const struct job_page *page,
                                               struct op_error *err);
/* A page nobody asked for yet, of a URL that lives as long as the volume; and
 * another such URL that it is known by. */
struct job_page *volume_new_page(struct volume *volume, struct str url,
                                 int level);
void volume_name(struct volume *volume, struct job_page *page, struct str url);
struct job_page *volume_known(struct volume *volume, struct str url);
/* Keep a failure at `url`. */
const struct fault *volume_fault(struct volume *volume,
                                 const struct op_error *err, struct str url);
/* The url_key in a key of page_by_key, which has a trailing slash more. */
struct str volume_url_key(struct str key);
OP_MUST_CHECK enum op_status asset_take(struct volume *volume,
                                        struct job_asset *asset,
                                        const struct response *response,
                                        struct op_error *err);

#endif
