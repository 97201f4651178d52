/* SPDX-License-Identifier: MIT */
/* host.h - the host of a URL: domain, IP address, registrable domain.
 * Source: WHATWG URL Standard 3. */
#ifndef NET_HOST_H
#define NET_HOST_H

#include "base/str.h"
#include "net/url_escape.h"

enum host_kind {
    HOST_NONE,   /* no authority, or an empty one */
    HOST_NAME,   /* a domain, ASCII (punycode), lower-case */
    HOST_IPV4,   /* serialised in four decimal parts */
    HOST_IPV6,   /* serialised in brackets */
    HOST_OPAQUE, /* of a scheme that is not special */
};

/* Parse a host as it stands in a URL and append it, serialised, to `out`.
 * Not special: of a scheme that browsers know nothing of, then it is opaque.
 * HOST_NONE when it is no valid host; empty input is none. */
enum host_kind host_parse(struct str input, bool is_special, struct sink *out);

/* The bytes of an address as host_parse serialises it, IPv6 with or without
 * its brackets; false for anything else. */
bool host_to_ipv4(struct str host, uint8_t bytes[4]);
bool host_to_ipv6(struct str host, uint8_t bytes[16]);

/* The registrable domain of a host by the public suffix list ("bbc.co.uk");
 * a blog on a shared host ("x.wordpress.com") is its own. An IP address or a
 * bare suffix is returned as it is. Borrows from `host`. */
struct str host_site(struct str host);

#endif
