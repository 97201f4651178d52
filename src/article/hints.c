/* SPDX-License-Identifier: MIT */
/* hints.c - what a page says to programs. */
#include "article/hints.h"

#include "article/jsonld.h"

enum {
    ITEMS_MAX = 20, /* posts of one endpoint */
    TITLE_MAX = 300,
};

bool robots_forbid(struct str directives)
{
    struct str rest = directives, word;
    while (str_split(&rest, ',', &word)) {
        word = str_trim(word);
        if (str_ieq(word, S("noarchive")) || str_ieq(word, S("noindex")) ||
            str_ieq(word, S("none")))
            return true;
    }
    return false;
}

/* --- the related posts that a script would ask for ---------------------- */

struct hints {
    const struct page *page;
    struct str rest_url;  /* of this post, in the REST API of its site */
    bool has_placeholder; /* of Jetpack, with nothing in it */
    bool has_block;       /* the same, as a block of the editor */
};

static bool is_empty(const struct page *page, const struct node *node)
{
    return page_facts(page, node)->link_len == 0;
}

static void look_at(struct hints *hints, const struct node *node)
{
    if (node_is(node, TAG_LINK) &&
        str_ieq(node_attr(node, ATTR_TYPE), S("application/json")) &&
        str_find(node_attr(node, ATTR_HREF), S("/wp/v2/posts/")) != STR_NONE)
        hints->rest_url =
            page_resolve(hints->page, node_attr(node, ATTR_HREF), true);
    if (node_is(node, TAG_DIV) || node_is(node, TAG_NAV)) {
        struct str tokens = page_tokens(hints->page, node);
        bool is_ours = str_find(tokens, S("jp-relatedposts")) != STR_NONE;
        bool is_block =
            str_find(tokens, S("jetpack-related-posts")) != STR_NONE;
        if ((is_ours || is_block) && is_empty(hints->page, node)) {
            hints->has_placeholder = hints->has_placeholder || is_ours;
            hints->has_block = hints->has_block || is_block;
        }
    }
}

static struct str with_query(struct arena *arena, struct str url,
                             const char *query)
{
    struct str bare = str_sub(url, 0, str_until(url, "#"));
    return arena_printf(arena, "%.*s%c%s", STR_ARG(bare),
                        str_has_byte(bare, '?') ? '&' : '?', query);
}

static struct str endpoint_of(const struct hints *hints)
{
    const struct page *page = hints->page;
    struct url url;
    if (hints->has_placeholder && url_is_web(&page->url))
        return with_query(page->arena, url_clean(page->arena, &page->url),
                          "relatedposts=1");
    if (hints->has_block && hints->rest_url.len &&
        url_parse(page->arena, hints->rest_url, NULL, &url) == OP_OK &&
        url_same_site(&url, &page->url))
        return with_query(page->arena, hints->rest_url,
                          "_fields=jetpack-related-posts");
    return S("");
}

void hints_read(const struct page *page, struct article *article)
{
    struct hints hints = {.page = page};
    for (uint32_t i = 0; i < page->node_count; i++) {
        const struct node *node = page->nodes[i];
        if (!node || node->kind != NODE_ELEMENT)
            continue;
        look_at(&hints, node);
        if (node_is(node, TAG_META) &&
            str_ieq(str_trim(node_attr(node, ATTR_NAME)), S("robots")) &&
            robots_forbid(node_attr(node, ATTR_CONTENT)))
            article->forbids_archive = true;
    }
    article->endpoint = endpoint_of(&hints);
}

/* --- its answer ---------------------------------------------------------- */

static bool is_same(struct arena *arena, const struct url *url,
                    struct str other)
{
    struct url parsed;
    return url_parse(arena, other, NULL, &parsed) == OP_OK &&
           str_eq(url_key(arena, url), url_key(arena, &parsed));
}

static bool is_known(struct arena *arena, const struct article *article,
                     const struct url *url)
{
    if (is_same(arena, url, article->url) ||
        is_same(arena, url, article->canonical_url))
        return true;
    for (size_t i = 0; i < article->related.len; i++)
        if (is_same(arena, url, article->related.at[i].url))
            return true;
    return false;
}

/* Behind those of its own kind. */
static void insert(struct arena *arena, struct article *article,
                   const struct related_post *post)
{
    vec_push(&article->related, arena);
    size_t at = article->related.len - 1;
    for (; at > 0 && article->related.at[at - 1].kind > post->kind; at--)
        article->related.at[at] = article->related.at[at - 1];
    article->related.at[at] = *post;
}

static void add_item(struct arena *arena, const struct url *page,
                     const struct json *item, struct article *article)
{
    struct url url;
    struct str href = json_text(json_get(item, S("url")));
    if (!href.len || url_parse(arena, href, page, &url) != OP_OK ||
        !url_is_web(&url) || !url_same_site(&url, page))
        return;
    struct related_post post = {
        .url = url_clean(arena, &url),
        .title = str_sub(json_text(json_get(item, S("title"))), 0, TITLE_MAX),
        .kind = RELATED_SECTION,
        .score = 3,
        .reason = S("named by the site's related posts endpoint"),
    };
    if (!is_known(arena, article, &url))
        insert(arena, article, &post);
}

void endpoint_read(struct arena *arena, struct str json,
                   struct article *article)
{
    struct url page;
    const struct json *root = json_parse(arena, json);
    const struct json *items = json_get(root, S("items"));
    if (!items)
        items = json_get(root, S("jetpack-related-posts"));
    if (!items || items->kind != JSON_IS_ARRAY ||
        url_parse(arena, article->url, NULL, &page) != OP_OK)
        return;
    const struct json *item = items->first;
    for (int i = 0; item && i < ITEMS_MAX; i++, item = item->next)
        add_item(arena, &page, item, article);
}
