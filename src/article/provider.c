/* SPDX-License-Identifier: MIT */
/* provider.c - whose player stands in a frame, and which page shows the same.
 */
#include "article/provider.h"

#define YOUTUBE "https://www.youtube.com/watch?v="
#define TWITTER "https://twitter.com/i/status/"
#define MAPS    "https://www.google.com/maps?q="

/* How a player's URL begins behind its host, and where a reader would go:
 * `page` with what follows the prefix up to a '/', or with the value of a
 * parameter of the query. */
struct provider {
    const char *host;      /* ends like this */
    const char *path;      /* begins like this */
    const char *parameter; /* NULL: what follows the path */
    const char *page;      /* NULL: the URL itself; "": the value is a URL */
    const char *name;
};

static const struct provider PROVIDERS[] = {
    {"youtube.com", "/embed/", NULL, YOUTUBE, "YouTube"},
    {"youtube-nocookie.com", "/embed/", NULL, YOUTUBE, "YouTube"},
    {"youtube.com", "/v/", NULL, YOUTUBE, "YouTube"},
    {"youtu.be", "/", NULL, YOUTUBE, "YouTube"},
    {"youtube.com", "/", NULL, NULL, "YouTube"},
    {"player.vimeo.com", "/video/", NULL, "https://vimeo.com/", "Vimeo"},
    {"vimeo.com", "/", NULL, NULL, "Vimeo"},
    {"dailymotion.com", "/embed/video/", NULL,
     "https://www.dailymotion.com/video/", "Dailymotion"},
    {"player.twitch.tv", "/", NULL, NULL, "Twitch"},
    {"platform.twitter.com", "/embed/", "id", TWITTER, "Twitter"},
    {"twitter.com", "/", NULL, NULL, "Twitter"},
    {"x.com", "/", NULL, NULL, "X"},
    {"bsky.app", "/", NULL, NULL, "Bluesky"},
    {"reddit.com", "/", NULL, NULL, "Reddit"},
    {"tiktok.com", "/", NULL, NULL, "TikTok"},
    {"instagram.com", "/", NULL, NULL, "Instagram"},
    {"facebook.com", "/plugins/", "href", "", "Facebook"},
    {"facebook.com", "/", NULL, NULL, "Facebook"},
    {"google.com", "/maps/embed/v1/", "q", MAPS, "Map"},
    {"google.com", "/maps", "q", MAPS, "Map"},
    {"maps.google.com", "/", "q", MAPS, "Map"},
    {"openstreetmap.org", "/export/embed", NULL, NULL, "Map"},
    {"w.soundcloud.com", "/player", "url", "", "SoundCloud"},
    {"open.spotify.com", "/embed/", NULL, "https://open.spotify.com/",
     "Spotify"},
    {"bandcamp.com", "/EmbeddedPlayer", NULL, NULL, "Bandcamp"},
    {"codepen.io", "/", NULL, NULL, "CodePen"},
    {"jsfiddle.net", "/", NULL, NULL, "JSFiddle"},
    {"gist.github.com", "/", NULL, NULL, "Gist"},
    {"slideshare.net", "/", NULL, NULL, "SlideShare"},
    {"datawrapper.dwcdn.net", "/", NULL, NULL, "Chart"},
    {"flo.uri.sh", "/", NULL, NULL, "Chart"},
    {"infogram.com", "/", NULL, NULL, "Chart"},
    {"documentcloud.org", "/", NULL, NULL, "Document"},
    {"scribd.com", "/embeds/", NULL, NULL, "Document"},
    {"archive.org", "/embed/", NULL, "https://archive.org/details/",
     "Internet Archive"},
    {"ted.com", "/talks/", NULL, NULL, "TED"},
};

static bool host_ends(struct str host, struct str end)
{
    return str_ends(host, end) &&
           (host.len == end.len || host.at[host.len - end.len - 1] == '.');
}

const struct provider *provider_find(const struct url *url)
{
    for (size_t i = 0; i < sizeof PROVIDERS / sizeof *PROVIDERS; i++) {
        const struct provider *p = &PROVIDERS[i];
        if (host_ends(url->host, str_of(p->host)) &&
            str_starts(url->path, str_of(p->path)))
            return p;
    }
    return NULL;
}

struct str provider_name(const struct provider *provider)
{
    return str_of(provider->name);
}

/* --- pages ------------------------------------------------------------- */

static struct str parameter(struct str query, struct str name)
{
    struct str part;
    while (str_split(&query, '&', &part)) {
        struct str key = str_cut(&part, str_until(part, "="));
        if (str_eq(key, name) && part.len > 1)
            return str_from(part, 1);
    }
    return S("");
}

/* The number behind a mark such as "!2d" of a map's address. */
static struct str number_behind(struct str text, struct str mark)
{
    size_t at = str_find(text, mark);
    struct str rest = at == STR_NONE ? S("") : str_from(text, at + mark.len);
    return str_sub(rest, 0, str_span(rest, "-.0123456789"));
}

/* Google's frames tell a place as one long word, which only frames read. */
static struct str place_of(struct arena *arena, const struct url *url)
{
    struct str east = number_behind(url->query, S("!2d"));
    struct str north = number_behind(url->query, S("!3d"));
    if (!east.len || !north.len)
        return url->href;
    return arena_printf(arena, MAPS "%.*s,%.*s", STR_ARG(north), STR_ARG(east));
}

static struct str page_by_parameter(struct arena *arena,
                                    const struct provider *p,
                                    const struct url *url)
{
    struct str value = parameter(url->query, str_of(p->parameter));
    struct url page;
    if (*p->page)
        return value.len ? arena_join(arena, str_of(p->page), value)
                         : place_of(arena, url);
    value = url_decode(arena, value);
    bool is_page =
        url_parse(arena, value, NULL, &page) == OP_OK && url_is_web(&page);
    return is_page ? page.href : url->href;
}

struct str provider_page(struct arena *arena, const struct provider *provider,
                         const struct url *url)
{
    if (provider->parameter)
        return page_by_parameter(arena, provider, url);
    size_t frame = str_find(url->path, S("/embed/"));
    if (!provider->page && str_ends(url->host, S("instagram.com")) &&
        frame != STR_NONE)
        return arena_printf(arena, "https://%.*s%.*s/", STR_ARG(url->host),
                            STR_ARG(str_sub(url->path, 0, frame)));
    struct str rest = str_from(url->path, str_of(provider->path).len);
    rest = str_trim_set(rest, "/");
    if (!provider->page || !rest.len)
        return url->href;
    return arena_join(arena, str_of(provider->page), rest);
}

/* --- custom elements --------------------------------------------------- */

static const struct {
    struct str element, attr, page; /* page: what the value follows */
} ELEMENTS[] = {
    {STR("amp-youtube"), STR("data-videoid"), STR(YOUTUBE)},
    {STR("lite-youtube"), STR("videoid"), STR(YOUTUBE)},
    {STR("youtube-video"), STR("src"), STR("")},
    {STR("amp-vimeo"), STR("data-videoid"), STR("https://vimeo.com/")},
    {STR("lite-vimeo"), STR("videoid"), STR("https://vimeo.com/")},
    {STR("amp-dailymotion"), STR("data-videoid"),
     STR("https://www.dailymotion.com/video/")},
    {STR("amp-twitter"), STR("data-tweetid"), STR(TWITTER)},
    {STR("amp-instagram"), STR("data-shortcode"),
     STR("https://www.instagram.com/p/")},
    {STR("amp-gist"), STR("data-gistid"), STR("https://gist.github.com/")},
    {STR("amp-tiktok"), STR("data-src"), STR("")},
    {STR("amp-facebook"), STR("data-href"), STR("")},
    {STR("amp-iframe"), STR("src"), STR("")},
};

bool provider_of_element(struct str name, struct str *attr, struct str *page)
{
    for (size_t i = 0; i < sizeof ELEMENTS / sizeof *ELEMENTS; i++) {
        if (!str_eq(name, ELEMENTS[i].element))
            continue;
        *attr = ELEMENTS[i].attr;
        *page = ELEMENTS[i].page;
        return true;
    }
    return false;
}
