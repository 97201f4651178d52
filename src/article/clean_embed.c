/* SPDX-License-Identifier: MIT */
/* clean_embed.c - videos, maps and other guests of an article as cards. */
#include "article/clean_embed.h"

#include "article/provider.h"
#include "html/walk.h"

/* --- the card ---------------------------------------------------------- */

static void append_link(struct cleaner *c, struct node *into, struct str href,
                        struct str label)
{
    struct node *link = node_new_element(c->arena, TAG_A);
    node_set_attr(c->arena, link, ATTR_HREF, href);
    node_append(link, node_new_text(c->arena, label));
    node_append(into, link);
}

static struct node *figure_around(struct node *node)
{
    while (node && node->tag != TAG_FIGURE)
        node = node->parent;
    return node;
}

/* A figure of its own, or part of the figure that it stands in. */
static void append_card(struct cleaner *c, struct node *into, struct str href,
                        struct str label, struct str poster)
{
    struct node *around = figure_around(into);
    struct node *figure =
        around ? around : node_new_element(c->arena, TAG_FIGURE);
    struct node *holder = around ? into : figure;
    node_set_attr(c->arena, figure, ATTR_CLASS, S("embed"));
    if (poster.len && !c->keeps_no_images) {
        struct node *img = node_new_element(c->arena, TAG_IMG);
        node_set_attr(c->arena, img, ATTR_SRC, poster);
        node_set_attr(c->arena, img, ATTR_ALT, label);
        node_append(holder, img);
    }
    struct node *line =
        node_new_element(c->arena, around ? TAG_P : TAG_FIGCAPTION);
    node_set_attr(c->arena, line, ATTR_CLASS, CLEAN_MUTE);
    append_link(c, line, href, label);
    node_append(holder, line);
    if (!around)
        node_append(into, figure);
}

/* The card of what a URL embeds; unknown providers get none. */
static bool append_guest(struct cleaner *c, struct str href, struct str title,
                         struct node *into)
{
    struct url url;
    href = page_resolve(c->page, href, true);
    if (!href.len || url_parse(c->arena, href, NULL, &url) != OP_OK)
        return false;
    const struct provider *p = provider_find(&url);
    if (!p)
        return false;
    struct str name = provider_name(p), label = name;
    if (title.len && !str_ieq(title, name))
        label =
            arena_printf(c->arena, "%.*s: %.*s", STR_ARG(name), STR_ARG(title));
    append_card(c, into, provider_page(c->arena, p, &url), label, S(""));
    return true;
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

static struct str title_of(const struct node *node)
{
    static const enum html_attr TITLES[] = {ATTR_TITLE, ATTR_ARIA_LABEL};
    for (size_t i = 0; i < sizeof TITLES / sizeof *TITLES; i++) {
        struct str title = str_trim(node_attr(node, TITLES[i]));
        if (title.len)
            return title;
    }
    return str_trim(node_attr_named(node, S("playlabel")));
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
    struct str title = title_of(from);
    if (!title.len)
        title = str_ends(from->text, S("audio")) ? S("Audio") : S("Video");
    append_card(c, into, href, title, poster);
}

void clean_embed(struct cleaner *c, const struct node *from, struct node *into)
{
    if (from->tag == TAG_VIDEO || from->tag == TAG_AUDIO)
        embed_media(c, from, into);
    else
        append_guest(c, source_of(from), title_of(from), into);
}

bool clean_custom(struct cleaner *c, const struct node *from, struct node *into)
{
    struct str attr, page;
    if (from->tag == TAG_DIV &&
        (str_has_word(node_attr(from, ATTR_CLASS), S("fb-post")) ||
         str_has_word(node_attr(from, ATTR_CLASS), S("fb-video"))))
        return append_guest(c, node_attr(from, ATTR_DATA_HREF), S(""), into);
    if (str_eq(from->text, S("amp-video")) ||
        str_eq(from->text, S("amp-audio"))) {
        embed_media(c, from, into);
        return true;
    }
    if (!provider_of_element(from->text, &attr, &page))
        return false;
    struct str value = str_trim(node_attr_named(from, attr));
    return value.len && append_guest(c, arena_join(c->arena, page, value),
                                     title_of(from), into);
}

/* Scripts that write a guest in their place: GitHub's a gist, Datawrapper's a
 * chart, Telegram's a post. */
void clean_script(struct cleaner *c, const struct node *from, struct node *into)
{
    static const struct {
        struct str host,
            end; /* of the source, which is the guest's before it */
    } SCRIPTS[] = {{STR("//gist.github.com/"), STR(".js")},
                   {STR("//datawrapper.dwcdn.net/"), STR("/embed.js")}};
    struct str src = str_trim(node_attr(from, ATTR_SRC));
    struct str post = str_trim(node_attr(from, ATTR_DATA_TELEGRAM_POST));
    if (post.len)
        append_guest(c, arena_join(c->arena, S("https://t.me/"), post), S(""),
                     into);
    for (size_t i = 0; src.len && i < sizeof SCRIPTS / sizeof *SCRIPTS; i++) {
        size_t end = str_find(src, SCRIPTS[i].end);
        if (end != STR_NONE && str_find(src, SCRIPTS[i].host) != STR_NONE)
            append_guest(c, str_sub(src, 0, end), S(""), into);
    }
}

/* --- quoted posts ------------------------------------------------------ */

/* The address of the post, where its text has no words that link to it. */
static struct str post_address(const struct cleaner *c,
                               const struct node *quote)
{
    static const enum html_attr ATTRS[] = {ATTR_DATA_INSTGRM_PERMALINK,
                                           ATTR_DATA_TEXT_POST_PERMALINK,
                                           ATTR_CITE, ATTR_DATA_EMBED_URL};
    for (size_t i = 0; i < sizeof ATTRS / sizeof *ATTRS; i++) {
        struct str value = str_trim(node_attr(quote, ATTRS[i]));
        if (value.len)
            return value;
    }
    for (uint32_t k = quote->order + 1; k < quote->end; k++) {
        const struct node *n = c->page->nodes[k];
        if (node_is(n, TAG_A) && !page_facts(c->page, n)->text_len)
            return str_trim(node_attr(n, ATTR_HREF));
    }
    return S("");
}

struct node *clean_quote(struct cleaner *c, const struct node *from,
                         struct node *to)
{
    struct node *figure = node_new_element(c->arena, TAG_FIGURE);
    node_set_attr(c->arena, figure, ATTR_CLASS, S("embed"));
    node_append(figure, to);
    struct str href = post_address(c, from);
    if (href.len)
        append_guest(c, href, S(""), figure);
    return figure;
}
