/* SPDX-License-Identifier: MIT */
/* url.h - URLs as browsers understand them. Source: WHATWG URL Standard.
 *
 * Everything that leaves this module is a serialised, absolute, normalised
 * URL; libcurl is handed nothing else. */
#ifndef NET_URL_H
#define NET_URL_H

#include "base/arena.h"
#include "base/error.h"
#include "net/host.h"

enum url_scheme {
    URL_OTHER, /* parsed, but nothing we fetch: mailto, data, javascript ... */
    URL_HTTP,
    URL_HTTPS,
    URL_FILE,
};

/* A parsed URL. All parts are slices of `href`, which lives on the arena. */
struct url {
    struct str href; /* all of it, with fragment; NUL behind it */
    enum url_scheme scheme;
    enum host_kind host_kind;
    struct str protocol; /* "https", without the colon */
    struct str username, password;
    struct str host;     /* without the port; at == NULL: no authority */
    int port;            /* -1: the scheme's default or none */
    struct str path;     /* begins with '/' for http(s) and file */
    struct str query;    /* without '?'; at == NULL: none */
    struct str fragment; /* without '#'; at == NULL: none */
    bool has_opaque_path;
};

/* Parse `input`, relative to `base` (may be NULL). Fails with OP_BAD_URL, and
 * for URLs beyond OP_MAX_URL_BYTES; *out is then undefined. */
OP_MUST_CHECK enum op_status url_parse(struct arena *arena, struct str input,
                                       const struct url *base, struct url *out);

/* Is it http or https with a host? */
bool url_is_web(const struct url *url);

/* The port really used: the explicit one, else 80 or 443; 0 for others. */
int url_port(const struct url *url);

/* The URL without its fragment: what is asked of a server. With userinfo only
 * if `with_userinfo`. NUL behind it. */
struct str url_request(struct arena *arena, const struct url *url,
                       bool with_userinfo);

/* "name:word@" as it stands in the URL, or empty. */
struct str url_userinfo(const struct url *url);

/* The URL as it may be shown, logged and archived: without userinfo. */
struct str url_public(struct arena *arena, const struct url *url);

/* Scheme, host and port: "https://example.org" or "http://h:8080". */
struct str url_origin(struct arena *arena, const struct url *url);

/* The key under which a job knows a page once: scheme ignored, host without
 * "www.", default port, fragment and tracking parameters (utm_*, fbclid, gclid,
 * mc_cid, relatedposts_*, ...) dropped, other parameters in their order,
 * percent-encoding of unreserved characters undone, a trailing slash dropped.
 * Only for comparing; never fetched. */
struct str url_key(struct arena *arena, const struct url *url);

/* The same page without tracking parameters and fragment, for fetching. */
struct str url_clean(struct arena *arena, const struct url *url);

/* Same site: equal host_site. */
bool url_same_site(const struct url *a, const struct url *b);

/* Percent-decode into the arena; invalid escapes stay. Not checked for UTF-8.
 */
struct str url_decode(struct arena *arena, struct str encoded);

#endif
