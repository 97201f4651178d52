/* SPDX-License-Identifier: MIT */
/* page.c - the facts that all detectors need, in two linear passes. */
#include "article/page.h"

#include "article/heading_mark.h"
#include "article/jsonld.h"
#include "html/streamed.h"
#include "html/walk.h"
#include <string.h>

/* A page that shows so many characters was not left to a script; a text without
 * script below the other asks for one. */
#define FILLED 2000
#define NOTICE 200

static bool style_hides(struct str style)
{
    size_t at = str_ifind(style, S("display"));
    if (at == STR_NONE)
        return str_ifind(style, S("visibility:hidden")) != STR_NONE;
    struct str value = str_from(style, at + 7);
    str_cut(&value, str_span(value, STR_SPACE ":"));
    return str_istarts(value, S("none"));
}

static bool is_hidden(const struct node *node)
{
    if (node->kind == NODE_COMMENT)
        return true;
    if (node->kind != NODE_ELEMENT)
        return false;
    if (tag_is_hidden(node->tag) || node_has_attr(node, ATTR_HIDDEN))
        return true;
    if (str_ieq(node_attr(node, ATTR_ARIA_HIDDEN), S("true")))
        return true;
    struct str style = node_attr(node, ATTR_STYLE);
    return style.len > 0 && style_hides(style);
}

/* Nodes of a heading in which a button is looked for, and from it to what is
 * unfolded. */
#define HEADING_NODES 12
#define NODES_BETWEEN 4

static bool is_heading(const struct node *node)
{
    return node_is(node, TAG_DT) ||
           (node->space == SPACE_HTML && tag_is_heading(node->tag)) ||
           str_ieq(node_attr(node, ATTR_ROLE), S("heading"));
}

/* Is it what the heading before it unfolds: an answer below its question? */
static bool is_unfolded(const struct node *node)
{
    if (node->kind != NODE_ELEMENT || tag_is_hidden(node->tag))
        return false;
    struct str id = node_attr(node, ATTR_ID);
    const struct node *before = node->prev;
    for (int i = 0; before && before->kind != NODE_ELEMENT; i++)
        before = i < NODES_BETWEEN ? before->prev : NULL;
    if (!before || !id.len)
        return false;
    const struct node *n = before;
    bool is_part = str_ieq(node_attr(node, ATTR_ROLE), S("region"));
    for (int i = 0; n && i < HEADING_NODES; i++, n = walk_next(n, before)) {
        is_part |= n->kind == NODE_ELEMENT && is_heading(n);
        if (n->kind == NODE_ELEMENT && node_has_attr(n, ATTR_ARIA_EXPANDED) &&
            str_eq(node_attr_named(n, S("aria-controls")), id))
            return is_part;
    }
    return false;
}

/* Characters a reader would count: runs of white space as one. */
static uint32_t visible_len(struct str text)
{
    uint32_t len = 0;
    bool was_space = true;
    for (size_t i = 0; i < text.len; i++) {
        bool space = char_is_space(text.at[i]);
        bool starts = ((unsigned char)text.at[i] & 0xC0) != 0x80;
        len += (space ? !was_space : starts);
        was_space = space;
    }
    return len - (was_space && len > 0);
}

/* Parents come before their children, so what is inherited is there. */
static void pass_down(struct page *page)
{
    uint32_t *block_of = arena_array(page->arena, uint32_t, page->node_count);
    bool *in_link = arena_array(page->arena, bool, page->node_count);
    for (uint32_t i = 0; i < page->node_count; i++) {
        struct node *node = page->nodes[i];
        struct node_facts *facts = &page->facts[i];
        uint32_t up = node->parent ? node->parent->order : 0;
        if (i > 0) {
            facts->depth = (uint16_t)(page->facts[up].depth + 1);
            facts->is_hidden = page->facts[up].is_hidden ||
                               (is_hidden(node) && !is_unfolded(node));
            in_link[i] = in_link[up] || (node_is(node, TAG_A) &&
                                         node_has_attr(node, ATTR_HREF));
        }
        block_of[i] = tag_is_block(node->tag) ? i : block_of[up];
        if (node->kind != NODE_TEXT || facts->is_hidden)
            continue;
        facts->text_len = visible_len(node->text);
        facts->link_len = in_link[i] ? facts->text_len : 0;
        page->facts[block_of[i]].own_len += facts->text_len;
    }
    arena_drop(page->arena, block_of, page->node_count);
    arena_drop(page->arena, in_link, page->node_count);
}

/* Children come after their parents, so going back sums up. */
static void pass_up(struct page *page)
{
    for (uint32_t i = page->node_count; i-- > 1;) {
        struct node_facts *up = &page->facts[page->nodes[i]->parent->order];
        up->text_len += page->facts[i].text_len;
        up->link_len += page->facts[i].link_len;
    }
}

/* Characters in a subtree, hidden or not. */
static size_t all_len(const struct page *page, const struct node *root)
{
    size_t len = 0;
    for (uint32_t i = root->order; i < root->end; i++)
        if (page->nodes[i]->kind == NODE_TEXT)
            len += visible_len(page->nodes[i]->text);
    return len;
}

/* A page that only a script fills may have its text for those without one: what
 * they are shown is the page then. Did it have? */
static bool unveil(struct page *page)
{
    size_t shown = page->facts[page->doc->body->order].text_len;
    bool did = false;
    if (shown > FILLED)
        return false;
    for (uint32_t i = page->doc->body->order; i < page->node_count; i++) {
        struct node *node = page->nodes[i];
        if (!node_is(node, TAG_NOSCRIPT))
            continue;
        size_t len = all_len(page, node);
        if (len > shown && len > NOTICE) {
            node->tag = TAG_DIV;
            did = true;
        }
        i = node->end - 1;
    }
    return did;
}

static void sum_up(struct page *page)
{
    pass_down(page);
    pass_up(page);
}

static void find_base(struct page *page)
{
    page->base = page->url;
    struct node *base = walk_find(page->doc->head, TAG_BASE);
    struct str href = base ? node_attr(base, ATTR_HREF) : S("");
    struct url url;
    const struct url *from = page->url.href.len ? &page->url : NULL;
    if (href.len && url_parse(page->arena, href, from, &url) == OP_OK &&
        url_is_web(&url))
        page->base = url;
}

static void number_nodes(struct page *page)
{
    page->node_count = page->doc->node_count;
    page->nodes = arena_array(page->arena, struct node *, page->node_count);
    page->facts = arena_array(page->arena, struct node_facts, page->node_count);
    page->tokens = arena_array(page->arena, struct str, page->node_count);
    const struct node *root = page->doc->root;
    for (struct node *n = page->doc->root; n; n = walk_next(n, root))
        page->nodes[n->order] = n;
}

struct page *page_make(struct arena *arena, struct document *doc,
                       struct str url)
{
    struct page *page = arena_new(arena, struct page);
    streamed_join(doc);
    page->arena = arena;
    page->doc = doc;
    if (!url.len || url_parse(arena, url, NULL, &page->url) != OP_OK)
        page->url = (struct url){.href = S("")};
    page->lang = node_attr(doc->html, ATTR_LANG);
    find_base(page);
    number_nodes(page);
    heading_marks_empty(page);
    sum_up(page);
    if (unveil(page)) {
        memset(page->facts, 0, page->node_count * sizeof *page->facts);
        sum_up(page);
    }
    page->jsonld = jsonld_read(arena, doc);
    return page;
}

struct str page_resolve(const struct page *page, struct str href,
                        bool drops_fragment)
{
    struct url url;
    const struct url *base = page->base.href.len ? &page->base : NULL;
    if (url_parse(page->arena, href, base, &url) != OP_OK || !url_is_web(&url))
        return S("");
    if (!drops_fragment || !url.fragment.at)
        return url.href;
    return url_request(page->arena, &url, true);
}

struct str page_tokens(const struct page *page, const struct node *node)
{
    struct str *cached = &page->tokens[node->order];
    if (cached->at)
        return *cached;
    struct str class = node_attr(node, ATTR_CLASS);
    struct str id = node_attr(node, ATTR_ID);
    *cached = S("");
    if (class.len + id.len == 0)
        return *cached;
    char *out = arena_alloc(page->arena, class.len + id.len + 1);
    for (size_t i = 0; i < class.len; i++)
        out[i] = char_lower(class.at[i]);
    out[class.len] = ' ';
    for (size_t i = 0; i < id.len; i++)
        out[class.len + 1 + i] = char_lower(id.at[i]);
    *cached = str_make(out, class.len + id.len + 1);
    return *cached;
}
