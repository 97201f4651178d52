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
    {"t.me", "/", NULL, NULL, "Telegram"},
    {"threads.net", "/", NULL, NULL, "Threads"},
    {"threads.com", "/", NULL, NULL, "Threads"},
    {"linkedin.com", "/embed/", NULL, "https://www.linkedin.com/", "LinkedIn"},
    {"vk.com", "/video_ext.php", NULL, NULL, "VK"},
    {"vkvideo.ru", "/video_ext.php", NULL, NULL, "VK"},
    {"rutube.ru", "/play/embed/", NULL, "https://rutube.ru/video/", "Rutube"},
    {"player.bilibili.com", "/player.html", "bvid",
     "https://www.bilibili.com/video/", "Bilibili"},
    {"embed.nicovideo.jp", "/watch/", NULL, "https://www.nicovideo.jp/watch/",
     "niconico"},
    {"tv.naver.com", "/embed/", NULL, "https://tv.naver.com/v/", "Naver TV"},
    {"player.youku.com", "/embed/", NULL, "https://v.youku.com/v_show/id_",
     "Youku"},
    {"v.qq.com", "/", NULL, NULL, "Tencent Video"},
    {"streamable.com", "/", NULL, NULL, "Streamable"},
    {"rumble.com", "/embed/", NULL, NULL, "Rumble"},
    {"loom.com", "/embed/", NULL, "https://www.loom.com/share/", "Loom"},
    {"fast.wistia.net", "/embed/iframe/", NULL, NULL, "Video"},
    {"players.brightcove.net", "/", NULL, NULL, "Video"},
    {"giphy.com", "/embed/", NULL, "https://giphy.com/gifs/", "GIPHY"},
    {"embed.podcasts.apple.com", "/", NULL, "https://podcasts.apple.com/",
     "Apple Podcasts"},
    {"embed.music.apple.com", "/", NULL, "https://music.apple.com/",
     "Apple Music"},
    {"widget.deezer.com", "/widget/", NULL, NULL, "Deezer"},
    {"megaphone.fm", "/", NULL, NULL, "Podcast"},
    {"embed.acast.com", "/", NULL, NULL, "Podcast"},
    {"omny.fm", "/", NULL, NULL, "Podcast"},
    {"podbean.com", "/", NULL, NULL, "Podcast"},
    {"buzzsprout.com", "/", NULL, NULL, "Podcast"},
    {"libsyn.com", "/embed/", NULL, NULL, "Podcast"},
    {"codesandbox.io", "/embed/", NULL, "https://codesandbox.io/s/",
     "CodeSandbox"},
    {"stackblitz.com", "/", NULL, NULL, "StackBlitz"},
    {"observablehq.com", "/embed/", NULL, "https://observablehq.com/",
     "Observable"},
    {"figma.com", "/embed", "url", "", "Figma"},
    {"docs.google.com", "/", NULL, NULL, "Google Docs"},
    {"drive.google.com", "/", NULL, NULL, "Google Drive"},
    {"public.flourish.studio", "/visualisation/", NULL, NULL, "Chart"},
    {"ourworldindata.org", "/grapher/", NULL, NULL, "Chart"},
    {"public.tableau.com", "/views/", NULL, NULL, "Chart"},
    {"cdn.knightlab.com", "/libs/", NULL, NULL, "Timeline"},
    {"umap.openstreetmap.fr", "/", NULL, NULL, "Map"},
    {"yandex.ru", "/map-widget/", NULL, NULL, "Map"},
};

/* Whose posts stand on hosts of many names: /@somebody/1/embed. */
static const struct provider MASTODON = {"", "/@", NULL, NULL, "Mastodon"};
static const char EMBED[] = "/embed";

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
    bool is_post = str_starts(url->path, str_of(MASTODON.path)) &&
                   str_ends(url->path, str_of(EMBED));
    return is_post ? &MASTODON : NULL;
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
    if (provider == &MASTODON)
        return arena_printf(
            arena, "https://%.*s%.*s", STR_ARG(url->host),
            STR_ARG(str_sub(url->path, 0, url->path.len - sizeof EMBED + 1)));
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
