/* SPDX-License-Identifier: MIT */
/* guard.h - which addresses a followed link may reach. */
#ifndef NET_GUARD_H
#define NET_GUARD_H

#include "base/str.h"
#include <sys/socket.h>

/* Is the address one that only exists for this machine or its neighbours:
 * loopback, private (RFC 1918, RFC 4193), link-local, CGNAT (RFC 6598),
 * multicast, unspecified, documentation, benchmark, or any of these inside an
 * IPv4-mapped, -compatible, 6to4, Teredo or NAT64 address? An unknown family
 * counts as private. Source: IANA special-purpose address registries. */
bool address_is_private(const struct sockaddr *address);

/* The same for a URL's host when it is an IP address, or "localhost" and names
 * below it; false for other names, which are judged when they are resolved. */
bool host_is_private(struct str host);

#endif
