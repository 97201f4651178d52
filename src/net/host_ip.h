/* SPDX-License-Identifier: MIT */
/* host_ip.h - IP addresses as they stand in URLs.
 * Source: WHATWG URL Standard 3.5 (parsing) and 3.6 (serialising). */
#ifndef NET_HOST_IP_H
#define NET_HOST_IP_H

#include "net/url_escape.h"

/* Must this domain be read as an IPv4 address, or be refused? */
bool ipv4_is_meant(struct str domain);

/* "0x7f.1" and the like; false when it is no address. */
bool ipv4_parse(struct str text, uint8_t bytes[4]);

/* Without brackets and zone. */
bool ipv6_parse(struct str text, uint8_t bytes[16]);

void ipv4_put(struct sink *out, const uint8_t bytes[4]);
void ipv6_put(struct sink *out, const uint8_t bytes[16]); /* no brackets */

#endif
