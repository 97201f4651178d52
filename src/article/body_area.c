/* SPDX-License-Identifier: MIT */
/* body_area.c - what the elements of a page hold, and what they are called. */
#include "article/body_area.h"

#include "article/body_lexicon.h"
#include "html/walk.h"

/* An element that holds more of the page's text than this is a frame around
 * it: what it is called says nothing. */
#define FRAME_SHARE 0.8f

/* --- up ---------------------------------------------------------------- */

static void count_hidden(const struct blocks *blocks, struct areas *areas)
{
    uint64_t shown = 0, hidden = 0;
    for (size_t i = 0; i < blocks->list.len; i++) {
        const struct block *b = &blocks->list.at[i];
        if (block_is_prose(b))
            *(b->is_hidden ? &hidden : &shown) += b->size;
    }
    areas->shows_hidden = hidden > 500 && hidden > shown * 4;
}

static void vote(const struct page *page, struct areas *areas,
                 const struct block *b)
{
    float vote = 1 + (float)b->commas;
    vote += b->size > 300 ? 3 : (float)b->size / 100;
    struct node *node = b->owner->parent;
    for (int i = 1; node && i <= 3; i++, node = node->parent)
        areas->at[node->order].readability += vote / (float)i;
    (void)page;
}

static void add_blocks(const struct page *page, const struct blocks *blocks,
                       struct areas *areas)
{
    for (size_t i = 0; i < blocks->list.len; i++) {
        const struct block *b = &blocks->list.at[i];
        if (!area_counts(areas, b))
            continue;
        struct area *area = &areas->at[b->owner->order];
        bool is_prose = block_is_prose(b);
        area->size += b->size;
        area->link_size += b->link_size;
        area->blocks++;
        area->prose += is_prose ? b->size : 0;
        area->prose_blocks += is_prose;
        if (is_prose)
            vote(page, areas, b);
    }
}

static void sum_up(const struct page *page, struct areas *areas)
{
    for (uint32_t i = page->node_count; i-- > 1;) {
        const struct area *from = &areas->at[i];
        struct area *to = &areas->at[page->nodes[i]->parent->order];
        to->size += from->size;
        to->link_size += from->link_size;
        to->prose += from->prose;
        to->blocks += from->blocks;
        to->prose_blocks += from->prose_blocks;
    }
    areas->total = areas->at[0].size;
    areas->prose = areas->at[0].prose;
}

/* --- candidates -------------------------------------------------------- */

static struct node *find_dense(const struct page *page,
                               const struct areas *areas)
{
    struct node *node = page->doc->body;
    for (;;) {
        struct node *best = NULL;
        for (struct node *n = first_element(node); n; n = next_element(n)) {
            if (!best ||
                areas->at[n->order].prose > areas->at[best->order].prose)
                best = n;
        }
        if (!best || areas->at[best->order].blocks < 2 ||
            areas->at[best->order].prose * 10ull <
                areas->at[node->order].prose * 6ull)
            return node;
        node = best;
    }
}

static struct node *find_voted(const struct page *page,
                               const struct areas *areas)
{
    struct node *best = page->doc->body;
    float most = 0;
    for (uint32_t i = 1; i < page->node_count; i++) {
        const struct area *a = &areas->at[i];
        if (a->readability <= 0 || a->size == 0)
            continue;
        float links = (float)a->link_size / (float)a->size;
        float votes = a->readability * (1 - links);
        if (votes > most) {
            most = votes;
            best = page->nodes[i];
        }
    }
    return best;
}

/* --- down -------------------------------------------------------------- */

static uint32_t flag_of_role(struct str role)
{
    if (str_ieq(role, S("main")))
        return IN_MAIN;
    if (str_ieq(role, S("article")))
        return IN_ARTICLE;
    if (str_ieq(role, S("navigation")) || str_ieq(role, S("menu")))
        return IN_NAV;
    if (str_ieq(role, S("complementary")))
        return IN_ASIDE;
    if (str_ieq(role, S("banner")))
        return IN_HEADER;
    if (str_ieq(role, S("contentinfo")))
        return IN_FOOTER;
    return 0;
}

static uint32_t flag_of_tag(uint16_t tag)
{
    switch (tag) {
    case TAG_ARTICLE:
        return IN_ARTICLE;
    case TAG_MAIN:
        return IN_MAIN;
    case TAG_NAV:
    case TAG_MENU:
        return IN_NAV;
    case TAG_ASIDE:
        return IN_ASIDE;
    case TAG_HEADER:
        return IN_HEADER;
    case TAG_FOOTER:
        return IN_FOOTER;
    case TAG_FORM:
        return IN_FORM;
    case TAG_UL:
    case TAG_OL:
    case TAG_DL:
        return IN_LIST;
    case TAG_TABLE:
        return IN_TABLE;
    case TAG_FIGURE:
        return IN_FIGURE;
    case TAG_BLOCKQUOTE:
        return IN_QUOTE;
    case TAG_SECTION:
        return IN_SECTION;
    default:
        return tag >= TAG_H1 && tag <= TAG_H6 ? IN_HEADING : 0;
    }
}

bool node_is_quoted_post(const struct node *node)
{
    static const struct str NAMES[] = {
        STR("twitter-tweet"),  STR("twitter-video"),   STR("instagram-media"),
        STR("tiktok-embed"),   STR("fb-post"),         STR("bluesky-embed"),
        STR("reddit-embed"),   STR("reddit-embed-bq"), STR("reddit-card"),
        STR("mastodon-embed"), STR("text-post-media"),
    };
    if (node->tag != TAG_BLOCKQUOTE)
        return false;
    struct str class = node_attr(node, ATTR_CLASS);
    for (size_t i = 0; i < sizeof NAMES / sizeof *NAMES; i++) {
        if (str_has_word(class, NAMES[i]))
            return true;
    }
    return false;
}

static uint32_t flags_of(const struct node *node)
{
    uint32_t flags = flag_of_tag(node->tag);
    if (node_is_quoted_post(node))
        flags |= IN_EMBED;
    for (uint32_t i = 0; i < node->attr_count; i++) {
        const struct attr *a = &node->attrs[i];
        if (a->id == ATTR_ROLE)
            flags |= flag_of_role(a->value);
        else if (a->id == ATTR_ITEMPROP &&
                 str_has_word(a->value, S("articleBody")))
            flags |= IN_ARTICLE_BODY;
    }
    return flags;
}

static uint32_t mix(uint32_t a, uint32_t b)
{
    return (a ^ (b + 0x9E3779B9u + (a << 6) + (a >> 2))) * 16777619u;
}

/* Digits are left out: item-1 and item-2 have the same shape. */
static uint32_t shape_of(const struct node *node)
{
    uint32_t h = node->tag;
    struct str class = node_attr(node, ATTR_CLASS);
    for (size_t i = 0; i < class.len; i++) {
        if (!char_is_digit(class.at[i]))
            h = (h ^ (unsigned char)class.at[i]) * 16777619u;
    }
    return h;
}

static void name_element(const struct node *node, struct areas *areas,
                         struct area *area, const struct area *up)
{
    area->low = up->low;
    area->low_at = up->low_at;
    area->high = up->high;
    area->sum = up->sum;
    area->name = 0;
    if ((float)area->size > FRAME_SHARE * (float)areas->total)
        return;
    area->name = lexicon_of_names(node_attr(node, ATTR_CLASS)) +
                 lexicon_of_names(node_attr(node, ATTR_ID));
    area->sum += area->name;
    if (area->name > area->high)
        area->high = area->name;
    if (area->name < area->low) {
        area->low = area->name;
        area->low_at = node->order;
    }
}

static uint8_t level(const struct node *node, const struct node *candidate,
                     uint8_t up)
{
    if (node_contains(node, candidate) || node_contains(candidate, node))
        return 0;
    return up < 255 ? (uint8_t)(up + 1) : up;
}

static void pass_down(const struct page *page, struct areas *areas)
{
    for (uint32_t i = 1; i < page->node_count; i++) {
        const struct node *node = page->nodes[i];
        if (node->kind != NODE_ELEMENT)
            continue;
        uint32_t up_at = node->parent->order;
        const struct area *up = &areas->at[up_at];
        struct area *area = &areas->at[i];
        area->bigger = up->blocks > area->blocks ? up_at : up->bigger;
        area->flags = up->flags | flags_of(node);
        area->article = up->article;
        if (node_is(node, TAG_ARTICLE)) {
            area->article = i;
            areas->articles++;
        }
        area->own_shape = shape_of(node);
        area->shape = mix(area->own_shape, mix(up->own_shape, up->shape));
        if (up_at > 0)
            area->shape =
                mix(area->own_shape,
                    mix(up->own_shape,
                        areas->at[node->parent->parent->order].own_shape));
        name_element(node, areas, area, up);
        area->to_dense = level(node, areas->dense, up->to_dense);
        area->to_voted = level(node, areas->voted, up->to_voted);
    }
}

/* --- siblings ---------------------------------------------------------- */

struct row {
    uint32_t parent, shape, count;
};

static struct row *find_row(struct row *rows, uint32_t mask, uint32_t parent,
                            uint32_t shape)
{
    uint32_t i = mix(parent * 2654435761u, shape) & mask;
    while (rows[i].count &&
           (rows[i].parent != parent || rows[i].shape != shape))
        i = (i + 1) & mask;
    rows[i].parent = parent;
    rows[i].shape = shape;
    return &rows[i];
}

/* How many children of one parent look alike. */
static void count_siblings(const struct page *page, struct areas *areas)
{
    uint32_t size = 64;
    while (size < page->node_count)
        size *= 2;
    struct row *rows = arena_array(page->arena, struct row, size);
    for (int counting = 1; counting >= 0; counting--) {
        for (uint32_t i = 1; i < page->node_count; i++) {
            struct area *area = &areas->at[i];
            if (page->nodes[i]->kind != NODE_ELEMENT || area->size == 0)
                continue;
            struct row *row = find_row(
                rows, size - 1, page->nodes[i]->parent->order, area->own_shape);
            if (counting)
                row->count++;
            else
                area->siblings = row->count;
        }
    }
}

void areas_make(const struct page *page, const struct blocks *blocks,
                struct areas *areas)
{
    *areas = (struct areas){0};
    areas->at = arena_array(page->arena, struct area, page->node_count);
    count_hidden(blocks, areas);
    add_blocks(page, blocks, areas);
    sum_up(page, areas);
    areas->dense = find_dense(page, areas);
    areas->voted = find_voted(page, areas);
    pass_down(page, areas);
    count_siblings(page, areas);
}
