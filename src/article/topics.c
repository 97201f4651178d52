/* SPDX-License-Identifier: MIT */
/* topics.c - the section an article stands in, and its tags. */
#include "article/topics.h"

#include "article/site.h"
#include "html/walk.h"

/* More, or longer, is not what a person chose. */
#define TOPICS_MAX   40
#define TOPIC_BYTES  80
#define KEYWORDS_MAX 15
/* Links of breadcrumbs; more are a menu. */
#define STEPS_MAX 8

struct topics {
    const struct clues *clues;
    str_list list;
    struct str source; /* of the first */
};

static void add(struct topics *t, struct str source, struct str text)
{
    struct str topic =
        str_trim_set(clues_clean(t->clues->page->arena, text), " ,;#\"");
    if (topic.len == 0 || topic.len > TOPIC_BYTES ||
        t->list.len >= TOPICS_MAX || str_istarts(topic, S("http")))
        return;
    for (size_t i = 0; i < t->list.len; i++)
        if (str_ieq(t->list.at[i], topic))
            return;
    if (t->list.len == 0)
        t->source = source;
    *vec_push(&t->list, t->clues->page->arena) = topic;
}

static void add_split(struct topics *t, struct str source, struct str text)
{
    char separator =
        str_has_byte(text, ';') && !str_has_byte(text, ',') ? ';' : ',';
    struct str part;
    while (str_split(&text, separator, &part))
        add(t, source, part);
}

static void add_json(struct topics *t, const struct json *value)
{
    if (!value)
        return;
    if (value->kind != JSON_IS_ARRAY) {
        add_split(t, S("json-ld"), json_text(value));
        return;
    }
    for (value = value->first; value; value = value->next)
        add(t, S("json-ld"), json_text(value));
}

static void add_metas(struct topics *t, struct str name, bool splits)
{
    for (size_t i = 0; i < t->clues->metas.len; i++) {
        const struct meta *meta = &t->clues->metas.at[i];
        if (!str_eq(meta->name, name))
            continue;
        if (splits)
            add_split(t, name, meta->content);
        else
            add(t, name, meta->content);
    }
}

/* A post: what holds a headline, its text and its footer, and no sidebar. */
static bool is_post(const struct clues *clues, const struct node *node)
{
    struct str tokens = page_tokens(clues->page, node);
    return node->tag == TAG_ARTICLE || tokens_have(tokens, S("hentry")) ||
           tokens_have(tokens, S("h-entry")) || tokens_have(tokens, S("post"));
}

/* Outside sidebars, or in the footer of the post. */
static bool is_of_article(const struct clues *clues, const struct node *node)
{
    enum region region = clues_region(clues, node);
    if (region != REGION_AWAY || !clues->headline)
        return region == REGION_PLAIN;
    while (node && !node_contains(node, clues->headline))
        node = node->parent;
    return node && is_post(clues, node);
}

/* <a rel="category tag"> and <a rel="tag"> outside sidebars. */
static void add_rel(struct topics *t, bool categories)
{
    const struct clues *clues = t->clues;
    for (size_t i = 0; i < clues->links.len; i++) {
        const struct node *node = clues->links.at[i];
        struct str rel = node_attr(node, ATTR_REL);
        if (!node_is(node, TAG_A) || !is_of_article(clues, node))
            continue;
        bool category = str_has_word(rel, S("category"));
        bool fits =
            categories ? category : !category && str_has_word(rel, S("tag"));
        if (fits)
            add(t, categories ? S("rel=category") : S("rel=tag"),
                clues_text(clues, node));
    }
}

/* The names of a BreadcrumbList between the front page and the article. */
static void add_crumb_list(struct topics *t, const struct json *list,
                           struct str title)
{
    const struct json *item = json_get(list, S("itemListElement"));
    item = item && item->kind == JSON_IS_ARRAY ? item->first : NULL;
    for (bool first = true; item; item = item->next, first = false) {
        struct str name = json_text(json_get(item, S("name")));
        if (name.len == 0)
            name = json_text(json_get(json_get(item, S("item")), S("name")));
        if (!first && item->next && !str_eq(name, title))
            add(t, S("breadcrumbs"), name);
    }
}

/* A path has few steps. */
static bool is_menu(const struct node *root)
{
    int links = 0;
    for (const struct node *n = root; n && links <= STEPS_MAX;
         n = walk_next(n, root))
        links += node_is(n, TAG_A);
    return links > STEPS_MAX;
}

static void add_crumbs(struct topics *t, struct str title)
{
    const struct clues *clues = t->clues;
    const struct jsonld *jsonld = clues->page->jsonld;
    for (size_t i = 0; i < jsonld->object_count; i++)
        if (jsonld_is(jsonld->objects[i], S("BreadcrumbList")))
            add_crumb_list(t, jsonld->objects[i], title);
    if (t->list.len > 0 || clues->crumbs.len == 0)
        return;
    const struct node *root = clues->crumbs.at[0];
    bool first = true;
    if (is_menu(root))
        return;
    for (const struct node *n = root; n; n = walk_next(n, root)) {
        if (!node_is(n, TAG_A) || page_facts(clues->page, n)->text_len > 60)
            continue;
        struct str text = clues_text(clues, n);
        if (!first && !str_eq(text, title) && !site_is(clues, text))
            add(t, S("breadcrumbs"), text);
        first = false;
    }
}

/* Plain keywords are often the whole site's, or stuffed. */
static void add_keywords(struct topics *t)
{
    struct topics words = {.clues = t->clues};
    add_metas(&words, S("keywords"), true);
    if (words.list.len == 0 || words.list.len > KEYWORDS_MAX)
        return;
    for (size_t i = 0; i < words.list.len; i++)
        add(t, S("keywords"), words.list.at[i]);
}

void topics_read(struct clues *clues, struct article *article)
{
    struct topics categories = {.clues = clues}, tags = {.clues = clues};
    add_metas(&categories, S("article:section"), false);
    add_json(&categories, json_get(clues->ld, S("articleSection")));
    if (categories.list.len == 0)
        add_metas(&categories, S("articlesection"), false);
    if (categories.list.len == 0)
        add_rel(&categories, true);
    if (categories.list.len == 0)
        add_metas(&categories, S("parsely-section"), false);
    if (categories.list.len == 0)
        add_crumbs(&categories, article->title);
    article->categories = categories.list;
    if (categories.list.len > 0)
        clues_source(clues, article, "categories", categories.source);

    add_metas(&tags, S("article:tag"), true);
    add_json(&tags, json_get(clues->ld, S("keywords")));
    add_metas(&tags, S("news_keywords"), true);
    add_metas(&tags, S("parsely-tags"), true);
    add_metas(&tags, S("citation_keywords"), true);
    if (tags.list.len == 0)
        add_rel(&tags, false);
    if (tags.list.len == 0 &&
        !str_ieq(clues_meta(clues, S("dc.subject")), article->title))
        add_metas(&tags, S("dc.subject"), true);
    if (tags.list.len == 0)
        add_metas(&tags, S("dcterms.subject"), true);
    if (tags.list.len == 0)
        add_keywords(&tags);
    article->tags = tags.list;
    if (tags.list.len > 0)
        clues_source(clues, article, "tags", tags.source);
}
