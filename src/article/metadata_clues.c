/* SPDX-License-Identifier: MIT */
/* metadata_clues.c - gather what may tell something about an article. */
#include "article/metadata_clues.h"

#include "article/entity.h"
#include "html/walk.h"
#include "text/unicode.h"
#include <string.h>

/* A field longer than this is no field; the rest is not looked at. */
#define FIELD_MAX 4000
/* Characters of a paragraph that is no byline. */
#define PROSE_MIN 100
/* Characters of an author's name, with what is told of the author. */
#define AUTHOR_BOX_MAX 1500
/* Of each kind of node; more is a listing. */
#define NODES_MAX 2000

/* --- text --------------------------------------------------------------- */

/* Tags in an attribute are a mistake of the page's: <b>, <br/>, </em>. */
static struct str drop_tags(struct arena *arena, struct str text)
{
    if (!str_has_byte(text, '<'))
        return text;
    char *out = arena_alloc(arena, text.len + 1);
    size_t len = 0;
    while (text.len > 0) {
        bool opens = *text.at == '<' && text.len > 1 &&
                     (char_is_alpha(text.at[1]) || text.at[1] == '/');
        size_t end =
            opens ? str_find_byte(str_sub(text, 0, 400), '>') : STR_NONE;
        if (end == STR_NONE) {
            out[len++] = *str_cut(&text, 1).at;
        } else {
            out[len++] = ' ';
            str_cut(&text, end + 1);
        }
    }
    return str_make(out, len);
}

struct str clues_clean(struct arena *arena, struct str text)
{
    text = utf8_clip(text, FIELD_MAX);
    struct str decoded = entity_decode(arena, text);
    if (str_has_byte(decoded, '&'))
        decoded = entity_decode(arena, decoded);
    return text_fold(arena, drop_tags(arena, decoded));
}

struct str clues_text(const struct clues *clues, const struct node *node)
{
    struct arena *arena = clues->page->arena;
    return text_fold(arena, node_text_folded(arena, node));
}

/* --- meta --------------------------------------------------------------- */

static void add_meta(struct clues *clues, const struct node *node)
{
    static const enum html_attr NAMES[] = {ATTR_PROPERTY, ATTR_NAME,
                                           ATTR_ITEMPROP, ATTR_HTTP_EQUIV};
    struct str content = node_attr(node, ATTR_CONTENT);
    if (content.len == 0)
        content = node_attr(node, ATTR_VALUE);
    if (str_trim(content).len == 0 || clues->metas.len >= NODES_MAX)
        return;
    for (size_t i = 0; i < sizeof NAMES / sizeof *NAMES; i++) {
        struct str name = node_attr(node, NAMES[i]);
        if (name.len > 0 && name.len < 100)
            *vec_push(&clues->metas, clues->page->arena) = (struct meta){
                arena_lower(clues->page->arena, str_trim(name)), content};
    }
}

struct str clues_meta(const struct clues *clues, struct str name)
{
    for (size_t i = 0; i < clues->metas.len; i++) {
        if (!str_eq(clues->metas.at[i].name, name))
            continue;
        struct str content =
            clues_clean(clues->page->arena, clues->metas.at[i].content);
        if (content.len > 0)
            return content;
    }
    return S("");
}

struct str clues_meta_any(const struct clues *clues, const char *names,
                          struct str *which)
{
    for (; *names; names += strlen(names) + 1) {
        struct str content = clues_meta(clues, str_of(names));
        if (content.len > 0) {
            *which = str_of(names);
            return content;
        }
    }
    return S("");
}

struct str clues_link(const struct clues *clues, struct str rel)
{
    for (size_t i = 0; i < clues->links.len; i++)
        if (node_is(clues->links.at[i], TAG_LINK) &&
            str_has_word(node_attr(clues->links.at[i], ATTR_REL), rel))
            return str_trim(node_attr(clues->links.at[i], ATTR_HREF));
    return S("");
}

/* --- regions ------------------------------------------------------------ */

/* The same names come again and again: each is judged once. */
static unsigned senses_of(struct clues *clues, const struct node *node)
{
    struct str tokens = page_tokens(clues->page, node);
    if (tokens.len == 0)
        return 0;
    void **slot = map_slot(&clues->senses, clues->page->arena, tokens);
    if (!*slot)
        *slot =
            (void *)(uintptr_t)(sense_of_name(&clues->sense_index, tokens) + 1);
    return (unsigned)(uintptr_t)*slot - 1;
}

static enum region region_of(struct clues *clues, const struct node *node)
{
    if (node->tag == TAG_BODY || node->tag == TAG_HTML ||
        node->tag == TAG_ARTICLE || node->tag == TAG_MAIN)
        return REGION_PLAIN;
    unsigned senses = senses_of(clues, node);
    if (senses & SENSE_COMMENTS)
        return page_facts(clues->page, node)->text_len > 30 ? REGION_COMMENTS
                                                            : REGION_PLAIN;
    if (node->tag == TAG_NAV || node->tag == TAG_FOOTER)
        return REGION_AWAY;
    bool is_away = (senses & SENSE_AWAY) && !(senses & SENSE_BUILDER);
    return is_away ? REGION_AWAY : REGION_PLAIN;
}

static uint64_t body_text_len(const struct clues *clues)
{
    uint64_t len = 0;
    for (size_t i = 0; i < clues->body->parts.len; i++)
        len += page_facts(clues->page, clues->body->parts.at[i])->text_len;
    return len;
}

/* A region passes down; one that holds the body, or most of it, is none. */
static void mark_regions(struct clues *clues)
{
    uint64_t body_len = body_text_len(clues);
    const struct page *page = clues->page;
    clues->regions = arena_array(page->arena, unsigned char, page->node_count);
    for (uint32_t i = 1; i < page->node_count; i++) {
        const struct node *node = page->nodes[i];
        unsigned char up = clues->regions[node->parent->order];
        bool holds_body = clues->body_end > clues->body_start &&
                          node->order <= clues->body_start &&
                          node->end > clues->body_start;
        holds_body |= body_len > 0 && page->facts[i].text_len * 2ull > body_len;
        clues->regions[i] = up;
        if (up == REGION_PLAIN && !holds_body && node->kind == NODE_ELEMENT)
            clues->regions[i] = (unsigned char)region_of(clues, node);
    }
}

/* --- nodes -------------------------------------------------------------- */

static void add_node(struct clues *clues, node_list *list, struct node *node)
{
    if (list->len < NODES_MAX)
        *vec_push(list, clues->page->arena) = node;
}

bool clues_is_author_link(const struct node *node)
{
    static const char SEGMENTS[] =
        "author authors autor autoren autori auteur auteurs writer writers "
        "contributor contributors redakteur newsteam journalist journalists";
    struct str href = node_attr(node, ATTR_HREF), segment;
    if (node->tag != TAG_A || href.len == 0 || href.len > 300)
        return false;
    href = str_sub(href, 0, str_until(href, "?#"));
    for (bool found = false; str_split(&href, '/', &segment);) {
        if (found)
            return segment.len > 0 && !str_ieq(segment, S("login"));
        found =
            segment.len > 4 && segment.len < 16 &&
            str_find(S("acjnrwACJNRW"), str_sub(segment, 0, 1)) != STR_NONE &&
            str_has_word(S(SEGMENTS), segment);
    }
    return false;
}

static void add_visible(struct clues *clues, struct node *node)
{
    unsigned senses = senses_of(clues, node);
    uint32_t len = page_facts(clues->page, node)->text_len;
    if (node->tag == TAG_H1 || node->tag == TAG_H2 ||
        ((senses & SENSE_HEADLINE) && len > 0 && len < 400))
        add_node(clues, &clues->headings, node);
    if (node->tag == TAG_TIME ||
        ((senses & SENSE_DATE) && len > 3 && len < 300))
        add_node(clues, &clues->times, node);
    struct str rel = node_attr(node, ATTR_REL);
    if ((rel.len > 0 && str_has_word(rel, S("author"))) ||
        (len > 1 && len < 60 && clues_is_author_link(node)) ||
        ((senses & SENSE_AUTHOR) && len > 1 && len < AUTHOR_BOX_MAX))
        add_node(clues, &clues->bylines, node);
    if ((senses & SENSE_CRUMBS) && node->first)
        add_node(clues, &clues->crumbs, node);
}

static void add_element(struct clues *clues, struct node *node)
{
    if (node->tag == TAG_META)
        add_meta(clues, node);
    else if (node->tag == TAG_TITLE && clues->page_title.len == 0 &&
             node->space == SPACE_HTML)
        clues->page_title = clues_clean(
            clues->page->arena, node_text_folded(clues->page->arena, node));
    if (node_has_attr(node, ATTR_ITEMPROP))
        add_node(clues, &clues->itemprops, node);
    if (node_has_attr(node, ATTR_REL) && node_has_attr(node, ATTR_HREF))
        add_node(clues, &clues->links, node);
    if (!page_facts(clues->page, node)->is_hidden || node->tag == TAG_TIME)
        add_visible(clues, node);
}

struct clues *clues_gather(const struct page *page, const struct body *body)
{
    struct clues *clues = arena_new(page->arena, struct clues);
    clues->page = page;
    clues->body = body;
    clues->ld = jsonld_article(page->jsonld, page->url.href);
    if (body->parts.len > 0) {
        clues->body_start = body->parts.at[0]->order;
        clues->body_end = body->parts.at[body->parts.len - 1]->end;
    }
    sense_index_make(&clues->sense_index);
    mark_regions(clues);
    for (uint32_t i = 1; i < page->node_count; i++)
        if (page->nodes[i]->kind == NODE_ELEMENT)
            add_element(clues, page->nodes[i]);
    return clues;
}

uint32_t clues_prose(const struct clues *clues)
{
    const struct page *page = clues->page;
    uint32_t i = clues->headline ? clues->headline->order : clues->body_start;
    while (i < clues->body_end && (!node_is(page->nodes[i], TAG_P) ||
                                   page->facts[i].text_len < PROSE_MIN))
        i++;
    return i;
}

/* --- sources ------------------------------------------------------------ */

struct field_source *clues_source(const struct clues *clues,
                                  struct article *article, const char *field,
                                  struct str source)
{
    struct field_source *entry =
        vec_push(&article->sources, clues->page->arena);
    *entry = (struct field_source){.field = str_of(field), .source = source};
    return entry;
}

void clues_alternative(struct field_source *field, struct str source,
                       struct str value)
{
    size_t max = sizeof field->alternatives / sizeof *field->alternatives;
    if (value.len == 0 || field->alternative_count >= max)
        return;
    for (size_t i = 0; i < field->alternative_count; i++)
        if (str_eq(field->alternatives[i].value, value))
            return;
    field->alternatives[field->alternative_count].source = source;
    field->alternatives[field->alternative_count++].value = value;
}
