/* SPDX-License-Identifier: MIT */
/* scene.c - a page as the detectors of related posts see it. */
#include "article/scene_read.h"

#include "article/chrome.h"
#include "article/permalink.h"
#include "html/walk.h"

enum {
    PROSE_MIN = 40,   /* characters that make a block running text */
    PROSE_MIN_P = 30, /* ... and a paragraph */
};

/* --- what surrounds a node --------------------------------------------- */

bool scene_is_big(const struct scene *scene, const struct node *node)
{
    const struct node_facts *all =
        page_facts(scene->page, scene->page->doc->body);
    uint64_t len = page_facts(scene->page, node)->text_len;
    return len * 100 > (uint64_t)all->text_len * 35;
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
unsigned scene_traits(struct scene *scene, const struct node *node)
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
    unsigned traits = scene_traits(scene, node);
    bool is_related = (traits & CHROME_RELATED) != 0;
    bool is_frame = node->tag == TAG_NAV || node->tag == TAG_FOOTER ||
                    (traits & CHROME_FRAME) || role_is_frame(node);
    if (is_frame && node->tag != TAG_ARTICLE && !is_related)
        s->frame = order;
    if ((traits & CHROME_COMMENTS) && node->tag != TAG_ARTICLE)
        s->comments = order;
    if ((traits & CHROME_UNRELATED) && node->tag != TAG_ARTICLE)
        s->unrelated = order;
    if ((traits & CHROME_PAID) && node->tag != TAG_ARTICLE)
        s->paid = order;
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

struct scene *scene_make(const struct page *page, struct str canonical_url)
{
    struct scene *scene = arena_new(page->arena, struct scene);
    scene->page = page;
    scene->arena = page->arena;
    scene->own = ownsite_make(page);
    read_settings(scene);
    find_prose(scene);
    scene->main = find_main(scene);
    scene_read_head(scene, canonical_url);
    scene_find_links(scene);
    scene_find_labels(scene);
    return scene;
}
