/* SPDX-License-Identifier: MIT */
/* robots.h - what a site asks of robots. Source: RFC 9309. */
#ifndef NET_ROBOTS_H
#define NET_ROBOTS_H

#include "base/arena.h"

struct robots_rule {
    struct str pattern; /* may hold '*' and a final '$' */
    bool allows;
};

/* The rules for one agent. */
struct robots {
    struct robots_rule *rules;
    size_t rule_count;
    int64_t crawl_delay_ms; /* -1: none given */
    struct str *sitemaps;
    size_t sitemap_count;
};

/* Read robots.txt (at most OP_MAX_ROBOTS_BYTES of it; the rest is ignored) and
 * keep the group that names `agent` (a product token such as "offprint"), or
 * else "*". Never fails: what cannot be understood is skipped. */
struct robots *robots_parse(struct arena *arena, struct str text,
                            struct str agent);

/* May the path (with its query) be fetched? The longest match decides, allow
 * wins a tie; NULL robots allow everything. Linear in path times rules. */
bool robots_allows(const struct robots *robots, struct str path_and_query);

/* Rules that forbid everything, for a server that answers 5xx. */
extern const struct robots ROBOTS_FORBID_ALL;

#endif
