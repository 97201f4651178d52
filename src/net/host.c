/* SPDX-License-Identifier: MIT */
/* host.c - the host of a URL: domain, IP address, registrable domain. */
#include "net/host.h"

#include "net/host_ip.h"
#include <idn2.h>
#include <libpsl.h>
#include <offprint/limits.h>
#include <string.h>

#define HOST_LABELS 255 /* what DNS can carry, in bytes */

/* Forbidden host code points; a domain may have no '%' and no control too. */
static bool is_forbidden(char c)
{
    return memchr("\0\t\n\r #/:<>?@[\\]^|", c, 17) != NULL;
}

static bool is_forbidden_in_domain(char c)
{
    return (unsigned char)c <= 0x20 || c == '%' || c == 0x7f || is_forbidden(c);
}

static bool is_ascii(struct str s)
{
    for (size_t i = 0; i < s.len; i++)
        if ((unsigned char)s.at[i] > 0x7f)
            return false;
    return true;
}

/* Does it need more than lower case to become a domain in ASCII? */
static bool needs_idna(struct str domain)
{
    if (!is_ascii(domain))
        return true;
    for (struct str label; str_split(&domain, '.', &label);)
        if (str_istarts(label, S("xn--")))
            return true;
    return false;
}

/* Domain to ASCII with beStrict false, by libidn2. */
static bool put_idna(struct sink *out, const char *domain)
{
    uint8_t *ascii = NULL;
    int flags = IDN2_NFC_INPUT | IDN2_NONTRANSITIONAL;
    if (idn2_lookup_u8((const uint8_t *)domain, &ascii, flags) != IDN2_OK)
        return false;
    sink_put(out, str_of((const char *)ascii));
    idn2_free(ascii);
    return true;
}

static enum host_kind parse_domain(struct str input, struct sink *out)
{
    char domain[OP_MAX_URL_BYTES + 1];
    size_t start = out->len;
    if (input.len > OP_MAX_URL_BYTES)
        return HOST_NONE;
    size_t len = unescape(input, domain);
    domain[len] = '\0';
    for (size_t i = 0; i < len; i++) {
        domain[i] = char_lower(domain[i]);
        if (is_forbidden_in_domain(domain[i]))
            return HOST_NONE;
    }
    if (!needs_idna(str_make(domain, len)))
        sink_put(out, str_make(domain, len));
    else if (!put_idna(out, domain))
        return HOST_NONE;
    struct str ascii = str_from(sink_str(out), start);
    for (size_t i = 0; i < ascii.len; i++)
        if (is_forbidden_in_domain(ascii.at[i]))
            return HOST_NONE;
    if (ascii.len && !ipv4_is_meant(ascii))
        return HOST_NAME;
    uint8_t bytes[4];
    if (!ascii.len || !ipv4_parse(ascii, bytes))
        return HOST_NONE;
    out->len = start;
    ipv4_put(out, bytes);
    return HOST_IPV4;
}

static enum host_kind parse_opaque(struct str input, struct sink *out)
{
    for (size_t i = 0; i < input.len; i++)
        if (is_forbidden(input.at[i]))
            return HOST_NONE;
    sink_escape(out, input, ESCAPE_CONTROL);
    return input.len ? HOST_OPAQUE : HOST_NONE;
}

static enum host_kind parse_brackets(struct str input, struct sink *out)
{
    uint8_t bytes[16];
    if (!str_ends(input, S("]")) ||
        !ipv6_parse(str_sub(input, 1, input.len - 2), bytes))
        return HOST_NONE;
    sink_putc(out, '[');
    ipv6_put(out, bytes);
    sink_putc(out, ']');
    return HOST_IPV6;
}

enum host_kind host_parse(struct str input, bool is_special, struct sink *out)
{
    if (input.len > 1 && *input.at == '[')
        return parse_brackets(input, out);
    return is_special ? parse_domain(input, out) : parse_opaque(input, out);
}

bool host_to_ipv4(struct str host, uint8_t bytes[4])
{
    return ipv4_is_meant(host) && ipv4_parse(host, bytes);
}

bool host_to_ipv6(struct str host, uint8_t bytes[16])
{
    if (str_starts(host, S("[")) && str_ends(host, S("]")))
        host = str_sub(host, 1, host.len - 2);
    return ipv6_parse(host, bytes);
}

struct str host_site(struct str host)
{
    char name[HOST_LABELS + 2];
    uint8_t bytes[16];
    if (host.len >= sizeof name || host.len == 0 || *host.at == '[' ||
        host_to_ipv4(host, bytes))
        return host;
    bool has_dot = host.len > 1 && host.at[host.len - 1] == '.';
    size_t len = host.len - has_dot; /* the list knows no root dot */
    for (size_t i = 0; i < len; i++)
        name[i] = char_lower(host.at[i]);
    name[len] = '\0';
    const char *site = psl_registrable_domain(psl_builtin(), name);
    return str_sub(host, site ? (size_t)(site - name) : 0, len);
}
