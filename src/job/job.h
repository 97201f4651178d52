/* SPDX-License-Identifier: MIT */
/* job.h - one run: seeds in, bundles out.
 *
 * A job drives one client through many volumes. A volume becomes one archive:
 * a seed, or all of them, with the posts it presents as related, to the depth
 * asked for, and their images. Pages of one level are all there before the
 * next level is planned, so what is taken and in which order depends on the
 * pages alone, never on which answer came first. */
#ifndef JOB_JOB_H
#define JOB_JOB_H

#include "net/client.h"
#include "pack/recall.h"
#include <signal.h>

struct job_options {
    size_t related;   /* per article */
    int depth;        /* 1: related posts; 2: theirs too */
    size_t max_pages; /* of a volume */
    unsigned kinds;   /* bit set of 1 << enum related_kind */
    bool takes_images, into_one;
    bool keeps_evidence; /* the exchanges themselves, as WARC records */
    bool asks_endpoints; /* for related posts that only a script fills in */
    bool respects_meta;  /* noarchive and noindex */
    /* Asked for what is gone: the URL is put behind each. NULL: nobody is. */
    const char *archive_lookup, *archive_timegate;
    size_t max_images; /* per article */
    size_t max_image_bytes;
    int64_t
        epoch; /* seconds; the time to claim for what is fetched; -1: real */
    /* Is this URL wanted? NULL: all are. */
    bool (*wants)(void *context, struct str url);
    void *wants_context;
    /* The job is one of the past: what was not asked for then is not wanted
     * now. NULL: a new one. */
    const struct recall *recall;
    /* What was saved, where the web is asked for the rest. NULL: nothing. */
    const struct past *past;
    const str_list *choices; /* of what belongs into it, to be written down */
    bool gives_captures;     /* those of the past to the bundle */
    bool keeps_former;       /* posts that its articles presented once stay */
    size_t readers;  /* processes that read pages; 0: it is done in this one */
    bool is_shut_in; /* they can do nothing else */
    const char *confinement; /* of this process, to be written down; static */
    /* Set by a signal handler when the job should end; NULL: never. */
    const volatile sig_atomic_t *stop;
};

enum job_event_kind {
    JOB_PAGE_DONE, /* fetched, and an article */
    JOB_PAGE_LOST, /* error says why */
    JOB_IMAGE_DONE,
    JOB_IMAGE_LOST,
    JOB_DELAY_CUT, /* url: an origin, whose Crawl-delay is not kept in full */
};

struct job_event {
    enum job_event_kind kind;
    struct str url;
    struct str title;             /* of a page */
    const struct op_error *error; /* of a loss */
    int64_t asked_ms, kept_ms;    /* of a delay */
};

struct job_stats {
    size_t pages, pages_done, images, images_done, losses;
    struct client_stats client;
};

/* What is to be archived. */
struct job_seed {
    struct str url; /* absolute, parsed; borrowed until the next is asked for */
    bool is_found;  /* in a list of somebody else's: it is fetched as a followed
                     * link is, with no rights of what the user gave */
};

enum seeds_turn {
    SEEDS_OVER,
    SEEDS_NEXT,
    SEEDS_LATER, /* there may be more, but not now */
};

/* How a job speaks to whoever started it. All are called from job_run. */
struct job_observer {
    void *context;
    /* The next seed into *seed. `waits`: there is nothing else to do, so
     * that it may wait a while before it says SEEDS_LATER. */
    enum seeds_turn (*next_seed)(void *context, bool waits,
                                 struct job_seed *seed);
    /* A volume is complete: pack it. The bundle dies when this returns. A
     * status other than OP_OK ends the job. */
    enum op_status (*volume_done)(void *context, const struct bundle *bundle);
    /* A volume came to nothing: its seed could not be had. */
    void (*volume_failed)(void *context, const struct op_error *why);
    void (*event)(void *context, const struct job_event *event);
    void (*tick)(void *context, const struct job_stats *stats);
};

/* Run to the end. Fails with OP_NO_MEMORY, OP_IO (temporary store),
 * OP_INTERRUPTED, OP_USAGE (client options), or what volume_done returned;
 * what the web does is never a failure here. */
OP_MUST_CHECK enum op_status job_run(const struct client_options *client,
                                     const struct job_options *options,
                                     const struct job_observer *observer,
                                     struct op_error *err);

#endif
