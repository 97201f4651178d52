/* SPDX-License-Identifier: MIT */
/* rewrite.c - an article's body as it stands in the archive. */
#include "pack/rewrite.h"

#include "html/walk.h"
#include "net/url.h"
#include "pack/conform.h"

struct rewrite {
    struct arena *arena;
    const struct plan *plan;
    size_t index; /* of the article */
};

static bool is_safe_scheme(const struct url *url)
{
    return url_is_web(url) || str_eq(url->protocol, S("mailto")) ||
           str_eq(url->protocol, S("tel"));
}

/* A link out of the archive: to the URL, telling it nothing. */
static void link_to_web(const struct rewrite *r, struct node *link,
                        struct str href)
{
    struct url url;
    struct str uri = S("");
    if (url_parse(r->arena, href, NULL, &url) == OP_OK && is_safe_scheme(&url))
        uri = conform_uri(r->arena, url.href);
    if (!uri.len) {
        node_drop_attr(link, ATTR_HREF);
        return;
    }
    node_set_attr(r->arena, link, ATTR_HREF, uri);
    if (url_is_web(&url))
        node_set_attr(r->arena, link, ATTR_REL, S("noopener noreferrer"));
}

/* Ids of different articles would be the same on one page. */
static struct str section_id(const struct rewrite *r, size_t article,
                             struct str id)
{
    return arena_printf(r->arena, "a%zu-%.*s", article + 1, STR_ARG(id));
}

static void link_within_page(const struct rewrite *r, struct node *link,
                             size_t target, struct str fragment)
{
    struct str to = r->plan->articles[target].file;
    if (fragment.len)
        to = arena_join(r->arena, S("#"), section_id(r, target, fragment));
    node_set_attr(r->arena, link, ATTR_HREF, to);
}

/* A link to a packed article. A fragment that is not in its body (comments,
 * say) is for the page on the web when it was this very article's. */
static void link_to_article(const struct rewrite *r, struct node *link,
                            struct str href, size_t target, struct str fragment)
{
    bool lands = fragment.len > 0 && plan_has_anchor(r->plan, target, fragment);
    if (fragment.len > 0 && !lands && target == r->index) {
        link_to_web(r, link, href);
        return;
    }
    struct str to = S("");
    if (r->plan->layout == LAYOUT_PAGE) {
        link_within_page(r, link, target, lands ? fragment : S(""));
        return;
    }
    if (target != r->index || !lands)
        to = plan_way_from_article(r->plan, r->plan->articles[target].file);
    if (lands)
        to =
            arena_printf(r->arena, "%.*s#%.*s", STR_ARG(to), STR_ARG(fragment));
    node_set_attr(r->arena, link, ATTR_HREF, to);
}

/* An image alone is no page of a book: there a link to it leads to the web. */
static void rewrite_link(const struct rewrite *r, struct node *link)
{
    struct str href = node_attr(link, ATTR_HREF), fragment = S("");
    if (!href.at)
        return;
    node_drop_attr(link, ATTR_REL);
    if (str_starts(href, S("#"))) {
        if (!plan_has_anchor(r->plan, r->index, str_from(href, 1)))
            node_drop_attr(link, ATTR_HREF);
        else if (r->plan->layout == LAYOUT_PAGE)
            link_within_page(r, link, r->index, str_from(href, 1));
        return;
    }
    size_t article = plan_article_of(r->plan, href, &fragment);
    size_t asset = plan_asset_of(r->plan, href);
    if (article != STR_NONE)
        link_to_article(r, link, href, article, fragment);
    else if (asset != STR_NONE && r->plan->layout != LAYOUT_BOOK &&
             r->plan->layout != LAYOUT_PAGE)
        node_set_attr(
            r->arena, link, ATTR_HREF,
            plan_way_from_article(r->plan, r->plan->assets[asset].file));
    else
        link_to_web(r, link, href);
}

static bool is_positive(struct str number)
{
    uint64_t value;
    return str_to_u64(number, &value) && value > 0;
}

/* Width and height let the page stand still while images load. */
static void state_size(const struct rewrite *r, struct node *image,
                       const struct bundle_asset *asset)
{
    if (is_positive(node_attr(image, ATTR_WIDTH)) &&
        is_positive(node_attr(image, ATTR_HEIGHT)))
        return;
    node_drop_attr(image, ATTR_WIDTH);
    node_drop_attr(image, ATTR_HEIGHT);
    if (asset->width == 0 || asset->height == 0)
        return;
    node_set_attr(r->arena, image, ATTR_WIDTH,
                  arena_printf(r->arena, "%u", asset->width));
    node_set_attr(r->arena, image, ATTR_HEIGHT,
                  arena_printf(r->arena, "%u", asset->height));
}

/* Make a note of an image that is not in the archive. */
static void note_missing(const struct rewrite *r, struct node *image)
{
    struct str alt = str_trim(node_attr(image, ATTR_ALT));
    struct str id = node_attr(image, ATTR_ID);
    image->attr_count = 0;
    node_rename(image, TAG_SPAN);
    node_set_attr(r->arena, image, ATTR_CLASS, S("op-missing"));
    if (id.len > 0)
        node_set_attr(r->arena, image, ATTR_ID, id);
    struct str note = alt.len == 0
                          ? S("[image not archived]")
                          : arena_printf(r->arena, "[image not archived: %.*s]",
                                         STR_ARG(alt));
    node_append(image, node_new_text(r->arena, note));
}

static void rewrite_image(const struct rewrite *r, struct node *image)
{
    struct str src = node_attr(image, ATTR_SRC);
    size_t asset = plan_asset_of(r->plan, src);
    if (asset == STR_NONE && !str_istarts(src, S("data:image/"))) {
        note_missing(r, image);
        return;
    }
    if (asset != STR_NONE) {
        state_size(r, image, &r->plan->bundle->assets.at[asset]);
        src = plan_way_from_article(r->plan, r->plan->assets[asset].file);
    }
    node_set_attr(r->arena, image, ATTR_SRC, src);
    if (!node_has_attr(image, ATTR_ALT))
        node_set_attr(r->arena, image, ATTR_ALT, S(""));
}

/* What loads by itself, sends, or runs. clean lets none of it through; this is
 * the second lock on the same door. */
static bool is_dangerous(const struct attr *attr)
{
    return attr->id == ATTR_SRCSET || attr->id == ATTR_POSTER ||
           attr->id == ATTR_STYLE || attr->id == ATTR_SIZES ||
           attr->id == ATTR_TARGET || attr->id == ATTR_ACTION ||
           str_istarts(attr->name, S("on")) || str_ieq(attr->name, S("ping")) ||
           str_ieq(attr->name, S("data")) ||
           str_ieq(attr->name, S("background"));
}

static void drop_dangerous(struct node *node)
{
    uint32_t kept = 0;
    for (uint32_t i = 0; i < node->attr_count; i++)
        if (!is_dangerous(&node->attrs[i]))
            node->attrs[kept++] = node->attrs[i];
    node->attr_count = kept;
}

struct node *rewrite_body(struct arena *arena, const struct plan *plan,
                          size_t index)
{
    struct rewrite r = {arena, plan, index};
    struct node *body =
        node_clone(arena, plan->bundle->articles.at[index].article->body);
    for (struct node *n = body; n; n = walk_next(n, body)) {
        if (n->kind != NODE_ELEMENT)
            continue;
        drop_dangerous(n);
        if (r.plan->layout == LAYOUT_PAGE && node_attr(n, ATTR_ID).len)
            node_set_attr(arena, n, ATTR_ID,
                          section_id(&r, index, node_attr(n, ATTR_ID)));
        if (node_is(n, TAG_IMG))
            rewrite_image(&r, n);
        else if (node_has_attr(n, ATTR_SRC))
            node_drop_attr(n, ATTR_SRC);
        if (node_is(n, TAG_A) || node_is(n, TAG_AREA))
            rewrite_link(&r, n);
        else if (node_has_attr(n, ATTR_HREF))
            node_drop_attr(n, ATTR_HREF);
    }
    conform_body(arena, body);
    return body;
}
