/* SPDX-License-Identifier: MIT */
/* listing.c - is what was kept of a page a list of other pages? */
#include "article/listing.h"

#include "article/jsonld.h"
#include "article/ownsite.h"
#include "html/walk.h"

/* So many links to other pages make a list, or cards, and so many where the
 * page's name says so. */
#define LISTED       5
#define LISTED_NAMED 3
/* A link of fewer characters is no headline: a page's number, a tag. */
#define HEADLINE 10
/* A headline's date and teaser are so many blocks. */
#define TEASER_BLOCKS 2

/* Characters of the headings of cards, on average; who wrote a post is named in
 * fewer. */
#define CARD_HEADING 16

/* --- by name ----------------------------------------------------------- */

static const char *const LISTING_CLASSES[] = {
    "archive", "category", "search-results", "tag", "search",
};

static const char *const LISTING_FOLDERS[] = {
    "/category/", "/categories/", "/tag/",      "/tags/",   "/topic/",
    "/topics/",   "/archive/",    "/archives",  "/author/", "/rubrik/",
    "/thema/",    "/section/",    "/sections/",
};

static const char *const SEARCH_KEYS[] = {"s=", "q=", "query=", "search="};

#define COUNT(array) (sizeof(array) / sizeof *(array))

bool listing_is_front(const struct page *page)
{
    struct str path = page->url.path;
    return page->url.href.len && !page->url.query.len &&
           (path.len <= 1 || str_ieq(path, S("/index.html")) ||
            str_ieq(path, S("/index.php")));
}

bool listing_is_search(const struct page *page)
{
    struct str path = page->url.path;
    struct str query = page->url.query;
    if (str_iends(path, S("/search")) || str_iends(path, S("/search/")))
        return true;
    for (size_t i = 0; path.len <= 1 && i < COUNT(SEARCH_KEYS); i++) {
        if (str_starts(query, str_of(SEARCH_KEYS[i])))
            return true;
    }
    return false;
}

bool listing_is_classed(const struct page *page)
{
    struct str class = node_attr(page->doc->body, ATTR_CLASS);
    if (str_has_word(class, S("single")) ||
        str_has_word(class, S("single-post")))
        return false;
    for (size_t i = 0; i < COUNT(LISTING_CLASSES); i++) {
        if (str_has_word(class, str_of(LISTING_CLASSES[i])))
            return true;
    }
    return false;
}

static bool is_in_folder(const struct page *page)
{
    for (size_t i = 0; i < COUNT(LISTING_FOLDERS); i++) {
        if (str_ifind(page->url.path, str_of(LISTING_FOLDERS[i])) != STR_NONE)
            return true;
    }
    return false;
}

/* Says the page that it is an article, and of which day? */
static bool is_declared(const struct page *page)
{
    const struct json *json =
        page->jsonld ? jsonld_article(page->jsonld, page->url.href) : NULL;
    if (json && json_get(json, S("datePublished")))
        return true;
    const struct node *head = page->doc->head;
    for (struct node *n = first_element(head); n; n = next_element(n)) {
        if (str_ieq(node_attr(n, ATTR_PROPERTY), S("article:published_time")))
            return true;
    }
    return false;
}

/* --- links ------------------------------------------------------------- */

/* Does it lead to another page of the site? */
static bool leads_away(const struct page *page, struct ownsite *own,
                       const struct node *a)
{
    struct str href = page_resolve(page, node_attr(a, ATTR_HREF), true);
    struct url url;
    if (!href.len || url_parse(page->arena, href, NULL, &url) != OP_OK ||
        !ownsite_has(own, &url))
        return false;
    return !str_eq(url.path, page->url.path) ||
           (url.query.len > 0 && !str_eq(url.query, page->url.query));
}

/* A walk over what was kept, block by block: what is known of the block, and of
 * all. Lengths are characters. */
struct reading {
    const struct page *page;
    struct ownsite *own;
    struct str last; /* href of the headline before */
    struct str href; /* of the block's link; empty: none leads away */
    uint32_t link_end, block_end;
    bool is_heading;
    size_t text, linked;
    size_t all, all_linked;
    size_t all_away; /* of blocks that are not just below a headline */
    size_t since;    /* blocks since the last headline */
    size_t blocks, headlines, headings; /* headings that are headlines */
};

static void end_block(struct reading *r)
{
    bool is_headline =
        r->text >= HEADLINE && r->href.len > 0 && r->linked * 5 >= r->text * 4;
    bool is_new = is_headline && !str_eq(r->href, r->last);
    r->blocks += r->text > 0;
    r->all += r->text;
    r->all_linked += r->linked;
    r->since += r->text > 0;
    if (is_headline) {
        r->headlines += is_new;
        r->headings += is_new && r->is_heading;
        r->last = r->href;
        r->since = 0;
    } else if (r->since > TEASER_BLOCKS) {
        r->all_away += r->text;
    }
    r->text = r->linked = 0;
    r->is_heading = false;
}

static void open_link(struct reading *r, const struct node *a)
{
    if (!a || !leads_away(r->page, r->own, a))
        return;
    r->href = node_attr(a, ATTR_HREF);
    r->link_end = a->end;
}

static void read_node(struct reading *r, const struct node *n)
{
    bool is_block = n->kind == NODE_ELEMENT && tag_is_block(n->tag);
    if (n->order >= r->block_end || is_block)
        end_block(r);
    if (r->text == 0 && n->order >= r->link_end)
        r->href = S("");
    if (is_block) {
        r->block_end = n->end;
        r->is_heading = tag_is_heading(n->tag);
    } else if (n->order >= r->block_end) {
        r->block_end = UINT32_MAX;
    }
    if (node_is(n, TAG_A)) {
        open_link(r, n);
    } else if (n->kind == NODE_TEXT) {
        uint32_t len = page_facts(r->page, n)->text_len;
        r->text += len;
        r->linked += n->order < r->link_end ? len : 0;
    }
}

static void read_part(struct reading *r, const struct body *body,
                      const struct node *part)
{
    open_link(r, node_ancestor(part, TAG_A));
    for (uint32_t i = part->order; i < part->end; i++) {
        if (!body->is_chrome[i])
            read_node(r, r->page->nodes[i]);
    }
    end_block(r);
}

static bool lists_links(const struct page *page, const struct body *body,
                        struct ownsite *own)
{
    struct reading r = {.page = page,
                        .own = own,
                        .block_end = UINT32_MAX,
                        .since = TEASER_BLOCKS};
    for (size_t i = 0; i < body->parts.len; i++)
        read_part(&r, body, body->parts.at[i]);
    if (listing_is_front(page) && r.headlines >= LISTED_NAMED &&
        r.headlines * 5 >= r.blocks)
        return true;
    if (r.all_away * 4 > r.all)
        return false;
    if (listing_is_classed(page) || is_in_folder(page))
        return r.headlines >= LISTED_NAMED && r.headlines * 5 >= r.blocks;
    bool is_noted = r.all_linked * 10 >= r.all;
    bool is_most = r.all_linked * 5 >= r.all * 3;
    return r.headlines >= LISTED &&
           ((is_noted && r.headings * 4 >= r.blocks) ||
            (is_noted && r.headlines * 5 >= r.blocks * 2) ||
            (is_most && r.headlines * 4 >= r.blocks));
}

/* --- cards ------------------------------------------------------------- */

/* Characters of the page, up to each node, that were kept. */
static uint32_t *count_kept(const struct page *page, const struct body *body)
{
    uint32_t *kept = arena_array(page->arena, uint32_t, page->node_count + 1);
    for (size_t p = 0; p < body->parts.len; p++) {
        const struct node *part = body->parts.at[p];
        for (uint32_t i = part->order; i < part->end; i++) {
            if (page->nodes[i]->kind == NODE_TEXT && !body->is_chrome[i])
                kept[i + 1] = page->facts[i].text_len;
        }
    }
    for (uint32_t i = 0; i < page->node_count; i++)
        kept[i + 1] += kept[i];
    return kept;
}

/* Is the heading a link to another page, or inside of one? */
static bool is_linked(const struct page *page, struct ownsite *own,
                      const struct node *heading)
{
    const struct node *a = node_ancestor(heading, TAG_A);
    if (!a)
        a = walk_find(heading, TAG_A);
    return a && leads_away(page, own, a);
}

/* Does most of what was kept stand in <article>s of which the first heading is
 * a link, so that they announce other pages? */
static bool is_row_of_cards(const struct page *page, const struct body *body,
                            struct ownsite *own)
{
    const uint32_t *kept = count_kept(page, body);
    bool *is_read = arena_array(page->arena, bool, page->node_count);
    const struct node *last = NULL;
    size_t count = 0, total = 0, headings = 0;
    for (uint32_t i = 0; i < page->node_count; i++) {
        const struct node *node = page->nodes[i];
        if (node->kind != NODE_ELEMENT || !tag_is_heading(node->tag))
            continue;
        const struct node *card = node_ancestor(node, TAG_ARTICLE);
        if (!card || is_read[card->order])
            continue;
        is_read[card->order] = true;
        if ((last && node_contains(last, card)) || !is_linked(page, own, node))
            continue;
        last = card;
        count++;
        total += kept[card->end] - kept[card->order];
        headings += page->facts[i].text_len;
    }
    return count >= LISTED && headings >= count * CARD_HEADING &&
           total * 4 >= kept[page->node_count] * 3;
}

bool listing_is(const struct page *page, const struct body *body)
{
    if (body->stated.len > 0 || is_declared(page))
        return false;
    struct ownsite *own = ownsite_make(page);
    return lists_links(page, body, own) || is_row_of_cards(page, body, own);
}
