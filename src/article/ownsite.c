/* SPDX-License-Identifier: MIT */
/* ownsite.c - which hosts belong to the publication a page is part of. */
#include "article/ownsite.h"

#include "html/walk.h"
#include "net/host.h"

enum { SITES_MAX = 12 };

/* Services that carry the feeds and short links of many publications. */
static bool is_shared(struct str site)
{
    static const char *const SHARED[] = {
        "wp.me",         "bit.ly",       "t.co",          "feedburner.com",
        "google.com",    "goo.gl",       "feedblitz.com", "feedpress.me",
        "wordpress.com", "blogger.com",  "twitter.com",   "facebook.com",
        "youtube.com",   "megaphone.fm", "libsyn.com",    "apple.com",
    };
    for (size_t i = 0; i < sizeof SHARED / sizeof *SHARED; i++) {
        if (str_eq(site, str_of(SHARED[i])))
            return true;
    }
    return false;
}

/* The host that an URL is about: of an archive's copy, that of the original
 * (https://archive.example/2015/https://a.example/post). */
static struct str true_host(const struct url *url)
{
    size_t at = str_find(url->path, S("/http"));
    if (at == STR_NONE)
        return url->host;
    struct str rest = str_from(url->path, at + 5);
    str_cut(&rest, str_span(rest, "s"));
    if (!str_starts(rest, S(":/")))
        return url->host;
    str_cut(&rest, str_span(rest, ":/"));
    return str_sub(rest, 0, str_until(rest, "/:"));
}

static bool knows(const struct ownsite *own, struct str site)
{
    for (size_t i = 0; i < own->sites.len; i++) {
        if (str_eq(own->sites.at[i], site))
            return true;
    }
    return false;
}

static void add_url(const struct page *page, struct ownsite *own,
                    struct str href)
{
    struct url url;
    const struct url *base = page->base.href.len ? &page->base : NULL;
    if (!href.len || own->sites.len >= SITES_MAX ||
        url_parse(page->arena, href, base, &url) != OP_OK || !url_is_web(&url))
        return;
    struct str site = host_site(true_host(&url));
    if (!knows(own, site) && !is_shared(site))
        *vec_push(&own->sites, page->arena) = site;
}

static bool names_itself(const struct node *link)
{
    struct str rel = node_attr(link, ATTR_REL);
    struct str type = node_attr(link, ATTR_TYPE);
    return str_has_word(rel, S("canonical")) ||
           str_has_word(rel, S("shortlink")) ||
           str_has_word(rel, S("EditURI")) ||
           str_has_word(rel, S("https://api.w.org/")) ||
           (str_has_word(rel, S("alternate")) &&
            (str_istarts(type, S("application/rss")) ||
             str_istarts(type, S("application/atom"))));
}

/* The brand: the first label of the registrable domain. */
static struct str brand(struct str site)
{
    size_t dot = str_find_byte(site, '.');
    return dot == STR_NONE || dot < 3 ? S("") : str_sub(site, 0, dot);
}

/* "@writer" of https://medium.com/@writer/a-post */
static struct str writers_folder(struct str path)
{
    if (!str_starts(path, S("/@")))
        return S("");
    struct str folder = str_from(path, 1);
    return str_sub(folder, 0, str_until(folder, "/"));
}

struct ownsite *ownsite_make(const struct page *page)
{
    struct ownsite *own = arena_new(page->arena, struct ownsite);
    if (page->url.href.len && page->url.host.len) {
        struct str site = host_site(true_host(&page->url));
        *vec_push(&own->sites, page->arena) = site;
        own->name = brand(site);
        own->folder = writers_folder(page->url.path);
    }
    const struct node *head = page->doc->head;
    for (struct node *n = walk_next(head, head); n; n = walk_next(n, head)) {
        if (node_is(n, TAG_LINK) && names_itself(n))
            add_url(page, own, node_attr(n, ATTR_HREF));
        if (node_is(n, TAG_META) &&
            str_ieq(node_attr(n, ATTR_PROPERTY), S("og:url")))
            add_url(page, own, node_attr(n, ATTR_CONTENT));
    }
    return own;
}

static bool has_host(const struct ownsite *own, struct str host)
{
    struct str site = host_site(host);
    return knows(own, site) ||
           (own->name.len && str_eq(brand(site), own->name));
}

bool ownsite_has(struct ownsite *own, const struct url *url)
{
    struct str host = true_host(url);
    if (!str_eq(host, own->last_host)) {
        own->last_host = host;
        own->last_answer = has_host(own, host);
    }
    return own->last_answer &&
           (!own->folder.len || str_eq(writers_folder(url->path), own->folder));
}
