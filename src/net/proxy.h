/* SPDX-License-Identifier: MIT */
/* proxy.h - which proxy a URL goes through.
 *
 * Decided here and not left to libcurl, because the guard must know whether an
 * address that is connected to is the server's or the proxy's. The rules are
 * curl's: http_proxy (lower case only), https_proxy, HTTPS_PROXY, all_proxy,
 * ALL_PROXY; no_proxy and NO_PROXY except hosts, also from a chosen proxy. */
#ifndef NET_PROXY_H
#define NET_PROXY_H

#include "base/str.h"

/* chosen  the user's proxy; NULL: look into the environment.
 * url     absolute and normalised, without userinfo.
 * Returns a borrowed string, or NULL for a direct connection. */
const char *proxy_for(const char *chosen, struct str url);

/* Is the host named by a list in the manner of no_proxy? Names match
 * themselves and what is below them, addresses also by prefix ("10.0.0.0/8"),
 * "*" matches everything. IPv6 may stand in brackets. */
bool proxy_excepts(struct str list, struct str host);

#endif
