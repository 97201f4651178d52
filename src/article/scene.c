/* SPDX-License-Identifier: MIT */
/* scene.c - a page as the detectors of related posts see it. */
#include "article/scene.h"

#include "article/chrome.h"
#include "article/permalink.h"
#include "html/walk.h"
#include <offprint/limits.h>

enum {
    LABEL_MIN = 3, /* characters of a label */
    LABEL_MAX = 70,
    LABEL_SURE = 45,   /* of a label that is no heading */
    LABEL_BYTES = 400, /* that many are read */
    PROSE_MIN = 40,    /* characters that make a block running text */
    PROSE_MIN_P = 30,  /* ... and a paragraph */
};

/* --- what surrounds a node --------------------------------------------- */

bool scene_is_big(const struct scene *scene, const struct node *node)
{
    const struct node_facts *all =
        page_facts(scene->page, scene->page->doc->body);
    uint64_t len = page_facts(scene->page, node)->text_len;
    return len * 100 > (uint64_t)all->text_len * 35;
}

static bool is_heading(const struct node *node)
{
    return node->tag >= TAG_H1 && node->tag <= TAG_H6;
}

/* A side column may be long, but it is no article. */
static bool is_aside(const struct scene *scene, const struct node *node)
{
    const struct node_facts *all =
        page_facts(scene->page, scene->page->doc->body);
    uint64_t len = page_facts(scene->page, node)->text_len;
    return len * 10 < (uint64_t)all->text_len * 7 &&
           (node->tag == TAG_ASIDE ||
            str_ieq(node_attr(node, ATTR_ROLE), S("complementary")));
}

/* Elements whose class speaks of the whole page, not of a part. */
static bool is_page_wide(const struct node *node)
{
    return node->tag == TAG_BODY || node->tag == TAG_HTML ||
           node->tag == TAG_MAIN;
}

static bool role_is_frame(const struct node *node)
{
    struct str role = node_attr(node, ATTR_ROLE);
    return str_ieq(role, S("navigation")) || str_ieq(role, S("contentinfo")) ||
           str_ieq(role, S("banner")) || str_ieq(role, S("menu"));
}

static bool is_apart(const struct node *node)
{
    return node->tag == TAG_ASIDE || node->tag == TAG_HEADER ||
           node->tag == TAG_FOOTER || node->tag == TAG_NAV ||
           node->tag == TAG_FORM;
}

/* The same names come again and again: each is judged once. */
static unsigned traits_of(struct scene *scene, const struct node *node)
{
    struct str tokens = page_tokens(scene->page, node);
    if (tokens.len == 0)
        return 0;
    void **slot = map_slot(&scene->traits, scene->arena, tokens);
    if (!*slot)
        *slot = (void *)(uintptr_t)(chrome_traits(tokens) + 1);
    return (unsigned)(uintptr_t)*slot - 1;
}

static void judge_element(struct scene *scene, const struct node *node,
                          struct setting *s)
{
    uint32_t order = node->order;
    if (node->tag == TAG_A && node_has_attr(node, ATTR_HREF))
        s->link = order;
    if (tag_is_block(node->tag))
        s->block = order;
    if (is_aside(scene, node))
        s->apart = order;
    if (is_page_wide(node) || scene_is_big(scene, node))
        return;
    unsigned traits = traits_of(scene, node);
    bool is_related = (traits & CHROME_RELATED) != 0;
    bool is_frame = node->tag == TAG_NAV || node->tag == TAG_FOOTER ||
                    (traits & CHROME_FRAME) || role_is_frame(node);
    if (is_frame && node->tag != TAG_ARTICLE && !is_related)
        s->frame = order;
    if ((traits & CHROME_COMMENTS) && node->tag != TAG_ARTICLE)
        s->comments = order;
    if ((traits & CHROME_UNRELATED) && node->tag != TAG_ARTICLE)
        s->unrelated = order;
    if (is_apart(node) && !is_related)
        s->apart = order;
    if (is_related && !(traits & CHROME_UNRELATED) && !s->related &&
        node->tag != TAG_A && node->tag != TAG_IMG)
        s->related = order;
}

/* Parents come before their children. */
static void read_settings(struct scene *scene)
{
    const struct page *page = scene->page;
    scene->settings =
        arena_array(scene->arena, struct setting, page->node_count + 1);
    for (uint32_t i = 1; i < page->node_count; i++) {
        const struct node *node = page->nodes[i];
        struct setting *s = &scene->settings[i];
        *s = scene->settings[node->parent->order];
        s->plain_len = 0;
        if (node->kind == NODE_ELEMENT && node_contains(page->doc->body, node))
            judge_element(scene, node, s);
        if (node->kind == NODE_TEXT && !s->link)
            scene->settings[s->block].plain_len += page->facts[i].text_len;
    }
}

/* --- running text ------------------------------------------------------ */

static bool holds_prose(const struct node *node)
{
    switch (node->tag) {
    case TAG_P:
    case TAG_LI:
    case TAG_BLOCKQUOTE:
    case TAG_TD:
    case TAG_DD:
    case TAG_DIV:
    case TAG_SECTION:
    case TAG_ARTICLE:
    case TAG_CENTER:
    case TAG_FIGCAPTION:
    case TAG_MAIN:
    case TAG_PRE:
        return true;
    default:
        return false;
    }
}

static bool is_prose(const struct scene *scene, const struct node *node)
{
    const struct setting *s = setting_of(scene, node);
    uint32_t min = node->tag == TAG_P ? PROSE_MIN_P : PROSE_MIN;
    if (s->plain_len < min || !holds_prose(node) || s->frame || s->comments)
        return false;
    const struct node *apart = scene_node(scene, s->apart);
    return !apart || (apart->tag != TAG_ASIDE && apart->tag != TAG_FORM);
}

static void find_prose(struct scene *scene)
{
    const struct page *page = scene->page;
    scene->weight = arena_array(scene->arena, uint32_t, page->node_count + 1);
    uint32_t sum = 0;
    for (uint32_t i = 1; i < page->node_count; i++) {
        scene->weight[i] = sum;
        if (page->nodes[i]->kind != NODE_ELEMENT ||
            !is_prose(scene, page->nodes[i]))
            continue;
        sum += scene->settings[i].plain_len;
        *vec_push(&scene->prose, scene->arena) = i;
    }
    scene->weight[page->node_count] = sum;
}

uint32_t scene_prose_in(const struct scene *scene, const struct node *node)
{
    return scene->weight[node->end] - scene->weight[node->order];
}

static bool is_text_block(const struct node *node)
{
    return node->tag == TAG_P || node->tag == TAG_LI || node->tag == TAG_TD ||
           node->tag == TAG_BLOCKQUOTE;
}

/* Down from the body while one child holds most of the running text. */
static struct node *find_main(const struct scene *scene)
{
    struct node *main = scene->page->doc->body;
    uint32_t all = scene_prose_in(scene, main);
    for (;;) {
        struct node *child = first_element(main);
        while (child && scene_prose_in(scene, child) * 10ull < all * 6ull)
            child = next_element(child);
        if (!child || !all || is_text_block(child))
            return main;
        main = child;
    }
}

/* --- links ------------------------------------------------------------- */

static void add_key(struct scene *scene, struct map *map, struct str href)
{
    struct url url;
    const struct page *page = scene->page;
    const struct url *base = page->base.href.len ? &page->base : NULL;
    if (!href.len || url_parse(scene->arena, href, base, &url) != OP_OK ||
        !url_is_web(&url))
        return;
    *map_slot(map, scene->arena, url_key(scene->arena, &url)) = scene;
}

static void read_head(struct scene *scene, struct str canonical_url)
{
    const struct node *head = scene->page->doc->head;
    add_key(scene, &scene->self, scene->page->url.href);
    add_key(scene, &scene->self, canonical_url);
    for (struct node *n = walk_next(head, head); n; n = walk_next(n, head)) {
        struct str rel = node_attr(n, ATTR_REL);
        struct str href = node_attr(n, ATTR_HREF);
        if (node_is(n, TAG_META) &&
            str_ieq(node_attr(n, ATTR_PROPERTY), S("og:url")))
            add_key(scene, &scene->self, node_attr(n, ATTR_CONTENT));
        if (!node_is(n, TAG_LINK))
            continue;
        if (str_has_word(rel, S("canonical")) ||
            str_has_word(rel, S("amphtml")) ||
            str_has_word(rel, S("shortlink")))
            add_key(scene, &scene->self, href);
        if (str_has_word(rel, S("prev")) || str_has_word(rel, S("next")))
            add_key(scene, &scene->neighbours, href);
    }
}

/* rel=tag, author and their like lead to lists and people, not to articles. */
static bool rel_excludes(const struct node *node)
{
    static const char *const RELS[] = {
        "tag",       "category", "author", "home",   "license",
        "sponsored", "prev",     "next",   "search", "privacy-policy"};
    struct str rel = node_attr(node, ATTR_REL);
    for (size_t i = 0; rel.len && i < sizeof RELS / sizeof *RELS; i++) {
        if (str_has_word(rel, str_of(RELS[i])))
            return true;
    }
    return false;
}

/* The same path as the page's own with another query: the page itself. */
static bool is_self(const struct scene *scene, const struct link *link)
{
    const struct url *own = &scene->page->url;
    if (map_get(&scene->self, link->key))
        return true;
    return own->href.len && !own->query.len && link->url.path.len > 1 &&
           str_eq(own->path, link->url.path) &&
           str_eq(own->host, link->url.host);
}

static bool read_link(struct scene *scene, struct node *node, struct link *link)
{
    const struct page *page = scene->page;
    struct str href = str_trim(node_attr(node, ATTR_HREF));
    const struct url *base = page->base.href.len ? &page->base : NULL;
    if (!href.len || href.at[0] == '#')
        return false;
    if (url_parse(scene->arena, href, base, &link->url) != OP_OK ||
        !url_is_web(&link->url))
        return false;
    link->node = node;
    link->block = scene_node(scene, setting_of(scene, node)->block);
    link->key = url_key(scene->arena, &link->url);
    if (is_self(scene, link))
        return false;
    link->is_own = ownsite_has(scene->own, &link->url);
    if (link->is_own && !rel_excludes(node))
        link->rank = permalink_rank(&link->url, &page->url);
    return true;
}

static void find_links(struct scene *scene)
{
    const struct page *page = scene->page;
    struct map menu = {.seed = 1};
    for (uint32_t i = 1; i < page->node_count; i++) {
        struct node *node = page->nodes[i];
        struct link link = {0};
        if (!node_is(node, TAG_A) || page->facts[i].is_hidden ||
            !read_link(scene, node, &link))
            continue;
        if (scene->settings[i].frame && !scene->settings[i].unrelated)
            *map_slot(&menu, scene->arena, link.key) = scene;
        *vec_push(&scene->links, scene->arena) = link;
        if (scene->links.len >= OP_MAX_LINKS)
            break;
    }
    for (size_t i = 0; i < scene->links.len; i++) {
        struct link *link = &scene->links.at[i];
        link->in_navigation = map_get(&menu, link->key) != NULL;
    }
}

size_t scene_link_from(const struct scene *scene, uint32_t order)
{
    size_t low = 0, high = scene->links.len;
    while (low < high) {
        size_t mid = (low + high) / 2;
        if (scene->links.at[mid].node->order < order)
            low = mid + 1;
        else
            high = mid;
    }
    return low;
}

struct str scene_link_text(const struct scene *scene, const struct link *link)
{
    struct str text = node_text_folded(scene->arena, link->node);
    if (text.len)
        return text;
    const struct node *img = walk_find(link->node, TAG_IMG);
    if (img && node_contains(link->node, img))
        text = str_trim(node_attr(img, ATTR_ALT));
    if (!text.len)
        text = str_trim(node_attr(link->node, ATTR_TITLE));
    return text.len ? text : str_trim(node_attr(link->node, ATTR_ARIA_LABEL));
}

/* --- labels ------------------------------------------------------------ */

static bool may_label(const struct node *node)
{
    switch (node->tag) {
    case TAG_P:
    case TAG_DIV:
    case TAG_SPAN:
    case TAG_STRONG:
    case TAG_B:
    case TAG_EM:
    case TAG_DT:
    case TAG_HEADER:
    case TAG_LABEL:
    case TAG_LI:
    case TAG_U:
    case TAG_I:
    case TAG_FIGCAPTION:
    case TAG_LEGEND:
    case TAG_SUMMARY:
    case TAG_TH:
    case TAG_TD:
    case TAG_CENTER:
    case TAG_FONT:
    case TAG_A:
        return true;
    default:
        return is_heading(node);
    }
}

/* An inline element that is all the text of its block says nothing more. */
static bool is_repeated(const struct scene *scene, const struct node *node)
{
    const struct page *page = scene->page;
    return !tag_is_block(node->tag) && node->parent &&
           may_label(node->parent) &&
           page_facts(page, node)->text_len ==
               page_facts(page, node->parent)->text_len;
}

static bool could_label(const struct scene *scene, const struct node *node)
{
    const struct node_facts *facts = page_facts(scene->page, node);
    if (node->kind != NODE_ELEMENT || !may_label(node) || facts->is_hidden ||
        setting_of(scene, node)->link || is_repeated(scene, node))
        return false;
    uint32_t plain = facts->text_len - facts->link_len;
    uint32_t len = facts->text_len < LABEL_MAX ? facts->text_len : plain;
    if (len < LABEL_MIN || len >= LABEL_MAX)
        return false;
    if (facts->text_len >= LABEL_MAX && !is_heading(node))
        return false;
    return is_heading(node) || !tag_is_block(node->tag) ||
           facts->own_len == facts->text_len;
}

static struct str label_text(const struct scene *scene, const struct node *node)
{
    struct str text = node_text_folded(scene->arena, node);
    return str_sub(text, 0, LABEL_BYTES);
}

/* A heading that links to an article is its title, whatever its words. */
static bool is_article_title(const struct scene *scene,
                             const struct label *label)
{
    if (label->match.sense != PHRASE_UNRELATED)
        return false;
    size_t i = scene_link_from(scene, label->node->order);
    return i < scene->links.len && scene->links.at[i].rank &&
           node_contains(label->node, scene->links.at[i].node);
}

static bool is_label(struct scene *scene, const struct node *node,
                     struct label *label)
{
    const struct node_facts *facts = page_facts(scene->page, node);
    label->node = (struct node *)node;
    label->is_heading = is_heading(node);
    label->text = label_text(scene, node);
    label->match = phrase_of_label(phrase_normal(scene->arena, label->text));
    if (is_article_title(scene, label))
        label->match = (struct phrase_match){0};
    if (label->match.sense != PHRASE_RELATED && str_ends(label->text, S(":")))
        label->match =
            phrase_before_link(phrase_normal(scene->arena, label->text));
    bool speaks = label->match.sense != PHRASE_NONE;
    bool is_linked = facts->link_len * 10ull > facts->text_len * 7ull;
    if (is_linked && !(label->is_heading && speaks))
        return false;
    if (label->is_heading)
        return true;
    if (facts->link_len && label->match.sense != PHRASE_RELATED)
        return false;
    return (speaks && facts->text_len < LABEL_SURE) ||
           (traits_of(scene, node) & CHROME_LABEL);
}

static void find_labels(struct scene *scene)
{
    const struct page *page = scene->page;
    const struct node *body = page->doc->body;
    for (uint32_t i = body->order; i < body->end; i++) {
        struct label label = {0};
        if (could_label(scene, page->nodes[i]) &&
            is_label(scene, page->nodes[i], &label))
            *vec_push(&scene->labels, scene->arena) = label;
    }
}

size_t scene_label_from(const struct scene *scene, uint32_t order)
{
    size_t low = 0, high = scene->labels.len;
    while (low < high) {
        size_t mid = (low + high) / 2;
        if (scene->labels.at[mid].node->order < order)
            low = mid + 1;
        else
            high = mid;
    }
    return low;
}

struct scene *scene_make(const struct page *page, struct str canonical_url)
{
    struct scene *scene = arena_new(page->arena, struct scene);
    scene->page = page;
    scene->arena = page->arena;
    scene->own = ownsite_make(page);
    read_settings(scene);
    find_prose(scene);
    scene->main = find_main(scene);
    read_head(scene, canonical_url);
    find_links(scene);
    find_labels(scene);
    return scene;
}
