/* SPDX-License-Identifier: MIT */
/* discover.c - the feed that a page names. */
#include "feed/discover.h"

#include "html/parse.h"
#include "html/walk.h"
#include "net/url.h"

static bool is_feed_type(struct str type)
{
    static const struct str TYPES[] = {
        STR("application/rss+xml"),   STR("application/atom+xml"),
        STR("application/feed+json"), STR("application/rdf+xml"),
        STR("application/json"),      STR("text/xml"),
        STR("application/xml")};
    type = str_trim(str_sub(type, 0, str_until(type, ";")));
    for (size_t i = 0; i < sizeof TYPES / sizeof *TYPES; i++)
        if (str_ieq(type, TYPES[i]))
            return true;
    return false;
}

static bool names_feed(const struct node *link)
{
    struct str rel = node_attr_named(link, S("rel"));
    return str_has_word(rel, S("alternate")) &&
           !str_has_word(rel, S("stylesheet")) &&
           is_feed_type(node_attr_named(link, S("type")));
}

static bool is_of_comments(const struct node *link, struct str href)
{
    struct str title = node_attr_named(link, S("title"));
    return str_ifind(href, S("/comments")) != STR_NONE ||
           str_ifind(title, S("comments")) != STR_NONE;
}

/* The page's own base for relative addresses. */
static bool read_base(struct arena *arena, const struct document *doc,
                      struct str url, struct url *base)
{
    const struct node *node = walk_find(doc->head, TAG_BASE);
    struct url page;
    if (url_parse(arena, url, NULL, &page) != OP_OK)
        return false;
    struct str href = node ? node_attr_named(node, S("href")) : S("");
    if (!href.len || url_parse(arena, href, &page, base) != OP_OK)
        *base = page;
    return true;
}

enum op_status feed_discover(struct arena *arena, struct str html,
                             struct str url, struct str *feed,
                             struct op_error *err)
{
    struct document *doc;
    struct url base, found;
    enum op_status status = html_parse(arena, html, NULL, &doc, err);
    if (status != OP_OK)
        return status;
    bool has_base = read_base(arena, doc, url, &base);
    *feed = S("");
    for (struct node *n = doc->root; n; n = walk_next(n, doc->root)) {
        if (!node_is(n, TAG_LINK) || !names_feed(n))
            continue;
        struct str href = str_trim(node_attr_named(n, S("href")));
        if (!href.len ||
            url_parse(arena, href, has_base ? &base : NULL, &found) != OP_OK ||
            !url_is_web(&found))
            continue;
        bool is_last_choice = is_of_comments(n, found.href);
        if (!feed->len || !is_last_choice)
            *feed = found.href;
        if (!is_last_choice)
            return OP_OK;
    }
    if (feed->len)
        return OP_OK;
    return error_set(err, OP_NOT_HTML, OP_STAGE_READ, url,
                     "a page that names no feed");
}
