/* SPDX-License-Identifier: MIT */
/* client_state.h - the inside of a client; for the files of client alone.
 *
 * client.c queues, runs and answers; client_start.c begins a hop of an order,
 * client_judge.c ends one, client_robots.c asks what robots may do. */
#ifndef NET_CLIENT_STATE_H
#define NET_CLIENT_STATE_H

#include "net/client.h"
#include "net/fetch.h"
#include "net/hosts.h"

struct client {
    struct client_options options;
    client_done *done;
    client_observer *observe;
    client_listener *listen;
    void *context, *observe_context, *listen_context;
    struct fetch *fetch;
    struct recalled *recalled;
    struct arena arena, scratch; /* of the client; of one look at a URL */
    struct hosts hosts;
    struct order *newest;  /* all that are open */
    struct queue answered; /* over, to be handed out */
    struct order *current; /* the latest under way, for the progress line */
    int wake;              /* ends client_run when readable; -1: none */
    bool is_held;          /* nothing is begun */
    int64_t begun_ms;      /* since when bytes are counted */
    size_t open;
    unsigned active, max; /* transfers under way, and how many may be */
};

/* An answer of the past that waits to be collected. */
struct recalled {
    struct fetch_result result;
    struct recalled *next;
};

/* A URL, understood. The strings last until the next look. */
struct target {
    enum op_status status;    /* OP_BAD_URL, OP_NO_MEMORY */
    struct origin *origin;    /* NULL unless it is a web URL */
    struct str userinfo;      /* its own: "name:word@", or empty */
    struct str with_userinfo; /* as asked of libcurl */
    struct str bare;          /* the same without userinfo, as recorded */
    struct str shown;         /* any URL, as it may be shown */
    struct str path;          /* and query, as asked of robots.txt */
};

/* Look at a URL, relative to `base` if that is not NULL. */
struct target client_look(struct client *client, struct str input,
                          const char *base);

/* The user gave this host by hand, or allows any. */
bool client_may_be_private(const struct client *client,
                           const struct host *host);

/* Count an order among those that are open, or no more. */
void client_remember(struct client *client, struct order *order);
void client_forget(struct client *client, struct order *order);

/* The order is over, its response says how: answer it, or read robots.txt. */
void client_finish(struct client *client, struct order *order);

/* The same, with this failure. `text` has the cause. */
void client_fail(struct client *client, struct order *order,
                 enum op_status status, enum op_stage stage, const char *text);

/* Begin the next hop of an order: it is sent, or parked, or over. */
void client_start(struct client *client, struct order *order);

/* A hop is over: the order is queued again, or over. */
void client_judge(struct client *client, struct order *order,
                  const struct fetch_result *result);

/* May robots fetch the path of the order's origin? When this is not known
 * yet, the order is parked; when they may not, it is over: both give false. */
bool client_asks_robots(struct client *client, struct order *order,
                        struct str path);

/* A request for a robots.txt is over. */
void client_robots_done(struct client *client, struct order *order);

/* Nothing more is to be had of this origin. */
void origin_set_death(struct origin *origin, const struct op_error *error);

#endif
