/* SPDX-License-Identifier: MIT */
/* clean_embed.c - videos, maps and other guests of an article as cards. */
#include "article/clean_embed.h"

#include "html/walk.h"

/* How a player's URL begins behind its host, and where a reader would go:
 * `page` with what follows the prefix, up to a '?' or '/'. */
struct provider {
    const char *host; /* ends like this */
    const char *path; /* begins like this */
    const char *page; /* NULL: the URL itself */
    const char *name;
};

static const struct provider PROVIDERS[] = {
    {"youtube.com", "/embed/", "https://www.youtube.com/watch?v=", "YouTube"},
    {"youtube-nocookie.com", "/embed/",
     "https://www.youtube.com/watch?v=", "YouTube"},
    {"youtube.com", "/v/", "https://www.youtube.com/watch?v=", "YouTube"},
    {"youtu.be", "/", "https://www.youtube.com/watch?v=", "YouTube"},
    {"player.vimeo.com", "/video/", "https://vimeo.com/", "Vimeo"},
    {"dailymotion.com", "/embed/video/", "https://www.dailymotion.com/video/",
     "Dailymotion"},
    {"player.twitch.tv", "/", NULL, "Twitch"},
    {"twitter.com", "/", NULL, "Twitter"},
    {"tiktok.com", "/embed/v2/", NULL, "TikTok"},
    {"tiktok.com", "/", NULL, "TikTok"},
    {"instagram.com", "/", NULL, "Instagram"},
    {"facebook.com", "/plugins/video", NULL, "Facebook"},
    {"facebook.com", "/plugins/post", NULL, "Facebook"},
    {"google.com", "/maps", NULL, "Map"},
    {"maps.google.com", "/", NULL, "Map"},
    {"openstreetmap.org", "/export/embed", NULL, "Map"},
    {"w.soundcloud.com", "/player", NULL, "SoundCloud"},
    {"open.spotify.com", "/embed/", "https://open.spotify.com/", "Spotify"},
    {"bandcamp.com", "/EmbeddedPlayer", NULL, "Bandcamp"},
    {"codepen.io", "/", NULL, "CodePen"},
    {"jsfiddle.net", "/", NULL, "JSFiddle"},
    {"gist.github.com", "/", NULL, "Gist"},
    {"slideshare.net", "/", NULL, "SlideShare"},
    {"datawrapper.dwcdn.net", "/", NULL, "Chart"},
    {"flo.uri.sh", "/", NULL, "Chart"},
    {"infogram.com", "/", NULL, "Chart"},
    {"documentcloud.org", "/", NULL, "Document"},
    {"scribd.com", "/embeds/", NULL, "Document"},
    {"archive.org", "/embed/", "https://archive.org/details/",
     "Internet Archive"},
    {"ted.com", "/talks/", NULL, "TED"},
};

static bool host_ends(struct str host, struct str end)
{
    return str_ends(host, end) &&
           (host.len == end.len || host.at[host.len - end.len - 1] == '.');
}

static const struct provider *find_provider(const struct url *url)
{
    for (size_t i = 0; i < sizeof PROVIDERS / sizeof *PROVIDERS; i++) {
        const struct provider *p = &PROVIDERS[i];
        if (host_ends(url->host, str_of(p->host)) &&
            str_starts(url->path, str_of(p->path)))
            return p;
    }
    return NULL;
}

/* The page a reader would open instead of the player. */
static struct str page_of(struct cleaner *c, const struct provider *p,
                          const struct url *url)
{
    struct str rest = str_from(url->path, str_of(p->path).len);
    if (!p->page)
        return url->href;
    rest = str_trim_set(rest, "/");
    return rest.len ? arena_join(c->arena, str_of(p->page), rest) : url->href;
}

/* --- the card ---------------------------------------------------------- */

static void append_link(struct cleaner *c, struct node *into, struct str href,
                        struct str label)
{
    struct node *link = node_new_element(c->arena, TAG_A);
    node_set_attr(c->arena, link, ATTR_HREF, href);
    node_append(link, node_new_text(c->arena, label));
    node_append(into, link);
}

static void append_card(struct cleaner *c, struct node *into, struct str href,
                        struct str label, struct str poster)
{
    struct node *figure = node_new_element(c->arena, TAG_FIGURE);
    node_set_attr(c->arena, figure, ATTR_CLASS, S("embed"));
    if (poster.len && !c->keeps_no_images) {
        struct node *img = node_new_element(c->arena, TAG_IMG);
        node_set_attr(c->arena, img, ATTR_SRC, poster);
        node_set_attr(c->arena, img, ATTR_ALT, label);
        node_append(figure, img);
    }
    struct node *caption = node_new_element(c->arena, TAG_FIGCAPTION);
    node_set_attr(c->arena, caption, ATTR_CLASS, CLEAN_MUTE);
    append_link(c, caption, href, label);
    node_append(figure, caption);
    node_append(into, figure);
}

/* --- kinds of guests --------------------------------------------------- */

static struct str source_of(const struct node *node)
{
    static const enum html_attr SOURCES[] = {ATTR_SRC, ATTR_DATA_SRC,
                                             ATTR_DATA_LAZY_SRC, ATTR_DATA_URL};
    for (size_t i = 0; i < sizeof SOURCES / sizeof *SOURCES; i++) {
        struct str value = str_trim(node_attr(node, SOURCES[i]));
        if (value.len && !str_istarts(value, S("about:")) &&
            !str_istarts(value, S("data:")))
            return value;
    }
    return node->tag == TAG_OBJECT ? node_attr_named(node, S("data")) : S("");
}

static void embed_frame(struct cleaner *c, const struct node *from,
                        struct node *into)
{
    struct str href = page_resolve(c->page, source_of(from), true);
    struct url url;
    if (!href.len || url_parse(c->arena, href, NULL, &url) != OP_OK)
        return;
    const struct provider *p = find_provider(&url);
    struct str title = str_trim(node_attr(from, ATTR_TITLE));
    if (!p)
        return;
    struct str label =
        title.len ? arena_printf(c->arena, "%s: %.*s", p->name, STR_ARG(title))
                  : str_of(p->name);
    append_card(c, into, page_of(c, p, &url), label, S(""));
}

static void embed_media(struct cleaner *c, const struct node *from,
                        struct node *into)
{
    struct str src = source_of(from);
    if (!src.len) {
        const struct node *source = walk_find(from, TAG_SOURCE);
        src = source ? source_of(source) : S("");
    }
    struct str href = page_resolve(c->page, src, false);
    struct str poster = str_trim(node_attr(from, ATTR_POSTER));
    if (poster.len)
        poster = page_resolve(c->page, poster, true);
    if (!href.len)
        return;
    struct str title = str_trim(node_attr(from, ATTR_TITLE));
    if (!title.len)
        title = str_trim(node_attr(from, ATTR_ARIA_LABEL));
    if (!title.len)
        title = from->tag == TAG_AUDIO ? S("Audio") : S("Video");
    append_card(c, into, href, title, poster);
}

void clean_embed(struct cleaner *c, const struct node *from, struct node *into)
{
    if (from->tag == TAG_VIDEO || from->tag == TAG_AUDIO)
        embed_media(c, from, into);
    else
        embed_frame(c, from, into);
}
