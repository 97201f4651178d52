/* SPDX-License-Identifier: MIT */
/* host.c - the host of a URL: domain, IP address, registrable domain. */
#include "net/host.h"

#include "net/host_ip.h"
#include <idn2.h>
#include <libpsl.h>
#include <offprint/limits.h>
#include <string.h>

#define HOST_BYTES  255  /* what DNS can carry */
#define LABEL_BYTES 1023 /* far more than any that fits once encoded */

/* Hosts where everyone has a blog under a name of their own, but which never
 * asked for a place on the public suffix list. */
static const char *const SHARED_HOSTS[] = {
    "wordpress.com", "substack.com", "tumblr.com",      "livejournal.com",
    "typepad.com",   "medium.com",   "over-blog.com",   "canalblog.com",
    "wixsite.com",   "weebly.com",   "squarespace.com", "blogs.com",
    "hatenablog.jp", "beehiiv.com",  "bearblog.dev",    "write.as",
};

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

/* Characters whose meaning changed with IDNA 2008: sharp s, final sigma, and
 * the two joiners. */
static bool has_deviation(struct str s)
{
    return str_find(s, S("\xc3\x9f")) != STR_NONE ||
           str_find(s, S("\xe1\xba\x9e")) != STR_NONE ||
           str_find(s, S("\xcf\x82")) != STR_NONE ||
           str_find(s, S("\xe2\x80\x8c")) != STR_NONE ||
           str_find(s, S("\xe2\x80\x8d")) != STR_NONE;
}

/* A label to ASCII by libidn2, NUL behind it. It refuses symbols and emoji,
 * which UTS 46 and browsers allow, unless asked for transitional processing;
 * without deviations that gives the same name. */
static bool put_label(struct sink *out, struct str label)
{
    const uint8_t *text = (const uint8_t *)label.at;
    uint8_t *ascii = NULL;
    int rc =
        idn2_lookup_u8(text, &ascii, IDN2_NFC_INPUT | IDN2_NONTRANSITIONAL);
    if (rc == IDN2_DISALLOWED && !has_deviation(label))
        rc = idn2_lookup_u8(text, &ascii, IDN2_NFC_INPUT | IDN2_TRANSITIONAL);
    if (rc != IDN2_OK)
        return false;
    sink_put(out, str_of((const char *)ascii));
    idn2_free(ascii);
    return true;
}

/* The full stop at the front of s, or one of its three East Asian forms. */
static size_t dot_len(struct str s)
{
    return str_starts(s, S(".")) ? 1
           : str_starts(s, S("\xe3\x80\x82")) ||
                   str_starts(s, S("\xef\xbc\x8e")) ||
                   str_starts(s, S("\xef\xbd\xa1"))
               ? 3
               : 0;
}

static struct str cut_label(struct str *rest, size_t *dot)
{
    size_t len = 0;
    while (len < rest->len && !dot_len(str_from(*rest, len)))
        len++;
    struct str label = str_cut(rest, len);
    *dot = dot_len(*rest);
    str_cut(rest, *dot);
    return label;
}

/* Domain to ASCII with beStrict false: what is ASCII in it stays, however
 * long or odd, so only the other labels go to libidn2. */
static bool put_idna(struct sink *out, struct str domain)
{
    size_t dot = 1;
    while (dot) {
        char text[LABEL_BYTES + 1];
        struct str label = cut_label(&domain, &dot);
        if (label.len > LABEL_BYTES)
            return false;
        memcpy(text, label.at, label.len);
        text[label.len] = '\0';
        if (is_ascii(label) && !str_starts(label, S("xn--")))
            sink_put(out, label);
        else if (!put_label(out, str_make(text, label.len)))
            return false;
        if (dot)
            sink_putc(out, '.');
    }
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
    if (is_ascii(str_make(domain, len)))
        sink_put(out, str_make(domain, len));
    else if (!put_idna(out, str_make(domain, len)))
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

/* How much of a shared host's blog is its name; 0 when it is none. */
static size_t shared_site_len(struct str name)
{
    for (size_t i = 0; i < sizeof SHARED_HOSTS / sizeof *SHARED_HOSTS; i++) {
        struct str host = str_of(SHARED_HOSTS[i]);
        if (name.len < host.len + 2 || !str_iends(name, host) ||
            name.at[name.len - host.len - 1] != '.')
            continue;
        struct str blog = str_sub(name, 0, name.len - host.len - 1);
        size_t dot = str_rfind_byte(blog, '.');
        blog = dot == STR_NONE ? blog : str_from(blog, dot + 1);
        return str_ieq(blog, S("www")) ? 0 : blog.len + 1 + host.len;
    }
    return 0;
}

struct str host_site(struct str host)
{
    char name[HOST_BYTES + 1];
    uint8_t bytes[4];
    bool has_dot = str_ends(host, S(".")); /* the list knows no root dot */
    struct str bare = str_sub(host, 0, host.len - has_dot);
    if (bare.len >= sizeof name || bare.len == 0 || *bare.at == '[' ||
        host_to_ipv4(host, bytes))
        return host;
    size_t shared = shared_site_len(bare);
    if (shared)
        return str_from(bare, bare.len - shared);
    for (size_t i = 0; i < bare.len; i++)
        name[i] = char_lower(bare.at[i]);
    name[bare.len] = '\0';
    const char *site = psl_registrable_domain(psl_builtin(), name);
    return str_from(bare, site ? (size_t)(site - name) : 0);
}
