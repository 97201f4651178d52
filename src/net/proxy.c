/* SPDX-License-Identifier: MIT */
/* proxy.c - which proxy a URL goes through. */
#include "net/proxy.h"

#include <arpa/inet.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* An address as bytes: 4 or 16 of them, 0 when it is a name. */
static size_t read_address(struct str text, unsigned char out[16])
{
    char copy[64];
    text = str_trim_set(text, "[]");
    if (text.len >= sizeof copy)
        return 0;
    snprintf(copy, sizeof copy, "%.*s", STR_ARG(text));
    if (inet_pton(AF_INET, copy, out) == 1)
        return 4;
    return inet_pton(AF_INET6, copy, out) == 1 ? 16 : 0;
}

static bool same_bits(const unsigned char *a, const unsigned char *b,
                      size_t bits)
{
    size_t bytes = bits / 8, rest = bits % 8;
    if (memcmp(a, b, bytes) != 0)
        return false;
    return rest == 0 || (a[bytes] ^ b[bytes]) >> (8 - rest) == 0;
}

static bool matches_address(struct str entry, struct str host)
{
    unsigned char wanted[16], given[16];
    size_t slash = str_find_byte(entry, '/');
    size_t len = read_address(str_sub(entry, 0, slash), wanted);
    if (len == 0 || read_address(host, given) != len)
        return false;
    uint64_t bits = len * 8;
    if (slash != STR_NONE &&
        (!str_to_u64(str_from(entry, slash + 1), &bits) || bits > len * 8))
        return false;
    return same_bits(wanted, given, (size_t)bits);
}

static bool matches_name(struct str entry, struct str host)
{
    entry = str_trim_set(entry, ".");
    if (entry.len == 0 || !str_iends(host, entry))
        return false;
    return host.len == entry.len || host.at[host.len - entry.len - 1] == '.';
}

bool proxy_excepts(struct str list, struct str host)
{
    if (host.len > 0 && host.at[host.len - 1] == '.')
        host.len--;
    while (list.len > 0) {
        str_cut(&list, str_span(list, ", "));
        struct str entry = str_cut(&list, str_until(list, ", "));
        if (str_eq(entry, S("*")) || matches_address(entry, host) ||
            matches_name(entry, host))
            return true;
    }
    return false;
}

static const char *first_of(const char *const *names)
{
    const char *value = NULL;
    for (; *names && !(value && *value); names++)
        value = getenv(*names);
    return value && *value ? value : NULL;
}

static struct str host_of(struct str url)
{
    size_t scheme = str_find(url, S("://"));
    struct str host = str_from(url, scheme + 3);
    host.len = str_until(host, "/?#");
    size_t bracket = str_rfind_byte(host, ']');
    size_t colon = str_rfind_byte(host, ':');
    bool has_port =
        colon != STR_NONE && (bracket == STR_NONE || colon > bracket);
    return has_port ? str_sub(host, 0, colon) : host;
}

const char *proxy_for(const char *chosen, struct str url)
{
    static const char *const http[] = {"http_proxy", "all_proxy", "ALL_PROXY",
                                       NULL};
    static const char *const https[] = {"https_proxy", "HTTPS_PROXY",
                                        "all_proxy", "ALL_PROXY", NULL};
    static const char *const none[] = {"no_proxy", "NO_PROXY", NULL};
    const char *proxy = chosen;
    if (!proxy)
        proxy = first_of(str_istarts(url, S("https:")) ? https : http);
    if (!proxy || !*proxy ||
        proxy_excepts(str_of(first_of(none)), host_of(url)))
        return NULL;
    return proxy;
}
