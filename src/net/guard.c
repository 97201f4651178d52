/* SPDX-License-Identifier: MIT */
/* guard.c - which addresses a followed link may reach. */
#include "net/guard.h"

#include "net/host.h"
#include <netinet/in.h>
#include <string.h>

/* The first `bits` bits of an address are these. */
struct range {
    uint8_t prefix[16];
    unsigned bits;
};

/* IANA IPv4 Special-Purpose Address Registry, all that is not globally
 * reachable, and multicast. */
static const struct range RANGES_V4[] = {
    {{0}, 8},             /* this network */
    {{10}, 8},            /* private use */
    {{100, 64}, 10},      /* shared: carrier-grade NAT */
    {{127}, 8},           /* loopback */
    {{169, 254}, 16},     /* link-local, and clouds' metadata */
    {{172, 16}, 12},      /* private use */
    {{192, 0, 0}, 24},    /* IETF protocol assignments */
    {{192, 0, 2}, 24},    /* documentation */
    {{192, 88, 99}, 24},  /* 6to4 relays, deprecated */
    {{192, 168}, 16},     /* private use */
    {{198, 18}, 15},      /* benchmarks */
    {{198, 51, 100}, 24}, /* documentation */
    {{203, 0, 113}, 24},  /* documentation */
    {{224}, 4},           /* multicast */
    {{240}, 4},           /* reserved, broadcast */
};

/* IANA IPv6 Special-Purpose Address Registry, likewise. */
static const struct range RANGES_V6[] = {
    {{0x00, 0x64, 0xff, 0x9b, 0, 1}, 48}, /* local-use NAT64 */
    {{0x01}, 64},                         /* discard only */
    {{0x01, 0, 0, 0, 0, 0, 0, 1}, 64},    /* dummy prefix */
    {{0x20, 0x01, 0, 1}, 32},             /* anycast services */
    {{0x20, 0x01, 0, 2}, 48},             /* benchmarks */
    {{0x20, 0x01, 0, 0x10}, 28},          /* ORCHID, deprecated */
    {{0x20, 0x01, 0, 0x20}, 28},          /* ORCHIDv2 */
    {{0x20, 0x01, 0, 0x30}, 28},          /* drone identifiers */
    {{0x20, 0x01, 0x0d, 0xb8}, 32},       /* documentation */
    {{0x3f, 0xff}, 20},                   /* documentation */
    {{0x5f, 0x00}, 16},                   /* segment routing */
    {{0xfc}, 7},                          /* unique local */
    {{0xfe, 0x80}, 10},                   /* link-local */
    {{0xfe, 0xc0}, 10},                   /* site-local, deprecated */
    {{0xff}, 8},                          /* multicast */
};

/* Where an IPv4 address stands inside an IPv6 address, `flip` XORed. */
static const struct carrier {
    struct range range;
    unsigned at;
    uint8_t flip;
} CARRIERS[] = {
    {{{0}, 96}, 12, 0},                        /* compatible, ::, ::1 */
    {{{[10] = 0xff, [11] = 0xff}, 96}, 12, 0}, /* mapped */
    {{{[8] = 0xff, [9] = 0xff}, 96}, 12, 0},   /* translated */
    {{{0x00, 0x64, 0xff, 0x9b}, 96}, 12, 0},   /* NAT64 */
    {{{0x20, 0x02}, 16}, 2, 0},                /* 6to4 */
    {{{0x20, 0x01, 0, 0}, 32}, 4, 0},          /* Teredo: server */
    {{{0x20, 0x01, 0, 0}, 32}, 12, 0xff},      /* Teredo: client */
};

#define COUNT(array) (sizeof(array) / sizeof *(array))

static bool is_in_range(const uint8_t *address, const struct range *range)
{
    size_t whole = range->bits / 8;
    unsigned rest = range->bits % 8;
    if (memcmp(address, range->prefix, whole) != 0)
        return false;
    return !rest || (address[whole] ^ range->prefix[whole]) >> (8 - rest) == 0;
}

static bool is_in_ranges(const uint8_t *address, const struct range *ranges,
                         size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (is_in_range(address, &ranges[i]))
            return true;
    return false;
}

static bool is_private_v4(const uint8_t bytes[4])
{
    return is_in_ranges(bytes, RANGES_V4, COUNT(RANGES_V4));
}

static bool is_private_v6(const uint8_t bytes[16])
{
    for (size_t i = 0; i < COUNT(CARRIERS); i++) {
        const struct carrier *carrier = &CARRIERS[i];
        if (!is_in_range(bytes, &carrier->range))
            continue;
        uint8_t inner[4];
        for (size_t k = 0; k < sizeof inner; k++)
            inner[k] = bytes[carrier->at + k] ^ carrier->flip;
        if (is_private_v4(inner))
            return true;
    }
    return is_in_ranges(bytes, RANGES_V6, COUNT(RANGES_V6));
}

bool address_is_private(const struct sockaddr *address)
{
    if (address->sa_family == AF_INET) {
        struct sockaddr_in v4;
        memcpy(&v4, address, sizeof v4);
        return is_private_v4((const uint8_t *)&v4.sin_addr);
    }
    if (address->sa_family == AF_INET6) {
        struct sockaddr_in6 v6;
        memcpy(&v6, address, sizeof v6);
        return is_private_v6(v6.sin6_addr.s6_addr);
    }
    return true;
}

bool host_is_private(struct str host)
{
    uint8_t bytes[16];
    if (host_to_ipv4(host, bytes))
        return is_private_v4(bytes);
    if (host_to_ipv6(host, bytes))
        return is_private_v6(bytes);
    host.len -= str_ends(host, S("."));
    return str_ieq(host, S("localhost")) || str_iends(host, S(".localhost")) ||
           str_ieq(host, S("localhost.localdomain"));
}
