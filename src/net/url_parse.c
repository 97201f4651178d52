/* SPDX-License-Identifier: MIT */
/* url_parse.c - from text to a URL, the way browsers do it.
 *
 * The standard's state machine, with its states as functions that each take
 * their part off the front of the input. The URL is written as it is read, into
 * a place on the stack, and copied to the arena once, when it is known good. */
#include "net/url_parser.h"

#include <offprint/limits.h>
#include <string.h>

/* The special schemes. */
static const struct scheme SCHEMES[] = {
    {STR("https"), URL_HTTPS, 443}, {STR("http"), URL_HTTP, 80},
    {STR("file"), URL_FILE, -1},    {STR("ftp"), URL_OTHER, 21},
    {STR("ws"), URL_OTHER, 80},     {STR("wss"), URL_OTHER, 443},
};

static bool starts_with_drive(struct str s)
{
    return is_drive(str_sub(s, 0, 2)) &&
           (s.len == 2 || strchr("/\\?#", s.at[2]) != NULL) &&
           (s.len == 2 || s.at[2] != '\0');
}

/* --- what a base gives -------------------------------------------------- */

static struct str moved(struct str part, const char *from, const char *to)
{
    return part.at ? str_make(to + (part.at - from), part.len) : part;
}

/* Let every part of `url` point into `to` as it pointed into `from`. */
static void move_parts(struct url *url, const char *from, const char *to)
{
    url->href = moved(url->href, from, to);
    url->protocol = moved(url->protocol, from, to);
    url->username = moved(url->username, from, to);
    url->password = moved(url->password, from, to);
    url->host = moved(url->host, from, to);
    url->path = moved(url->path, from, to);
    url->query = moved(url->query, from, to);
    url->fragment = moved(url->fragment, from, to);
}

/* Begin with everything of the base up to its path. */
static void take_authority(struct parser *p, const struct url *base)
{
    size_t end = base->host.at ? (size_t)(base->path.at - base->href.at)
                               : base->protocol.len + 1;
    p->out.len = 0;
    sink_put(&p->out, str_sub(base->href, 0, end));
    p->url = *base;
    p->url.query = p->url.fragment = p->url.path = (struct str){NULL, 0};
    move_parts(&p->url, base->href.at, p->out.at);
    p->url.path.at = here(p);
}

static void take_path(struct parser *p, const struct url *base)
{
    sink_put(&p->out, base->path);
}

/* --- authority ---------------------------------------------------------- */

static void put_userinfo(struct parser *p, struct str userinfo)
{
    size_t colon = str_find_byte(userinfo, ':');
    struct str name = str_sub(userinfo, 0, colon);
    struct str word = colon == STR_NONE ? (struct str){NULL, 0}
                                        : str_from(userinfo, colon + 1);
    if (name.len == 0 && word.len == 0)
        return;
    p->url.username.at = here(p);
    sink_escape(&p->out, name, ESCAPE_USERINFO);
    p->url.username = written_since(p, p->url.username.at);
    if (word.len) {
        sink_putc(&p->out, ':');
        p->url.password.at = here(p);
        sink_escape(&p->out, word, ESCAPE_USERINFO);
        p->url.password = written_since(p, p->url.password.at);
    }
    sink_putc(&p->out, '@');
}

static bool put_port(struct parser *p, struct str port)
{
    int value = 0;
    for (size_t i = 0; i < port.len; i++) {
        if (!char_is_digit(port.at[i]))
            return false;
        value = value * 10 + (port.at[i] - '0');
        if (value > 65535)
            return false;
    }
    if (port.len == 0 || (p->special && value == p->special->port))
        return true;
    p->url.port = value;
    char digits[5];
    size_t len = 0;
    for (int left = value; len == 0 || left; left /= 10)
        digits[len++] = (char)('0' + left % 10);
    sink_putc(&p->out, ':');
    while (len)
        sink_putc(&p->out, digits[--len]);
    return true;
}

/* Where the host ends: at a colon outside of brackets. */
static size_t host_length(struct str host_port)
{
    bool in_brackets = false;
    for (size_t i = 0; i < host_port.len; i++) {
        char c = host_port.at[i];
        if (c == ':' && !in_brackets)
            return i;
        if (c == '[')
            in_brackets = true;
        else if (c == ']')
            in_brackets = false;
    }
    return host_port.len;
}

static bool put_host(struct parser *p, struct str host)
{
    p->url.host.at = here(p);
    if (host.len) {
        p->url.host_kind = host_parse(host, p->special != NULL, &p->out);
        if (p->url.host_kind == HOST_NONE)
            return false;
    }
    p->url.host = written_since(p, p->url.host.at);
    return true;
}

/* The authority and what follows; its slashes are already taken. */
static bool parse_authority(struct parser *p)
{
    const char *ends = p->special ? "/\\?#" : "/?#";
    struct str all = str_cut(&p->rest, str_until(p->rest, ends));
    size_t sign = str_rfind_byte(all, '@');
    sink_put(&p->out, S("//"));
    if (sign != STR_NONE) {
        put_userinfo(p, str_cut(&all, sign));
        str_cut(&all, 1);
    }
    size_t len = host_length(all);
    struct str host = str_cut(&all, len);
    bool has_more = sign != STR_NONE || all.len > 0;
    if (host.len == 0 && (p->special || has_more))
        return false;
    if (!put_host(p, host) || !put_port(p, str_from(all, 1)))
        return false;
    p->url.path.at = here(p);
    if (at_slash(p) || p->special) {
        str_cut(&p->rest, at_slash(p));
        parser_path(p);
    }
    parser_tail(p);
    return true;
}

static void cut_slashes(struct parser *p)
{
    str_cut(&p->rest, str_span(p->rest, "/\\"));
}

/* --- file --------------------------------------------------------------- */

static bool parse_file_host(struct parser *p)
{
    struct str host = str_sub(p->rest, 0, str_until(p->rest, "/\\?#"));
    sink_put(&p->out, S("//"));
    if (is_drive(host)) {
        host = str_make(host.at, 0);
    } else {
        str_cut(&p->rest, host.len);
        if (at_slash(p))
            str_cut(&p->rest, 1);
    }
    if (!put_host(p, host))
        return false;
    if (str_eq(p->url.host, S("localhost"))) {
        p->out.len -= p->url.host.len;
        p->url.host.len = 0;
        p->url.host_kind = HOST_NONE;
    }
    p->url.path.at = here(p);
    parser_path(p);
    parser_tail(p);
    return true;
}

static void begin_file(struct parser *p, const struct url *base)
{
    if (base) {
        take_authority(p, base);
        return;
    }
    sink_put(&p->out, S("//"));
    p->url.host.at = p->url.path.at = here(p);
}

/* After one slash: the base's host, and its drive unless we bring our own. */
static void parse_file_slash(struct parser *p, const struct url *base)
{
    begin_file(p, base);
    if (base && !starts_with_drive(p->rest) && base->path.len > 2 &&
        is_drive(str_sub(base->path, 1, 2)) &&
        (base->path.len == 3 || base->path.at[3] == '/'))
        sink_put(&p->out, str_sub(base->path, 0, 3));
    parser_path(p);
    parser_tail(p);
}

static void take_query(struct parser *p, const struct url *base)
{
    if (!base->query.at)
        return;
    sink_putc(&p->out, '?');
    p->url.query.at = here(p);
    sink_put(&p->out, base->query);
    p->url.query.len = base->query.len;
}

/* Nothing of the input before '?' or '#': the base's path, maybe its query. */
static void parse_same_path(struct parser *p, const struct url *base)
{
    take_path(p, base);
    parser_end_path(p);
    if (at_byte(p, '?'))
        parser_query(p);
    else
        take_query(p, base);
    parser_fragment(p);
}

static bool parse_file(struct parser *p, const struct url *base)
{
    if (at_slash(p)) {
        str_cut(&p->rest, 1);
        if (at_slash(p)) {
            str_cut(&p->rest, 1);
            return parse_file_host(p);
        }
        parse_file_slash(p, base);
        return true;
    }
    begin_file(p, base);
    if (base && (!p->rest.len || at_byte(p, '?') || at_byte(p, '#'))) {
        parse_same_path(p, base);
        return true;
    }
    if (base && !starts_with_drive(p->rest)) {
        take_path(p, base);
        parser_shorten_path(p);
    }
    parser_path(p);
    parser_tail(p);
    return true;
}

/* --- scheme and relative ------------------------------------------------ */

static bool parse_relative(struct parser *p, const struct url *base)
{
    if (at_slash(p)) {
        str_cut(&p->rest, 1);
        if (at_slash(p)) {
            if (p->special)
                cut_slashes(p);
            else
                str_cut(&p->rest, 1);
            return parse_authority(p);
        }
        take_authority(p, base);
    } else {
        take_authority(p, base);
        if (!p->rest.len || at_byte(p, '?') || at_byte(p, '#')) {
            parse_same_path(p, base);
            return true;
        }
        take_path(p, base);
        parser_shorten_path(p);
    }
    parser_path(p);
    parser_tail(p);
    return true;
}

/* Of a scheme that is not special. */
static bool parse_plain(struct parser *p)
{
    p->url.path.at = here(p);
    if (!at_slash(p)) {
        parser_opaque_path(p);
    } else {
        str_cut(&p->rest, 1);
        if (at_slash(p)) {
            str_cut(&p->rest, 1);
            return parse_authority(p);
        }
        parser_path(p);
    }
    parser_tail(p);
    return true;
}

static void set_scheme(struct parser *p, struct str name)
{
    for (size_t i = 0; i < name.len; i++)
        sink_putc(&p->out, char_lower(name.at[i]));
    p->url.protocol = sink_str(&p->out);
    sink_putc(&p->out, ':');
    p->special = NULL;
    for (size_t i = 0; i < sizeof SCHEMES / sizeof *SCHEMES; i++)
        if (str_eq(p->url.protocol, SCHEMES[i].name))
            p->special = &SCHEMES[i];
    p->url.scheme = p->special ? p->special->scheme : URL_OTHER;
}

/* The length of the scheme the input begins with; 0 when none. */
static size_t scheme_length(struct str input)
{
    if (!input.len || !char_is_alpha(*input.at))
        return 0;
    for (size_t i = 1; i < input.len; i++) {
        char c = input.at[i];
        if (c == ':')
            return i;
        if (!char_is_alpha(c) && !char_is_digit(c) && c != '+' && c != '-' &&
            c != '.')
            return 0;
    }
    return 0;
}

static bool parse_with_scheme(struct parser *p, const struct url *base)
{
    bool same = base && str_eq(base->protocol, p->url.protocol);
    if (p->url.scheme == URL_FILE)
        return parse_file(p, same ? base : NULL);
    if (!p->special)
        return parse_plain(p);
    if (same && !str_starts(p->rest, S("//")))
        return parse_relative(p, base);
    cut_slashes(p);
    return parse_authority(p);
}

static bool parse_without_scheme(struct parser *p, const struct url *base)
{
    if (!base || (base->has_opaque_path && !at_byte(p, '#')))
        return false;
    set_scheme(p, base->protocol);
    if (base->has_opaque_path) {
        take_authority(p, base);
        parse_same_path(p, base);
        return true;
    }
    return p->special && p->url.scheme == URL_FILE ? parse_file(p, base)
                                                   : parse_relative(p, base);
}

static bool parse_any(struct parser *p, const struct url *base)
{
    size_t len = scheme_length(p->rest);
    if (len == 0)
        return parse_without_scheme(p, base);
    set_scheme(p, str_cut(&p->rest, len));
    str_cut(&p->rest, 1);
    return parse_with_scheme(p, base);
}

/* --- the input ---------------------------------------------------------- */

static struct str trim_controls(struct str s)
{
    while (s.len && (unsigned char)*s.at <= ' ')
        str_cut(&s, 1);
    while (s.len && (unsigned char)s.at[s.len - 1] <= ' ')
        s.len--;
    return s;
}

/* Tabs and line ends mean nothing, wherever they stand. */
static struct str drop_line_ends(struct str s, char *scratch)
{
    if (str_until(s, "\t\n\r") == s.len)
        return s;
    size_t len = 0;
    for (size_t i = 0; i < s.len; i++)
        if (s.at[i] != '\t' && s.at[i] != '\n' && s.at[i] != '\r')
            scratch[len++] = s.at[i];
    return str_make(scratch, len);
}

enum op_status url_parse(struct arena *arena, struct str input,
                         const struct url *base, struct url *out)
{
    char scratch[OP_MAX_URL_BYTES], href[OP_MAX_URL_BYTES];
    struct str text = trim_controls(input);
    if (text.len > OP_MAX_URL_BYTES)
        return OP_BAD_URL;
    struct parser p = {
        .rest = drop_line_ends(text, scratch),
        .out = {.at = href, .max = sizeof href},
        .url = {.port = -1},
    };
    if (!parse_any(&p, base) || p.out.is_full)
        return OP_BAD_URL;
    p.url.href = sink_str(&p.out);
    const char *copy = arena_cstring(arena, p.url.href);
    move_parts(&p.url, href, copy);
    *out = p.url;
    return OP_OK;
}
