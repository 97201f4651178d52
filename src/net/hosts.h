/* SPDX-License-Identifier: MIT */
/* hosts.h - what is known of each host, what waits for it, and when it may be
 * asked next.
 *
 * A host is what politeness is owed to: a name, with http and https at their
 * usual ports together and any other port on its own. An origin (scheme, host,
 * port) is what a robots.txt speaks for and what can be dead. Everything lives
 * on one arena as long as the client; functions that create may escape it. */
#ifndef NET_HOSTS_H
#define NET_HOSTS_H

#include "base/map.h"
#include "net/order.h"
#include "net/robots.h"
#include "net/url.h"

enum robots_state { ROBOTS_UNKNOWN, ROBOTS_ASKED, ROBOTS_KNOWN };

struct host {
    struct str name;           /* without the port */
    bool *is_given;            /* by hand; one for all ports of the name */
    struct queue lanes[LANES]; /* what waits, by rank */
    struct order *delayed;     /* what waits to be tried again, by due_ms */
    int64_t started_ms;        /* the latest request to it */
    int64_t resumes_ms;        /* the host asked for peace until then */
    int64_t pause_ms;          /* from start to start */
    unsigned active, limit;    /* transfers under way, and how many may be */
    size_t place;              /* in the heap + 1; 0: nothing to start */
};

struct origin {
    struct str name; /* "https://example.org" */
    struct host *host;
    struct str userinfo; /* of a URL given by hand: "name:word@", or empty */
    enum robots_state robots_state;
    const struct robots *robots; /* NULL: everything is allowed */
    struct queue parked;         /* what waits for robots.txt */
    struct op_error *death;      /* why nothing can be had of it, or NULL */
    bool has_answered;           /* it is alive, or was */
    unsigned failures;           /* in a row, of connections */
};

struct hosts {
    struct arena *arena; /* borrowed */
    struct map by_name, by_port, origins;
    struct host **heap; /* those that can start something, by when */
    size_t heap_len, heap_cap;
    int64_t pause_ms;
    unsigned limit;
};

/* `pause_ms` and `limit` are what every host begins with. */
void hosts_init(struct hosts *hosts, struct arena *arena, int64_t pause_ms,
                unsigned limit);

/* The origin of a web URL, made when it is new. May escape either arena. */
struct origin *hosts_origin(struct hosts *hosts, struct arena *scratch,
                            const struct url *url);

/* Let an order wait for its origin's host: from now on, or from its due_ms
 * on. Cannot fail. */
void hosts_queue(struct hosts *hosts, struct order *order);
void hosts_delay(struct hosts *hosts, struct order *order);

/* Let what is parked at an origin wait again, before what came later. */
void hosts_unpark(struct hosts *hosts, struct origin *origin);

/* Call after pause, limit, active or resumes_ms of a host changed. */
void hosts_update(struct hosts *hosts, struct host *host);

/* When something can start, INT64_MAX for never. */
int64_t hosts_due(const struct hosts *hosts);

/* Take the next order that may start at `now_ms`, or NULL. */
struct order *hosts_take(struct hosts *hosts, int64_t now_ms);

/* Forget all that waits, and that transfers were under way. */
void hosts_clear(struct hosts *hosts);

#endif
