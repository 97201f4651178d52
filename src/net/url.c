/* SPDX-License-Identifier: MIT */
/* url.c - what is asked of a parsed URL. */
#include "net/url.h"

#include <string.h>

bool url_is_web(const struct url *url)
{
    return (url->scheme == URL_HTTP || url->scheme == URL_HTTPS) &&
           url->host.len > 0;
}

int url_port(const struct url *url)
{
    if (url->port >= 0)
        return url->port;
    return url->scheme == URL_HTTP ? 80 : url->scheme == URL_HTTPS ? 443 : 0;
}

/* The part of href from `start` to `end`, pointers into it. */
static struct str between(const char *start, const char *end)
{
    return str_make(start, (size_t)(end - start));
}

static const char *request_end(const struct url *url)
{
    struct str last = url->query.at ? url->query : url->path;
    return last.at + last.len;
}

struct str url_userinfo(const struct url *url)
{
    if (!url->username.at)
        return S("");
    return between(url->username.at, url->host.at);
}

/* href up to `end`, without "name:word@". */
static struct str without_userinfo(struct arena *arena, const struct url *url,
                                   const char *end)
{
    if (!url->username.at)
        return arena_dup(arena, between(url->href.at, end));
    return arena_join(arena, between(url->href.at, url->username.at),
                      between(url->host.at, end));
}

struct str url_request(struct arena *arena, const struct url *url,
                       bool with_userinfo)
{
    const char *end = request_end(url);
    if (!with_userinfo)
        return without_userinfo(arena, url, end);
    return arena_dup(arena, between(url->href.at, end));
}

struct str url_public(struct arena *arena, const struct url *url)
{
    return without_userinfo(arena, url, url->href.at + url->href.len);
}

struct str url_origin(struct arena *arena, const struct url *url)
{
    const char *scheme_end = url->protocol.at + url->protocol.len + 1;
    return without_userinfo(arena, url,
                            url->host.at ? url->path.at : scheme_end);
}

bool url_same_site(const struct url *a, const struct url *b)
{
    return str_eq(host_site(a->host), host_site(b->host));
}

struct str url_decode(struct arena *arena, struct str encoded)
{
    char *text = arena_alloc(arena, encoded.len + 1);
    size_t len = unescape(encoded, text);
    text[len] = '\0';
    return str_make(text, len);
}
